// The answer outbox. Every act of the person gets the next number of its sitting, is written to IndexedDB and stays
// there until the server has acknowledged that number. What the page calls "stored" comes from the server only.
//
// The server wants numbers without holes, and it alone knows how far it is. So numbers are given out from what it said
// at the welcome, and acts that it cannot have yet are renumbered when a hole appears before them.
import { openOutboxDb, type OutboxDb } from './outboxdb'
import { codes, type Act } from './wire'

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

export interface Refusal {
  code: string
  text: string
}

interface Waiting {
  act: Act
  since: number
}

/** Longest wait for the disk before an act goes on with memory only, and pause before the disk is tried again (ms). */
const diskPatience = 1000
const diskRest = 10_000
/** What others left on this terminal is forgotten after so long (ms): by then no server takes it any more. */
const forget = 7 * 24 * 3600_000

export class Outbox {
  #waiting: Waiting[] = [] // in order of seq
  #stored = new Set<number>() // questions whose answer the server has
  #refused = new Map<number, Refusal>() // question → why its newest answer was refused
  #lastSeq = 0
  #acknowledged = 0 // highest acknowledged number; a state that knows less is old news
  #onDiskNow = new Map<number, Act>()
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
    const act = { ...made, seq: ++this.#lastSeq, clientAt: Math.max(0, Math.round(this.options.now())) } as Act
    this.#waiting.push({ act, since: this.#monotonic() })
    if (act.type === 'answer') this.#refused.delete(act.question)
    this.#changed()
    return { act, kept: this.#save() }
  }

  /** Acts the server has not acknowledged, in order. */
  pending(): Act[] {
    return this.#waiting.map((w) => w.act)
  }

  /** Milliseconds the oldest unacknowledged act has waited; 0 when nothing waits. */
  oldestAge(): number {
    const since = Math.min(...this.#waiting.map((w) => w.since))
    return this.#waiting.length === 0 ? 0 : this.#monotonic() - since
  }

  /** The server has committed this act. */
  acknowledge(seq: number): Promise<void> {
    const act = this.#take(seq)
    if (!act) return Promise.resolve() // a second acknowledgement, or of another page
    this.#acknowledged = Math.max(this.#acknowledged, seq)
    if (act.type === 'answer') this.#stored.add(act.question)
    this.#changed()
    return this.#save()
  }

  /** The server will never take this act. It is not sent again and its question shows why. */
  refuse(seq: number, code: string, text: string): Promise<void> {
    const act = this.#take(seq)
    if (!act) return Promise.resolve()
    const newer = this.#waiting.some((w) => w.act.type === act.type && w.act.question === act.question)
    if (act.type === 'answer' && !newer) this.#refused.set(act.question, { code, text })
    // The number is free again, unless it was refused because the server has used it.
    if (code !== codes.conflict) this.#closeHole(seq)
    this.#changed()
    return this.#save()
  }

  /** Takes in how far the server is and which questions it has answers for. Call it with every newer state. */
  adopt(lastSeq: number, answered: Iterable<number>): Promise<void> {
    for (const question of answered) this.#stored.add(question)
    // Acts up to lastSeq may be stored already: they are sent again and acknowledged as repeats. Beyond it, no holes.
    const base = Math.max(lastSeq, this.#acknowledged)
    let next = base
    for (const waiting of this.#waiting) {
      if (waiting.act.seq > base) waiting.act = { ...waiting.act, seq: ++next }
    }
    this.#lastSeq = next
    this.#changed()
    return this.#save()
  }

  /**
   * The sitting is over with this last number. What was on its way up to there is in the journal although its
   * acknowledgement was lost, and is not asked for any more; what comes after it the server will refuse.
   */
  ended(lastSeq: number): Promise<void> {
    for (const act of this.pending()) {
      if (act.seq > lastSeq) continue
      this.#take(act.seq)
      if (act.type === 'answer') this.#stored.add(act.question)
    }
    this.#changed()
    return this.#save()
  }

  storage(question: number): Storage {
    if (this.#waiting.some((w) => w.act.type === 'answer' && w.act.question === question)) return 'pending'
    if (this.#refused.has(question)) return 'refused'
    return this.#stored.has(question) ? 'stored' : 'untouched'
  }

  /** Questions whose newest answer the server does not have, by number. */
  unsaved(): number[] {
    const waiting = this.#waiting.flatMap(({ act }) => (act.type === 'answer' ? [act.question] : []))
    return [...new Set([...waiting, ...this.#refused.keys()])].sort((a, b) => a - b)
  }

  /** Why the newest answer of a question was refused. */
  refusal(question: number): Refusal | undefined {
    return this.#refused.get(question)
  }

  /** Waits until everything given so far is on disk or was given up. */
  settled(): Promise<void> {
    return this.#inTurn(async () => undefined)
  }

  close(): void {
    this.#closed = true
    this.#db?.close()
    this.#db = undefined
  }

  async #load(): Promise<void> {
    await this.#onDisk(async (db) => {
      const acts = await db.load(this.sitting)
      const since = this.#monotonic()
      this.#waiting = acts.map((act) => ({ act, since })).sort((a, b) => a.act.seq - b.act.seq)
      this.#onDiskNow = new Map(acts.map((act) => [act.seq, act]))
      this.#lastSeq = Math.max(0, ...acts.map((act) => act.seq))
      this.#loaded = true
      void db.prune(this.sitting, this.options.now() - forget).catch(() => undefined) // nobody waits for tidying up
    })
    // Without having read what is there, writing could overwrite acts of an earlier page: memory until the next page.
    if (!this.#loaded) this.#restUntil = Infinity
  }

  #take(seq: number): Act | undefined {
    const at = this.#waiting.findIndex((w) => w.act.seq === seq)
    return at < 0 ? undefined : this.#waiting.splice(at, 1)[0]?.act
  }

  #closeHole(seq: number): void {
    for (const waiting of this.#waiting) {
      if (waiting.act.seq > seq) waiting.act = { ...waiting.act, seq: waiting.act.seq - 1 }
    }
    this.#lastSeq--
  }

  /** Makes the disk equal to what waits. Also writes what an earlier failure left in memory. */
  #save(): Promise<void> {
    return this.#onDisk(async (db) => {
      const wanted = new Map(this.#waiting.map((w) => [w.act.seq, w.act]))
      const gone = [...this.#onDiskNow.keys()].filter((seq) => !wanted.has(seq))
      const fresh = [...wanted].filter(([seq, act]) => this.#onDiskNow.get(seq) !== act).map(([, act]) => act)
      if (gone.length === 0 && fresh.length === 0) return
      await db.write(this.sitting, gone, fresh)
      this.#onDiskNow = wanted
    })
  }

  /** Runs disk work in turn. After a failure or a hang acts stay in memory and the disk is tried again later. */
  #onDisk(work: (db: OutboxDb) => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#closed || this.#monotonic() < this.#restUntil) return
      try {
        const db = (this.#db ??= await patiently((this.options.open ?? openOutboxDb)()))
        await patiently(work(db))
        this.#keep('disk')
      } catch {
        this.#db?.close()
        this.#db = undefined
        this.#restUntil = this.#monotonic() + diskRest
        this.#keep('memory')
      }
    })
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
