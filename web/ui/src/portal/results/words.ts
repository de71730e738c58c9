// What a result means for the person, and what comes next. Pure.
import type { TagKind } from '@/kit/StatusTag.vue'
import type { Result, ResultDetail, ScoreCheck } from '../types'

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

/** Key and figures of a length of time: "5 分 1 秒", "7 分钟", "40 秒". */
export function spanKey(seconds: number): { key: string; m: number; s: number } {
  const [m, s] = [Math.floor(seconds / 60), seconds % 60]
  return { key: s === 0 && m > 0 ? 'result.span.whole' : m === 0 ? 'result.span.seconds' : 'result.span.minutes', m, s }
}

type Given = ResultDetail['time']['given'][number]
const codes: readonly string[] = ['SERVER_DOWN', 'ROOM_POWER', 'EQUIPMENT', 'NETWORK', 'POWER', 'MEDICAL', 'EMERGENCY', 'IDENTITY', 'INCIDENT', 'CAMERA', 'RECHECK', 'OTHER']

/** Keys of the words that say why time was given; a code that only a newer server knows says nothing. */
export function givenKeys(given: Pick<Given, 'kind' | 'code'>): string[] {
  const code = given.code && codes.includes(given.code) ? `result.givenCode.${given.code}` : ''
  if (given.kind === 'OUTAGE' && code) return [code]
  return [`result.givenKind.${given.kind}`, code].filter(Boolean)
}
