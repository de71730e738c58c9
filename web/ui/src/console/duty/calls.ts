// Calls for a person, as the server keeps them for all officers: what is most pressing, and what deserves the bell.
import type { Schemas } from '../types'

export type CallView = Schemas['CallView']

/** Unanswered before taken, escalated before the others, then who has waited longest. */
export function byNeed(a: CallView, b: CallView): number {
  return Number(a.state !== 'OPEN') - Number(b.state !== 'OPEN') || Number(!a.escalatedAt) - Number(!b.escalatedAt) || a.at.localeCompare(b.at)
}

/** What the bell knows of the calls it has rung for. */
export type Heard = ReadonlyMap<string, string>

const voice = (c: CallView) => `${c.state}${c.presses}${c.escalatedAt ?? ''}`

export const heardOf = (calls: readonly CallView[]): Heard => new Map(calls.map((c) => [c.id, voice(c)]))

/** Whether something unanswered is new: another call, another press, or nobody answered in time. */
export function isNews(calls: readonly CallView[], heard: Heard): boolean {
  return calls.some((c) => c.state === 'OPEN' && heard.get(c.id) !== voice(c))
}

/** Seconds until an unanswered call goes to the second officer; undefined when it did, or somebody has it. */
export function untilSecond(c: Pick<CallView, 'state' | 'escalateAt' | 'escalatedAt'>, now: number): number | undefined {
  if (c.state !== 'OPEN' || c.escalatedAt) return undefined
  return Math.max(0, Math.ceil((Date.parse(c.escalateAt) - now) / 1000))
}
