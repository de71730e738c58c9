// A line to a pretended server, for tests of the socket and of the seat session.
import type { SocketLike } from './socket'
import type { SeatState } from './wire'

interface Frame {
  type: string
  id?: string
  seq?: number
  body: unknown
}

export class FakeSocket implements SocketLike {
  bufferedAmount = 0
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: (() => void) | null = null
  readonly sent: Frame[] = []
  closed = false

  send(frame: string): void {
    this.sent.push(JSON.parse(frame) as Frame)
  }

  close(): void {
    this.closed = true
  }

  // What the server's side does.
  accept(): void {
    this.onopen?.()
  }

  say(type: string, body: object, more: { id?: string; seq?: number } = {}): void {
    this.onmessage?.({ data: JSON.stringify({ v: 1, type, ...more, body }) })
  }

  /** Acknowledges an act. */
  ack(seq: number): void {
    this.say('ack', { at: serverNow, proof: 'c' }, { seq })
  }

  drop(): void {
    this.onclose?.()
  }

  /** Numbers of the acts that came, in order. */
  seqs(): number[] {
    return this.sent.flatMap((e) => (e.seq === undefined ? [] : [e.seq]))
  }

  types(): string[] {
    return this.sent.map((e) => e.type)
  }
}

/** Hands out fake sockets and remembers them. */
export class FakeLine {
  readonly sockets: FakeSocket[] = []
  readonly open = (): SocketLike => {
    const socket = new FakeSocket()
    this.sockets.push(socket)
    return socket
  }

  get last(): FakeSocket {
    const socket = this.sockets[this.sockets.length - 1]
    if (!socket) throw new Error('nobody has connected')
    return socket
  }
}

export const serverNow = 1_790_000_000_000

/** A state as the server sends it: a running sitting with two hours left, unless told otherwise. */
export function seatState(more: Partial<SeatState> = {}): SeatState {
  return {
    idle: false, seat: 'a3', seat_label: 'A3', now: serverNow, sitting: 's1', kind: 'FORMAL', phase: 'RUNNING', next: 'CANDIDATE',
    version: 1, epoch: 1, last_seq: 0, proof: '', attempt: 1, started_at: serverNow, deadline: serverNow + 7_200_000,
    remaining_ms: 7_200_000, base_seconds: 7200, extra_seconds: 0, credited_seconds: 0, earliest_submit: 0, start_by: 0,
    submitted_at: 0, cause: '', ...more,
  }
}

export const idleState = (): SeatState => seatState({ idle: true, sitting: '', phase: '', version: 0, epoch: 0 })

/** The body of a welcome. */
export const welcome = (more: Partial<SeatState> = {}) => ({ protocol: 1, state: seatState(more) })
