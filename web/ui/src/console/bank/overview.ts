// The figures behind the pictures of a bank: what is counted into which bar.
import type { Schemas } from '../types'

export type HealthLine = Schemas['HealthLine']

export interface Bar {
  key: string
  label: string
  value: number
  /** Worth a look: another colour, and the words say it too. */
  warn?: boolean
}

/** Bars on a field of 320 by 160; a bar that counts anything is seen. */
export function barsOf(bars: readonly Bar[]): { key: string; x: number; w: number; h: number; warn: boolean }[] {
  const most = Math.max(1, ...bars.map((b) => b.value))
  const step = 320 / Math.max(1, bars.length)
  return bars.map((b, at) => ({ key: b.key, x: at * step + step * 0.1, w: step * 0.8, h: b.value === 0 ? 0 : Math.max(3, (b.value / most) * 156), warn: b.warn === true }))
}

/** Estimated difficulty against the cut, in half logits: the ends hold what lies beyond. */
export function difficultyBars(items: readonly HealthLine[], cut: number): Bar[] {
  const edges = [-2000, -1500, -1000, -500, 0, 500, 1000, 1500, 2000]
  const count = new Array<number>(edges.length + 1).fill(0)
  for (const i of items) {
    const at = edges.findIndex((edge) => i.difficulty - cut < edge)
    const bin = at < 0 ? edges.length : at
    count[bin] = (count[bin] ?? 0) + 1
  }
  const word = (n: number) => (n / 1000).toFixed(1).replace('-', '−')
  return count.map((value, at) => ({
    key: String(at), value,
    label: at === 0 ? `< ${word(edges[0] ?? 0)}` : at === edges.length ? `≥ ${word(edges[edges.length - 1] ?? 0)}` : `${word(edges[at - 1] ?? 0)} … ${word(edges[at] ?? 0)}`,
  }))
}

/** How often items were drawn against an even share of papers: 1 is even. Items that no paper takes stand apart; no bars before the first draw. */
export function exposureBars(items: readonly HealthLine[], draws: number, idle: string): { bars: Bar[]; most: number } {
  if (draws === 0) return { bars: [], most: 0 }
  const edges = [0.5, 0.8, 0.95, 1.05, 1.2, 2]
  const count = new Array<number>(edges.length + 1).fill(0)
  let [none, most] = [0, 0]
  for (const i of items) {
    const even = (draws * i.fair) / 100_000
    if (even <= 0) {
      none++
      continue
    }
    const ratio = i.drawn / even
    most = Math.max(most, ratio)
    const at = edges.findIndex((edge) => ratio < edge)
    const bin = at < 0 ? edges.length : at
    count[bin] = (count[bin] ?? 0) + 1
  }
  const bars = count.map((value, at): Bar => ({
    key: String(at), value, warn: at === edges.length,
    label: at === 0 ? `< ${edges[0]}` : at === edges.length ? `≥ ${edges[edges.length - 1]}` : `${edges[at - 1]} … ${edges[at]}`,
  }))
  return { bars: none ? [...bars, { key: 'idle', label: idle, value: none }] : bars, most }
}

export interface MapRow {
  topic: string
  /** Items by the writers' level 1 to 5. */
  levels: number[]
  all: number
}

/** Topics by level of difficulty, the biggest topic first. */
export function difficultyMap(items: readonly HealthLine[]): MapRow[] {
  const rows = new Map<string, MapRow>()
  for (const i of items) {
    const row = rows.get(i.topic) ?? { topic: i.topic, levels: [0, 0, 0, 0, 0], all: 0 }
    row.levels[i.label - 1] = (row.levels[i.label - 1] ?? 0) + 1
    row.all++
    rows.set(i.topic, row)
  }
  return [...rows.values()].sort((a, b) => b.all - a.all || a.topic.localeCompare(b.topic, 'zh-CN'))
}
