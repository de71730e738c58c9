// Stopping a whole room or exam point and letting it go on, asked for the same way everywhere.
import { useI18n } from 'vue-i18n'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import { useActs, type ActField, type Values } from '../parts/acts'
import { fromMoment, toMoment } from '../parts/when'
import { serverNow } from '../parts/now'
import type { Schemas } from '../types'

export type PauseView = Schemas['PauseView']
export type OutageView = Schemas['RoomOutage']
type Reason = Schemas['SittingReason']['reason']

/** Reasons that fit a whole room; what concerns one person is left out. */
export const roomReasons: readonly Reason[] = ['EMERGENCY', 'POWER', 'NETWORK', 'EQUIPMENT', 'INCIDENT', 'OTHER']
/** Reasons for time back on an officer's word. */
export const outageReasons: readonly Reason[] = ['POWER', 'NETWORK', 'EQUIPMENT', 'OTHER']

/** Which pause a button ends: one that stands over the place itself, not one of the site over a room. */
export function ownPause(pauses: readonly PauseView[], place: string): PauseView | undefined {
  return pauses.find((p) => p.place === place)
}

/** Losses that say something today: what lasts, and what ended in the last two hours. */
export function recentOutages(outages: readonly OutageView[], now: number): OutageView[] {
  return outages.filter((o) => !o.to || now - Date.parse(o.to) < 2 * 3_600_000)
}

export function reasonBody(v: Values): Schemas['SittingReason'] {
  return { reason: v['reason'] as Reason, ...(v['text'] ? { text: v['text'] } : {}) }
}

export function useStops() {
  const { t } = useI18n()
  const api = useApi()
  const acts = useActs()
  const fields = (reasons: readonly Reason[], must = false): ActField[] => [
    { name: 'reason', label: t('duty.reason'), kind: 'pick', required: true, options: reasons.map((value) => ({ value, label: t(`word.step.${value}`) })) },
    { name: 'text', label: must ? t('stop.powerText') : t('duty.reasonText'), kind: 'long', max: 200, required: must, ...(must ? { min: 2 } : {}) },
  ]
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    pauseRoom: (id: string, name: string) => acts.ask({
      title: t('stop.room'), object: name, effect: t('stop.roomEffect'), verb: t('stop.room'), danger: true, fields: fields(roomReasons), done: t('stop.stopped', { name }),
      run: (v) => call(api.POST('/api/staff/rooms/{id}/pause', { ...at(id), body: reasonBody(v) })),
    }),
    pauseSite: (id: string, name: string) => acts.ask({
      title: t('stop.site'), object: name, effect: t('stop.siteEffect'), verb: t('stop.site'), danger: true, fields: fields(roomReasons), done: t('stop.stopped', { name }),
      run: (v) => call(api.POST('/api/staff/points/{id}/pause', { ...at(id), body: reasonBody(v) })),
    }),
    resume: (pause: PauseView, name: string) => acts.ask({
      title: t('stop.resume'), object: name, effect: t('stop.resumeEffect'), verb: t('stop.resume'), fields: fields(roomReasons), done: t('stop.resumed', { name }),
      run: (v) => call(api.POST('/api/staff/pauses/{id}/resume', { ...at(pause.id), body: reasonBody(v) })),
    }),
    stateOutage: (id: string, name: string) => acts.ask({
      title: t('stop.power'), object: name, effect: t('stop.powerEffect'), verb: t('stop.power'), danger: true, done: t('stop.powerDone'),
      fields: [
        { name: 'from', label: t('field.from'), kind: 'moment', required: true, value: toMoment(new Date(serverNow() - 600_000)) },
        { name: 'to', label: t('field.to'), kind: 'moment', required: true, value: toMoment(new Date(serverNow())) }, ...fields(outageReasons, true),
      ],
      run: (v) => call(api.POST('/api/staff/rooms/{id}/outages', { ...at(id), body: { ...reasonBody(v), from: fromMoment(v['from'] ?? ''), to: fromMoment(v['to'] ?? '') } })),
    }),
  }
}
