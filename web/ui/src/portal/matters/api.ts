// The operations on one's own matters, in one place.
import { call, type Api } from '@/core/api'
import type { MatterDocument } from './types'

export function mattersApi(api: Api) {
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    list: () => call(api.GET('/api/candidate/cases')),
    one: (id: string) => call(api.GET('/api/candidate/cases/{id}', at(id))),
    /** The document's page; read as text and opened to be printed. */
    document: (id: string, kind: MatterDocument['document']) => `/api/candidate/cases/${id}/documents/${kind}`,
    receive: (id: string, document: 'NOTICE' | 'DECISION') => call(api.POST('/api/candidate/cases/{id}/receipt', { ...at(id), body: { document } })),
    answer: (id: string, text: string, last: boolean) => call(api.POST('/api/candidate/cases/{id}/statement', { ...at(id), body: { text, last } })),
    appeal: (id: string, text: string) => call(api.POST('/api/candidate/cases/{id}/appeal', { ...at(id), body: { text } })),
    video: (id: string, segment: string) => `/api/candidate/cases/${id}/evidence/${segment}/video`,
  }
}
