// The operations on reviews, in one place.
import { call, loose, type Api } from '@/core/api'
import { useApi } from '@/kit/api'
import type { AppealView, BreachView, CaseDetail, CaseView, Measures, TermsView } from './types'

export function casesApi(api: Api) {
  const free = loose(api)
  const at = (id: string) => ({ params: { path: { id } } })
  const act = (id: string, name: string, body: object) => call<unknown>(free.POST(`/api/staff/reviews/{id}/${name}`, { ...at(id), body }))
  return {
    breaches: async () => (await call<{ items: BreachView[] }>(free.GET('/api/staff/review-acts'))).items,
    list: (query: { stage?: string; cursor?: string; limit?: number }) => call<{ items: CaseView[]; next?: string }>(free.GET('/api/staff/reviews', { params: { query } })),
    one: (id: string) => call<CaseDetail>(free.GET('/api/staff/reviews/{id}', at(id))),
    open: (sitting: string, incidents: string[]) => call<CaseView>(free.POST('/api/staff/reviews', { body: { sitting, incidents } })),
    sign: (id: string, body: { established: boolean; act?: string; facts: string; proposal: string }) => act(id, 'findings', body),
    terms: (id: string) => call<TermsView>(free.GET('/api/staff/reviews/{id}/terms', at(id))),
    notice: (id: string, body: Measures & { facts: string; basis: string }) => act(id, 'notice', body),
    drop: (id: string, text: string) => act(id, 'drop', { text }),
    serve: (id: string, body: { document: string; method: string; on: string; note?: string }) => act(id, 'service', body),
    decide: (id: string, body: Measures & { sanction: boolean; facts: string; considered: string; basis: string }) => act(id, 'decision', body),
    /** Opened in a tab of its own and printed from there. */
    document: (id: string, document: string) => `/api/staff/reviews/${id}/documents/${document}`,
    appeals: (query: { state?: string; cursor?: string; limit?: number }) => call<{ items: AppealView[]; next?: string }>(free.GET('/api/staff/appeals', { params: { query } })),
    decideAppeal: (id: string, body: { outcome: string; text: string }) => call<AppealView>(free.POST('/api/staff/appeals/{id}/decision', { ...at(id), body })),
  }
}

export const useCases = () => casesApi(useApi())
