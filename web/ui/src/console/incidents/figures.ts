// Figures of supervision: what a number means before it is shown.
import type { TagKind } from '@/kit/StatusTag.vue'
import type { DetectorView, LoadView } from './types'

/** Fewer judgements than this say nothing. */
export const leastJudged = 20

/** Live precision from the blind audit, in percent; undefined while too few were judged. */
export function livePrecision(d: Pick<DetectorView, 'judged' | 'right'>): number | undefined {
  return d.judged < leastJudged ? undefined : Math.round((d.right / d.judged) * 1000) / 10
}

/** How a detector stands, as the colour of its mode: raising within its budget, only noting, or raising below what it may. */
export function standing(d: Pick<DetectorView, 'mode' | 'judged' | 'right' | 'budget'>): TagKind {
  if (d.mode === 'LOG') return 'neutral'
  const live = livePrecision(d)
  return live !== undefined && live < d.budget * 100 ? 'danger' : 'safe'
}

/** Share of the longest bar, 0 to 100; a bar that is not nothing can be seen. */
export function barOf(value: number, most: number): number {
  return value <= 0 || most <= 0 ? 0 : Math.max(2, Math.round((value / most) * 100))
}

export function totals(list: readonly LoadView[]): { taken: number; ended: number; late: number; slowest: number } {
  return list.reduce((sum, l) => ({ taken: sum.taken + l.taken, ended: sum.ended + l.ended, late: sum.late + l.late, slowest: Math.max(sum.slowest, l.slowestSeconds) }), { taken: 0, ended: 0, late: 0, slowest: 0 })
}

/** Key of the words for why a detector has its mode; what a person wrote is shown as it is. */
export function reasonKey(reason: string): string | undefined {
  return { measured: 'figure.reason.measured', 'not measured, or below its budget': 'figure.reason.unmeasured' }[reason]
}

/** Whether it may raise by what was measured. */
export const keepsBudget = (d: Pick<DetectorView, 'clips' | 'precision' | 'budget'>): boolean => d.clips > 0 && d.precision >= d.budget
