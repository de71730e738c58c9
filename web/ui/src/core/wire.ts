// Messages between a seat and the server, in the shape the pages use. The types generated from Go come as wire.gen.ts;
// this file is the one place that adapts to them.

export const wireVersion = 1

/** What travels in every frame. `id` names a message of the sender; `seq` numbers the answers of a sitting. */
export interface Envelope {
  v: number
  type: string
  id: string
  seq?: number
  body: unknown
}

/** Chosen option keys; empty means that the person took the answer back. */
export type Choice = readonly string[]

export type SittingState =
  | 'assigned'
  | 'confirmed'
  | 'running'
  | 'paused'
  | 'submitted'
  | 'scored'
  | 'closed'
  | 'aborted'
  | 'voided'

/** An act of the person that the server must journal. Numbered per sitting, never reused. */
export type Act =
  | { type: 'answer'; seq: number; question: number; choice: Choice; clientAt: number }
  | { type: 'mark'; seq: number; question: number; marked: boolean; clientAt: number }
  | { type: 'submit'; seq: number; clientAt: number }

export type ClientMessage = { type: 'hello'; token?: string; lastSeq: number } | Act | { type: 'ping' }

export interface Option {
  key: string
  text: string
}

export interface PaperQuestion {
  /** Position on the paper, from 1. */
  no: number
  type: string
  section: string
  points: number
  stem: string
  options: Option[]
  /** Addresses of pictures and of the read-aloud clip, if any. */
  pictures?: string[]
  audio?: string
}

export interface Paper {
  title: string
  questions: PaperQuestion[]
}

/** An answer as the server has it. */
export interface StoredAnswer {
  question: number
  seq: number
  choice: Choice
  marked: boolean
}

export interface SittingView {
  sitting: string
  state: SittingState
  /** Unix ms. */
  deadline?: number
  /** Grows with every restart of the clock (pause, credit); an older one never replaces a newer. */
  epoch: number
  /** Why it is paused or closed, in the page's language. */
  text?: string
}

export type ServerMessage =
  | ({ type: 'welcome'; serverTime: number; lastSeq: number; paper?: Paper; answers: StoredAnswer[] } & SittingView)
  | { type: 'ack'; seq: number; serverTime: number; chain: string }
  | { type: 'nack'; seq: number; code: string; text: string; retry?: boolean }
  | ({ type: 'state'; serverTime?: number } & SittingView)
  | { type: 'pong'; id: string; serverTime: number }
  | { type: 'fenced'; text?: string }
  | { type: 'error'; code: string; text: string }

/** Close codes that mean: do not come back by yourself. */
export const closeCodes = { fenced: 4001, refused: 4003 } as const

const serverTypes = ['welcome', 'ack', 'nack', 'state', 'pong', 'fenced', 'error']

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
  const seq = envelope.seq === undefined ? {} : { seq: envelope.seq }
  return { id: envelope.id, ...seq, ...body, type: envelope.type } as ServerMessage
}

/** Writes a frame. `id` must be new for every message of a connection. */
export function writeClientMessage(message: ClientMessage, id: string): string {
  const { type, ...rest } = message
  const { seq, ...body } = rest as { seq?: number }
  const envelope: Envelope = { v: wireVersion, type, id, ...(seq === undefined ? {} : { seq }), body }
  return JSON.stringify(envelope)
}
