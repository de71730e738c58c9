// Publishes a terminal's camera and microphone by WebRTC: a seat's while somebody sits there, a gate's while a person is called. The
// connection is got back whatever happens (ladder.ts), and a camera that is missing is looked for anew. Never stops anything else.
import { Ladder } from './ladder'
import { Pulse, type OfficerSign } from './pulse'
import { SamePictures } from './same'

/**
 * asking: the browser is asked for the camera. connecting: nothing is seen yet. on: the server gets a picture. lost: it got one and
 * gets none now. refused, none, busy: there is no camera to publish.
 */
export type SeatCameraState = 'off' | 'asking' | 'connecting' | 'on' | 'lost' | 'refused' | 'none' | 'busy'

/** What the server is told of a missing camera. */
export type CameraWord = 'OK' | 'REFUSED' | 'ABSENT' | 'BUSY' | 'MUTED' | 'REPEATS'

/** The way of the offers. Each call throws a Problem when it fails. */
export interface CameraLine {
  publish(offer: string): Promise<{ session: string; answer: string }>
  renew(session: string, offer: string): Promise<string>
  end(session: string): Promise<void>
  say(word: CameraWord): Promise<void>
}

export interface SeatCameraOptions {
  line: CameraLine
  onState: (state: SeatCameraState) => void
  /** At most so much in a second. */
  kilobits: number
  /** Whether an officer looks at this seat or speaks to it. */
  onOfficer?: (sign: OfficerSign) => void
  /** Relays for networks that let nothing else through. */
  servers?: RTCIceServer[]
  open?: () => Promise<MediaStream>
  /** The screen, where it is recorded too; without it the camera goes on alone. */
  screen?: () => Promise<MediaStream>
  /** Lets the seat hear what an officer says. */
  play?: (voice: MediaStream | undefined) => void
  peer?: () => RTCPeerConnection
  /** What a picture of the camera comes to; the same number for the same picture. */
  sample?: (stream: MediaStream) => Promise<number | undefined>
  random?: () => number
}

/**
 * All in ms. Every seat is recorded again within ten seconds of a recording service that is back: the longest wait between two tries is
 * one and a half times `most`, and a connection takes a second or two.
 */
export const cameraTimes = { steady: 3000, first: 500, most: 4000, look: 10_000, sayAgain: 12_000, connect: 8000 } as const

const words: Partial<Record<SeatCameraState, CameraWord>> = { refused: 'REFUSED', none: 'ABSENT', busy: 'BUSY', on: 'OK' }

export class SeatCamera {
  #state: SeatCameraState = 'off'
  #run = 0 // rises with every start, stop and new beginning; what belongs to an older one does nothing
  #stream: MediaStream | undefined
  #seen = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #repeat: ReturnType<typeof setInterval> | undefined
  #screen: MediaStream | undefined
  #pulse: Pulse | undefined
  readonly #same: SamePictures
  readonly #ladder: Ladder

