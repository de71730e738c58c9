// Rules of the page of one item: its curve, what was chosen by thirds of people, its weeks.
import type { Schemas } from '../types'

export type ItemHealth = Schemas['ItemHealthView']
export type Quarantine = Schemas['QuarantineView']

/** One line of a picture; y from 0 to 1, undefined where there is no value. */
export interface Line {
  name: string
  y: readonly (number | undefined)[]
  strong?: boolean
  /** What the table says instead of the share. */
  texts?: readonly string[]
}

/** Abilities at which a curve is written: from three logits below the cut to three above. */
export const abilities = Array.from({ length: 25 }, (_, i) => -3 + i * 0.25)

/** Chance of a right answer half a logit and more around the cut, from thousandths as the server writes them. */
export function curveOf(h: Pick<ItemHealth, 'slope' | 'difficulty' | 'cut'>): number[] {
  return abilities.map((x) => 1 / (1 + Math.exp((-h.slope / 1000) * (x + h.cut / 1000 - h.difficulty / 1000))))
}

/** Shares of each choice among the last, middle and best third of people, the commonest first; few choices each have a line. */
export function choiceLines(h: Pick<ItemHealth, 'choices' | 'thirds'>, name: (options: readonly number[]) => string, most = 6): Line[] {
  return h.choices.slice(0, most).map((c) => ({
    name: name(c.options), strong: c.right, y: [2, 1, 0].map((i) => ((h.thirds[i] ?? 0) > 0 ? (c.thirds[i] ?? 0) / (h.thirds[i] ?? 1) : undefined)),
  }))
}

/** The questions of a case by themselves: shares as a person reads them, the text of a question where the reader may see it. */
export function partLines(h: Pick<ItemHealth, 'parts'>, stems: readonly string[]) {
  return h.parts.map((p) => ({
    no: p.no, stem: stems[p.no - 1] ?? '', share: percent(p.right, p.answers), biserial: (p.biserial / 1000).toFixed(2), open: `${p.open} / ${p.answers}`, late: String(p.late), flags: p.flags,
  }))
}

const percent = (n: number, of: number) => (of > 0 ? `${((100 * n) / of).toFixed(1)}%` : '–')

/** Papers per week as a part of the fullest week, and the share of right answers; a week without papers has none. */
export function weekLines(h: Pick<ItemHealth, 'weeks'>, seen: string, right: string): { lines: Line[]; most: number } {
  const most = Math.max(1, ...h.weeks.map((w) => w.seen))
  return {
    most,
    lines: [
      { name: seen, strong: true, y: h.weeks.map((w) => w.seen / most), texts: h.weeks.map((w) => String(w.seen)) },
      { name: right, y: h.weeks.map((w) => (w.seen > 0 ? w.right / w.seen : undefined)) },
    ],
  }
}

/** A line as pieces of "x,y x,y": it breaks where there is no value. A lone point becomes a short dash. */
export function pieces(y: Line['y'], wide: number, tall: number): string[] {
  const step = y.length > 1 ? wide / (y.length - 1) : 0
  const out: string[] = []
  let piece: string[] = []
  const end = () => {
    const [only] = piece
    if (piece.length === 1 && only) piece.push(`${(Number(only.split(',')[0]) + 4).toFixed(1)},${only.split(',')[1] ?? ''}`)
    if (piece.length) out.push(piece.join(' '))
    piece = []
  }
  y.forEach((v, i) => (v === undefined ? end() : piece.push(`${(i * step).toFixed(1)},${((1 - v) * tall).toFixed(1)}`)))
  end()
  return out
}

export type QuarantineAct = 'propose' | 'decide' | 'end'

/** What may be done about an item now. The server refuses one's own proposal. */
export function quarantineAct(list: readonly Pick<Quarantine, 'state'>[], writes: boolean, reviews: boolean): QuarantineAct | undefined {
  const live = list.find((q) => q.state === 'PROPOSED' || q.state === 'OUT' || q.state === 'RETIRED')
  if (!live) return writes ? 'propose' : undefined
  if (!reviews || live.state === 'RETIRED') return undefined
  return live.state === 'PROPOSED' ? 'decide' : 'end'
}
