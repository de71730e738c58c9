// The websocket of a seat: connects, keeps itself alive, comes back after a loss, and sends what is not acknowledged
// again and again until it is. Whether an answer is stored is none of its business: only acknowledgements say that.
import type { ClockSample } from './clock'
import { codes, isRefusal, maxBatch, readServerMessage, writeClientMessage, type Act, type ClientMessage, type Request, type ServerMessage } from './wire'

/**
 * connecting: first try or a retry under way. open: the server has welcomed us. waiting: lost, next try is scheduled.
 * fallback: no socket, but answers go through HTTP. fenced: a newer connection of this seat took over.
 * refused: the server does not accept this terminal or this page (tried again slowly). stopped: by us.
 */
export type LinkState = 'connecting' | 'open' | 'waiting' | 'fallback' | 'fenced' | 'refused' | 'stopped'

/** The part of WebSocket that is used. */
export interface SocketLike {
  readonly bufferedAmount: number
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: (() => void) | null
  send(frame: string): void
  close(code?: number): void
}

export interface SeatSocketOptions {
  url: string
  hello: () => Extract<ClientMessage, { type: 'hello' }>
  /** Acts without acknowledgement, in order. */
  pending: () => readonly Act[]
  /** How an act travels. */
  frame: (act: Act) => ClientMessage
  /** Messages one after the other; a promise holds back the next one, and after a welcome the sending of what is pending. */
  onMessage: (message: ServerMessage) => void | Promise<void>
  onLink: (state: LinkState) => void
  /** Told before a ping: what is to be known before it goes first. */
  beforePing?: () => void
  onSample?: (sample: ClockSample) => void
  /**
   * Sends acts by HTTP and gives back what the socket would have said. Used while the socket cannot be had. At most maxBatch
   * at once. `unheard`: a hello of this page went out and its welcome never came, so the page may have fenced itself.
   */
  fallback?: (acts: readonly Act[], unheard: boolean) => Promise<readonly ServerMessage[]>
  open?: (url: string) => SocketLike
  monotonic?: () => number
  random?: () => number
}

/** All in ms. */
export const socketTimes = {
  welcome: 10_000, // from opening to welcome
  ping: 5_000,
  silence: 15_000, // nothing heard for so long: the line is dead, whatever the browser thinks
  silenceWaiting: 8_000, // the same while something waits to be stored: a new line before the page has to stop the person
  resend: 4_000,
  gap: 500, // pause before acts are sent again after the server has missed a number
  moved: 5_000, // the person was given another seat: this one asks anew
  crossed: 1_000, // what a question by HTTP did may be heard on the socket so much later than its answer
  backoffFirst: 500,
  backoffMost: 10_000,
  refused: 30_000,
  fallback: 3_000,
  fallbackAfter: 3, // failed tries (a count); or, when the tries hang,
  fallbackDown: 3_000, // so long without a line
} as const

const fullBuffer = 256 * 1024
/** The page leaves a connection by itself, for another one or for good. */
const leftByPage = 4000
/** Acts under way at once: a long outage must not end in a flood that the server cuts off. */
const window = 32

export class SeatSocket {
  #socket: SocketLike | undefined
  #link: LinkState = 'stopped'
  #failures = 0
  #nextId = 0
  #heardAt = 0
  #sentAt = new Map<number, { at: number; times: number }>() // seq → last sending on this connection
  #pings = new Map<string, number>()
  #retry: ReturnType<typeof setTimeout> | undefined
  #beat: ReturnType<typeof setInterval> | undefined
  #detour: ReturnType<typeof setInterval> | undefined
  #detouring = false
  #down: ReturnType<typeof setTimeout> | undefined
  #helloSent = false // on the present socket
  #unheard = false // a hello went out, no welcome has come since
  #crossedTill = 0 // the present socket's hello crossed a question by HTTP, which may fence this page until then
  #inbox: Promise<void> = Promise.resolve()

  constructor(private readonly options: SeatSocketOptions) {}

  get link(): LinkState {
    return this.#link
  }

