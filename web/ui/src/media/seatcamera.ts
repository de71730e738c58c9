// Publishes the seat's camera and microphone by WebRTC while somebody sits, and gets them back whatever happens: ICE restart on a
// broken way, a new session where the old one is gone, a new look for a camera that is missing. Never stops anything else.
import type { Problem } from '@/core/problem'
import { Pulse, type OfficerSign } from './pulse'

/**
 * asking: the browser is asked for the camera. connecting: nothing is seen yet. on: the server gets a picture. lost: it got one and
 * gets none now. refused, none, busy: there is no camera to publish.
 */
export type SeatCameraState = 'off' | 'asking' | 'connecting' | 'on' | 'lost' | 'refused' | 'none' | 'busy'

/** What the server is told of a missing camera. */
export type CameraWord = 'OK' | 'REFUSED' | 'ABSENT' | 'BUSY'

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
  random?: () => number
}

/** All in ms. */
export const cameraTimes = { steady: 3000, first: 500, most: 15_000, look: 10_000, sayAgain: 12_000, connect: 8000 } as const

const words: Partial<Record<SeatCameraState, CameraWord>> = { refused: 'REFUSED', none: 'ABSENT', busy: 'BUSY', on: 'OK' }

export class SeatCamera {
  #state: SeatCameraState = 'off'
  #run = 0 // rises with every start, stop and new beginning; what belongs to an older one does nothing
  #stream: MediaStream | undefined
  #pc: RTCPeerConnection | undefined
  #session = ''
  #tries = 0
  #seen = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #repeat: ReturnType<typeof setInterval> | undefined
  #renewing = false
  #screen: MediaStream | undefined
  #pulse: Pulse | undefined

  constructor(private readonly options: SeatCameraOptions) {}

  get state(): SeatCameraState {
    return this.#state
  }

  /** The camera's own picture, for a mirror on the page. */
  get stream(): MediaStream | undefined {
    return this.#stream
  }

