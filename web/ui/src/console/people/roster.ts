// Reading rosters: what a file would do, and cells that the server names.
import type { Schemas } from '../types'

export type Outcome = Schemas['RosterRowView']['outcome']

/** How many rows have which outcome, those in the way first; outcomes without rows are left out. */
export function outcomesOf(rows: readonly Pick<Schemas['RosterRowView'], 'outcome'>[]): Partial<Record<Outcome, number>> {
  const order: readonly Outcome[] = ['REFUSED', 'NEW', 'CHANGED', 'KNOWN']
  return Object.fromEntries(order.map((o) => [o, rows.filter((r) => r.outcome === o).length] as const).filter(([, n]) => n > 0))
}

/** The format by the file's name, as the server wants it. */
export const formatOf = (name: string): 'csv' | 'xlsx' => (name.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx')

export interface CellMistake {
  row: string
  column: string
  message: string
}

/** "row 12, 手机号" as the server names a wrong cell. */
export function cellMistake(path: string, message: string): CellMistake {
  const match = /row (\d+)(?:, (.+))?$/.exec(path)
  return { row: match?.[1] ?? '', column: match?.[2] ?? (match ? '' : path), message }
}
