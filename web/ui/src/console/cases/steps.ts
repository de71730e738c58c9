// Where a review stands and whose turn it is. Pure; the server has the last word.
import type { IncidentView } from '../incidents/types'
import type { CaseDetail, CaseView, Measures, Stage } from './types'

/** The steps as people know them; each covers the stages that belong to it. */
export const steps = [
  { key: 'facts', stages: ['FACTS'] },
  { key: 'notice', stages: ['NOTICE', 'SERVING_NOTICE'] },
  { key: 'statement', stages: ['STATEMENT'] },
  { key: 'decision', stages: ['DECISION', 'SERVING_DECISION'] },
  { key: 'remedy', stages: ['APPEALABLE', 'APPEALED', 'FINAL'] },
] as const satisfies readonly { key: string; stages: readonly Stage[] }[]

/** The number of the step that is under way, from 0; -1 where the case was dismissed. */
export function stepAt(stage: Stage): number {
  return steps.findIndex((step) => (step.stages as readonly Stage[]).includes(stage))
}

/** The form that belongs to a stage. */
export type Form = 'sign' | 'notice' | 'serve' | 'decide' | 'appeal'

export function formOf(stage: Stage, appeal: CaseDetail['appeal']): Form | undefined {
  switch (stage) {
    case 'FACTS': return 'sign'
    case 'NOTICE': return 'notice'
    case 'SERVING_NOTICE':
    case 'SERVING_DECISION': return 'serve'
    case 'DECISION': return 'decide'
    case 'APPEALED': return appeal ? 'appeal' : undefined
    default: return undefined
  }
}

/** The last day of what is under way. */
export function dueDay(one: Pick<CaseView, 'stage' | 'statementUntil' | 'appealUntil'>): string | undefined {
  return one.stage === 'STATEMENT' ? one.statementUntil : one.stage === 'APPEALABLE' ? one.appealUntil : undefined
}

/** Whether two findings say different things. */
export function differ(findings: readonly { established: boolean; act?: string }[]): boolean {
  const [first, second] = findings
  return first !== undefined && second !== undefined && (first.established !== second.established || (first.act ?? '') !== (second.act ?? ''))
}

/** Incidents that were referred and belong to no case yet, together by sitting: one sitting is one case. */
export function bySitting(incidents: readonly IncidentView[]): IncidentView[][] {
  const groups = new Map<string, IncidentView[]>()
  for (const one of incidents) {
    if (!one.sitting || one.review) continue
    groups.set(one.sitting, [...(groups.get(one.sitting) ?? []), one])
  }
  return [...groups.values()]
}

interface Entry {
  at: string
  doc?: CaseDetail['documents'][number]
  said?: CaseDetail['statements'][number]
  appeal?: NonNullable<CaseDetail['appeal']>
}

/** Documents and what the person said between them, as they came: an answer stands before the decision that weighs it. */
export function papersOf(one: Pick<CaseDetail, 'documents' | 'statements' | 'appeal'>): Entry[] {
  const entries: Entry[] = [...one.documents.map((doc) => ({ at: doc.at, doc })), ...one.statements.map((said) => ({ at: said.at, said })), ...(one.appeal ? [{ at: one.appeal.filedAt, appeal: one.appeal }] : [])]
  return entries.sort((a, b) => a.at.localeCompare(b.at))
}

/** What a form sends of measures, cut to what the rules and the notice allow. */
export function measuresOf(values: Readonly<Record<string, string>>, most: Measures): Measures {
  return {
    voidCurrent: most.voidCurrent && values['voidCurrent'] === 'yes',
    voidPassed: most.voidPassed && values['voidPassed'] === 'yes',
    banMonths: Math.min(most.banMonths, Math.max(0, Math.trunc(Number(values['banMonths'] || 0)))),
  }
}

export const nothing = (m: Measures): boolean => !m.voidCurrent && !m.voidPassed && m.banMonths === 0
