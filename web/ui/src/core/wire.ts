// Messages between a seat and the server as the pages use them. The shapes are generated from web/ws (wire.gen.ts, explained
// in web/ws/PROTOCOL.md); here they only lose their envelope.
import { held } from './provenance'
import * as gen from './wire.gen'

export type {
  Candidate, Confirmed, NoticeText, Outcome, Phase as SittingPhase, Seeing, Sheet, SheetOption, SheetQuestion, State as SeatState, Stored, Time as SeatTime,
} from './wire.gen'

/** Most acts that the way by HTTP takes at once. */
export const maxBatch = gen.MAX_BATCH

/** An act of the person that the server journals. Numbered from 1 per sitting, without holes. */
export type Act =
  /**
   * `answer`: letters in rising order, "" takes the answer back. `clientAt`: unix ms of this terminal. `cause`: the input that
   * caused it (provenance.ts), `by`: the page that heard it.
   */
  | { type: 'answer'; seq: number; question: number; answer: string; clientAt: number; cause?: string; by?: string }
  | { type: 'mark'; seq: number; question: number; marked: boolean; clientAt: number }

type Bare<M> = M extends { type: infer T; seq: number; body: infer B }
  ? { type: T; seq: number; body: B }
  : M extends { type: infer T; body: infer B }
    ? { type: T; body: B }
    : never

/** What the page sends, without version and id. */
export type ClientMessage = Bare<gen.ClientMessage>

/** What a page asks for and gets an answer to (state or error). */
export type Request = Extract<ClientMessage, { type: 'pledge' | 'practice_done' | 'start' | 'submit' | 'break' }>

type Flat<M> = M extends { type: infer T; seq: number; body: infer B }
  ? { type: T; id: string; seq: number } & B
  : M extends { type: infer T; body: infer B }
    ? { type: T; id: string } & B
    : never

/** What the server says: the body with type, seq of an ack or nack, and the id of what it answers ("" for none). */
export type ServerMessage = Flat<gen.ServerMessage>

interface Envelope {
  v: number
  type: string
  id?: string
  seq?: number
  body?: unknown
}

/** Codes that the pages act upon; all others are only shown. */
export const codes = {
  fenced: 'sitting.fenced',
  conflict: 'sitting.sequence_conflict',
  gap: 'sitting.sequence_gap',
} as const satisfies Record<string, gen.Code>

/** Not to be healed by coming back at once: this terminal is not (or no longer) a seat, or the page is too old. */
const refusing: readonly string[] = ['ws.token', 'ws.not_a_seat', 'ws.version'] satisfies gen.Code[]

export function isRefusal(code: string): boolean {
  return refusing.includes(code)
}

const serverTypes: readonly string[] = ['welcome', 'state', 'ack', 'nack', 'fenced', 'error', 'pong', 'challenge', 'written'] satisfies ServerMessage['type'][]

/** Reads a frame; undefined for anything that is not a known message (newer servers may send more). */
export function readServerMessage(frame: string): ServerMessage | undefined {
  let envelope: Envelope
  try {
    envelope = JSON.parse(frame) as Envelope
  } catch {
    return undefined
  }
  if (typeof envelope !== 'object' || envelope === null || envelope.v !== gen.PROTOCOL) return undefined
  if (!serverTypes.includes(envelope.type)) return undefined
  const body = typeof envelope.body === 'object' && envelope.body !== null ? envelope.body : {}
  // `seq` is undefined where a body tries to bring one: only the envelope numbers.
  return { ...body, id: envelope.id ?? '', seq: envelope.seq, type: envelope.type } as unknown as ServerMessage
}

/** Writes a frame. `id` must be new for every message of a connection. */
export function writeClientMessage(message: ClientMessage, id: string): string {
  const envelope: Envelope = { v: gen.PROTOCOL, type: message.type, id, body: message.body }
  if ('seq' in message) envelope.seq = message.seq
  return JSON.stringify(envelope)
}

/** The cause of an act as it travels from a page at a time (unix ms of this terminal); undefined where none was noted. */
export function causeOf(act: Act, page: string, now: number): string | undefined {
  if (act.type !== 'answer' || act.cause === undefined) return undefined
  return held(act.cause, now - act.clientAt, act.by !== page)
}

/** An act as it travels. */
export function actMessage(act: Act, sitting: string, cause?: string): ClientMessage {
  const common = { sitting, question: act.question, client_at: act.clientAt }
  return act.type === 'answer'
    ? { type: 'answer', seq: act.seq, body: { ...common, answer: act.answer, ...(cause === undefined ? {} : { in: cause }) } }
    : { type: 'mark', seq: act.seq, body: { ...common, marked: act.marked } }
}

/** The answer after a letter was chosen: replaced for one-of questions, switched on or off where several may be chosen. */
export function chooseLetter(answer: string, letter: string, type: gen.SheetQuestion['type']): string {
  if (type !== 'MULTIPLE' && type !== 'HOTSPOT') return letter
  const letters = answer.includes(letter) ? [...answer].filter((l) => l !== letter) : [...answer, letter]
  return letters.sort().join('')
}
