// What the seat itself sees by its camera and hears: a face, none, several, turned away, another person than the one who sat down; a
// telephone, a book; how loud it is. Said to the server as hints when it changes. The server looks by itself whatever is said here: a
// page can be made to say anything. Works in a worker, looks more rarely where a look takes long, and stops for good where it would be
// slow (no WebAssembly): nothing of the sitting hangs on it.
import { alike } from './likeness'

/** faces −1: this computer cannot look. Scores and likeness 0 to 100; 0: not seen, not compared. */
export interface Hint {
  faces: number
  turned: boolean
  /** Of the microphone, 0 to 100. */
  level: number
  phone: number
  book: number
  /** Of the person with who sat down. */
  like: number
}

/** What this installation wants looked for beside faces. */
export interface Wanted {
  /** Path of the model below /models/, least ms between two looks, score from which a thing counts (0 to 1). */
  things?: { model: string; every: number; least: number } | undefined
  /** The person agreed that faces are compared. */
  compare: boolean
}

/** To the worker: a picture (given away), the model of things when they are looked for now, whether the person is compared now. */
export interface Look {
  picture: ImageBitmap
  things?: string | undefined
  compare?: boolean
}

/**
 * From it: what it saw and how long it took in ms, or why it cannot. things: 'none' where the model cannot be used. like: undefined
 * where nothing can be said. unsure: the person is to be compared again soon.
 */
export type Looked = { faces: number; turned: boolean; ms: number; things?: { phone: number; book: number } | 'none'; like?: number | undefined; unsure?: boolean } | { failed: string }

export interface LookerPort {
  postMessage(message: Look, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<Looked>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  terminate(): void
}

export interface SeeingOptions {
  onHint: (hint: Hint) => void
  makeWorker?: () => LookerPort
  /** A picture of the stream now; undefined while it has none. */
  picture?: (stream: MediaStream) => Promise<ImageBitmap | undefined>
  /** How loud it is at the seat, 0 to 100. */
  loudness?: () => number
}

/**
 * All in ms. `every`: two looks; `answer`: the longest that one may take; `steady`: what is seen must last so many looks; `rest`: after
 * a look that took n ms nothing is done for n times as long, so that a slow terminal keeps its time for the person.
 */
export const seeingTimes = { every: 1000, answer: 15_000, steady: 2, step: 15, rest: 9, compare: 30_000, compareSoon: 2000 } as const

const nothing = { faces: -1, turned: false, times: 0 }
const noThings = { phone: 0, book: 0, times: 0 }

export class Seeing {
  #worker: LookerPort | undefined
  #stream: MediaStream | undefined
  #timer: ReturnType<typeof setInterval> | undefined
  #since = 0
  #restUntil = 0
  #failed = ''
  #wanted: Wanted = { compare: false }
  #asked: Look | undefined
  #thingsAt = 0
  #compareAt = 0
  #noThings = false
  #seen = nothing
  #things = noThings
  #like = 0
  #told: Hint | undefined
  #costs: number[] = []

  constructor(private readonly options: SeeingOptions) {}

  /** Why this computer does not look; "" while it does. */
  get failed(): string {
    return this.#failed
  }

  /** Whether it looks for things. */
  get looksForThings(): boolean {
    return this.#wanted.things !== undefined && !this.#noThings && !this.#failed
  }

