// What the seat page shows, as a pure function of what the server said and what the person did.
import type { Keeping } from './outbox'
import type { LinkState } from './socket'
import type { Act, Choice, Paper, ServerMessage, SittingState, SittingView } from './wire'

/** The steps of the seat page. Steps before running are local; the server knows assigned, confirmed, running and after. */
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

/** Unacknowledged acts older than this stop the page: nobody should work on while nothing is stored. */
export const unstoredLimit = 10_000

export interface AnswerView {
  choice: Choice
  marked: boolean
}

export interface Notice {
  code: string
  text: string
}

export interface Sitting {
  readonly view?: SittingView
  readonly paper?: Paper
  readonly answers: ReadonlyMap<number, AnswerView>
  readonly link: LinkState
  readonly keeping: Keeping
  /** Acts not acknowledged, and how long the oldest has waited (ms). */
  readonly unstored: { readonly count: number; readonly oldest: number }
  readonly done: { readonly greeted: boolean; readonly pledged: boolean; readonly practised: boolean }
  readonly submitSeq?: number
  /** The last thing the server refused or complained about. */
  readonly notice?: Notice
}

export type SittingEvent =
  /** `pending`: acts made here that the server may not have; they lie over what it reports. */
  | { type: 'message'; message: ServerMessage; pending: readonly Act[] }
  | { type: 'act'; act: Act }
  | { type: 'done'; step: keyof Sitting['done'] }
  | { type: 'link'; link: LinkState }
  | { type: 'outbox'; count: number; oldest: number; keeping: Keeping }
  | { type: 'noticeSeen' }
  | { type: 'reset' }

export const emptySitting: Sitting = {
  answers: new Map(),
  link: 'stopped',
  keeping: 'disk',
  unstored: { count: 0, oldest: 0 },
  done: { greeted: false, pledged: false, practised: false },
}

const over: readonly SittingState[] = ['submitted', 'scored', 'closed', 'aborted', 'voided']

/** The page's step. */
export function phaseOf(sitting: Sitting): Phase {
  if (sitting.link === 'fenced') return 'fenced'
  switch (sitting.view?.state) {
    case undefined:
      return 'idle'
    case 'assigned':
      if (!sitting.done.greeted) return 'assigned'
      return sitting.done.pledged ? beforeStart(sitting) : 'pledge'
    case 'confirmed':
      return beforeStart(sitting)
    case 'running':
      return sitting.submitSeq === undefined ? 'running' : 'submitting'
    case 'paused':
      return 'paused'
    case 'submitted':
    case 'scored':
      return 'submitted'
    case 'aborted':
      return 'aborted'
    case 'closed':
    case 'voided':
      return 'closed'
  }
}

function beforeStart(sitting: Sitting): Phase {
  return sitting.done.practised ? 'ready' : 'practice'
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

export function reduce(sitting: Sitting, event: SittingEvent): Sitting {
  switch (event.type) {
    case 'message':
      return hear(sitting, event.message, event.pending)
    case 'act':
      return act(sitting, event.act)
    case 'done':
      return { ...sitting, done: { ...sitting.done, [event.step]: true } }
    case 'link':
      return { ...sitting, link: event.link }
    case 'outbox':
      return { ...sitting, keeping: event.keeping, unstored: { count: event.count, oldest: event.oldest } }
    case 'noticeSeen':
      return without(sitting, 'notice')
    case 'reset':
      return { ...emptySitting, link: sitting.link, keeping: sitting.keeping }
  }
}

function hear(sitting: Sitting, message: ServerMessage, pending: readonly Act[]): Sitting {
  switch (message.type) {
    case 'welcome': {
      const base = sitting.view?.sitting === message.sitting ? sitting : { ...emptySitting, link: sitting.link, keeping: sitting.keeping }
      const answers = new Map<number, AnswerView>()
      for (const { question, choice, marked } of message.answers) answers.set(question, { choice, marked })
      const paper = message.paper ?? base.paper
      const fresh = move({ ...base, answers, ...(paper ? { paper } : {}) }, message)
      return pending.reduce(act, without(fresh, 'submitSeq'))
    }
    case 'state':
      return message.sitting === sitting.view?.sitting ? move(sitting, message) : sitting
    case 'nack': {
      const noticed = { ...sitting, notice: { code: message.code, text: message.text } }
      const final = message.seq === sitting.submitSeq && !message.retry
      return final ? without(noticed, 'submitSeq') : noticed
    }
    case 'error':
      return { ...sitting, notice: { code: message.code, text: message.text } }
    case 'fenced':
      return { ...sitting, link: 'fenced' }
    case 'ack':
    case 'pong':
      return sitting
  }
}

/** Takes a newer state. An older epoch is late news; what is over does not come back within an epoch. */
function move(sitting: Sitting, next: SittingView): Sitting {
  const now = sitting.view
  if (now && now.sitting === next.sitting) {
    if (next.epoch < now.epoch) return sitting
    if (next.epoch === now.epoch && over.includes(now.state) && !over.includes(next.state)) return sitting
  }
  const { sitting: id, state, epoch, deadline, text } = next
  const view: SittingView = { sitting: id, state, epoch, ...(deadline === undefined ? {} : { deadline }), ...(text ? { text } : {}) }
  return { ...sitting, view }
}

function act(sitting: Sitting, made: Act): Sitting {
  if (made.type === 'submit') return { ...sitting, submitSeq: made.seq }
  const before = sitting.answers.get(made.question) ?? { choice: [], marked: false }
  const after = made.type === 'answer' ? { ...before, choice: made.choice } : { ...before, marked: made.marked }
  return { ...sitting, answers: new Map(sitting.answers).set(made.question, after) }
}

function without<K extends 'notice' | 'submitSeq'>(sitting: Sitting, key: K): Sitting {
  const rest = { ...sitting }
  delete (rest as { notice?: Notice; submitSeq?: number })[key]
  return rest
}
