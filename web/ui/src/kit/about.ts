// What every page asks first: is this a demonstration, and whose installation is it?
import { ref, type Ref } from 'vue'
import { call, loose, type Api } from '@/core/api'

export interface About {
  name: string
  demo: boolean
  version: string
}

/** Asks once. While unknown (or unreachable) no banner is shown and pages keep their own title. */
export function useAbout(api: Api): Readonly<Ref<About | undefined>> {
  const about = ref<About>()
  call(loose(api).GET<About>('/api/public/about'))
    .then((answer) => (about.value = answer))
    .catch(() => undefined) // the page's own requests say that the server cannot be reached
  return about
}