  /** Connects and stays connected until `stop`; takes the seat back after having been fenced. */
  start(): void {
    if (this.#link !== 'stopped' && this.#link !== 'fenced') return
    this.#failures = 0
    this.#connect()
  }

  stop(): void {
    this.#letGo()
    this.#isUp()
    this.#say('stopped')
  }

  /** The network came back: tries at once instead of waiting. */
  poke(): void {
    if (this.#link === 'waiting' || this.#link === 'fallback') this.#connect()
  }

  /** Sends what is pending as far as there is a line; the rest goes when acknowledgements come, or with the next welcome. */
  flush(): void {
    if (this.#link === 'fallback' && this.options.pending().length > 0) void this.#takeDetour() // not at the next turn: it may be the last second
    if (this.#link !== 'open') return
    const now = this.#now()
    let underWay = 0
    for (const act of this.options.pending()) {
      const sent = this.#sentAt.get(act.seq)
      const waits = sent !== undefined && now - sent.at < socketTimes.resend
      if (++underWay > window) return
      if (!waits && !this.#sendAct(act)) return
    }
  }

  /** Says something that nobody answers; false when there is no line. */
  tell(message: Extract<ClientMessage, { type: 'input' | 'seeing' }>): boolean {
    return this.#link === 'open' && this.#write(message) !== undefined
  }

  /** Sends a request and gives its id, which the answer repeats; undefined when there is no line. */
  request(message: Request): string | undefined {
    return this.#link === 'open' ? this.#write(message) : undefined
  }

  #connect(): void {
    this.#letGo()
    if (this.#link !== 'fallback') this.#say('connecting')
    this.#isDown()
    let socket: SocketLike
    try {
      socket = (this.options.open ?? openBrowserSocket)(this.options.url)
    } catch {
      this.#lost()
      return
    }
    this.#socket = socket
    this.#heardAt = this.#now()
    let helloAt = 0
    socket.onopen = () => {
      helloAt = this.#now()
      this.#helloSent = this.#unheard = true
      this.#crossedTill = this.#detouring ? Infinity : 0
      this.#write(this.options.hello())
    }
    socket.onmessage = (event) => {
      if (this.#socket === socket) this.#hear(socket, event.data, helloAt)
    }
    socket.onclose = () => {
      // What the server said before it closed (fenced, refused) is still on its way through the inbox and comes first.
      this.#inbox = this.#inbox.then(() => {
        if (this.#socket === socket) this.#lost()
      })
    }
    this.#beat = setInterval(() => this.#pulse(), 1000)
  }

  #hear(socket: SocketLike, data: unknown, helloAt: number): void {
    const receivedAt = this.#now()
    this.#heardAt = receivedAt
    const message = typeof data === 'string' ? readServerMessage(data) : undefined
    if (!message) return // newer servers may say more than we know
    this.#sample(message, helloAt, receivedAt)
    if (message.type === 'pong') return
    if (message.type === 'fenced' && !message.moved && receivedAt <= this.#crossedTill) {
      this.#connect() // fenced by this page's own question by HTTP: nobody else is there
      return
    }
    if (message.type === 'nack' && message.code === codes.gap) this.#sendAgainSoon(message.expected)
    this.#deliver(message, () => {
      if (this.#socket === socket) this.#obey(message)
    })
  }

  #obey(message: ServerMessage): void {
    if (message.type === 'welcome') this.#welcomed()
    else if (message.type === 'ack' || message.type === 'nack') this.flush()
    else if (message.type === 'fenced') this.#fenced(message.moved)
    else if (message.type === 'error' && message.fatal && isRefusal(message.code)) this.#refusedByServer()
  }

  /** The server misses `from`: everything from there on is due again, after a pause that lets the other refusals come in. */
  #sendAgainSoon(from: number): void {
    const due = this.#now() - socketTimes.resend + socketTimes.gap
    for (const [seq, sent] of this.#sentAt) if (seq >= from) sent.at = Math.min(sent.at, due)
  }

  #deliver(message: ServerMessage, then: () => void = () => undefined): void {
    this.#inbox = this.#inbox.then(() => this.options.onMessage(message)).then(then, then)
  }

  #welcomed(): void {
    this.#failures = 0
    this.#unheard = false
    this.#isUp()
    this.#say('open')
    this.flush()
  }

