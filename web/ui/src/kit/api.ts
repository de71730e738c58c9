// How components get the API client: provided once per entry.
import { inject, type InjectionKey } from 'vue'
import type { Api } from '@/core/api'
import type { Upload } from '@/core/upload'

export const apiKey: InjectionKey<Api> = Symbol('api')

/** The entry's client; a component outside an entry that provides one is a mistake. */
export function useApi(): Api {
  const api = inject(apiKey)
  if (!api) throw new Error('no API client provided')
  return api
}

export const uploadKey: InjectionKey<Upload> = Symbol('upload')

/** How the entry sends files whose progress is shown. */
export function useUpload(): Upload {
  const upload = inject(uploadKey)
  if (!upload) throw new Error('no upload provided')
  return upload
}
