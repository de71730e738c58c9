// Rules of the release queue.
import type { Schemas } from '../types'

export type Line = Schemas['QueueLineView']
export type Outcome = Schemas['ReleaseOutcomeView']

/** What may be tried: not held, and its room record is signed. */
export function releasable(line: Pick<Line, 'state' | 'record' | 'recordState'>): boolean {
  return line.state === 'PROVISIONAL' && !!line.record && line.recordState === 'SIGNED'
}

/** The results to release, by room record. */
export function recordsOf(lines: readonly Line[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const line of lines) if (line.record) found.set(line.record, [...(found.get(line.record) ?? []), line.id])
  return found
}

/** How many of each outcome. */
export function tally(outcomes: readonly Outcome[]): Record<Outcome['done'], number> {
  const count = { RELEASED: 0, ALREADY: 0, HELD: 0, BLOCKED: 0 }
  for (const o of outcomes) count[o.done]++
  return count
}
