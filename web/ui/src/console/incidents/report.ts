// A person notices something that no machine did.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useActs } from '../parts/acts'
import type { RoomAt } from '../places/rooms'
import { useSession } from '../session'
import { useIncidents } from './api'
import type { IncidentView } from './types'

/** Kinds that people report at a seat; machines have their own. */
export const atSeat = ['candidate.phone', 'candidate.book', 'candidate.item_found', 'candidate.several_faces', 'candidate.left_seat', 'candidate.voice', 'environment.camera_covered', 'technical.kiosk_crash', 'candidate.alarm_misused', 'other.reported'] as const
/** Kinds that people report of a room. */
export const inRoom = ['other.reported', 'environment.headcount', 'environment.door_forced', 'identity.tailgating', 'environment.power_lost'] as const
export const reportable = [...new Set<string>([...atSeat, ...inRoom])]

/** The seat that is concerned, where it is one. */
export interface Target {
  room: string
  sitting: string
  name: string
}

export function useReport() {
  const { t } = useI18n()
  const acts = useActs()
  const api = useIncidents()
  const session = useSession()
  const kinds = (codes: readonly string[]) => codes.map((value) => ({ value, label: t(`word.reportable.${value.replace('.', '_')}`) }))
  return {
    may: computed(() => session.has('REMOTE_INVIGILATOR', 'REMOTE_ATTENDANT')),
    ask: (where: Target | readonly RoomAt[]): Promise<{ value: IncidentView } | undefined> => {
      const target = 'sitting' in where ? where : undefined
      const rooms = target ? [] : (where as readonly RoomAt[])
      return acts.ask({
        title: t('incident.report'), ...(target ? { object: target.name } : {}), effect: t('incident.reportEffect'), verb: t('incident.report'), done: t('incident.reported'),
        fields: [
          ...(target ? [] : [{ name: 'room', label: t('place.room'), kind: 'pick' as const, required: true, options: rooms.map((r) => ({ value: r.id, label: `${r.pointName} · ${r.name}` })), hint: t('incident.seatHint') }]),
          { name: 'kind', label: t('field.kind'), kind: 'pick', required: true, options: kinds(target ? atSeat : inRoom) },
          { name: 'text', label: t('incident.words'), kind: 'long', required: true, min: 2, max: 400, hint: t('incident.reportHint') },
        ],
        run: (v) => api.flag({ room: target?.room ?? v['room'] ?? '', kind: v['kind'] ?? '', text: v['text'] ?? '', ...(target ? { sitting: target.sitting } : {}) }),
      })
    },
  }
}