  start(): void {
    if (this.#state !== 'off') return
    this.#seen = false
    this.#tries = 0
    this.#become('asking')
    this.#repeat = setInterval(() => this.#state !== 'on' && this.#say(), cameraTimes.sayAgain)
    void this.#look(++this.#run)
  }

  stop(): void {
    this.#run++
    clearTimeout(this.#timer)
    clearInterval(this.#repeat)
    if (this.#session) void this.options.line.end(this.#session).catch(() => undefined)
    this.#hangUp()
    this.#release()
    if (this.#screen) stopTracks(this.#screen)
    this.#screen = undefined
    this.#become('off')
  }

  /** The browser's `online` event: nobody waits any longer. */
  online(): void {
    if (this.#state !== 'lost' && this.#state !== 'connecting') return
    this.#tries = 0
    if (this.#session) void this.#renew(this.#run)
    else this.#again(this.#run, 0)
  }

  #become(next: SeatCameraState): void {
    if (next === this.#state) return
    this.#state = next
    this.options.onState(next)
    this.#say()
  }

  /** Tells the server why there is no camera; again and again, because a paper may begin later. */
  #say(): void {
    const word = words[this.#state]
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
    for (const track of stream.getVideoTracks()) track.onended = () => run === this.#run && this.#unplugged()
    this.#become(this.#seen ? 'lost' : 'connecting')
    void this.#publish(run)
  }

  #unplugged(): void {
    this.#hangUp()
    this.#release()
    this.#become('none')
    const run = ++this.#run
    this.#timer = setTimeout(() => run === this.#run && void this.#look(run), cameraTimes.first)
  }

  async #publish(run: number): Promise<void> {
    this.#hangUp()
    const pc = (this.options.peer ?? (() => new RTCPeerConnection({ iceServers: this.options.servers ?? [] })))()
    this.#pc = pc
    pc.ontrack = (event) => pc === this.#pc && (this.options.play ?? playVoice)(event.streams[0] ?? new MediaStream([event.track]))
    try {
      await this.#offerAll(pc)
      const offer = await pc.createOffer()
      await pc.setLocalDescription(offer)
      const { session, answer } = await this.options.line.publish(offer.sdp ?? '')
      if (run !== this.#run || pc !== this.#pc) return void this.options.line.end(session).catch(() => undefined)
      this.#session = session
      pc.onconnectionstatechange = () => run === this.#run && pc === this.#pc && this.#moved(run, pc)
      await pc.setRemoteDescription({ type: 'answer', sdp: answer })
      this.#after(cameraTimes.connect, run, () => pc.connectionState !== 'connected' && this.#again(run))
    } catch {
      if (run === this.#run && pc === this.#pc) this.#again(run)
    }
  }

  async #offerAll(pc: RTCPeerConnection): Promise<void> {
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

  /** Listens to the connection: a browser notices a dead way after six seconds and more, the silence of the server shows it in two. */
  #listen(run: number, pc: RTCPeerConnection): void {
    if (this.#pulse) return
    const mine = () => run === this.#run && pc === this.#pc
    this.#pulse = new Pulse(pc, {
      onQuiet: () => {
        if (!mine()) return
        this.#become('lost')
        void this.#renew(run, true)
      },
      onBack: () => {
        if (!mine() || pc.connectionState !== 'connected') return
        clearTimeout(this.#timer)
        this.#tries = 0
        this.#become('on')
      },
      onOfficer: (sign) => this.options.onOfficer?.(sign),
    })
    this.#pulse.start()
  }

  #moved(run: number, pc: RTCPeerConnection): void {
    switch (pc.connectionState) {
      case 'connected':
        clearTimeout(this.#timer)
        this.#tries = 0
        this.#seen = true
        this.#listen(run, pc)
        return this.#become('on')
      case 'disconnected': // often comes back by itself
        this.#become('lost')
        return this.#after(cameraTimes.steady, run, () => void this.#renew(run))
      case 'failed':
        this.#become('lost')
        return void this.#renew(run)
    }
  }

  /** Looks for another way through the network on the same session; where that is gone, a new one. */
  async #renew(run: number, quiet = false): Promise<void> {
    const pc = this.#pc
    if (!pc || this.#renewing || (pc.connectionState === 'connected' && !quiet)) return
    this.#renewing = true
    clearTimeout(this.#timer)
    try {
      const offer = await pc.createOffer({ iceRestart: true })
      await pc.setLocalDescription(offer)
      const answer = await this.options.line.renew(this.#session, offer.sdp ?? '')
      if (run !== this.#run || pc !== this.#pc) return
      await pc.setRemoteDescription({ type: 'answer', sdp: answer })
      this.#after(cameraTimes.connect, run, () => this.#state !== 'on' && this.#again(run))
    } catch (err) {
      if (run !== this.#run || pc !== this.#pc) return
      this.#again(run, (err as Partial<Problem>).code === 'media.no_session' ? 0 : undefined)
    } finally {
      this.#renewing = false
    }
  }

  /** Publishes anew after a while that grows with every failure, never the same for two seats. */
  #again(run: number, wait?: number): void {
    this.#hangUp()
    this.#become(this.#seen ? 'lost' : 'connecting')
    const most = Math.min(cameraTimes.most, cameraTimes.first * 2 ** this.#tries++)
    this.#after(wait ?? most * (0.5 + (this.options.random ?? Math.random)()), run, () => void this.#publish(run))
  }

  #after(wait: number, run: number, act: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => run === this.#run && act(), wait)
  }

  #hangUp(): void {
    const pc = this.#pc
    this.#pc = undefined
    this.#session = ''
    this.#pulse?.stop()
    this.#pulse = undefined
    if (!pc) return
    pc.onconnectionstatechange = pc.ontrack = null
    pc.close()
    ;(this.options.play ?? playVoice)(undefined)
  }

  #release(): void {
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
    track.onended = null
    track.stop()
  }
}
