// The answer outbox. Every act of the person gets the next number of its sitting, is written to IndexedDB and stays
// there until the server has acknowledged that number. What the page calls "stored" comes from acknowledgements only.
import { openOutboxDb, type OutboxDb } from './outboxdb'
import type { Act, Choice, StoredAnswer } from './wire'

/** untouched: never answered here or there. pending: newest answer not acknowledged. refused: the server said no. */
export type Storage = 'untouched' | 'pending' | 'stored' | 'refused'

/** Where acts wait. memory: lost if the page is closed before the server has them; the page must say so. */
export type Keeping = 'disk' | 'memory'

export interface OutboxOptions {
  /** Unix ms, for `clientAt`. */
  now: () => number
  /** Monotonic ms, for ages. */
  monotonic?: () => number
  /** Opens the disk; IndexedDB by default. */
  open?: () => Promise<OutboxDb>
  /** Called after every change. */
  onChange?: () => void
}

export type NewAct = Act extends infer A ? (A extends Act ? Omit<A, 'seq' | 'clientAt'> : never) : never

interface Waiting {
  act: Act
  onDisk: boolean
  since: number
}

/** Longest wait for the disk before an act goes on with memory only, and pause before the disk is tried again (ms). */
const diskPatience = 1000
const diskRest = 10_000

export class Outbox {
  #waiting = new Map<number, Waiting>()
  #newest = new Map<number, number>() // question → seq of its newest answer made here
  #acknowledged = new Map<number, number>() // question → highest acknowledged seq
  #refused = new Map<number, { code: string; text: string }>() // seq → why
  #lastSeq = 0
  #keeping: Keeping = 'disk'
  #queue: Promise<unknown> = Promise.resolve()
  #db: OutboxDb | undefined
  #loaded = false
  #restUntil = 0
  #closed = false

  private constructor(
    readonly sitting: string,
    private readonly options: OutboxOptions,
  ) {}

  /** Opens the outbox of a sitting with whatever an earlier page left there. Never fails: without a disk it uses memory. */
  static async open(sitting: string, options: OutboxOptions): Promise<Outbox> {
    const box = new Outbox(sitting, options)
    await box.#load()
    return box
  }

  get keeping(): Keeping {
    return this.#keeping
  }

  /** Highest number given out or known to the server. */
  get lastSeq(): number {
    return this.#lastSeq
  }

