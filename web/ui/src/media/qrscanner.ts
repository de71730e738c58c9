// Looks for QR codes in what a camera sees. Plain TypeScript: how a code is read comes from outside.

/** starting: asked for the camera. on: looking. none: there is no camera. forbidden: the browser or a policy says no. */
export type CameraState = 'off' | 'starting' | 'on' | 'none' | 'forbidden'

export interface QrScannerOptions {
  /** Reads a picture; undefined when there is no code in it. */
  read: (image: ImageData) => string | undefined
  onCode: (text: string) => void
  onState: (state: CameraState) => void
  /** The camera's picture, for the mirror on the page. */
  onStream?: (stream: MediaStream | undefined) => void
  open?: () => Promise<MediaStream>
}

/** All in ms. */
export const scannerTimes = { look: 200, again: 10_000 } as const
const longestSide = 800 // px looked at: enough for a ticket held at arm's length, and 20 ms of work

export class QrScanner {
  #stream: MediaStream | undefined
  #video: HTMLVideoElement | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #wanted = false
  #run = 0

  constructor(private readonly options: QrScannerOptions) {}

  /** Turns the camera on and looks until `stop`. A camera that is missing or was taken away is tried again. */
  start(): void {
    if (this.#wanted) return
    this.#wanted = true
    void this.#open(++this.#run)
  }

  stop(): void {
    this.#wanted = false
    this.#run++
    this.#close()
    this.options.onState('off')
  }

  async #open(run: number): Promise<void> {
    this.options.onState('starting')
    let stream: MediaStream
    try {
      stream = await (this.options.open ?? openCamera)()
    } catch (err) {
      if (run === this.#run) this.#later(run, err)
      return
    }
    if (run !== this.#run) return stopTracks(stream)
    this.#stream = stream
    for (const track of stream.getVideoTracks()) track.onended = () => run === this.#run && this.#later(run, undefined)
    const video = document.createElement('video')
    video.muted = true
    video.playsInline = true
    video.srcObject = stream
    this.#video = video
    this.options.onStream?.(stream)
    await video.play().catch(() => undefined)
    if (run !== this.#run) return
    this.options.onState('on')
    this.#look(run)
  }

  #later(run: number, err: unknown): void {
    this.#close()
    const forbidden = err instanceof DOMException && (err.name === 'NotAllowedError' || err.name === 'SecurityError')
    this.options.onState(forbidden ? 'forbidden' : 'none')
    this.#timer = setTimeout(() => run === this.#run && void this.#open(run), scannerTimes.again)
  }

  #look(run: number): void {
    const image = this.#video && frame(this.#video)
    const text = image && this.options.read(image)
    if (text) this.options.onCode(text)
    if (run === this.#run) this.#timer = setTimeout(() => run === this.#run && this.#look(run), scannerTimes.look)
  }

  #close(): void {
    clearTimeout(this.#timer)
    if (this.#stream) stopTracks(this.#stream)
    this.#stream = undefined
    if (this.#video) this.#video.srcObject = null
    this.#video = undefined
    this.options.onStream?.(undefined)
  }
}

function openCamera(): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) return Promise.reject(new DOMException('', 'NotFoundError'))
  return navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 } }, audio: false })
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.onended = null
    track.stop()
  }
}

let canvas: HTMLCanvasElement | undefined

function frame(video: HTMLVideoElement): ImageData | undefined {
  const { videoWidth, videoHeight } = video
  if (!videoWidth || !videoHeight) return undefined
  const scale = Math.min(1, longestSide / Math.max(videoWidth, videoHeight))
  canvas ??= document.createElement('canvas')
  canvas.width = Math.round(videoWidth * scale)
  canvas.height = Math.round(videoHeight * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return context?.getImageData(0, 0, canvas.width, canvas.height)
}
