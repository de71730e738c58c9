// Rules of the review page.
import type { ApplicationView, Schemas } from '../types'

export type DefectView = Schemas['DefectView']
export type State = ApplicationView['state']

/** Those the authority's clock runs for. */
export const openStates: readonly State[] = ['SUBMITTED', 'ACCEPTED']

/** The nearest last day first; those without one after them, the oldest first. */
export function byDue(a: ApplicationView, b: ApplicationView): number {
  const left = a.dueOn || a.answerBy || '9999-12-31'
  const right = b.dueOn || b.answerBy || '9999-12-31'
  return left < right ? -1 : left > right ? 1 : a.createdAt < b.createdAt ? -1 : 1
}

export type ReviewAct = 'accept' | 'approve' | 'return' | 'reject' | 'help'

/** What a reviewer may do next; the server has the last word. */
export function actsFor(application: ApplicationView): ReviewAct[] {
  const help: ReviewAct[] = application.help && !application.help.decided ? ['help'] : []
  if (application.state === 'SUBMITTED') return ['accept', 'return', 'reject', ...help]
  if (application.state === 'ACCEPTED') return ['approve', 'return', 'reject', ...help]
  return []
}

/** The one list of defects from what was written beside each material. */
export function defectList(written: Readonly<Record<string, string>>): DefectView[] {
  return Object.entries(written)
    .map(([material, what]) => ({ material, what: what.trim() }))
    .filter((d) => d.what !== '') as DefectView[]
}

/** Every material to judge: those on file and those that the rules still miss. */
export function materialsOf(application: ApplicationView, missing: readonly string[]): string[] {
  return [...new Set([...application.materials.map((m) => m.kind as string), ...missing, 'PHOTO'])]
}
