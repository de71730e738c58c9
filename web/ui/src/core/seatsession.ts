// One seat's connection to its sitting: socket, outbox and clock joined, and one picture for the page.
import { ServerClock } from './clock'
import { Outbox, type NewAct, type OutboxOptions, type Storage } from './outbox'
import { canAnswer, emptySitting, isBlocked, phaseOf, reduce, type Phase, type Sitting, type SittingEvent } from './sitting'
import { SeatSocket, type SocketLike } from './socket'
import type { Act, Choice, ServerMessage } from './wire'

export interface SeatSessionOptions {
  url: string
  /** Device token for the hello; browsers cannot set headers on a websocket. */
  token?: () => string | undefined
  /** Recovery by HTTP: takes acts, gives back acknowledgements and states. */
  fallback?: (acts: readonly Act[]) => Promise<readonly ServerMessage[]>
  /** Told after every change, at most once per second without one. */
  onChange: (sitting: Sitting) => void
  now?: () => number
  monotonic?: () => number
  openSocket?: (url: string) => SocketLike
  openOutbox?: OutboxOptions['open']
  random?: () => number
}

export class SeatSession {
  readonly clock: ServerClock
  #sitting: Sitting = emptySitting
  #outbox: Outbox | undefined
  #socket: SeatSocket
  #watch: ReturnType<typeof setInterval> | undefined

  constructor(private readonly options: SeatSessionOptions) {
    this.clock = options.monotonic ? new ServerClock(options.monotonic) : new ServerClock()
    this.#socket = new SeatSocket({
      url: options.url,
      hello: () => {
        const token = options.token?.()
        return { type: 'hello', lastSeq: this.#outbox?.lastSeq ?? 0, ...(token ? { token } : {}) }
      },
      pending: () => this.#outbox?.pending() ?? [],
      onMessage: (message) => this.#hear(message),
      onLink: (link) => this.#take({ type: 'link', link }),
      onSample: (sample) => this.clock.add(sample),
      ...(options.fallback ? { fallback: options.fallback } : {}),
      ...(options.openSocket ? { open: options.openSocket } : {}),
      ...(options.monotonic ? { monotonic: options.monotonic } : {}),
      ...(options.random ? { random: options.random } : {}),
    })
  }

  get sitting(): Sitting {
    return this.#sitting
  }

  get phase(): Phase {
    return phaseOf(this.#sitting)
  }

  get blocked(): boolean {
    return isBlocked(this.#sitting)
  }

  start(): void {
    this.#socket.start()
    this.#watch ??= setInterval(() => this.#look(), 1000)
  }

  stop(): void {
    clearInterval(this.#watch)
    this.#watch = undefined
    this.#socket.stop()
    this.#outbox?.close()
    this.#outbox = undefined
  }

  /** The browser's `online` event. */
  online(): void {
    this.#socket.poke()
  }

  /** Chooses an answer. False when nothing may be answered now. */
  answer(question: number, choice: Choice): boolean {
    return canAnswer(this.#sitting) && this.#do({ type: 'answer', question, choice })
  }

  /** Marks a question to come back to. False when nothing may be changed now. */
  mark(question: number, marked: boolean): boolean {
    return canAnswer(this.#sitting) && this.#do({ type: 'mark', question, marked })
  }

  /** Hands the paper in. False when it is not running. Everything before it is sent before it. */
  submit(): boolean {
    return this.phase === 'running' && this.#do({ type: 'submit' })
  }

  /** A local step before the start: greeted, pledged, practised. */
  done(step: keyof Sitting['done']): void {
    this.#take({ type: 'done', step })
  }

  noticeSeen(): void {
    this.#take({ type: 'noticeSeen' })
  }

  /** Whether the server has the newest answer of a question; from acknowledgements only. */
  storage(question: number): Storage {
    return this.#outbox?.storage(question) ?? 'untouched'
  }

  /** Milliseconds left, undefined when there is no deadline or no server time yet. */
  remaining(): number | undefined {
    const deadline = this.#sitting.view?.deadline
    return deadline === undefined ? undefined : this.clock.remaining(deadline)
  }

  #do(made: NewAct): boolean {
    const outbox = this.#outbox
    if (!outbox) return false
    const { act, kept } = outbox.add(made)
    this.#take({ type: 'act', act })
    void kept.then(() => this.#socket.send(act))
    return true
  }

  async #hear(message: ServerMessage): Promise<void> {
    if (message.type === 'welcome') await this.#enter(message)
    if (message.type === 'ack') void this.#outbox?.acknowledge(message.seq)
    if (message.type === 'nack' && !message.retry) void this.#outbox?.refuse(message.seq, message.code, message.text)
    this.#take({ type: 'message', message, pending: this.#outbox?.pending() ?? [] })
  }

  async #enter(welcome: Extract<ServerMessage, { type: 'welcome' }>): Promise<void> {
    if (this.#outbox?.sitting !== welcome.sitting) {
      this.#outbox?.close()
      this.#outbox = await Outbox.open(welcome.sitting, {
        now: () => this.clock.now() ?? (this.options.now ?? Date.now)(),
        onChange: () => this.#look(),
        ...(this.options.monotonic ? { monotonic: this.options.monotonic } : {}),
        ...(this.options.openOutbox ? { open: this.options.openOutbox } : {}),
      })
    }
    await this.#outbox.adopt(welcome.lastSeq, welcome.answers)
  }

  /** Looks how long things have waited; also keeps the page's clock moving. */
  #look(): void {
    const outbox = this.#outbox
    if (outbox) {
      this.#take({ type: 'outbox', count: outbox.pending().length, oldest: outbox.oldestAge(), keeping: outbox.keeping })
    } else {
      this.options.onChange(this.#sitting)
    }
  }

  #take(event: SittingEvent): void {
    this.#sitting = reduce(this.#sitting, event)
    this.options.onChange(this.#sitting)
  }
}
