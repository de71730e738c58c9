// The queue of incidents at the duty desk: what is new, what may be done, how long somebody waits. The order is the server's.
import type { IconName } from '@/kit/KitIcon.vue'
import type { TagKind } from '@/kit/StatusTag.vue'
import type { IncidentView, QueueLine, Severity } from './types'

/** What the bell knows of the incidents it has rung for. */
export type Heard = ReadonlyMap<string, string>

const voice = (one: IncidentView) => `${one.state} ${one.severity}`

export const heardOf = (lines: readonly QueueLine[]): Heard => new Map(lines.map(({ incident }) => [incident.id, voice(incident)]))

/** Whether something that nobody has is new or graver than before. What goes on, or was taken, makes no sound again. */
export function isNews(lines: readonly QueueLine[], heard: Heard): boolean {
  return lines.some(({ incident: one }) => one.state === 'OPEN' && heard.get(one.id) !== voice(one))
}

/** Those that nobody has yet. */
export const untaken = (lines: readonly QueueLine[]): number => lines.filter(({ incident }) => incident.state === 'OPEN').length

/** Colour and icon of a severity; the word says the same. */
export const severityLook: Record<Severity, { kind: TagKind; icon: IconName }> = {
  CRITICAL: { kind: 'danger', icon: 'danger' },
  HIGH: { kind: 'danger', icon: 'warn' },
  MEDIUM: { kind: 'warn', icon: 'warn' },
  LOW: { kind: 'neutral', icon: 'info' },
}

/** Seconds from when it was raised until somebody took it, or until now. */
export function waited(one: Pick<IncidentView, 'raisedAt' | 'takenAt'>, now: number): number {
  return Math.max(0, ((one.takenAt ? Date.parse(one.takenAt) : now) - Date.parse(one.raisedAt)) / 1000)
}

/** The rooms in the order of their worst incident, with how many wait there: for an officer who looks after several. */
export function byRoom(lines: readonly QueueLine[]): { room: string; count: number; open: number }[] {
  const rooms = new Map<string, { room: string; count: number; open: number }>()
  for (const { incident: one } of lines) {
    const at = rooms.get(one.room) ?? { room: one.room, count: 0, open: 0 }
    at.count++
    if (one.state === 'OPEN') at.open++
    rooms.set(one.room, at)
  }
  return [...rooms.values()]
}

/** What a reader needs not see: ids of other things, and what only a programmer can weigh. */
const inner = new Set(['age_ms', 'count', 'class', 'layer', 'way', 'nth', 'said', 'signs', 'same_address'])

/** The facts that are shown, in the order in which they were told. */
export function factsOf(one: Pick<IncidentView, 'facts'>): [string, string][] {
  const hidden = (key: string) => inner.has(key) || (key === 'counted' && 'said' in one.facts)
  return Object.entries(one.facts).filter(([key, value]) => !hidden(key) && !/^[0-9a-z]{26}$/.test(value))
}

/** What an incident is about beyond its name: the kind of another incident that nobody took in time, or a code of what was noticed. */
export function aboutOf(one: Pick<IncidentView, 'facts'>): { kind: string } | { what: string } | undefined {
  const { kind, what } = one.facts
  return kind ? { kind } : what && /^[a-z_]+$/i.test(what) ? { what } : undefined
}

/** How many of the queue are listed at once: who has more than that open begins at the top, the order is by risk. */
export const atOnce = 12

/** A share of one in percent with one decimal. */
export function percentOf(share: number): number {
  return Math.round(share * 1000) / 10
}

export interface Reader {
  has: (...roles: string[]) => boolean
}

/**
 * What the reader may do with an incident, by the rules of the server, which has the last word: overseers act on what is live, one at a
 * time; what touches a result is ended by a remote invigilator.
 */
export function mayOf(one: IncidentView, reader: Reader): string[] {
  const may: string[] = []
  const overseer = reader.has('REMOTE_INVIGILATOR', 'REMOTE_ATTENDANT')
  const decider = reader.has('REMOTE_INVIGILATOR')
  if (one.seat && (overseer || reader.has('INSPECTOR'))) may.push('WATCH')
  if (!overseer || (one.state !== 'OPEN' && one.state !== 'TAKEN')) return may
  if (one.state === 'OPEN') may.push('TAKE')
  if (one.state === 'TAKEN' && !one.mine) return [...may, 'TAKE_OVER']
  if (one.seat) may.push('SPEAK', 'MESSAGE', 'TALK')
  if (one.sitting) may.push('PAUSE', 'RESUME')
  may.push('HELP', 'NOTE')
  if (one.sitting && decider) may.push('END')
  if (decider || !one.holds) may.push('CLOSE')
  return may
}