  #sample(message: ServerMessage, helloAt: number, receivedAt: number): void {
    let sentAt: number | undefined
    let serverTime: number | undefined
    if (message.type === 'welcome') {
      sentAt = helloAt
      serverTime = message.state.now
    } else if (message.type === 'pong') {
      sentAt = this.#pings.get(message.id)
      serverTime = message.now
      this.#pings.clear()
    } else if (message.type === 'ack') {
      const sent = this.#sentAt.get(message.seq)
      sentAt = sent?.times === 1 ? sent.at : undefined // sent twice: unknown which one was answered
      serverTime = message.at
    }
    if (sentAt !== undefined && serverTime !== undefined) this.options.onSample?.({ sentAt, receivedAt, serverTime })
  }

  /** Every second: is the line alive, is something unacknowledged for too long? */
  #pulse(): void {
    const silent = this.#now() - this.#heardAt
    const waiting = this.options.pending().length > 0
    const patience = this.#link !== 'open' ? socketTimes.welcome : waiting ? socketTimes.silenceWaiting : socketTimes.silence
    if (silent >= patience) {
      this.#lost()
      return
    }
    if (this.#link !== 'open') return
    const lastPing = Math.max(-Infinity, ...this.#pings.values())
    if (silent >= socketTimes.ping && this.#now() - lastPing >= socketTimes.ping) this.#ping()
    this.flush()
  }

  #ping(): void {
    this.options.beforePing?.()
    const id = this.#write({ type: 'ping', body: { client_at: Math.max(0, Math.round(this.#now())) } })
    if (id) this.#pings.set(id, this.#now())
  }

  #sendAct(act: Act): boolean {
    if ((this.#socket?.bufferedAmount ?? 0) > fullBuffer) return false // the line is stuck; the next pulse tries again
    const at = this.#now()
    if (!this.#write(this.options.frame(act))) return false
    this.#sentAt.set(act.seq, { at, times: (this.#sentAt.get(act.seq)?.times ?? 0) + 1 })
    return true
  }

  #write(message: ClientMessage): string | undefined {
    const id = String(++this.#nextId)
    try {
      this.#socket?.send(writeClientMessage(message, id))
      return id
    } catch {
      return undefined // closing just now; onclose follows
    }
  }

  #fenced(moved: boolean): void {
    this.#letGo(1000) // the server sees that this page was alive when another one took its sitting
    this.#unheard = false
    this.#isUp()
    this.#say('fenced')
    // Another window of this seat took over: coming back would only fence that one. Another seat took over: this one is free.
    if (moved) this.#retry = setTimeout(() => this.#connect(), socketTimes.moved)
  }

  #refusedByServer(): void {
    this.#letGo()
    this.#isUp()
    this.#say('refused')
    this.#retry = setTimeout(() => this.#connect(), socketTimes.refused)
  }

  #lost(): void {
    this.#letGo()
    this.#failures++
    const most = Math.min(socketTimes.backoffMost, socketTimes.backoffFirst * 2 ** (this.#failures - 1))
    const wait = most * (0.5 + 0.5 * (this.options.random ?? Math.random)())
    this.#retry = setTimeout(() => this.#connect(), wait)
    if (this.#link !== 'fallback') this.#say('waiting')
    if (this.#failures >= socketTimes.fallbackAfter) this.#beginDetour()
  }

  /** From the first try without a line on: the way by HTTP is taken soon, also when the tries hang instead of failing. */
  #isDown(): void {
    this.#down ??= setTimeout(() => this.#beginDetour(), socketTimes.fallbackDown)
  }

  #isUp(): void {
    clearTimeout(this.#down)
    this.#down = undefined
    clearInterval(this.#detour)
    this.#detour = undefined
  }

  #beginDetour(): void {
    if (!this.options.fallback || this.#detour !== undefined) return
    this.#detour = setInterval(() => void this.#takeDetour(), socketTimes.fallback)
    void this.#takeDetour()
  }

  async #takeDetour(): Promise<void> {
    // Not while a hello is under way: the server would hold this page's own older way for somebody else's.
    if (!this.options.fallback || this.#detouring || this.#helloSent) return
    this.#detouring = true
    const detour = this.#detour
    const unheard = this.#unheard
    let sent = Infinity
    try {
      const acts = this.options.pending().slice(0, maxBatch)
      const messages = await this.options.fallback(acts, unheard)
      if (this.#detour !== detour || this.#helloSent) return // the socket is back, or about to say what is true now
      if (messages.some((m) => m.type === 'welcome')) this.#unheard = false
      sent = acts.at(-1)?.seq ?? 0
      this.#say('fallback')
      for (const message of messages) {
        this.#deliver(message, () => {
          if (message.type === 'fenced' && this.#detour === detour) this.#fenced(message.moved)
        })
      }
    } catch {
      if (this.#detour === detour && this.#link === 'fallback') this.#say('waiting')
    } finally {
      this.#detouring = false
      if (this.#crossedTill === Infinity) this.#crossedTill = this.#now() + socketTimes.crossed
      // Acts that were made meanwhile do not wait for the next turn.
      if (this.#link === 'fallback' && this.options.pending().some((act) => act.seq > sent)) void this.#takeDetour()
    }
  }

  #letGo(code: number = leftByPage): void {
    clearTimeout(this.#retry)
    clearInterval(this.#beat)
    this.#sentAt.clear()
    this.#pings.clear()
    this.#helloSent = false
    this.#crossedTill = 0
    const socket = this.#socket
    this.#socket = undefined
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close(code)
  }

  #say(state: LinkState): void {
    if (this.#link === state) return
    this.#link = state
    this.options.onLink(state)
  }

  #now(): number {
    return (this.options.monotonic ?? (() => performance.now()))()
  }
}

function openBrowserSocket(url: string): SocketLike {
  return new WebSocket(url) as unknown as SocketLike // the DOM types its handlers more narrowly than it calls them
}
