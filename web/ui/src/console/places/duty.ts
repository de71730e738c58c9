// Days and shifts: what is in force, what a week's roster looks like, where nobody is on duty.
import type { Schemas } from '../types'
import { dayTime } from '../parts/daytime'
import { addDays, fromMoment } from '../parts/when'

export type ShiftView = Schemas['ShiftView']

/** Whether an authorization counts today. */
export function standing(a: { from: string; to: string; revoked: boolean; waits?: boolean }, today: string): 'now' | 'later' | 'past' | 'revoked' | 'waits' {
  if (a.revoked) return 'revoked'
  if (a.waits) return 'waits'
  if (today < a.from) return 'later'
  return today > a.to ? 'past' : 'now'
}

/** The Monday of the week of a civil date. */
export function monday(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return addDays(date, weekday === 0 ? -6 : 1 - weekday)
}

export interface Bar {
  shift: ShiftView
  /** Share of the day before the bar and of the bar itself, in percent. */
  left: number
  width: number
  /** "08:00–24:00" within this day. */
  time: string
}

export interface DutyDay {
  date: string
  bars: Bar[]
  /** Stretches in which nobody is on duty, "02:00–08:00". */
  gaps: string[]
}

const day = 24 * 60 * 60 * 1000

/** The seven days from `start` (a civil date in China) with their shifts and gaps. */
export function weekOf(start: string, shifts: readonly ShiftView[]): DutyDay[] {
  return Array.from({ length: 7 }, (_, index) => {
    const date = addDays(start, index)
    const from = Date.parse(fromMoment(`${date}T00:00`))
    const spans = shifts
      .map((shift) => ({ shift, a: Math.max(from, Date.parse(shift.from)), b: Math.min(from + day, Date.parse(shift.to)) }))
      .filter((s) => s.b > s.a)
      .sort((x, y) => x.a - y.a)
    return {
      date,
      bars: spans.map(({ shift, a, b }) => ({ shift, left: ((a - from) / day) * 100, width: ((b - a) / day) * 100, time: `${clock(a - from)}–${clock(b - from)}` })),
      gaps: gapsOf(spans, from),
    }
  })
}

function gapsOf(spans: readonly { a: number; b: number }[], from: number): string[] {
  const gaps: string[] = []
  let at = from
  for (const { a, b } of [...spans, { a: from + day, b: from + day }]) {
    if (a > at) gaps.push(`${clock(at - from)}–${clock(a - from)}`)
    at = Math.max(at, b)
  }
  return gaps
}

const clock = (ms: number): string => dayTime(Math.round(ms / 60000))
