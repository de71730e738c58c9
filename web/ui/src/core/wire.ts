// Messages between a seat and the server, field by field as web/ws/messages.go writes them (PROTOCOL.md explains them).
// Times are unix ms of the server's clock unless the name says client. The server refuses fields it does not know.

export const wireVersion = 1

/** The form of every frame. An answer from the server repeats the id of what it answers. */
export interface Envelope {
  v: number
  type: string
  id?: string
  /** Number of an answer or mark, and of its ack or nack. */
  seq?: number
  body?: unknown
}

// Client to server

/** An act of the person that the server journals. Numbered from 1 per sitting, without holes. */
export type Act =
  /** `answer`: letters in rising order, "" takes the answer back. */
  | { type: 'answer'; seq: number; question: number; answer: string; clientAt: number }
  | { type: 'mark'; seq: number; question: number; marked: boolean; clientAt: number }

export interface Confirmed {
  kind: string
  version: number
}

/** What a page asks for and gets an answer to (state or error). */
export type Request =
  | { type: 'pledge'; body: { sitting: string; notices: Confirmed[]; nonce: string } }
  | { type: 'practice_done'; body: { sitting: string; skipped: boolean } }
  | { type: 'start'; body: { sitting: string } }
  | { type: 'submit'; body: { sitting: string; last: number } }

export type ClientMessage =
  | { type: 'hello'; body: { token: string; lang?: string; build?: string } }
  | { type: 'ping'; body: { client_at: number } }
  | { type: 'answer'; seq: number; body: { sitting: string; question: number; answer: string; client_at: number } }
  | { type: 'mark'; seq: number; body: { sitting: string; question: number; marked: boolean; client_at: number } }
  | Request

// Server to client

export type SittingPhase =
  | 'ASSIGNED'
  | 'PLEDGED'
  | 'PRACTISED'
  | 'RUNNING'
  | 'PAUSED'
  | 'SUBMITTED'
  | 'SCORED'
  | 'UNDER_REVIEW'
  | 'ABORTED_TECHNICAL'
  | 'LAPSED'
  | 'VOIDED'

export interface SheetOption {
  letter: string
  text: string
}

export interface SheetQuestion {
  /** Position on the paper, from 1. */
  no: number
  type: 'TRUE_FALSE' | 'SINGLE' | 'MULTIPLE'
  section: string
  points: number
  stem: string
  options: SheetOption[]
}

export interface Sheet {
  minutes: number
  total: number
  pass: number
  questions: SheetQuestion[]
}

export interface Candidate {
  /** Masked. */
  name: string
  /** Masked. */
  document: string
  item_code: string
  item_name: string
}

/** One notice to confirm. */
export interface NoticeText {
  kind: string
  version: number
  title: string
  body: string
}

/** One question's stored answer and mark. */
export interface Stored {
  question: number
  answer: string
  marked: boolean
}

/** The result as shown at the seat. */
export interface Outcome {
  points: number
  full: number
  pass_mark: number
  passed: boolean
  /** PROVISIONAL until the authority releases it. */
  state: string
}

/** Everything the page needs. With idle true only seat and now are set. */
export interface SeatState {
  idle: boolean
  seat: string
  seat_label: string
  now: number
  sitting: string
  kind: string
  phase: SittingPhase | ''
  /** Who acts next: CANDIDATE, REMOTE_INVIGILATOR, SYSTEM, RESULT_RELEASER, REVIEWER or empty. */
  next: string
  version: number
  /** 0: this seat does not hold the sitting any more. */
  epoch: number
  candidate?: Candidate
  notices?: NoticeText[]
  commit?: string
  sheet?: Sheet
  stored?: Stored[]
  last_seq: number
  proof: string
  attempt: number
  started_at: number
  deadline: number
  remaining_ms: number
  base_seconds: number
  extra_seconds: number
  credited_seconds: number
  earliest_submit: number
  start_by: number
  submitted_at: number
  cause: string
  receipt?: string
  outcome?: Outcome
}

interface Reply {
  /** Repeats the id of the client's message, if it answers one. */
  id: string
}

export type ServerMessage = Reply &
  (
    | { type: 'welcome'; protocol: number; state: SeatState }
    /** why: PLEDGED, PRACTISED, STARTED, SUBMITTED for an own act; CHANGED for a push. */
    | { type: 'state'; why: string; state: SeatState }
    /** The record is durable. */
    | { type: 'ack'; seq: number; at: number; proof: string }
    /** The record was not stored. retry: keep it and send it again. expected: the number the server waits for, 0 unknown. */
    | { type: 'nack'; seq: number; code: string; text: string; expected: number; retry: boolean }
    | { type: 'fenced'; code: string; text: string; moved: boolean }
    | { type: 'error'; code: string; text: string; fatal: boolean }
    | { type: 'pong'; client_at: number; now: number }
  )

/** Codes that the pages act upon; all others are only shown. */
export const codes = {
  fenced: 'sitting.fenced',
  conflict: 'sitting.sequence_conflict',
  gap: 'sitting.sequence_gap',
  /** Not to be healed by coming back at once: this terminal is not (or no longer) a seat, or the page is too old. */
  refused: ['ws.token', 'ws.not_a_seat', 'ws.version'] as readonly string[],
} as const

const serverTypes = ['welcome', 'state', 'ack', 'nack', 'fenced', 'error', 'pong']

/** Reads a frame; undefined for anything that is not a known message (newer servers may send more). */
export function readServerMessage(frame: string): ServerMessage | undefined {
  let envelope: Envelope
  try {
    envelope = JSON.parse(frame) as Envelope
  } catch {
    return undefined
  }
  if (typeof envelope !== 'object' || envelope === null || envelope.v !== wireVersion) return undefined
  if (!serverTypes.includes(envelope.type)) return undefined
  const body = typeof envelope.body === 'object' && envelope.body !== null ? envelope.body : {}
  return { ...body, id: envelope.id ?? '', seq: envelope.seq ?? 0, type: envelope.type } as unknown as ServerMessage
}

/** Writes a frame. `id` must be new for every message of a connection. */
export function writeClientMessage(message: ClientMessage, id: string): string {
  const envelope: Envelope = { v: wireVersion, type: message.type, id, body: message.body }
  if ('seq' in message) envelope.seq = message.seq
  return JSON.stringify(envelope)
}

/** An act as it travels. */
export function actMessage(act: Act, sitting: string): ClientMessage {
  const common = { sitting, question: act.question, client_at: act.clientAt }
  return act.type === 'answer'
    ? { type: 'answer', seq: act.seq, body: { ...common, answer: act.answer } }
    : { type: 'mark', seq: act.seq, body: { ...common, marked: act.marked } }
}

/** The answer after a letter was chosen: replaced for one-of questions, switched on or off for MULTIPLE. */
export function chooseLetter(answer: string, letter: string, type: SheetQuestion['type']): string {
  if (type !== 'MULTIPLE') return letter
  const letters = answer.includes(letter) ? [...answer].filter((l) => l !== letter) : [...answer, letter]
  return letters.sort().join('')
}
