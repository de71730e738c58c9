// Names of employments and of where a text was confirmed.
import type { OwnRecord } from '../types'

export const workKinds: Record<OwnRecord['works'][number]['kind'], string> = { REGULAR: 'work.REGULAR', DISPATCHED: 'work.DISPATCHED', INTERN: 'work.INTERN' }

/** The API leaves the list open; an unknown place is said in general. */
export const channels: Record<string, string> = { PORTAL: 'channel.PORTAL', SEAT: 'channel.SEAT', GATE: 'channel.GATE', COUNTER: 'channel.COUNTER' }

/** The employers of a civil day, those of other days after them. */
export function works(record: OwnRecord, today: string): { now: OwnRecord['works']; before: OwnRecord['works'] } {
  const now = record.works.filter((work) => work.from <= today && (!work.to || today <= work.to))
  return { now, before: record.works.filter((work) => !now.includes(work)).reverse() }
}
