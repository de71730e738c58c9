// Calls for somebody to come: what is true of one now, and what an officer enters about it.
import { useI18n } from 'vue-i18n'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import { useActs } from '../parts/acts'
import type { Schemas } from '../types'

export type HelpCall = Schemas['HelpCall']

/** Where a call stands, as far as whoever reads it has to act. */
export type Standing = 'arrived' | 'ended' | 'acked' | 'overdue' | 'nobody' | 'failed' | 'sending' | 'sent'

/** All in minutes: how long whoever is coming takes where the roster does not say, and how much later they may be. */
const way = 15
const grace = 5

/** When whoever said that they come should stand at the door. */
export function dueAt(one: Pick<HelpCall, 'ackedWho' | 'ackedAt' | 'persons'>): number {
  const minutes = one.persons.find((p) => p.name === one.ackedWho)?.minutes || way
  return Date.parse(one.ackedAt ?? '') + (minutes + grace) * 60_000
}

/** `nobody`, `failed` and `overdue` mean: telephone. The first two count only while nobody has acknowledged. */
export function standingOf(one: Pick<HelpCall, 'state' | 'sent' | 'persons' | 'ackedWho' | 'ackedAt'>, now: number): Standing {
  if (one.state === 'ARRIVED') return 'arrived'
  if (one.state === 'ENDED') return 'ended'
  if (one.state === 'ACKED') return now > dueAt(one) ? 'overdue' : 'acked'
  if (one.sent > 0) return 'sent'
  if (one.persons.some((p) => p.state === 'WAITING')) return 'sending'
  return one.persons.length ? 'failed' : 'nobody'
}

export function useHelp() {
  const { t } = useI18n()
  const api = useApi()
  const acts = useActs()
  const at = (one: HelpCall) => ({ params: { path: { id: one.incident } } })
  const who = (one: HelpCall) => ({ name: 'who', label: t('help.who'), required: true, min: 2, max: 60, hint: t('help.whoHint'), ...(one.ackedWho ? { value: one.ackedWho } : one.persons[0] ? { value: one.persons[0].name } : {}) })
  return {
    of: async (incident: string): Promise<HelpCall | undefined> => {
      const got = await api.GET('/api/staff/incidents/{id}/help', { params: { path: { id: incident } } })
      return got.response.status === 404 ? undefined : call(Promise.resolve(got))
    },
    live: async () => (await call(api.GET('/api/staff/help-calls'))).items,
    ack: (one: HelpCall, object: string) => acts.ask({
      title: t('help.ack'), object, effect: t('help.ackEffect'), verb: t('help.ack'), done: t('help.ackDone'), fields: [who(one)],
      run: (v) => call(api.POST('/api/staff/incidents/{id}/help/acknowledgement', { ...at(one), body: { who: v['who'] ?? '' } })),
    }),
    arrive: (one: HelpCall, object: string) => acts.ask({
      title: t('help.arrive'), object, effect: t('help.arriveEffect'), verb: t('help.arrive'), done: t('help.arriveDone'), fields: [who(one)],
      run: (v) => call(api.POST('/api/staff/incidents/{id}/help/arrival', { ...at(one), body: { who: v['who'] ?? '' } })),
    }),
  }
}
