// Looks at a room's own camera live: the stream comes as the camera sends it, fragmented MP4 over HTTP, and is given to the browser's
// decoder as it comes. Where the browser does not know the codec, the newest picture is fetched again and again, and the page says so.
import { asProblem, problemFrom } from '@/core/problem'

/** connecting: nothing yet. still: single pictures. lost: there was something. nothing: the camera sends none. refused: not for this reader. */
export type EyeState = 'off' | 'connecting' | 'on' | 'still' | 'lost' | 'nothing' | 'refused'

/** What plays a stream; the browser's MediaSource, another in tests. */
export interface EyePlayer {
  /** Whether it knows a type as the server names it. */
  plays(type: string): boolean
  /** Begins anew; `failed` once it cannot go on. */
  open(type: string, failed: () => void): void
  append(bytes: Uint8Array<ArrayBuffer>): void
  close(): void
}

export interface RoomEyeOptions {
  room: string
  no: number
  lang: () => string
  player: EyePlayer
  onState: (state: EyeState, why?: string) => void
  /** A single picture; undefined when it is over. */
  onStill: (picture: Blob | undefined) => void
  ask?: typeof fetch
}

/** All in ms. `long`: a look ends by itself, so that nobody is looked at by a forgotten window. */
export const eyeTimes = { again: 3000, still: 3000, long: 590_000, answer: 15_000 } as const

export class RoomEye {
  #run = 0 // rises with every start and stop; what belongs to an older one does nothing
  #state: EyeState = 'off'
  #stop = new AbortController()
  #end: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly options: RoomEyeOptions) {}

  start(): void {
    if (this.#state !== 'off') return
    const run = ++this.#run
    this.#stop = new AbortController()
    this.#end = setTimeout(() => this.stop(), eyeTimes.long)
    this.#become('connecting')
    void this.#go(run)
  }

  stop(): void {
    this.#run++
    clearTimeout(this.#end)
    this.#stop.abort()
    this.options.player.close()
    this.options.onStill(undefined)
    this.#become('off')
  }

  async #go(run: number): Promise<void> {
    let stood = false
    while (run === this.#run) {
      try {
        const kind = await this.#live(run)
        if (kind === 'unknown') await this.#stills(run)
        if (run === this.#run) this.#become('lost')
        stood = true
      } catch (err) {
        if (run !== this.#run) return
        const problem = asProblem(err)
        this.options.player.close()
        if (problem.status === 401 || problem.status === 403) return this.#become('refused', problem.detail)
        this.#become(problem.status === 404 ? 'nothing' : stood || this.#state !== 'connecting' ? 'lost' : 'connecting')
      }
      if (run === this.#run) await this.#wait(eyeTimes.again)
    }
  }

  /** Plays until the stream ends; 'unknown' where the browser does not know its codec. */
  async #live(run: number): Promise<'over' | 'unknown'> {
    const response = await this.#get('live')
    const type = response.headers.get('content-type') ?? ''
    if (!type.includes('codecs') || !this.options.player.plays(type)) {
      void response.body?.cancel().catch(() => undefined)
      return 'unknown'
    }
    const reader = response.body?.getReader()
    if (!reader) return 'unknown'
    let broken = false
    this.options.player.open(type, () => {
      broken = true
      void reader.cancel().catch(() => undefined)
    })
    for (;;) {
      const { value, done } = await reader.read()
      if (run !== this.#run) {
        void reader.cancel().catch(() => undefined)
        return 'over'
      }
      if (done) break
      this.options.player.append(value)
      this.#become('on')
    }
    this.options.player.close()
    return broken ? 'unknown' : 'over'
  }

  async #stills(run: number): Promise<void> {
    while (run === this.#run) {
      const picture = await (await this.#get('still')).blob()
      if (run !== this.#run) return
      this.options.onStill(picture)
      this.#become('still')
      await this.#wait(eyeTimes.still)
    }
  }

  async #get(what: 'live' | 'still'): Promise<Response> {
    const ask = this.options.ask ?? ((...args: Parameters<typeof fetch>) => fetch(...args))
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), eyeTimes.answer)
    try {
      const response = await ask(`/api/staff/rooms/${this.options.room}/cameras/${this.options.no}/${what}`, {
        credentials: 'same-origin', headers: { 'Accept-Language': this.options.lang() }, signal: AbortSignal.any([this.#stop.signal, late.signal]),
      })
      if (response.ok) return response
      throw problemFrom(response.status, await response.json().catch(() => undefined), response.headers)
    } finally {
      clearTimeout(timer)
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, ms)
      this.#stop.signal.addEventListener('abort', () => {
        clearTimeout(timer)
        done()
      }, { once: true })
    })
  }

  #become(next: EyeState, why?: string): void {
    if (next === this.#state) return
    this.#state = next
    if (next !== 'still') this.options.onStill(undefined)
    this.options.onState(next, why)
  }
}

/** Seconds: how far behind the newest picture it may play before it jumps, and how much is kept behind it. */
const behind = { most: 8, jump: 2, kept: 20 } as const

/** The browser's decoder behind a video element. */
export class SourcePlayer implements EyePlayer {
  #source: MediaSource | undefined
  #buffer: SourceBuffer | undefined
  #url = ''
  #waits: Uint8Array<ArrayBuffer>[] = []

  constructor(private readonly box: () => HTMLVideoElement | null) {}

  plays(type: string): boolean {
    return typeof MediaSource !== 'undefined' && MediaSource.isTypeSupported(type)
  }

  open(type: string, failed: () => void): void {
    this.close()
    const box = this.box()
    if (!box) return
    const source = new MediaSource()
    this.#source = source
    this.#url = URL.createObjectURL(source)
    box.src = this.#url
    box.onerror = () => this.#source === source && failed()
    source.addEventListener('sourceopen', () => {
      if (this.#source !== source || this.#buffer) return
      try {
        this.#buffer = source.addSourceBuffer(type)
      } catch {
        return failed()
      }
      this.#buffer.addEventListener('updateend', () => this.#next())
      this.#next()
    })
  }

  append(bytes: Uint8Array<ArrayBuffer>): void {
    this.#waits.push(bytes)
    this.#next()
  }

  close(): void {
    const box = this.box()
    if (box && this.#url && box.src === this.#url) {
      box.onerror = null
      box.removeAttribute('src')
      box.load()
    }
    if (this.#url) URL.revokeObjectURL(this.#url)
    this.#source = undefined
    this.#buffer = undefined
    this.#url = ''
    this.#waits = []
  }

  /** Keeps up with the newest picture, forgets what was shown, gives the next bytes. */
  #next(): void {
    const buffer = this.#buffer
    const box = this.box()
    if (!buffer || buffer.updating || !box || this.#source?.readyState !== 'open') return
    const { buffered } = buffer
    if (buffered.length > 0) {
      const begin = buffered.start(buffered.length - 1)
      const end = buffered.end(buffered.length - 1)
      if (box.currentTime < begin || end - box.currentTime > behind.most) box.currentTime = Math.max(begin, end - behind.jump)
      if (box.paused) void box.play().catch(() => undefined)
      if (box.currentTime - buffered.start(0) > 2 * behind.kept) return buffer.remove(buffered.start(0), box.currentTime - behind.kept)
    }
    const bytes = this.#waits.shift()
    if (bytes) buffer.appendBuffer(bytes)
  }
}
