// The list of who checked, in its months.
import type { components } from '@/core/api.gen'

type Times = components['schemas']['PermitCheckTimes']

/** Rows of one month each, in the order they came: newest month first. */
export function byMonth(list: Times[]): { month: string; rows: Times[] }[] {
  const out: { month: string; rows: Times[] }[] = []
  for (const row of list) {
    const last = out.at(-1)
    if (last?.month === row.month) last.rows.push(row)
    else out.push({ month: row.month, rows: [row] })
  }
  return out
}
