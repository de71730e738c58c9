// How a room stands: what is shown, in which colour, and the acts on its safety.
import { useI18n } from 'vue-i18n'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import type { TagKind } from '@/kit/StatusTag.vue'
import { useActs, type ActField } from '../parts/acts'
import type { Schemas } from '../types'

export type Readiness = Schemas['RoomReadiness']
export type Fitness = Schemas['FitnessView']
export type IdentityCheck = Schemas['IdentityCheck']

export function fitnessTag(f: Fitness['fitness']): TagKind {
  return f === 'READY' ? 'safe' : f === 'FAILED' ? 'danger' : f === 'UNTESTED' ? 'warn' : 'neutral'
}

/** Seats that need somebody first, then by number. */
export function worstFirst(seats: readonly Fitness[]): Fitness[] {
  const rank: Record<Fitness['fitness'], number> = { FAILED: 0, UNTESTED: 1, OUT: 2, READY: 3, NOT_NEEDED: 3 }
  return [...seats].sort((a, b) => rank[a.fitness] - rank[b.fitness] || (a.label ?? '').localeCompare(b.label ?? ''))
}

/** What failed, as codes of texts: "camera.covered". */
export function failures(f: Fitness): string[] {
  return f.parts.filter((p) => !p.ok && p.must).map((p) => `${p.part}.${p.why || 'failed'}`)
}

type Standing = Pick<Readiness, 'hasDoor' | 'door' | 'seats'> & { safety: Pick<Readiness['safety'], 'emergency' | 'lockedAt' | 'mainsLostAt' | 'countOff' | 'silentSince'> }

/** What somebody has to do about a room that is not ready, as keys of texts, the most urgent first; nothing where it is. */
export function stepsOf(r: Standing): string[] {
  const some = (fitness: Fitness['fitness']) => r.seats.some((s) => s.fitness === fitness)
  const doorBad = r.hasDoor && (r.safety.silentSince !== undefined || r.door.fitness === 'FAILED' || r.door.fitness === 'UNTESTED')
  return [
    ...(r.safety.mainsLostAt ? ['ready.doMains'] : []),
    ...(r.safety.countOff ? ['ready.doCount'] : []),
    ...(doorBad ? ['ready.doDoor'] : []),
    ...(some('FAILED') ? ['ready.doFailed'] : []),
    ...(some('UNTESTED') ? ['ready.doUntested'] : []),
  ]
}

/** Whether nothing stands against the next sitting. A seat that was taken out of service does not. */
export const isFine = (r: Standing): boolean => !r.safety.emergency && !r.safety.lockedAt && stepsOf(r).length === 0

export function useRoomActs(room: { id: string; name: string }) {
  const { t } = useI18n()
  const api = useApi()
  const acts = useActs()
  const at = { params: { path: { id: room.id } } }
  const reason: ActField = { name: 'reason', label: t('act.reason'), kind: 'long', required: true, min: 2, max: 200 }
  const setting = (name: string, value: string): ActField => ({ name, label: t(`ready.${name}`), kind: 'pick', value: value || 'AUTO',
    options: ['AUTO', 'ON', 'OFF'].map((v) => ({ value: v, label: t(`ready.setting_${v}`) })) })
  const chosen = (v: string | undefined) => (v === 'ON' || v === 'OFF' ? v : '')
  return {
    declare: () => acts.ask({
      title: t('ready.declare'), object: room.name, effect: t('ready.declareEffect'), verb: t('ready.declare'), danger: true, done: t('ready.declared'),
      fields: [{ name: 'kind', label: t('ready.kind'), kind: 'pick', required: true, options: (['FIRE', 'MEDICAL', 'PANIC'] as const).map((value) => ({ value, label: t(`ready.emergency_${value}`) })) }, reason],
      run: (v) => call(api.POST('/api/staff/rooms/{id}/emergency', { ...at, body: { kind: v['kind'] as 'FIRE', reason: v['reason'] ?? '' } })),
    }),
    end: () => acts.ask({
      title: t('ready.end'), object: room.name, effect: t('ready.endEffect'), verb: t('ready.end'), fields: [reason], done: t('ready.ended'),
      run: (v) => call(api.POST('/api/staff/rooms/{id}/emergency/end', { ...at, body: { reason: v['reason'] ?? '' } })),
    }),
    open: () => acts.ask({
      title: t('ready.openDoor'), object: room.name, effect: t('ready.openDoorEffect'), verb: t('ready.openDoor'), fields: [reason], done: t('ready.opened'),
      run: (v) => call(api.POST('/api/staff/rooms/{id}/door', { ...at, body: { reason: v['reason'] ?? '' } })),
    }),
    lock: (locked: boolean) => acts.ask({
      title: t(locked ? 'ready.unlock' : 'ready.lock'), object: room.name, effect: t(locked ? 'ready.unlockEffect' : 'ready.lockEffect'), verb: t(locked ? 'ready.unlock' : 'ready.lock'),
      fields: locked ? [] : [reason], done: t('place.saved'),
      run: (v) => call(api.POST('/api/staff/rooms/{id}/lock', { ...at, body: locked ? {} : { reason: v['reason'] ?? '' } })),
    }),
    limits: (now: Readiness['safety']) => acts.ask({
      title: t('ready.limits'), object: room.name, effect: t('ready.limitsEffect'), verb: t('act.save'), done: t('place.saved'),
      fields: [{ name: 'occupancy', label: t('ready.occupancy'), kind: 'number', required: true, min: 0, max: 300, value: String(now.occupancy) },
        setting('requireTests', now.requireTests), setting('rechecks', now.rechecks)],
      run: (v) => call(api.PUT('/api/staff/rooms/{id}/safety', { ...at, body: { occupancy: Number(v['occupancy']), requireTests: chosen(v['requireTests']), rechecks: chosen(v['rechecks']) } })),
    }),
    /** `name` is of the check's room, where it may be another one. */
    decide: (check: IdentityCheck, same: boolean, name = room.name) => acts.ask({
      title: t(same ? 'ready.same' : 'ready.other'), object: `${name} · ${check.seatLabel}`, effect: t(same ? 'ready.sameEffect' : 'ready.otherEffect'), verb: t(same ? 'ready.same' : 'ready.other'),
      danger: !same, fields: same ? [] : [reason], done: t('place.saved'),
      run: (v) => call(api.POST('/api/staff/identity-checks/{id}/decision', { params: { path: { id: check.id } }, body: { same, ...(v['reason'] ? { reason: v['reason'] } : {}) } })),
    }),
  }
}
