// What the seat itself sees by its camera and hears: a face, none, several, turned away; how loud it is. Said to the server as hints
// when it changes. The server looks by itself whatever is said here: a page can be made to say anything. Works in a worker, and stops
// for good where it would be slow (no WebAssembly): nothing of the sitting hangs on it.

/** faces −1: this computer cannot look. */
export interface Hint {
  faces: number
  turned: boolean
  /** Of the microphone, 0 to 100. */
  level: number
}

/** To the worker: a picture (given away). From it: what it saw and how long it took in ms, or why it cannot. */
export interface Look {
  picture: ImageBitmap
}
export type Looked = { faces: number; turned: boolean; ms: number } | { failed: string }

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
  /** How loud the stream is now, 0 to 100. */
  loudness?: (stream: MediaStream) => (() => number) | undefined
}

/** All in ms. `every`: two looks; `answer`: the longest that one may take; `steady`: what is seen must last so many looks. */
export const seeingTimes = { every: 1000, answer: 15_000, steady: 2, step: 15 } as const

export class Seeing {
  #worker: LookerPort | undefined
  #stream: MediaStream | undefined
  #timer: ReturnType<typeof setInterval> | undefined
  #listen: (() => number) | undefined
  #since = 0
  #failed = ''
  #seen = { faces: -1, turned: false, times: 0 }
  #told: Hint | undefined
  #costs: number[] = []

  constructor(private readonly options: SeeingOptions) {}

  /** Why this computer does not look; "" while it does. */
  get failed(): string {
    return this.#failed
  }

  /** Median ms of a look; undefined before the first. */
  get cost(): number | undefined {
    return [...this.#costs].sort((a, b) => a - b)[this.#costs.length >> 1]
  }

  /** Looks at a stream until `stop`, or another stream. */
  start(stream: MediaStream): void {
    if (this.#stream === stream) return
    this.stop()
    this.#stream = stream
    this.#listen = (this.options.loudness ?? listenTo)(stream)
    this.#timer = setInterval(() => void this.#look(), seeingTimes.every)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#stream = undefined
    this.#listen = undefined
    this.#told = undefined
    this.#seen = { faces: -1, turned: false, times: 0 }
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
    if (this.#since > 0) {
      if (Date.now() - this.#since > seeingTimes.answer) this.#give('slow')
      return
    }
    this.#since = Date.now()
    const picture = await (this.options.picture ?? takePicture)(stream).catch(() => undefined)
    if (stream !== this.#stream || this.#failed) return picture?.close()
    if (!picture) {
      this.#since = 0
      return this.#say()
    }
    try {
      this.#worker ??= this.#make()
      this.#worker.postMessage({ picture }, [picture])
    } catch {
      this.#give('worker')
    }
  }

  #make(): LookerPort {
    const worker = (this.options.makeWorker ?? makeWorker)()
    worker.onmessage = ({ data }) => {
      this.#since = 0
      if ('failed' in data) return this.#give(data.failed)
      this.#costs = [...this.#costs, data.ms].slice(-31)
      const { faces, turned, times } = this.#seen
      this.#seen = { faces: data.faces, turned: data.turned, times: faces === data.faces && turned === data.turned ? times + 1 : 1 }
      this.#say()
    }
    worker.onerror = () => this.#give('worker')
    return worker
  }

  #give(why: string): void {
    this.#failed = why
    this.#seen = { faces: -1, turned: false, times: seeingTimes.steady }
    this.#let()
    this.#say()
  }

  /** Says what is seen when it has lasted, and differs from what was said. */
  #say(): void {
    const { faces, turned, times } = this.#seen
    const before = this.#told
    const level = Math.round(this.#listen?.() ?? 0)
    const hint: Hint = times >= seeingTimes.steady ? { faces, turned, level } : { faces: before?.faces ?? -1, turned: before?.turned ?? false, level }
    if (before && before.faces === hint.faces && before.turned === hint.turned && Math.abs(before.level - level) < seeingTimes.step) return
    if (!before && times < seeingTimes.steady) return
    this.#told = hint
    this.options.onHint(hint)
  }
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

function listenTo(stream: MediaStream): (() => number) | undefined {
  if (stream.getAudioTracks().length === 0 || typeof AudioContext === 'undefined') return undefined
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 2048
  context.createMediaStreamSource(stream).connect(analyser)
  const wave = new Float32Array(analyser.fftSize)
  return () => {
    if (!stream.active) {
      void context.close().catch(() => undefined)
      return 0
    }
    analyser.getFloatTimeDomainData(wave)
    const power = wave.reduce((sum, v) => sum + v * v, 0) / wave.length
    return Math.max(0, Math.min(100, 100 + 10 * Math.log10(power + 1e-10))) // 0: −100 dB, 100: full scale
  }
}