  /** Median ms of a look; undefined before the first. */
  get cost(): number | undefined {
    return [...this.#costs].sort((a, b) => a - b)[this.#costs.length >> 1]
  }

  /** Says what is wanted; a consent that was taken back ends what is known of the face at once. */
  want(wanted: Wanted): void {
    if (this.#wanted.compare && !wanted.compare) {
      this.#let()
      this.#like = 0
    }
    this.#wanted = wanted
  }

  /** Looks at a stream until `stop`, or another stream. */
  start(stream: MediaStream): void {
    if (this.#stream === stream) return
    this.stop()
    this.#stream = stream
    this.#timer = setInterval(() => void this.#look(), seeingTimes.every)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#stream = undefined
    this.#told = undefined
    this.#seen = nothing
    this.#things = noThings
    this.#like = this.#thingsAt = this.#compareAt = this.#restUntil = 0
    this.#let()
  }

  #let(): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#since = 0
  }

  async #look(): Promise<void> {
    const stream = this.#stream
    if (!stream) return
    if (this.#failed) return this.#say() // the microphone goes on
    const now = Date.now()
    if (this.#since > 0) {
      if (now - this.#since > seeingTimes.answer) this.#slow()
      return
    }
    if (now < this.#restUntil) return this.#say()
    this.#since = now
    const picture = await (this.options.picture ?? takePicture)(stream).catch(() => undefined)
    if (stream !== this.#stream || this.#failed) return picture?.close()
    if (!picture) {
      this.#since = 0
      return this.#say()
    }
    try {
      this.#worker ??= this.#make()
      this.#asked = this.#ask(picture, now)
      this.#worker.postMessage(this.#asked, [picture])
    } catch {
      this.#give('worker')
    }
  }

  /** What is due now. */
  #ask(picture: ImageBitmap, now: number): Look {
    const things = this.looksForThings && now >= this.#thingsAt ? this.#wanted.things?.model : undefined
    return { picture, ...(things ? { things } : {}), ...(this.#wanted.compare && now >= this.#compareAt ? { compare: true } : {}) }
  }

  #make(): LookerPort {
    const worker = (this.options.makeWorker ?? makeWorker)()
    worker.onmessage = ({ data }) => {
      if (worker !== this.#worker) return // it was let go while it looked
      this.#since = 0
      if ('failed' in data) return this.#give(data.failed)
      const now = Date.now()
      this.#costs = [...this.#costs, data.ms].slice(-31)
      this.#restUntil = now + data.ms * seeingTimes.rest
      const { faces, turned, times } = this.#seen
      this.#seen = { faces: data.faces, turned: data.turned, times: faces === data.faces && turned === data.turned ? times + 1 : 1 }
      this.#saw(data, now)
      this.#say()
    }
    worker.onerror = () => this.#give('worker')
    return worker
  }

  /** What was seen of things and of the person, and when to look for them again. */
  #saw({ things, like, unsure }: Exclude<Looked, { failed: string }>, now: number): void {
    if (like !== undefined) this.#like = Math.round(like * 100)
    if (this.#asked?.compare) this.#compareAt = now + (unsure ? seeingTimes.compareSoon : seeingTimes.compare)
    if (things === 'none') return this.#endThings()
    if (!things) return
    const { every, least } = this.#wanted.things ?? { every: 0, least: 1 }
    const score = (n: number) => (n >= least ? Math.round(n * 100) : 0)
    const [phone, book] = [score(things.phone), score(things.book)]
    const before = this.#things
    const same = phone > 0 === before.phone > 0 && book > 0 === before.book > 0
    this.#things = { phone, book, times: same ? before.times + 1 : 1 }
    this.#thingsAt = now + (this.#things.times < seeingTimes.steady ? 0 : every) // what is new is looked at again at once
  }

  /** A look that takes too long: things are the dearest and go first, then all. */
  #slow(): void {
    if (!this.#asked?.things) return this.#give('slow')
    this.#endThings()
    this.#let()
  }

  /** This terminal looks for things no more; what it said of them is over. */
  #endThings(): void {
    this.#noThings = true
    this.#things = { ...noThings, times: seeingTimes.steady }
  }

  #give(why: string): void {
    this.#failed = why
    this.#seen = { faces: -1, turned: false, times: seeingTimes.steady }
    this.#endThings()
    this.#like = 0
    this.#let()
    this.#say()
  }

  /** Says what is seen when it has lasted, and differs from what was said. */
  #say(): void {
    const before = this.#told
    const level = Math.round(this.options.loudness?.() ?? 0)
    const lasting = <T extends { times: number }>(what: T) => what.times >= seeingTimes.steady
    if (!before && !lasting(this.#seen)) return
    const { faces, turned } = lasting(this.#seen) ? this.#seen : (before ?? nothing)
    const { phone, book } = lasting(this.#things) ? this.#things : (before ?? noThings)
    const hint: Hint = { faces, turned, level, phone, book, like: this.#like }
    if (before && !differs(before, hint)) return
    this.#told = hint
    this.options.onHint(hint)
  }
}

/** Whether something is to be said again. */
function differs(a: Hint, b: Hint): boolean {
  const far = (x: number, y: number) => Math.abs(x - y) >= seeingTimes.step
  const thing = (x: number, y: number) => x > 0 !== y > 0 || far(x, y)
  const person = (x: number, y: number) => x > 0 !== y > 0 || x < alike * 100 !== y < alike * 100
  return a.faces !== b.faces || a.turned !== b.turned || far(a.level, b.level) || thing(a.phone, b.phone) || thing(a.book, b.book) || person(a.like, b.like)
}

function makeWorker(): LookerPort {
  return new Worker(new URL('./seeing.worker.ts', import.meta.url), { type: 'module', name: 'seeing' })
}

let video: HTMLVideoElement | undefined

async function takePicture(stream: MediaStream): Promise<ImageBitmap | undefined> {
  video ??= document.createElement('video')
  if (video.srcObject !== stream) {
    video.muted = true
    video.playsInline = true
    video.srcObject = stream
    await video.play()
  }
  return video.videoWidth > 0 ? createImageBitmap(video) : undefined
}
