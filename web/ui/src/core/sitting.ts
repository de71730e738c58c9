// What the seat page shows, as a pure function of what the server said and what the person did.
import type { Keeping } from './outbox'
import type { LinkState } from './socket'
import { codes, type Act, type SeatState, type ServerMessage, type Sheet, type SittingPhase } from './wire'

/**
 * The steps of the seat page. assigned: confirm the name (local). pledge, practice, ready: before the start.
 * submitting: handed in, the server has not said yes. submitted: over, with the outcome once it is there.
 */
export type Phase =
  | 'idle'
  | 'assigned'
  | 'pledge'
  | 'practice'
  | 'ready'
  | 'running'
  | 'paused'
  | 'submitting'
  | 'submitted'
  | 'closed'
  | 'aborted'
  | 'fenced'

/** Unacknowledged acts older than this (ms) stop the page: nobody should work on while nothing is stored. */
export const unstoredLimit = 10_000

export interface AnswerView {
  /** Letters in rising order, "" for none. */
  answer: string
  marked: boolean
}

export interface Notice {
  code: string
  text: string
}

export interface Sitting {
  /** The newest state from the server; undefined until the first welcome. */
  readonly state?: SeatState
  /** The paper; kept while the server does not send it (pause). */
  readonly sheet?: Sheet
  readonly answers: ReadonlyMap<number, AnswerView>
  readonly link: LinkState
  readonly keeping: Keeping
  /** Acts not acknowledged, and how long the oldest has waited (ms). */
  readonly unstored: { readonly count: number; readonly oldest: number }
  /** The person has confirmed the masked name. */
  readonly greeted: boolean
  readonly submitting: boolean
  /** Another connection holds the sitting; until the next welcome nothing may be done here. */
  readonly fenced: boolean
  /** Fenced because the person was given another seat. */
  readonly moved: boolean
  /** Highest acknowledged number: a state that knows less has old answers. */
  readonly acknowledged: number
  /** The last thing the server refused or complained about. */
  readonly notice?: Notice
}

export type SittingEvent =
  /** `pending`: acts made here that the server may not have; they lie over what it reports. */
  | { type: 'message'; message: ServerMessage; pending: readonly Act[] }
  | { type: 'act'; act: Act }
  | { type: 'greeted' }
  | { type: 'submitting'; on: boolean }
  | { type: 'link'; link: LinkState }
  | { type: 'outbox'; count: number; oldest: number; keeping: Keeping }
  | { type: 'noticeSeen' }

export const emptySitting: Sitting = {
  answers: new Map(),
  link: 'stopped',
  keeping: 'disk',
  unstored: { count: 0, oldest: 0 },
  greeted: false,
  submitting: false,
  fenced: false,
  moved: false,
  acknowledged: 0,
}

const phases: Record<SittingPhase, Phase> = {
  ASSIGNED: 'pledge',
  PLEDGED: 'practice',
  PRACTISED: 'ready',
  RUNNING: 'running',
  PAUSED: 'paused',
  SUBMITTED: 'submitted',
  SCORED: 'submitted',
  UNDER_REVIEW: 'submitted',
  ABORTED_TECHNICAL: 'aborted',
  LAPSED: 'closed',
  VOIDED: 'closed',
}

const live: readonly string[] = ['ASSIGNED', 'PLEDGED', 'PRACTISED', 'RUNNING', 'PAUSED']

/** True while the sitting is not over: it occupies its seat and somebody may hold it. */
export function isLive(state: SeatState): boolean {
  return !state.idle && live.includes(state.phase)
}

/** The page's step. */
export function phaseOf(sitting: Sitting): Phase {
  const { state } = sitting
  if (sitting.fenced || (state?.epoch === 0 && isLive(state))) return 'fenced'
  if (!state || state.idle || state.phase === '') return 'idle'
  if (state.phase === 'ASSIGNED' && !sitting.greeted) return 'assigned'
  if (state.phase === 'RUNNING' && sitting.submitting) return 'submitting'
  return phases[state.phase] ?? 'closed' // a phase that only a newer page knows
}

/** True while the page must stop the person: answers are given but have not been stored for too long. */
export function isBlocked(sitting: Sitting): boolean {
  const phase = phaseOf(sitting)
  if (phase !== 'running' && phase !== 'submitting') return false
  return sitting.unstored.count > 0 && sitting.unstored.oldest >= unstoredLimit
}

