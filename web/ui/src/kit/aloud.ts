// Reads a question aloud by the sounds that belong to it: what its case tells, the stem, then the answers in the order of this person's
// paper, each after its letter. The letters are no part of the sounds, because answers are shuffled.
import type { SheetQuestion } from '@/core/wire'
import { digestOf } from './pictures'

export interface Piece {
  /** What is read: case, stem, or the letter of an answer. */
  part: string
  digest: string
}

/** What of a question is read, in order; nothing where it has no sounds. */
export function piecesOf(q: SheetQuestion): Piece[] {
  if (!q.sound) return []
  return [
    ...(q.case?.sound ? [{ part: 'case', digest: q.case.sound.digest }] : []),
    { part: 'stem', digest: q.sound.digest },
    ...q.options.flatMap((o) => (o.sound ? [{ part: o.letter, digest: o.sound.digest }] : [])),
  ]
}

/** Plays one address; `done` comes true when it was heard to its end, false when it was stopped or could not be played. */
export interface Played {
  done: Promise<boolean>
  stop: () => void
  set: (how: Loudness) => void
}

export interface Loudness {
  /** 0 to 1. */
  volume: number
  /** 1 is as it was spoken. */
  rate: number
}

export interface AloudWays {
  /** The bytes of a sound; fails where they do not come. */
  load: (digest: string) => Promise<Blob>
  play: (url: string, how: Loudness) => Played
  /** The address of the sound of a letter, where there is one. */
  letter?: (letter: string) => string | undefined
  onChange?: () => void
  show?: (sound: Blob) => string
  drop?: (url: string) => void
  wait?: (ms: number) => Promise<void>
}

/** Sounds kept at a time; of a paper of a hundred questions these are the last ten or so. */
const most = 60
const pauses = [500, 2_000]

export class Aloud {
  #held = new Map<string, Promise<string>>()
  #run = 0
  #playing: Played | undefined
  #at: { no: number; part: string } | undefined
  #waiting = false
  #failed = false
  #how: Loudness = { volume: 1, rate: 1 }

  constructor(private readonly ways: AloudWays) {}

  /** What is being read, or waited for. */
  get at(): { no: number; part: string } | undefined { return this.#at }
  get waiting(): boolean { return this.#waiting }
  /** The last sound did not come, or this device cannot play it. */
  get failed(): boolean { return this.#failed }
  get how(): Loudness { return this.#how }

  /** Reads a question from its beginning, and nothing else any more. */
  async read(q: SheetQuestion): Promise<void> {
    this.stop()
    const run = this.#run
    const pieces = piecesOf(q)
    for (const [i, piece] of pieces.entries()) {
      this.#set({ no: q.no, part: piece.part }, true, false)
      let heard = false
      try {
        const url = await this.#load(piece.digest)
        if (run !== this.#run) return
        const next = pieces[i + 1]
        if (next) this.#load(next.digest).catch(() => undefined)
        this.#set(this.#at, false, false)
        const letter = piece.part.length === 1 ? this.ways.letter?.(piece.part) : undefined
        if (letter) await this.#play(letter)
        if (run !== this.#run) return
        heard = await this.#play(url)
      } catch {
        heard = false
      }
      if (run !== this.#run) return
      if (!heard) { // reading on would leave something out that nobody notices
        this.#playing = undefined
        this.#set(undefined, false, true)
        return
      }
    }
    this.#playing = undefined
    this.#set(undefined, false, false)
  }

  stop(): void {
    this.#run++
    this.#playing?.stop()
    this.#playing = undefined
    this.#set(undefined, false, false)
  }

  adjust(how: Partial<Loudness>): void {
    this.#how = { ...this.#how, ...how }
    this.#playing?.set(this.#how)
    this.ways.onChange?.()
  }

  /** Nothing is kept, and nothing of how it was set. */
  clear(): void {
    this.stop()
    for (const [digest] of this.#held) this.#drop(digest)
    this.#how = { volume: 1, rate: 1 }
    this.ways.onChange?.()
  }

  async #play(url: string): Promise<boolean> {
    this.#playing = this.ways.play(url, this.#how)
    return this.#playing.done
  }

  #load(digest: string): Promise<string> {
    const held = this.#held.get(digest)
    if (held) {
      this.#held.delete(digest)
      this.#held.set(digest, held) // the newest stands last
      return held
    }
    const url = this.#fetch(digest)
    this.#held.set(digest, url)
    url.catch(() => { if (this.#held.get(digest) === url) this.#held.delete(digest) })
    for (const [old] of this.#held) {
      if (this.#held.size <= most) break
      this.#drop(old)
    }
    return url
  }

  async #fetch(digest: string): Promise<string> {
    for (let tries = 0; ; tries++) {
      try {
        const sound = await this.ways.load(digest)
        const sum = await digestOf(await sound.arrayBuffer())
        if (sum !== undefined && sum !== digest) throw new Error('another sound came')
        return (this.ways.show ?? ((b: Blob) => URL.createObjectURL(b)))(sound)
      } catch (err) {
        const pause = pauses[tries]
        if (pause === undefined) throw err
        await (this.ways.wait ?? ((ms: number) => new Promise((done) => setTimeout(done, ms))))(pause)
      }
    }
  }

  #drop(digest: string): void {
    const held = this.#held.get(digest)
    this.#held.delete(digest)
    held?.then(this.ways.drop ?? ((url: string) => URL.revokeObjectURL(url))).catch(() => undefined)
  }

  #set(at: { no: number; part: string } | undefined, waiting: boolean, failed: boolean): void {
    this.#at = at
    this.#waiting = waiting
    this.#failed = failed
    this.ways.onChange?.()
  }
}

/** Plays by an audio element of the page, so that a test and a screen reader see what is played. */
export function playAloud(url: string, how: Loudness): Played {
  const audio = document.createElement('audio')
  audio.src = url
  audio.dataset['aloud'] = ''
  audio.preservesPitch = true
  const set = ({ volume, rate }: Loudness) => {
    audio.volume = volume
    audio.playbackRate = rate
  }
  set(how)
  document.body.append(audio)
  let finish: (heard: boolean) => void = () => undefined
  const done = new Promise<boolean>((resolve) => { finish = resolve })
  void done.then(() => audio.remove())
  audio.onended = () => finish(true)
  audio.onerror = () => finish(false)
  audio.play().catch(() => finish(false))
  return { done, set, stop: () => { audio.pause(); finish(false) } }
}
