// A line to a pretended server, for tests of the socket and of the seat session.
import type { SocketLike } from './socket'
import type { Envelope } from './wire'

export class FakeSocket implements SocketLike {
  bufferedAmount = 0
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  readonly sent: Envelope[] = []
  closed = false

  send(frame: string): void {
    this.sent.push(JSON.parse(frame) as Envelope)
  }

  close(): void {
    this.closed = true
  }

  // What the server's side does.
  accept(): void {
    this.onopen?.()
  }

  say(type: string, body: object, id = 's'): void {
    this.onmessage?.({ data: JSON.stringify({ v: 1, type, id, body }) })
  }

  drop(code = 1006): void {
    this.onclose?.({ code })
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

export const welcome = (more: object = {}) => ({
  sitting: 's1',
  state: 'running',
  serverTime: 1_790_000_000_000,
  deadline: 1_790_000_000_000 + 7_200_000,
  epoch: 1,
  lastSeq: 0,
  answers: [],
  ...more,
})
