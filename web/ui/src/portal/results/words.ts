// What a result means for the person, and what comes next. Pure.
import type { TagKind } from '@/kit/StatusTag.vue'
import type { Result, ScoreCheck } from '../types'

export const resultTags: Record<Result['state'], TagKind> = { PROVISIONAL: 'warn', HELD: 'warn', RELEASED: 'info', VOIDED: 'danger' }

export const checkStates: Record<ScoreCheck['state'], { word: string; kind: TagKind }> = {
  REQUESTED: { word: 'check.REQUESTED', kind: 'neutral' },
  ASSIGNED: { word: 'check.ASSIGNED', kind: 'info' },
  REPLIED: { word: 'check.REPLIED', kind: 'safe' },
}

export const causes: Record<'CANDIDATE' | 'DEADLINE' | 'OFFICER', string> = { CANDIDATE: 'cause.CANDIDATE', DEADLINE: 'cause.DEADLINE', OFFICER: 'cause.OFFICER' }

/** Key of the sentence that says what happens next. Only a released result decides anything. */
export function nextKey(result: Pick<Result, 'state' | 'passed' | 'kind'>): string {
  if (result.state === 'VOIDED') return 'resultNext.voided'
  if (result.state === 'HELD') return 'resultNext.held'
  if (result.state === 'PROVISIONAL') return result.passed ? 'resultNext.provisionalPassed' : 'resultNext.provisionalFailed'
  if (result.kind !== 'FORMAL') return 'resultNext.practice'
  return result.passed ? 'resultNext.passed' : 'resultNext.failed'
}

/** Whether a score check may still be asked for on a civil day. */
export function mayAsk(until: string | undefined, asked: boolean, today: string): boolean {
  return Boolean(until) && !asked && today <= (until ?? '')
}
