// The operations on incidents, in one place.
import { call, type Api } from '@/core/api'
import { asProblem } from '@/core/problem'
import { useApi } from '@/kit/api'
import { lineOf, soundFresh, soundOf, type Sound } from './line'
import type { AskedAct } from './acts'
import type { IncidentDetail, IncidentView, Timeline } from './types'

export type Done = IncidentView

const textActs = { MESSAGE: 'message', TALK: 'talk', PAUSE: 'pause', RESUME: 'resume', NOTE: 'note', END: 'end' } as const satisfies Partial<Record<AskedAct, string>>

export function incidentsApi(api: Api) {
  const at = (id: string) => ({ params: { path: { id } } })
  const recording = (sitting: string) => call(api.GET('/api/staff/sittings/{id}/recording', at(sitting)))
  const moments = async (sitting: string, from: string, to: string) =>
    (await call(api.GET('/api/staff/sittings/{id}/timeline', { params: { path: { id: sitting }, query: { from, to } } }))).items
  return {
    catalogue: () => call(api.GET('/api/staff/incident-catalogue')),
    queue: () => call(api.GET('/api/staff/incidents/queue')),
    list: (query: { state?: IncidentView['state']; class?: IncidentView['class']; room?: string; cursor?: string; limit?: number }) => call(api.GET('/api/staff/incidents', { params: { query } })),
    one: (id: string) => call(api.GET('/api/staff/incidents/{id}', at(id))),
    ofSitting: async (sitting: string) => (await call(api.GET('/api/staff/sittings/{id}/incidents', at(sitting)))).items,
    /** What happened around it: the recording, and the times on file. Where one of them cannot be read the other is shown. */
    async line(clip: { from: string; to: string }, sitting: string, more: Partial<IncidentDetail> = {}): Promise<Timeline> {
      const [film, list] = await Promise.allSettled([recording(sitting), moments(sitting, clip.from, clip.to)])
      const refused = film.status === 'rejected' && asProblem(film.reason).status === 403
      if (film.status === 'rejected' && list.status === 'rejected' && !refused) throw film.reason
      const line = lineOf(clip, film.status === 'fulfilled' ? film.value : undefined, list.status === 'fulfilled' ? list.value : [], more)
      return refused ? { ...line, refused: asProblem(film.reason).detail } : line
    },
    /** How loud the seat's page said it was lately; undefined where it said nothing. */
    async sound(sitting: string, now: number): Promise<Sound | undefined> {
      const stamp = (at: number) => new Date(at).toISOString()
      return soundOf(await moments(sitting, stamp(now - soundFresh), stamp(now)))
    },
    take: (id: string) => call(api.POST('/api/staff/incidents/{id}/take', { ...at(id), body: {} })),
    takeFrom: (id: string, text: string) => call(api.POST('/api/staff/incidents/{id}/take', { ...at(id), body: { over: true, text } })),
    async act(id: string, act: AskedAct, text: string, finding: string): Promise<Done> {
      if (act === 'HELP') {
        const { incident } = await call(api.POST('/api/staff/incidents/{id}/help', { ...at(id), body: { text } }))
        return incident
      }
      if (act === 'CLOSE') return call(api.POST('/api/staff/incidents/{id}/close', { ...at(id), body: { text, finding: finding as 'HANDLED' } }))
      return call(api.POST(`/api/staff/incidents/{id}/${textActs[act]}`, { ...at(id), body: { text } }))
    },
    flag: (body: { room: string; sitting?: string; kind: string; text: string }) => call(api.POST('/api/staff/incidents', { body })),
    handovers: () => call(api.GET('/api/staff/handovers')),
    handOver: (room: string, body: { to: string; text: string }) => call(api.POST('/api/staff/rooms/{id}/handover', { ...at(room), body })),
    takeOver: (id: string) => call(api.POST('/api/staff/handovers/{id}/take', at(id))),
    workload: (query: { from: string; to: string; room?: string }) => call(api.GET('/api/staff/workload', { params: { query } })),
    detectors: () => call(api.GET('/api/staff/detectors')),
    setMode: (body: { name: string; version: string; mode: 'RAISE' | 'LOG'; reason: string }) => call(api.POST('/api/staff/detectors/mode', { body })),
    samples: () => call(api.GET('/api/staff/samples')),
    judge: (incident: string, verdict: 'TRUE' | 'FALSE') => call(api.POST('/api/staff/samples/{id}/verdict', { ...at(incident), body: { verdict } })),
  }
}

export type IncidentsApi = ReturnType<typeof incidentsApi>

export const useIncidents = (): IncidentsApi => incidentsApi(useApi())
