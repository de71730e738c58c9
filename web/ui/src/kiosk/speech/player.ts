// Plays clips one after the other. Speech only repeats what the screen says, so nothing here may ever throw or block.
import type { Utterance } from '@/kit/speaker'

/** Plays one clip. `done` is true when it was heard to the end; it never rejects. */
export type PlayClip = (url: string) => { done: Promise<boolean>; stop: () => void }

export interface PlayerOptions {
  /** Address of a clip in the language of the moment, or undefined when that language has none. */
  urlOf: (clip: string) => string | undefined
  play?: PlayClip
  onChange?: () => void
}

/** More waiting sentences than this are old news; the oldest go. */
const longestQueue = 4

export class SpeechPlayer {
  #queue: Utterance[] = []
  #speaking: Utterance | undefined
  #stopClip: (() => void) | undefined
  #muted = false
  #run = 0
  #blocked = false

  constructor(private readonly options: PlayerOptions) {}

  get speaking(): Utterance | undefined {
    return this.#speaking
  }

  get muted(): boolean {
    return this.#muted
  }

  /** True when the browser forbade the last clip (no touch yet, no sound card): the page shows a picture for it. */
  get blocked(): boolean {
    return this.#blocked
  }

  say(utterance: Utterance): void {
    if (this.#muted || utterance.length === 0) return
    this.#queue.push(utterance)
    if (this.#queue.length > longestQueue) this.#queue.shift()
    if (this.#speaking === undefined) void this.#drain(this.#run)
  }

  /** Drops everything, also what is being spoken. */
  stop(): void {
    this.#run++
    this.#queue = []
    this.#stopClip?.()
    this.#stopClip = undefined
    this.#set(undefined)
  }

  mute(on: boolean): void {
    this.#muted = on
    if (on) this.stop()
    else this.options.onChange?.()
  }

  async #drain(run: number): Promise<void> {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      this.#set(next)
      for (const clip of next) {
        const url = this.options.urlOf(clip)
        if (url === undefined) continue
        const { done, stop } = (this.options.play ?? playAudio)(url)
        this.#stopClip = stop
        const heard = await done
        if (run !== this.#run) return // stopped meanwhile; whoever came after has taken over
        this.#blocked = !heard
        if (!heard) break // half a sentence is worse than none
      }
    }
    this.#stopClip = undefined
    this.#set(undefined)
  }

  #set(utterance: Utterance | undefined): void {
    this.#speaking = utterance
    this.options.onChange?.()
  }
}

/** A clip that hangs (no sound card) must not hold the queue for ever. */
const longestClip = 15_000

function playAudio(url: string): ReturnType<PlayClip> {
  const audio = new Audio(url)
  let finish: (heard: boolean) => void = () => undefined
  const done = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => finish(false), longestClip)
    finish = (heard) => {
      clearTimeout(timer)
      resolve(heard)
    }
  })
  audio.onended = () => finish(true)
  audio.onerror = () => finish(false)
  audio.play().catch(() => finish(false))
  return {
    done,
    stop: () => {
      audio.pause()
      finish(false)
    },
  }
}