  /** Numbers the act and keeps it. Send it when `kept` resolves: it is on disk then, or cannot be and is in memory. */
  add(made: NewAct): { act: Act; kept: Promise<void> } {
    const act = { ...made, seq: ++this.#lastSeq, clientAt: this.options.now() } as Act
    this.#waiting.set(act.seq, { act, onDisk: false, since: this.#monotonic() })
    if (act.type === 'answer') this.#newest.set(act.question, act.seq)
    this.#changed()
    return { act, kept: this.#onDisk((db) => this.#writeMissing(db)) }
  }

  /** Acts the server has not acknowledged, in order. */
  pending(): Act[] {
    return [...this.#waiting.values()].map((w) => w.act).sort((a, b) => a.seq - b.seq)
  }

  /** Milliseconds the oldest unacknowledged act has waited; 0 when nothing waits. */
  oldestAge(): number {
    let since = Infinity
    for (const waiting of this.#waiting.values()) since = Math.min(since, waiting.since)
    return since === Infinity ? 0 : this.#monotonic() - since
  }

  /** The server has committed this act. */
  acknowledge(seq: number): Promise<void> {
    const waiting = this.#waiting.get(seq)
    if (!waiting) return Promise.resolve() // a second acknowledgement, or of another page
    if (waiting.act.type === 'answer') this.#raiseAcknowledged(waiting.act.question, seq)
    return this.#drop(seq)
  }

  /** The server will never take this act. It is not sent again and its question shows why. */
  refuse(seq: number, code: string, text: string): Promise<void> {
    if (!this.#waiting.has(seq)) return Promise.resolve()
    this.#refused.set(seq, { code, text })
    return this.#drop(seq)
  }

  /** Takes in what the server has: numbers it knows are never given out again, stored answers count as acknowledged. */
  async adopt(lastSeq: number, answers: readonly StoredAnswer[]): Promise<void> {
    this.#lastSeq = Math.max(this.#lastSeq, lastSeq)
    for (const answer of answers) this.#raiseAcknowledged(answer.question, answer.seq)
    this.#changed()
    await this.#onDisk((db) => db.setLastSeq(this.sitting, this.#lastSeq))
  }

  storage(question: number): Storage {
    const newest = this.#newest.get(question) ?? 0
    const acknowledged = this.#acknowledged.get(question) ?? 0
    if (newest === 0 && acknowledged === 0) return 'untouched'
    if (acknowledged >= newest) return 'stored'
    return this.#refused.has(newest) ? 'refused' : 'pending'
  }

  /** Why the newest answer of a question was refused. */
  refusal(question: number): { code: string; text: string } | undefined {
    return this.#refused.get(this.#newest.get(question) ?? 0)
  }

  /** The newest choice made here that the server may not have; undefined when there is none. */
  unsentChoice(question: number): Choice | undefined {
    const act = this.#waiting.get(this.#newest.get(question) ?? 0)?.act
    return act?.type === 'answer' ? act.choice : undefined
  }

  /** Waits until everything given so far is on disk or was given up. */
  settled(): Promise<void> {
    return this.#inTurn(async () => undefined)
  }

  /** Forgets a sitting that the server has closed. Answers false and keeps everything while acts still wait. */
  async forget(): Promise<boolean> {
    await this.settled()
    if (this.#waiting.size > 0) return false
    await this.#onDisk((db) => db.forget(this.sitting))
    return true
  }

  close(): void {
    this.#closed = true
    this.#db?.close()
    this.#db = undefined
  }

  async #load(): Promise<void> {
    await this.#onDisk(async (db) => {
      const { acts, lastSeq } = await db.load(this.sitting)
      const since = this.#monotonic()
      for (const act of acts) {
        this.#waiting.set(act.seq, { act, onDisk: true, since })
        if (act.type === 'answer') this.#newest.set(act.question, Math.max(act.seq, this.#newest.get(act.question) ?? 0))
      }
      this.#lastSeq = Math.max(lastSeq, ...acts.map((act) => act.seq), 0)
      this.#loaded = true
    })
    // Without having read what is there, writing could overwrite numbers of an earlier page: memory until the next page.
    if (!this.#loaded) this.#restUntil = Infinity
  }

  /** Writes what is not on disk yet, also what an earlier failure left in memory. */
  async #writeMissing(db: OutboxDb): Promise<void> {
    const missing = [...this.#waiting.values()].filter((w) => !w.onDisk)
    if (missing.length === 0) return
    await db.put(this.sitting, missing.map((w) => w.act), this.#lastSeq)
    for (const waiting of missing) waiting.onDisk = true
  }

  async #drop(seq: number): Promise<void> {
    this.#waiting.delete(seq)
    this.#changed()
    await this.#onDisk((db) => db.remove(this.sitting, seq))
  }

  /** Runs disk work in turn. After a failure or a hang acts stay in memory and the disk is tried again later. */
  #onDisk(work: (db: OutboxDb) => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#closed || this.#monotonic() < this.#restUntil) return
      try {
        const db = (this.#db ??= await patiently((this.options.open ?? openOutboxDb)()))
        await patiently(work(db))
        await patiently(this.#writeMissing(db))
        this.#keep('disk')
      } catch {
        this.#db?.close()
        this.#db = undefined
        this.#restUntil = this.#monotonic() + diskRest
        this.#keep('memory')
      }
    })
  }

  #raiseAcknowledged(question: number, seq: number): void {
    this.#acknowledged.set(question, Math.max(seq, this.#acknowledged.get(question) ?? 0))
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work)
    this.#queue = done.catch(() => undefined)
    return done
  }

  #keep(keeping: Keeping): void {
    if (this.#keeping === keeping) return
    this.#keeping = keeping
    this.#changed()
  }

  #changed(): void {
    this.options.onChange?.()
  }

  #monotonic(): number {
    return (this.options.monotonic ?? (() => performance.now()))()
  }
}

/** A disk that hangs must not hold the answer back from the network. */
function patiently<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('disk did not answer')), diskPatience)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
