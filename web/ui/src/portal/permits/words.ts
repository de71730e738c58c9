// Names and looks of permits and permit applications.
import type { TagKind } from '@/kit/StatusTag.vue'
import type { PermitApplication, PermitCard, Readiness } from '../types'

export const permitKinds: Record<PermitCard['kind'], string> = {
  OPERATION_PERMIT: 'permitKind.OPERATION_PERMIT', COMPETENCE_CERT: 'permitKind.COMPETENCE_CERT', TRAINING_PROOF: 'permitKind.TRAINING_PROOF',
}
export const colours: Record<PermitCard['colour'], TagKind> = { GREEN: 'safe', AMBER: 'warn', RED: 'danger' }

export const appStates: Record<PermitApplication['state'], { word: string; kind: TagKind; now: string }> = {
  SUBMITTED: { word: 'permitApp.SUBMITTED', kind: 'neutral', now: 'permitNow.SUBMITTED' },
  TO_CORRECT: { word: 'permitApp.TO_CORRECT', kind: 'warn', now: 'permitNow.TO_CORRECT' },
  APPROVED: { word: 'permitApp.APPROVED', kind: 'info', now: 'permitNow.APPROVED' },
  REJECTED: { word: 'permitApp.REJECTED', kind: 'danger', now: 'permitNow.REJECTED' },
  WITHDRAWN: { word: 'permitApp.WITHDRAWN', kind: 'neutral', now: 'permitNow.WITHDRAWN' },
  ISSUED: { word: 'permitApp.ISSUED', kind: 'safe', now: 'permitNow.ISSUED' },
}

export type Condition = 'theory' | 'practical' | 'training' | 'eligibility' | 'photo' | 'permit'
export const conditionNames: Record<Condition, string> = {
  theory: 'condition.theory', practical: 'condition.practical', training: 'condition.training', eligibility: 'condition.eligibility', photo: 'condition.photo', permit: 'condition.permit',
}

export interface ConditionRow {
  condition: Condition
  met: boolean
  /** In the server's words, when it is not met. */
  why: string[]
}

/** The conditions of a permit as rows: those that are lacking with the reason, those that are known to be met. */
export function conditionRows(readiness: Readiness): ConditionRow[] {
  const lacking = new Map<Condition, string[]>()
  for (const field of readiness.lacking) {
    const name = field.path.replace(/^conditions\./, '') as Condition
    const known = name in conditionNames ? name : 'eligibility'
    lacking.set(known, [...(lacking.get(known) ?? []), field.message])
  }
  const has: Partial<Record<Condition, boolean>> = {
    theory: Boolean(readiness.basis.theory.pass), practical: Boolean(readiness.basis.practical), training: Boolean(readiness.basis.training.kind), photo: Boolean(readiness.basis.checkedOn),
  }
  return (Object.keys(conditionNames) as Condition[]).flatMap((condition): ConditionRow[] => {
    const why = lacking.get(condition)
    if (why) return [{ condition, met: false, why }]
    return has[condition] ? [{ condition, met: true, why: [] }] : []
  })
}
