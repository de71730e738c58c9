// The operations on reviews, in one place.
import { call, type Api } from '@/core/api'
import { useApi } from '@/kit/api'
import type { DocumentKind, Measures, Stage } from './types'

export function casesApi(api: Api) {
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    breaches: async () => (await call(api.GET('/api/staff/review-acts'))).items,
    list: (query: { stage?: Stage; cursor?: string; limit?: number }) => call(api.GET('/api/staff/reviews', { params: { query } })),
    one: (id: string) => call(api.GET('/api/staff/reviews/{id}', at(id))),
    open: (sitting: string, incidents: string[]) => call(api.POST('/api/staff/reviews', { body: { sitting, incidents } })),
    sign: (id: string, body: { established: boolean; act?: string; facts: string; proposal: string }) => call(api.POST('/api/staff/reviews/{id}/findings', { ...at(id), body })),
    terms: (id: string) => call(api.GET('/api/staff/reviews/{id}/terms', at(id))),
    notice: (id: string, body: Measures & { facts: string; basis: string }) => call(api.POST('/api/staff/reviews/{id}/notice', { ...at(id), body })),
    drop: (id: string, text: string) => call(api.POST('/api/staff/reviews/{id}/drop', { ...at(id), body: { text } })),
    serve: (id: string, body: { document: 'NOTICE' | 'DECISION'; method: 'IN_PERSON' | 'POST' | 'PUBLIC'; on: string; note?: string }) => call(api.POST('/api/staff/reviews/{id}/service', { ...at(id), body })),
    decide: (id: string, body: Measures & { sanction: boolean; facts: string; considered: string; basis: string }) => call(api.POST('/api/staff/reviews/{id}/decision', { ...at(id), body })),
    /** Opened in a tab of its own and printed from there. */
    document: (id: string, document: DocumentKind) => `/api/staff/reviews/${id}/documents/${document}`,
    decideAppeal: (id: string, body: { outcome: 'UPHELD' | 'REVOKED'; text: string }) => call(api.POST('/api/staff/appeals/{id}/decision', { ...at(id), body })),
  }
}

export const useCases = () => casesApi(useApi())
