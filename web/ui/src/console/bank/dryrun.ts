// Numbers of a dry run as people read them.
import type { Schemas } from '../types'

export type Report = Schemas['Report']
export type Spread = Schemas['Spread']
export type Write = (n: number) => string

/** Thousandths with so many places behind the point. */
export const thousandths = (n: number, places = 2) => (n / 1000).toFixed(places)
/** Hundredths of a per cent. */
export const percent = (n: number) => `${(n / 100).toFixed(2)}%`
/** Parts per thousand as per cent. */
export const share = (n: number) => `${(n / 10).toFixed(1)}%`
/** Seconds as minutes and seconds: 93:05. */
export const clock = (n: number) => `${Math.floor(n / 60)}:${String(n % 60).padStart(2, '0')}`
/** Tenths of a point. */
export const tenths = (n: number) => (n / 10).toFixed(1)

export interface Bar {
  from: number
  to: number
  count: number
  /** Of the tallest bar, 0 to 1. */
  height: number
}

/** The bars of a histogram, empty ones too. */
export function bars(spread: Spread): Bar[] {
  const tallest = Math.max(1, ...spread.bins)
  return spread.bins.map((count, i) => ({ from: spread.from + i * spread.width, to: spread.from + (i + 1) * spread.width, count, height: count / tallest }))
}

/** How far the ends are apart, as a share of the mean. */
export const apart = (spread: Spread) => `${((100 * (spread.most - spread.least)) / Math.max(1, spread.mean)).toFixed(1)}%`

/** Whether slow readers come close to the end of the time. */
export const tight = (report: Report) => report.seconds.most > 0.8 * report.allowed

export interface Section {
  name: string
  cells: Report['cells']
  /** Of a paper, and of the bank. */
  need: number
  have: number
  /** The attempt from which items of some topic may come again. */
  repeat: number
}

/** The cells of a report by section, in their order. */
export function sectionsOf(cells: Report['cells']): Section[] {
  const out: Section[] = []
  for (const cell of cells) {
    let section = out.find((s) => s.name === cell.section)
    if (!section) out.push((section = { name: cell.section, cells: [], need: 0, have: 0, repeat: cell.repeat }))
    section.cells.push(cell)
    section.need += cell.need
    section.have += cell.have
    section.repeat = Math.min(section.repeat, cell.repeat)
  }
  return out
}
