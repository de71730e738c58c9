// The operations on incidents, in one place.
import { call, loose, type Api } from '@/core/api'
import { useApi } from '@/kit/api'
import type { Schemas } from '../types'
import { lineOf, type SittingItem } from './line'
import type { DetectorView, HandoverView, IncidentDetail, IncidentView, LoadView, Queue, SampleView, Timeline } from './types'

export interface IncidentFilter {
  state?: string
  class?: string
  room?: string
  sitting?: string
}

export interface OnCall {
  name: string
  phone: string
  minutes: number
}

export type Done = IncidentView & { onCall?: OnCall }

export function incidentsApi(api: Api) {
  const free = loose(api)
  const at = (id: string) => ({ params: { path: { id } } })
  const recording = (sitting: string) => call<Schemas['SittingRecording']>(api.GET('/api/staff/sittings/{id}/recording', { params: { path: { id: sitting } } }))
  const items = async (sitting: string, from: string, to: string) =>
    (await call<{ items: SittingItem[] }>(free.GET('/api/staff/sittings/{id}/timeline', { params: { path: { id: sitting }, query: { from, to } } }))).items
  return {
    queue: () => call<Queue>(free.GET('/api/staff/incidents/queue')),
    list: (query: IncidentFilter & { cursor?: string; limit?: number }) => call<{ items: IncidentView[]; next?: string }>(free.GET('/api/staff/incidents', { params: { query } })),
    one: (id: string) => call<IncidentDetail>(free.GET('/api/staff/incidents/{id}', at(id))),
    ofSitting: async (sitting: string) => (await call<{ items: IncidentView[] }>(free.GET('/api/staff/sittings/{id}/incidents', at(sitting)))).items,
    /** What happened around it: the recording, and the times on file. Where one of them cannot be read the other is shown. */
    async line(clip: { from: string; to: string }, sitting: string, more: Partial<IncidentDetail> = {}): Promise<Timeline> {
      const [film, list] = await Promise.allSettled([recording(sitting), items(sitting, clip.from, clip.to)])
      if (film.status === 'rejected' && list.status === 'rejected') throw film.reason
      return lineOf(clip, film.status === 'fulfilled' ? film.value : undefined, list.status === 'fulfilled' ? list.value : [], more)
    },
    /** help answers with who is on call. */
    async act(id: string, name: string, body: object = {}): Promise<Done> {
      const done = await call<IncidentView | { incident: IncidentView; onCall?: OnCall }>(free.POST(`/api/staff/incidents/{id}/${name}`, { ...at(id), body }))
      return 'incident' in done ? { ...done.incident, ...(done.onCall ? { onCall: done.onCall } : {}) } : done
    },
    flag: (body: { room: string; seat?: string; sitting?: string; kind: string; text: string }) => call<IncidentView>(free.POST('/api/staff/incidents', { body })),
    handovers: () => call<{ items: HandoverView[] }>(free.GET('/api/staff/handovers')),
    handOver: (room: string, body: { to: string; text: string }) => call<HandoverView>(free.POST('/api/staff/rooms/{id}/handover', { ...at(room), body })),
    takeOver: (id: string) => call<HandoverView>(free.POST('/api/staff/handovers/{id}/take', at(id))),
    workload: (query: { from: string; to: string; room?: string }) => call<{ items: LoadView[] }>(free.GET('/api/staff/workload', { params: { query } })),
    detectors: () => call<{ items: DetectorView[] }>(free.GET('/api/staff/detectors')),
    setMode: (body: { name: string; version: string; mode: string; reason: string }) => call<DetectorView>(free.POST('/api/staff/detectors/mode', { body })),
    samples: () => call<{ items: SampleView[] }>(free.GET('/api/staff/samples')),
    judge: (incident: string, verdict: 'TRUE' | 'FALSE') => call<unknown>(free.POST('/api/staff/samples/{id}/verdict', { ...at(incident), body: { verdict } })),
  }
}

export type IncidentsApi = ReturnType<typeof incidentsApi>

export const useIncidents = (): IncidentsApi => incidentsApi(useApi())
