// Permits of the people of an enterprise: one line per permit, one for everybody who has none.
import type { Schemas } from '../types'

export type Employee = Schemas['EmployeePermits']
export type Held = Schemas['PermitWithDue']

export interface Line {
  key: string
  person: string
  name: string
  document: string
  permit?: Held
}

export interface Wanted {
  /** Item code; '' for all. */
  item: string
  /** A state, NONE for people without a permit, '' for all. */
  state: string
  /** Only what ends within so many days (or has ended); '' for all. */
  within: string
}

export function linesOf(people: readonly Employee[]): Line[] {
  return people.flatMap(({ person, name, document, permits }): Line[] =>
    permits.length ? permits.map((permit) => ({ key: permit.id, person, name, document, permit })) : [{ key: person, person, name, document }],
  )
}

/** What ends first stands first; people without a permit come last. */
export function byEnd(a: Line, b: Line): number {
  if (!a.permit || !b.permit) return Number(!a.permit) - Number(!b.permit) || a.name.localeCompare(b.name, 'zh-CN')
  return a.permit.daysLeft - b.permit.daysLeft || a.name.localeCompare(b.name, 'zh-CN')
}

export function pickLines(lines: readonly Line[], wanted: Wanted): Line[] {
  return lines.filter(({ permit }) => {
    if (wanted.state === 'NONE') return !permit
    if (!permit) return !wanted.state && !wanted.item && !wanted.within
    return (!wanted.item || permit.item === wanted.item) && (!wanted.state || permit.state === wanted.state) && (!wanted.within || permit.daysLeft <= Number(wanted.within))
  })
}

export interface Sum {
  people: number
  permits: number
  /** Ends within 90 days, not yet ended. */
  soon: number
  ended: number
  without: number
}

export function sumOf(people: readonly Employee[]): Sum {
  const permits = people.flatMap((p) => p.permits)
  return {
    people: people.length, permits: permits.length, soon: permits.filter((p) => p.daysLeft >= 0 && p.daysLeft <= 90).length,
    ended: permits.filter((p) => p.daysLeft < 0).length, without: people.filter((p) => p.permits.length === 0).length,
  }
}
