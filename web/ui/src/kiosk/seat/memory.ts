// Where the person was looking, so that a reload shows the same: the question in front, text size, contrast. No answers and
// no names; bound to the sitting, gone with the browser's session.
import type { TextSize } from '../display'

export interface Looked {
  sitting: string
  question: number
  text: TextSize
  contrast: boolean
  clockHidden: boolean
  /** The result was seen and cleared away. */
  done: boolean
  /** How many of the times given back the person has acknowledged. */
  given: number
  /** What the officer wrote and the person has read. */
  read: string[]
}

const key = 'suikao.seat'
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** What was kept for this sitting, or a fresh start. Never throws. */
export function recall(sitting: string, store: Store = sessionStorage): Looked {
  const fresh: Looked = { sitting, question: 1, text: 'normal', contrast: false, clockHidden: false, done: false, given: 0, read: [] }
  try {
    const kept = JSON.parse(store.getItem(key) ?? 'null') as Partial<Looked> | null
    return kept?.sitting === sitting ? { ...fresh, ...kept } : fresh
  } catch {
    return fresh
  }
}

export function keep(looked: Looked, store: Store = sessionStorage): void {
  try {
    store.setItem(key, JSON.stringify(looked))
  } catch {
    // a full or forbidden storage costs the place in the paper, nothing else
  }
}