  constructor(private readonly options: SeatCameraOptions) {
    const { line } = options
    this.#same = new SamePictures(() => this.#say(), options.sample)
    this.#ladder = new Ladder({
      times: cameraTimes, offer: (sdp) => line.publish(sdp), renew: (session, sdp) => line.renew(session, sdp), end: (session) => line.end(session),
      peer: () => (options.peer ?? (() => new RTCPeerConnection({ iceServers: options.servers ?? [] })))(),
      equip: (pc) => this.#offerAll(pc),
      onWay: (way) => {
        if (way === 'on') this.#seen = true
        this.#become(way)
      },
      onUp: (pc) => this.#listen(pc),
      onDown: () => {
        this.#pulse?.stop()
        this.#pulse = undefined
        this.#play(undefined)
      },
      ...(options.random ? { random: options.random } : {}),
    })
  }

  get state(): SeatCameraState {
    return this.#state
  }

  /** The camera's own picture, for a mirror on the page. */
  get stream(): MediaStream | undefined {
    return this.#stream
  }

  /** How loud it is at the seat, 0 to 100; 0 while nothing is published. */
  get loudness(): number {
    return this.#pulse?.loudness ?? 0
  }

  start(): void {
    if (this.#state !== 'off') return
    this.#seen = false
    this.#become('asking')
    this.#repeat = setInterval(() => (this.#state !== 'on' || this.#odd) && this.#say(), cameraTimes.sayAgain)
    void this.#look(++this.#run)
  }

  stop(): void {
    this.#run++
    clearTimeout(this.#timer)
    clearInterval(this.#repeat)
    this.#ladder.stop()
    this.#release()
    if (this.#screen) stopTracks(this.#screen)
    this.#screen = undefined
    this.#become('off')
  }

  /** The browser's `online` event: nobody waits any longer. */
  online(): void {
    this.#ladder.hurry()
  }

  #become(next: SeatCameraState): void {
    if (next === this.#state) return
    this.#state = next
    this.options.onState(next)
    this.#say()
  }

  /** The browser has the camera and gets nothing from it: its lid is shut, or the system has taken it away. */
  get #muted(): boolean {
    return this.#stream?.getVideoTracks().some((track) => track.muted) ?? false
  }

  /** Why no picture comes though there is a camera; undefined: it gives pictures. */
  get #odd(): CameraWord | undefined {
    return this.#muted ? 'MUTED' : this.#same.repeats ? 'REPEATS' : undefined
  }

  /** Tells the server why there is no picture; again and again, because a paper may begin later. */
  #say(): void {
    const word = this.#odd ?? words[this.#state]
    if (word) void this.options.line.say(word).catch(() => undefined)
  }

  async #look(run: number): Promise<void> {
    let stream: MediaStream
    try {
      stream = await (this.options.open ?? openSeatCamera)()
    } catch (err) {
      if (run !== this.#run) return
      this.#become(missing(err))
      this.#timer = setTimeout(() => run === this.#run && void this.#look(run), cameraTimes.look)
      return
    }
    if (run !== this.#run) return stopTracks(stream)
    this.#stream = stream
    if (this.options.screen && !this.#screen?.active) this.#screen = await this.options.screen().catch(() => undefined)
    if (run !== this.#run) return
    for (const track of stream.getVideoTracks()) {
      track.onended = () => run === this.#run && this.#unplugged()
      track.onmute = track.onunmute = () => run === this.#run && this.#say()
    }
    this.#same.start(stream)
    this.#ladder.start(this.#seen)
  }

  #unplugged(): void {
    this.#ladder.stop(false) // the next one of this terminal ends it
    this.#release()
    this.#become('none')
    const run = ++this.#run
    this.#timer = setTimeout(() => run === this.#run && void this.#look(run), cameraTimes.first)
  }

  async #offerAll(pc: RTCPeerConnection): Promise<void> {
    pc.ontrack = (event) => this.#play(event.streams[0] ?? new MediaStream([event.track]))
    const stream = this.#stream
    if (!stream) throw new Error('no camera')
    const screen = this.#screen?.getVideoTracks()[0]
    for (const track of [...stream.getTracks(), ...(screen ? [screen] : [])].sort((a, b) => Number(a === screen) - Number(b === screen))) {
      // The line of the microphone also brings what an officer says.
      const { sender } = pc.addTransceiver(track, { direction: track.kind === 'audio' ? 'sendrecv' : 'sendonly', streams: [stream] })
      if (track.kind !== 'video') continue
      const parameters = sender.getParameters()
      for (const encoding of parameters.encodings ?? []) encoding.maxBitrate = this.options.kilobits * 1000
      await sender.setParameters(parameters).catch(() => undefined) // a browser that cannot is told by the server
    }
    if (!stream.getTracks().some((track) => track.kind === 'audio')) pc.addTransceiver('audio', { direction: 'recvonly' })
  }

  #play(voice: MediaStream | undefined): void {
    ;(this.options.play ?? playVoice)(voice)
  }

  /** Listens to the connection: a browser notices a dead way after six seconds and more, the silence of the server shows it in two. */
  #listen(pc: RTCPeerConnection): void {
    if (this.#pulse) return
    this.#pulse = new Pulse(pc, { onQuiet: () => this.#ladder.quiet(), onBack: () => this.#ladder.back(), onOfficer: (sign) => this.options.onOfficer?.(sign) })
    this.#pulse.start()
  }

  #release(): void {
    this.#same.stop()
    if (this.#stream) stopTracks(this.#stream)
    this.#stream = undefined
  }
}

function missing(err: unknown): SeatCameraState {
  const name = err instanceof DOMException ? err.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none'
}

const picture = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 15, max: 15 } }

/** Camera and microphone; the camera alone where there is no microphone. */
export async function openSeatCamera(): Promise<MediaStream> {
  const devices = navigator.mediaDevices
  if (!devices?.getUserMedia) throw new DOMException('', 'NotFoundError')
  try {
    return await devices.getUserMedia({ video: picture, audio: true })
  } catch (err) {
    if (!(err instanceof DOMException) || err.name === 'NotAllowedError') throw err
    return devices.getUserMedia({ video: picture })
  }
}

/** The screen, five pictures a second. The kiosk's policy lets the browser give it without asking. */
export async function openSeatScreen(): Promise<MediaStream> {
  return navigator.mediaDevices.getDisplayMedia({ video: { width: { max: 1280 }, height: { max: 720 }, frameRate: { ideal: 5, max: 5 } }, audio: false })
}

let speaker: HTMLAudioElement | undefined

/** Plays what an officer says; undefined: nobody does. */
function playVoice(voice: MediaStream | undefined): void {
  if (!voice && !speaker) return
  speaker ??= new Audio()
  speaker.autoplay = true
  speaker.srcObject = voice ?? null
  if (voice) void speaker.play().catch(() => undefined) // the browser plays it as soon as somebody touches the page
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.onended = track.onmute = track.onunmute = null
    track.stop()
  }
}
