// Forms of points and rooms: what stands in them and what is sent.
import type { ActField, Values } from '../parts/acts'
import { dayMinutes, dayTime } from '../parts/daytime'
import type { PointView, RoomView, Schemas } from '../types'

type T = (key: string) => string
export type RoomForm = Schemas['RoomForm']

export function pointFields(t: T, point?: PointView): ActField[] {
  return [
    ...(point ? [] : [{ name: 'org', label: t('place.org'), kind: 'org' as const, required: true }]),
    { name: 'code', label: t('place.code'), required: true, max: 40, value: point?.code ?? '' },
    { name: 'name', label: t('place.name'), required: true, max: 100, value: point?.name ?? '' },
    { name: 'address', label: t('place.address'), required: true, max: 200, value: point?.address ?? '' },
    { name: 'phone', label: t('place.phone'), required: true, max: 40, value: point?.phone ?? '' },
    { name: 'open', label: t('place.openPoint'), kind: 'check', value: !point || point.open ? 'yes' : '' },
  ]
}

export function pointBody(v: Values): Schemas['PointForm'] {
  return { org: v['org'] ?? '', code: v['code'] ?? '', name: v['name'] ?? '', address: v['address'] ?? '', phone: v['phone'] ?? '', open: v['open'] === 'yes' }
}

/** What a new room starts with: slots around the clock, 120 minutes for the paper and 40 of margins. */
export function newRoom(supervision: string): RoomForm {
  return {
    code: '', name: '', open: true, first: 0, until: 1440, length: 160,
    rules: { entryOpens: 15, lateCutoff: 30, earliestSubmit: 30, toiletExits: 1, cancelBefore: 60, supervision, uplinkMinutes: 15, uplinkThen: 'CONTINUE', faceless: 'PIN_AND_OFFICER' },
  }
}

/** What may become of sittings at a room node when the uplink stays cut. */
export const thens = ['CONTINUE', 'PAUSE', 'ABORT'] as const
/** What lets somebody in whose face no machine compares. */
export const factors = ['PIN_AND_OFFICER', 'PIN_OR_OFFICER'] as const
const figures = ['entryOpens', 'lateCutoff', 'earliestSubmit', 'toiletExits', 'cancelBefore'] as const
const limits: Record<(typeof figures)[number], number> = { entryOpens: 120, lateCutoff: 60, earliestSubmit: 180, toiletExits: 5, cancelBefore: 10080 }

export function roomFields(t: T, room: RoomForm): ActField[] {
  const number = (name: string, value: number, min: number, max: number): ActField => ({ name, label: t(`place.${name}`), kind: 'number', required: true, min, max, value: String(value) })
  const time = (name: string, minutes: number): ActField => ({ name, label: t(`place.${name}`), kind: 'clock', required: true, value: dayTime(minutes), hint: t('place.clockHint') })
  return [
    { name: 'code', label: t('place.code'), required: true, max: 40, value: room.code },
    { name: 'name', label: t('place.roomName'), required: true, max: 100, value: room.name },
    time('first', room.first), time('until', room.until), number('length', room.length, 30, 480),
    ...figures.map((key) => number(key, room.rules[key], 0, limits[key])),
    number('uplinkMinutes', room.rules.uplinkMinutes ?? 15, 1, 240),
    { name: 'uplinkThen', label: t('place.uplinkThen'), kind: 'pick', required: true, value: room.rules.uplinkThen ?? 'CONTINUE', options: thens.map((value) => ({ value, label: t(`place.then_${value}`) })), hint: t('place.uplinkHint') },
    { name: 'faceless', label: t('place.faceless'), kind: 'pick', required: true, value: room.rules.faceless ?? 'PIN_OR_OFFICER', options: factors.map((value) => ({ value, label: t(`place.face_${value}`) })), hint: t('place.facelessHint') },
    { name: 'supervision', label: t('place.supervision'), required: true, max: 200, value: room.rules.supervision },
    { name: 'supervisionEn', label: t('place.supervisionEn'), max: 200, value: room.rules.supervisionEn ?? '', hint: t('place.supervisionEnHint') },
    { name: 'open', label: t('place.openRoom'), kind: 'check', value: room.open ? 'yes' : '' },
  ]
}

export function roomBody(v: Values, version?: RoomView['version'], callSeconds?: number): RoomForm {
  const n = (name: string) => Number(v[name] ?? 0)
  return {
    code: v['code'] ?? '', name: v['name'] ?? '', open: v['open'] === 'yes', first: dayMinutes(v['first'] ?? '') ?? 0, until: dayMinutes(v['until'] ?? '') ?? 0, length: n('length'),
    rules: {
      entryOpens: n('entryOpens'), lateCutoff: n('lateCutoff'), earliestSubmit: n('earliestSubmit'), toiletExits: n('toiletExits'), cancelBefore: n('cancelBefore'), supervision: v['supervision'] ?? '', uplinkMinutes: n('uplinkMinutes'), uplinkThen: v['uplinkThen'] as (typeof thens)[number],
      faceless: v['faceless'] as (typeof factors)[number],
      ...(v['supervisionEn'] ? { supervisionEn: v['supervisionEn'] } : {}),
      ...(callSeconds ? { callSeconds } : {}),
    },
    ...(version === undefined ? {} : { version }),
  }
}
