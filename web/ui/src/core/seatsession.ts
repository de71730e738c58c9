// One seat's connection to its sitting: socket, outbox and clock joined, and one picture for the page.
import { ServerClock, type ClockSample } from './clock'
import { Outbox, type NewAct, type OutboxOptions, type Refusal, type Storage } from './outbox'
import { asProblem, Problem } from './problem'
import type { Provenance } from './provenance'
import type { SeatHttp, SeatPage } from './seathttp'
import { canAnswer, emptySitting, isBlocked, isFrozen, isLive, pausedLeft, phaseOf, reduce, type Phase, type Sitting, type SittingEvent } from './sitting'
import { SeatSocket, type SocketLike } from './socket'
import { actMessage, causeOf, codes, type Act, type Confirmed, type Request, type SeatState, type Seeing, type ServerMessage } from './wire'

export interface SeatSessionOptions {
  url: string
  /** Device token for the hello; browsers cannot set headers on a websocket. */
  token: () => string
  /** Language of the server's texts. */
  lang?: () => string
  /** The way by HTTP, taken while the socket cannot be had. */
  http?: (onSample: (sample: ClockSample) => void, from?: SeatPage) => SeatHttp
  /** What inputs the page hears. Without it answers say nothing of their cause. */
  provenance?: Provenance
  /** Why the page before went; see leaving.ts. */
  left?: string
  /** Told after every change, and once a second while started, so that a clock can be drawn. */
  onChange: (sitting: Sitting) => void
  /** The person is asked to move, so that the camera sees somebody who lives. */
  onChallenge?: (act: string, until: number) => void
  /** An officer wrote to this seat. */
  onWritten?: () => void
  now?: () => number
  monotonic?: () => number
  openSocket?: (url: string) => SocketLike
  openOutbox?: OutboxOptions['open']
  random?: () => number
}

/** Address of the seat's socket on the page's own server. */
export function seatSocketUrl(page: Pick<Location, 'protocol' | 'host'> = location): string {
  return `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}/api/device/ws`
}

/** A request that is not answered in this time (ms) has failed; the person may try again. */
const requestLimit = 10_000
/** After so many seconds each a fenced window asks whether the seat is free again. */
export const lookFenced = 5

interface Asked {
  answer: (problem: Problem | undefined) => void
  timer: ReturnType<typeof setTimeout>
}

export class SeatSession {
  readonly clock: ServerClock
  #sitting: Sitting = emptySitting
  #outbox: Outbox | undefined
  #socket: SeatSocket
  #http: SeatHttp | undefined
  #asking = false
  #asked = new Map<string, Asked>()
  #submit: ((problem: Problem | undefined) => void) | undefined
  #watch: ReturnType<typeof setInterval> | undefined
  #nth = 0 // connections so far
  #fencedFor = 0 // seconds

