// The gate's picture and voice to the duty desk, without Vue: on while a person is called here, and never longer. That ends with the
// server's word that no call stands, with the page's own bound, or when somebody ends it.
import { call, type Api } from '@/core/api'
import { cameraLine } from '@/media/cameraline'
import type { OfficerSign } from '@/media/pulse'
import { SeatCamera, type SeatCameraOptions, type SeatCameraState } from '@/media/seatcamera'

/** All in ms. look: how often the server is asked whether the call stands; most: after the last press. */
export const lineTimes = { look: 3000, most: 300_000, again: 20_000 } as const

/** What the line needs to know of the outside; each call may fail. */
export interface LineApi {
  media(): Promise<{ cameras: boolean; kilobits: number; servers?: RTCIceServer[] }>
  /** Whether a call of this terminal stands. */
  stands(): Promise<boolean>
}

export interface GateLineOptions {
  api: LineApi
  onState: (state: SeatCameraState) => void
  onOfficer: (sign: OfficerSign) => void
  camera: (options: Pick<SeatCameraOptions, 'kilobits' | 'servers' | 'onState' | 'onOfficer'>) => Pick<SeatCamera, 'start' | 'stop' | 'online' | 'stream'>
}

export class GateLine {
  #camera: ReturnType<GateLineOptions['camera']> | undefined
  #called = 0 // when a call was last pressed; 0: none stands
  #waits = false
  #on = false
  #run = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly options: GateLineOptions) {}

  /** The camera's own picture, for the mirror. */
  get stream(): MediaStream | undefined {
    return this.#camera?.stream
  }

  /** A person was called, by the button or by the server. */
  called(): void {
    this.#called = Date.now()
    this.#turn()
  }

  /** Whether an officer is asked to decide about the person who stands here. */
  waits(now: boolean): void {
    this.#waits = now
    this.#turn()
  }

  /** Whoever called has left, or wants no more of it. */
  end(): void {
    this.#called = 0
    this.#waits = false
    this.#turn()
  }

  online(): void {
    this.#camera?.online()
  }

  #turn(): void {
    const wanted = this.#waits || this.#called > 0
    if (wanted === this.#on) return
    this.#on = wanted
    const run = ++this.#run
    clearTimeout(this.#timer)
    if (!wanted) return this.#camera?.stop()
    void this.#learn(run)
    this.#timer = setTimeout(() => void this.#look(run), lineTimes.look)
  }

  async #learn(run: number): Promise<void> {
    try {
      const { cameras, kilobits, servers } = await this.options.api.media()
      if (run !== this.#run || !cameras) return
      this.#camera ??= this.options.camera({ kilobits, servers: servers ?? [], onState: this.options.onState, onOfficer: this.options.onOfficer })
      this.#camera.start()
    } catch {
      setTimeout(() => run === this.#run && void this.#learn(run), lineTimes.again)
    }
  }

  async #look(run: number): Promise<void> {
    if (this.#called > 0) {
      const stands = await this.options.api.stands().catch(() => true) // a lost question ends nothing
      if (run !== this.#run) return
      if (!stands || Date.now() - this.#called > lineTimes.most) {
        this.#called = 0
        this.#turn()
        if (run !== this.#run) return
      }
    }
    this.#timer = setTimeout(() => void this.#look(run), lineTimes.look)
  }
}

/** The line over HTTP with the terminal's token. */
export function gateLineOver(api: Api, token: () => string, onState: GateLineOptions['onState'], onOfficer: GateLineOptions['onOfficer']): GateLine {
  return new GateLine({
    onState, onOfficer,
    api: {
      media: async () => {
        const { cameras, kilobits, servers } = await call(api.GET('/api/device/media'))
        return { cameras, kilobits, ...(servers ? { servers } : {}) }
      },
      stands: async () => (await call(api.GET('/api/device/call'))).state !== undefined,
    },
    // What a gate says of a missing camera stands on its own screen; nobody's coverage depends on it.
    camera: (options) => new SeatCamera({ ...options, line: { ...cameraLine(token), say: async () => undefined } }),
  })
}
