// Class hours by centre, from the entries as they were recorded. Pure.
import type { HoursEntry } from '../types'

export interface CentreHours {
  org: string
  name: string
  /** Class hours of 45 minutes that count. */
  sum: number
  /** Entries that count, newest first. */
  entries: HoursEntry[]
  /** Entries that were replaced or withdrawn, newest first. */
  replaced: HoursEntry[]
}

/** Groups entries by centre, the one with the newest entry first. Corrected entries are kept apart and not counted. */
export function byCentre(entries: readonly HoursEntry[]): CentreHours[] {
  const groups = new Map<string, CentreHours>()
  const newest = [...entries].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
  for (const entry of newest) {
    const group = groups.get(entry.org) ?? { org: entry.org, name: entry.orgName, sum: 0, entries: [], replaced: [] }
    groups.set(entry.org, group)
    if (entry.counts && entry.classHours > 0) {
      group.entries.push(entry)
      group.sum += entry.classHours
    } else group.replaced.push(entry)
  }
  return [...groups.values()]
}