/** True when an answer or a mark may be given now. */
export function canAnswer(sitting: Sitting): boolean {
  return phaseOf(sitting) === 'running' && !isBlocked(sitting)
}

/** True when a question was dealt with before a break and cannot be changed any more. */
export function isFrozen(sitting: Sitting, question: number): boolean {
  return sitting.state?.frozen?.includes(question) ?? false
}

/** Milliseconds left of a paused paper: in a break the clock stands only as long as the rules let it, or not at all. */
export function pausedLeft(state: SeatState, now: number): number {
  const away = Math.max(0, now - (state.paused_at ?? now))
  if (state.pause_kind === 'BREAK_RUNS') return Math.max(0, state.deadline - now)
  if (state.pause_kind !== 'BREAK') return state.remaining_ms
  return Math.max(0, state.deadline - now + Math.min(away, (state.break_seconds ?? 0) * 1000))
}

export function reduce(sitting: Sitting, event: SittingEvent): Sitting {
  switch (event.type) {
    case 'message':
      return hear(sitting, event.message, event.pending)
    case 'act':
      return { ...sitting, answers: withAct(sitting.answers, event.act) }
    case 'greeted':
      return { ...sitting, greeted: true }
    case 'submitting':
      return { ...sitting, submitting: event.on }
    case 'link':
      return { ...sitting, link: event.link, fenced: sitting.fenced || event.link === 'fenced' }
    case 'outbox':
      return { ...sitting, keeping: event.keeping, unstored: { count: event.count, oldest: event.oldest } }
    case 'noticeSeen':
      return withoutNotice(sitting)
  }
}

function hear(sitting: Sitting, message: ServerMessage, pending: readonly Act[]): Sitting {
  switch (message.type) {
    case 'welcome':
      return move({ ...sitting, fenced: false, moved: false }, message.state, pending)
    case 'state':
      return move(sitting, message.state, pending)
    case 'ack':
      return { ...sitting, acknowledged: Math.max(sitting.acknowledged, message.seq) }
    case 'nack':
      // The server sorts these out by itself when it gets the acts again; nobody needs to read about it.
      return message.code === codes.gap ? sitting : { ...sitting, notice: { code: message.code, text: message.text } }
    case 'error':
      return { ...sitting, notice: { code: message.code, text: message.text } }
    case 'fenced':
      return { ...sitting, fenced: true, moved: message.moved, notice: { code: message.code, text: message.text } }
    case 'pong':
    case 'challenge':
    case 'written':
      return sitting
  }
}

/** Takes a newer state. The same sitting with a lower version is late news. Another sitting, or none, starts afresh. */
function move(sitting: Sitting, next: SeatState, pending: readonly Act[]): Sitting {
  const now = sitting.state
  const same = now !== undefined && !now.idle && !next.idle && now.sitting === next.sitting
  if (same && next.version < now.version) return sitting
  const base: Sitting = same ? sitting : { ...emptySitting, link: sitting.link, keeping: sitting.keeping, fenced: sitting.fenced }
  const sheet = next.sheet ?? base.sheet
  const answers = next.last_seq < base.acknowledged ? base.answers : reported(next, pending)
  const submitting = base.submitting && next.phase === 'RUNNING'
  return { ...base, state: next, answers, submitting, ...(sheet ? { sheet } : {}) }
}

function reported(state: SeatState, pending: readonly Act[]): ReadonlyMap<number, AnswerView> {
  const answers = new Map<number, AnswerView>()
  for (const { question, answer, marked } of state.stored ?? []) answers.set(question, { answer, marked })
  return pending.reduce<ReadonlyMap<number, AnswerView>>(withAct, answers)
}

function withAct(answers: ReadonlyMap<number, AnswerView>, made: Act): ReadonlyMap<number, AnswerView> {
  const before = answers.get(made.question) ?? { answer: '', marked: false }
  const after = made.type === 'answer' ? { ...before, answer: made.answer } : { ...before, marked: made.marked }
  return new Map(answers).set(made.question, after)
}

function withoutNotice(sitting: Sitting): Sitting {
  const rest = { ...sitting }
  delete (rest as { notice?: Notice }).notice
  return rest
}
