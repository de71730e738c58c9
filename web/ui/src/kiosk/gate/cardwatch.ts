// Looks at the card reader again and again and offers a card that was newly laid on it until it is taken. A card that had its turn must
// be lifted first, so that a forgotten card does not begin a visit, and a wrong one is not tried twice. While the reader is shown as empty,
// whatever is laid next acts: the screen invites nobody in vain.
import { seen, wanted, type Laying } from './laying'

/** unknown: not asked yet. down: the reader, or the way to it, does not answer. */
export type Reader = 'unknown' | 'empty' | 'card' | 'down'

/** now: somebody is told to lay it. calm: nobody stands there, or the card should be taken back. off: nobody looks. */
export type Pace = 'now' | 'calm' | 'off'

export interface CardWatchOptions {
  onReader: (reader: Reader) => void
  /** A card lies there that had no turn yet. True when it is taken; otherwise it is offered again. */
  onCard: () => boolean
  /** The reader does not answer while somebody is told to lay the card. */
  onDown?: () => void
}

const every: Record<Exclude<Pace, 'off'>, number> = { now: 1000, calm: 2000 } // ms
const afterDown = 5000

export class CardWatch {
  #pace: Pace = 'calm'
  #reader: Reader = 'unknown'
  #laying: Laying = 'used' // until the reader was empty once
  #timer: ReturnType<typeof setTimeout> | undefined
  #running = false
  #turn = 0 // only the newest look counts

  constructor(
    private readonly ask: () => Promise<boolean>,
    private readonly options: CardWatchOptions,
  ) {}

  start(): void {
    if (this.#running) return
    this.#running = true
    void this.#look()
  }

  stop(): void {
    this.#running = false
    clearTimeout(this.#timer)
  }

  /** How often to look. When it becomes `now`, a card that lies there already counts: it was laid before being asked for. */
  pace(pace: Pace): void {
    if (pace === this.#pace) return
    if (pace === 'now') return this.call()
    this.#pace = pace
    if (pace === 'calm') this.#lookAtOnce()
  }

  /** Somebody asks for their card to be read: one that lies there counts, although the reader was never seen empty before it. */
  call(): void {
    this.#pace = 'now'
    this.#laying = wanted(this.#laying)
    this.#lookAtOnce()
  }

  #lookAtOnce(): void {
    clearTimeout(this.#timer)
    if (this.#running) void this.#look()
  }

  async #look(): Promise<void> {
    const turn = ++this.#turn
    if (this.#pace !== 'off') {
      const reader: Reader = await this.ask().then((card) => (card ? 'card' : 'empty'), () => 'down')
      if (!this.#running || turn !== this.#turn) return
      this.#hear(reader)
    }
    clearTimeout(this.#timer)
    const wait = this.#pace === 'off' ? 1000 : every[this.#pace]
    this.#timer = setTimeout(() => void this.#look(), this.#reader === 'down' ? Math.max(wait, afterDown) : wait)
  }

  #hear(reader: Reader): void {
    if (reader !== this.#reader) {
      this.#reader = reader
      this.options.onReader(reader)
    }
    if (reader === 'down' && this.#pace === 'now') this.options.onDown?.()
    if (reader === 'down') return
    this.#laying = seen(this.#laying, reader === 'card')
    if (this.#laying === 'fresh' && this.options.onCard()) this.#laying = 'used'
  }
}
