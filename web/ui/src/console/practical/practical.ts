// Rules of the practical sheet: which subject has how many points, what is still missing.
import type { Schemas } from '../types'

export type Task = Schemas['PracticalTask']
export type Mark = Schemas['PracticalMark']
export type Sheet = Record<string, { points: string; vetoes: string[]; note: string }>

export function blankSheet(tasks: readonly Task[], before?: readonly Mark[]): Sheet {
  return Object.fromEntries(
    tasks.map((task) => {
      const mark = before?.find((m) => m.subject === task.subject)
      return [task.subject, { points: mark ? String(mark.points) : '', vetoes: mark ? [...mark.vetoes] : [], note: mark?.note ?? '' }]
    }),
  )
}

/** Subjects whose points are missing or outside 0 to the weight. */
export function wrongSubjects(tasks: readonly Task[], sheet: Sheet): string[] {
  return tasks
    .filter((task) => {
      const typed = sheet[task.subject]?.points ?? ''
      const points = Number(typed)
      return typed === '' || !Number.isInteger(points) || points < 0 || points > task.weight
    })
    .map((task) => task.subject)
}

export function marksOf(tasks: readonly Task[], sheet: Sheet): Mark[] {
  return tasks.map((task) => {
    const row = sheet[task.subject]
    const note = row?.note.trim() ?? ''
    return { subject: task.subject as Mark['subject'], points: Number(row?.points ?? 0), vetoes: row?.vetoes ?? [], ...(note ? { note } : {}) }
  })
}

export function sumOf(marks: readonly Mark[]): { points: number; vetoed: boolean } {
  return { points: marks.reduce((sum, m) => sum + m.points, 0), vetoed: marks.some((m) => m.vetoes.length > 0) }
}
