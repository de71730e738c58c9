// What a sealed release holds, for the table of its preview.
import type { Schemas } from '../types'

export type SealedFile = Schemas['SealedFileView']
type Type = Schemas['SealedTally']['type']

export interface TopicRow {
  topic: string
  /** Items by type. */
  of: Partial<Record<Type, number>>
  all: number
}

/** One row a topic, in the order in which they come, and the types that occur, in the order of the papers. */
export function byTopic(tallies: readonly Schemas['SealedTally'][]): { types: Type[]; rows: TopicRow[] } {
  const rows = new Map<string, TopicRow>()
  for (const { type, topic, items } of tallies) {
    const row = rows.get(topic) ?? { topic, of: {}, all: 0 }
    row.of[type] = (row.of[type] ?? 0) + items
    row.all += items
    rows.set(topic, row)
  }
  const order: Type[] = ['TRUE_FALSE', 'SINGLE', 'MULTIPLE', 'HOTSPOT', 'CASE']
  return { types: order.filter((type) => tallies.some((tally) => tally.type === type)), rows: [...rows.values()] }
}

/** A key or its fingerprint in groups of eight, so that two people can compare it aloud. */
export const grouped = (hex: string) => hex.replace(/(.{8})(?=.)/g, '$1 ')
