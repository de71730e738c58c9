// What the answer card says of every question, and what is left to do before handing in. Stored is what the server said.
import type { Storage } from '@/core/outbox'
import type { AnswerView } from '@/core/sitting'
import type { SheetQuestion } from '@/core/wire'

export interface Cell {
  no: number
  answered: boolean
  marked: boolean
  /** Of the newest answer; untouched and stored need no word. */
  storage: Storage
  /** A break has frozen it. */
  frozen: boolean
}

export function cells(questions: readonly SheetQuestion[], answers: ReadonlyMap<number, AnswerView>, storage: (no: number) => Storage, frozen: readonly number[] = []): Cell[] {
  return questions.map(({ no }) => {
    const given = answers.get(no)
    return { no, answered: (given?.answer ?? '') !== '', marked: given?.marked ?? false, storage: storage(no), frozen: frozen.includes(no) }
  })
}

export interface Summary {
  answered: number
  open: number[]
  marked: number[]
  /** Answers that the server does not have, or has refused. */
  unstored: number[]
}

export function summary(all: readonly Cell[]): Summary {
  return {
    answered: all.filter((c) => c.answered).length,
    open: all.filter((c) => !c.answered).map((c) => c.no),
    marked: all.filter((c) => c.marked).map((c) => c.no),
    unstored: all.filter((c) => c.storage === 'pending' || c.storage === 'refused').map((c) => c.no),
  }
}

/** The next question without an answer after `from`, beginning again at the front; undefined when there is none. */
export function nextOpen(all: readonly Cell[], from: number): number | undefined {
  const open = all.filter((c) => !c.answered && !c.frozen).map((c) => c.no)
  return open.find((no) => no > from) ?? open.find((no) => no !== from) ?? open[0]
}

/** The numbers that a question may be reached by: itself when the paper has it, else the nearest. */
export function clampTo(all: readonly Cell[], wanted: number): number {
  const last = all[all.length - 1]?.no ?? 1
  return Number.isFinite(wanted) ? Math.min(Math.max(Math.round(wanted), all[0]?.no ?? 1), last) : 1
}
