// What inputs a seat's page heard, and which of them caused an answer. Pure: it is fed by provenancewatch.ts, and knows neither DOM
// nor network. It counts; it never keeps what was typed, where was pressed, or any text.
import type { Input } from './wire.gen'

/** n: no event. m, t, p: mouse, touch, pen. k: key. a: a trusted press without key and pointer (screen reader, switch, voice). */
export type InputClass = 'n' | 'm' | 't' | 'p' | 'k' | 'a'

/** What the page is like at a moment. */
export interface PageState {
  focused: boolean
  visible: boolean
  full: boolean
}

/** The event that is being handled now, as far as it counts. `at`: when it happened, monotonic ms. */
export interface Present {
  class: InputClass
  trusted: boolean
  at: number
}

export interface ProvenanceOptions {
  /** Monotonic ms, the clock of events' time stamps. */
  now: () => number
  /** The event being handled at this very moment; undefined when none is: what happens then, no event has caused. */
  present: () => Present | undefined
  state: () => PageState
}

/** A page tells at most so often (ms) what it heard, and at once (within `urgent`) what looks wrong. */
export const tellEvery = 2900
export const tellUrgent = 900

/** From so many ms on a cause says how long its answer was kept before it was sent. */
export const heldFrom = 1500

type Counter = 'm' | 't' | 'p' | 'k' | 'a' | 'u' | 'mv' | 'lp' | 'b' | 'h' | 'pp' | 'j' | 'dt' | 'dk'
const counters: readonly Counter[] = ['m', 't', 'p', 'k', 'a', 'u', 'mv', 'lp', 'b', 'h', 'pp', 'j', 'dt', 'dk']
/** What is told at once. */
const urgent: readonly Counter[] = ['u', 'pp', 'j', 'dt']

/** Highest count that a message may carry. */
const most = 1_000_000

export class Provenance {
  /** Names this load of the page; the server tells pages apart by it. */
  readonly page: string
  #count = 0
  #sums: Partial<Record<Counter, number>> = {}
  #screen = ''
  #told = '' // the display as told last
  #foreign = ''
  #automated = false
  #dirty = false
  #toldAt = -Infinity
  #lastAt = 0

  constructor(private readonly options: ProvenanceOptions, page = randomPage()) {
    this.page = page
  }

  /** Trusted inputs so far. */
  get count(): number {
    return this.#count
  }

  /** A trusted press of a key, a pointer, or an assistive click. */
  heard(kind: Exclude<InputClass, 'n'>): void {
    this.#count++
    this.#lastAt = this.options.now()
    this.note(kind)
  }

  /** Something else worth counting. */
  note(what: Counter, by = 1): void {
    this.#sums[what] = Math.min(most, (this.#sums[what] ?? 0) + Math.round(by))
    if (what !== 'mv') this.#dirty = true
  }

  /** A foreign node with code; `what` names its sort and host. */
  injected(what: string): void {
    this.#foreign ||= what.slice(0, 80).replace(/[^\x20-\x7e]/g, '?')
    this.note('j')
  }

  screen(size: string): void {
    if (size === this.#screen) return
    this.#screen = size
    this.#dirty = true
  }

  automated(): void {
    this.#automated = true
  }

  /** The cause of what is done at this moment, as the server reads it. */
  cause(): string {
    const present = this.options.present()
    const now = this.options.now()
    this.#dirty = true
    const age = present ? now - present.at : this.#count > 0 ? now - this.#lastAt : 0
    return `${present?.class ?? 'n'}${this.#flags(present?.trusted ?? false).toString(16)}.${base36(age)}.${base36(this.#count)}`
  }

  /** What is to be told of a sitting now; undefined, unless it is to be told anyway, when nothing happened or it was told just now. */
  report(sitting: string, anyway = false): Input | undefined {
    if (!anyway && !this.#isDue()) return undefined
    const body: Input = { sitting, n: this.#count, f: this.#flags(false) }
    for (const key of counters) if (this.#sums[key]) body[key] = this.#sums[key]
    if (this.#screen !== this.#told) body.s = this.#screen
    if (this.#foreign) body.jf = this.#foreign
    if (this.#automated) body.wd = true
    return body
  }

  /** The report is on its way: what it says is not said again. */
  told(body: Input): void {
    for (const key of counters) {
      const left = (this.#sums[key] ?? 0) - (body[key] ?? 0)
      if (left > 0) this.#sums[key] = left
      else delete this.#sums[key]
    }
    if (body.s) this.#told = body.s
    if (body.jf) this.#foreign = ''
    this.#dirty = counters.some((key) => key !== 'mv' && this.#sums[key])
    this.#toldAt = this.options.now()
  }

  /** Forgets what was counted outside of a paper; the count of inputs and the page's name stay. */
  forget(): void {
    this.#sums = {}
    this.#foreign = ''
    this.#dirty = this.#screen !== this.#told
  }

  /** Another connection: the server may not know the display yet. */
  again(): void {
    this.#told = ''
    if (this.#screen) this.#dirty = true
  }

  #isDue(): boolean {
    const since = this.options.now() - this.#toldAt
    return this.#dirty && since >= (this.#isUrgent() ? tellUrgent : tellEvery)
  }

  #isUrgent(): boolean {
    return this.#screen !== this.#told || urgent.some((key) => this.#sums[key])
  }

  #flags(trusted: boolean): number {
    const { focused, visible, full } = this.options.state()
    return (trusted ? 1 : 0) + (focused ? 2 : 0) + (visible ? 4 : 0) + (full ? 8 : 0)
  }
}

/** The cause of an answer that is sent later than it was given, or by a later page. */
export function held(cause: string, ms: number, otherPage: boolean): string {
  return otherPage || ms >= heldFrom ? `${cause}.${base36(Math.max(1, ms))}` : cause
}

function base36(n: number): string {
  return Math.min(2 ** 42, Math.max(0, Math.round(n))).toString(36)
}

function randomPage(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, '0')).join('')
}
