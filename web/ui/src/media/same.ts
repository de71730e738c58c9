// Whether a camera gives one picture again and again, point by point. No sensor does: its noise differs from picture to picture, however
// still the scene is. What repeats exactly comes from a driver that hangs, or from a film that stands.

/** In ms; so many pictures in a row must be the same, that many points of the middle are looked at. */
export const sameTimes = { every: 1000, times: 5, width: 160, height: 120 } as const

export class SamePictures {
  #timer: ReturnType<typeof setInterval> | undefined
  #last: number | undefined
  #times = 0

  constructor(private readonly onChange: () => void, private readonly sample: (stream: MediaStream) => Promise<number | undefined> = sampleOf) {}

  get repeats(): boolean {
    return this.#times >= sameTimes.times
  }

  start(stream: MediaStream): void {
    this.stop()
    const timer = setInterval(() => void this.#look(stream, timer), sameTimes.every)
    this.#timer = timer
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = this.#last = undefined
    this.#times = 0
  }

  async #look(stream: MediaStream, timer: ReturnType<typeof setInterval>): Promise<void> {
    const now = await this.sample(stream).catch(() => undefined)
    if (timer !== this.#timer || now === undefined) return
    const before = this.repeats
    this.#times = now === this.#last ? this.#times + 1 : 0
    this.#last = now
    if (this.repeats !== before) this.onChange()
  }
}

let film: HTMLVideoElement | undefined
let canvas: OffscreenCanvas | undefined

/** A digest of the middle of the picture, at its own size: what is made smaller loses its noise. Undefined while there is none. */
async function sampleOf(stream: MediaStream): Promise<number | undefined> {
  film ??= document.createElement('video')
  if (film.srcObject !== stream) {
    film.muted = film.playsInline = true
    film.srcObject = stream
    await film.play()
  }
  const { width, height } = sameTimes
  if (film.videoWidth < width || film.videoHeight < height) return undefined
  canvas ??= new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context?.drawImage(film, (film.videoWidth - width) >> 1, (film.videoHeight - height) >> 1, width, height, 0, 0, width, height)
  const points = context?.getImageData(0, 0, width, height).data
  return points && digest(new Uint32Array(points.buffer))
}

/** FNV-1a over words. */
export function digest(words: Uint32Array): number {
  let hash = 0x811c9dc5
  for (const word of words) hash = Math.imul(hash ^ word, 0x01000193)
  return hash >>> 0
}