  constructor(private readonly options: SeatSessionOptions) {
    const { url, lang, openSocket, monotonic, random, provenance } = options
    this.clock = monotonic ? new ServerClock(monotonic) : new ServerClock()
    const http = options.http?.((sample) => this.clock.add(sample),
      provenance && { page: provenance.page, connection: () => ++this.#nth, cause: (act) => this.#cause(act) })
    this.#http = http
    this.#socket = new SeatSocket({
      url,
      hello: () => ({ type: 'hello', body: { token: options.token(), ...(lang ? { lang: lang() } : {}), ...(provenance ? { page: provenance.page, nth: ++this.#nth } : {}), ...(options.left ? { left: options.left } : {}) } }),
      pending: () => this.#outbox?.pending() ?? [],
      frame: (act) => actMessage(act, this.#outbox?.sitting ?? '', this.#cause(act)),
      onMessage: (message) => this.#hear(message),
      onLink: (link) => {
        if (link !== 'open') this.#failAsked()
        this.#take({ type: 'link', link })
      },
      onSample: (sample) => this.clock.add(sample),
      beforePing: () => this.#tellInputs(true),
      ...(http ? { fallback: (acts: readonly Act[], unheard: boolean) => http.recover(acts, this.#sitting.state, unheard) } : {}),
      ...(openSocket ? { open: openSocket } : {}),
      ...(monotonic ? { monotonic } : {}),
      ...(random ? { random } : {}),
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
    this.#watch ??= setInterval(() => {
      this.#look()
      void this.#comeBack()
    }, 1000)
  }

  stop(): void {
    clearInterval(this.#watch)
    this.#watch = undefined
    this.#socket.stop()
    this.#endSubmit(new Problem('net.cancelled', ''))
    this.#outbox?.close()
    this.#outbox = undefined
  }

  /** The browser's `online` event. */
  online(): void {
    this.#socket.poke()
  }

  /** The person has confirmed the masked name. */
  greeted(): void {
    this.#take({ type: 'greeted' })
  }

  /** Confirms the notices of the state and gives this terminal's part of the paper's seed. Undefined when it worked. */
  pledge(notices: readonly Confirmed[]): Promise<Problem | undefined> {
    const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('')
    const plain = notices.map(({ kind, version }) => ({ kind, version })) // the server refuses other fields
    return this.#ask({ type: 'pledge', body: { sitting: this.#id(), notices: plain, nonce } })
  }

  practised(skipped: boolean): Promise<Problem | undefined> {
    return this.#ask({ type: 'practice_done', body: { sitting: this.#id(), skipped } })
  }

  /** Opens the paper; the clock starts. */
  begin(): Promise<Problem | undefined> {
    return this.#ask({ type: 'start', body: { sitting: this.#id() } })
  }

  /** Gives an answer (letters in rising order, "" takes it back). False when nothing may be answered now. */
  answer(question: number, answer: string): boolean {
    const { provenance } = this.options
    const cause = provenance ? { cause: provenance.cause(), by: provenance.page } : {}
    return canAnswer(this.#sitting) && !isFrozen(this.#sitting, question) && this.#do({ type: 'answer', question, answer, ...cause })
  }

  /** Marks a question to come back to. False when nothing may be changed now. */
  mark(question: number, marked: boolean): boolean {
    return canAnswer(this.#sitting) && !isFrozen(this.#sitting, question) && this.#do({ type: 'mark', question, marked })
  }

  /**
   * Hands the paper in, once every answer is stored; until then the phase is submitting, also through a lost line.
   * Undefined when it worked (or when the paper was over anyway), otherwise why not: the paper goes on.
   */
  submit(): Promise<Problem | undefined> {
    if (this.phase !== 'running') return Promise.resolve(new Problem('net.cancelled', ''))
    const done = new Promise<Problem | undefined>((resolve) => (this.#submit = resolve))
    this.#take({ type: 'submitting', on: true })
    this.#trySubmit()
    return done
  }

  /** Asks for a break; everything must be stored first. Undefined when the paper has stopped. */
  rest(): Promise<Problem | undefined> {
    return this.#ask({ type: 'break', body: { sitting: this.#id(), last: this.#outbox?.lastSeq ?? 0 } })
  }

  noticeSeen(): void {
    this.#take({ type: 'noticeSeen' })
  }

  /** Whether the server has the newest answer of a question; from what the server said only. */
  storage(question: number): Storage {
    return this.#outbox?.storage(question) ?? 'untouched'
  }

  /** Questions whose newest answer the server does not have: still on its way, or refused. */
  unsaved(): number[] {
    return this.#outbox?.unsaved() ?? []
  }

  refusal(question: number): Refusal | undefined {
    return this.#outbox?.refusal(question)
  }

  /** Milliseconds left, undefined when there is no deadline or no server time yet. Stands still while paused. */
  remaining(): number | undefined {
    const state = this.#sitting.state
    if (!state || state.idle) return undefined
    if (state.phase === 'PAUSED') return pausedLeft(state, this.clock.now() ?? state.now)
    return state.deadline > 0 ? this.clock.remaining(state.deadline) : undefined
  }

  #cause(act: Act): string | undefined {
    const { provenance, now = Date.now } = this.options
    return provenance && causeOf(act, provenance.page, now())
  }

  /** Tells what inputs were heard, while a paper is open: when it is due, or at once. */
  #tellInputs(now = false): void {
    const { provenance } = this.options
    if (!provenance) return
    const phase = this.phase
    if (phase !== 'running' && phase !== 'paused' && phase !== 'submitting') {
      provenance.forget()
      return
    }
    const body = provenance.report(this.#id(), now)
    if (!body) return
    if (this.#socket.tell({ type: 'input', body })) provenance.told(body)
    else if (this.#http && this.#socket.link === 'fallback') {
      provenance.told(body)
      void this.#http.tell(body).catch(() => undefined) // the counts since are told next time
    }
  }

  /** Tells what this page sees by its camera: a hint, lost where there is no line. */
  seen(what: Omit<Seeing, 'sitting'>): void {
    if (this.phase === 'running') this.#socket.tell({ type: 'seeing', body: { sitting: this.#id(), ...what } })
  }

  #id(): string {
    return this.#sitting.state?.sitting ?? ''
  }

  #do(made: NewAct): boolean {
    const outbox = this.#outbox
    if (!outbox) return false
    const { act, kept } = outbox.add(made)
    this.#take({ type: 'act', act })
    void kept.then(() => this.#socket.flush())
    return true
  }

  #ask(request: Request): Promise<Problem | undefined> {
    const id = this.#socket.request(request)
    if (id === undefined) return this.#askByHttp(request)
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#answer(id, new Problem('net.timeout', '')), requestLimit)
      this.#asked.set(id, { answer: resolve, timer })
    })
  }

  async #askByHttp(request: Request): Promise<Problem | undefined> {
    if (!this.#http || this.#socket.link !== 'fallback') return new Problem('net.offline', '')
    this.#asking = true
    try {
      const state = await this.#http.ask(request, this.#sitting.state)
      await this.#hear({ type: 'state', id: '', why: 'CHANGED', state })
      return undefined
    } catch (err) {
      return asProblem(err)
    } finally {
      this.#asking = false
    }
  }

  #answer(id: string, problem: Problem | undefined): boolean {
    const asked = this.#asked.get(id)
    if (!asked) return false
    clearTimeout(asked.timer)
    this.#asked.delete(id)
    asked.answer(problem)
    return true
  }

  #failAsked(): void {
    for (const id of [...this.#asked.keys()]) this.#answer(id, new Problem('net.offline', ''))
  }

  /** Hands in when everything is stored. A lost line or a slow server is no refusal: it is tried again. */
  #trySubmit(): void {
    const last = this.#outbox?.lastSeq ?? 0
    if (!this.#submit || this.#asking || this.#asked.size > 0 || this.#sitting.unstored.count > 0 || (this.#outbox?.pending().length ?? 0) > 0) return
    this.#tellInputs(true) // of the last seconds: after the end nothing is told any more
    void this.#ask({ type: 'submit', body: { sitting: this.#id(), last } }).then((problem) => {
      if (problem && !problem.code.startsWith('net.')) this.#endSubmit(problem)
    })
  }

  #endSubmit(problem: Problem | undefined): void {
    const submit = this.#submit
    this.#submit = undefined
    if (this.#sitting.submitting) this.#take({ type: 'submitting', on: false })
    submit?.(problem)
  }

  async #hear(message: ServerMessage): Promise<void> {
    if (message.type === 'written') return this.options.onWritten?.()
    if (message.type === 'challenge') return this.options.onChallenge?.(message.act, message.until)
    if (message.type === 'welcome') this.options.provenance?.again()
    if (message.type === 'welcome' || message.type === 'state') await this.#enter(message.state)
    if (message.type === 'ack') void this.#outbox?.acknowledge(message.seq)
    // An act refused because another connection holds the sitting stays here: this seat may get it back.
    if (message.type === 'nack' && !message.retry && message.code !== codes.fenced) {
      void this.#outbox?.refuse(message.seq, message.code, message.text)
    }
    const own = message.type === 'error' && this.#answer(message.id, new Problem(message.code, message.text))
    if (!own) this.#take({ type: 'message', message, pending: this.#outbox?.pending() ?? [] })
    if (message.type === 'state') this.#answer(message.id, undefined)
    if (this.#submit && this.phase !== 'submitting' && this.phase !== 'running' && this.phase !== 'fenced') this.#endSubmit(undefined)
    this.#look()
  }

  /** Opens the outbox of the sitting that the server speaks of. */
  async #enter(state: SeatState): Promise<void> {
    const id = state.idle ? '' : state.sitting
    if ((this.#outbox?.sitting ?? '') !== id) {
      this.#outbox?.close()
      this.#outbox = id === '' ? undefined : await this.#openOutbox(id)
    }
    const answered = (state.stored ?? []).filter((s) => s.answer !== '').map((s) => s.question)
    void this.#outbox?.adopt(state.last_seq, answered)
    if (!state.idle && !isLive(state)) void this.#outbox?.ended(state.last_seq)
  }

  #openOutbox(sitting: string): Promise<Outbox> {
    return Outbox.open(sitting, {
      now: this.options.now ?? Date.now,
      onChange: () => this.#look(),
      ...(this.options.monotonic ? { monotonic: this.options.monotonic } : {}),
      ...(this.options.openOutbox ? { open: this.options.openOutbox } : {}),
    })
  }

  /** Looks how long things have waited; also keeps the page's clock moving. */
  #look(): void {
    const outbox = this.#outbox
    const [count, oldest] = outbox ? [outbox.pending().length, outbox.oldestAge()] : [0, 0]
    this.#take({ type: 'outbox', count, oldest, keeping: outbox?.keeping ?? 'disk' })
    this.#tellInputs()
    this.#trySubmit()
  }

  /** Another window has this seat: once nobody sits here any more, this one waits for the next person like every other. */
  async #comeBack(): Promise<void> {
    if (this.#socket.link !== 'fenced' || this.#sitting.moved) {
      this.#fencedFor = 0
      return
    }
    if (++this.#fencedFor % lookFenced !== 0) return
    const free = await this.#http?.free().catch(() => false)
    if (free && this.#socket.link === 'fenced' && this.#watch) this.#socket.start()
  }

  #take(event: SittingEvent): void {
    this.#sitting = reduce(this.#sitting, event)
    this.options.onChange(this.#sitting)
  }
}
