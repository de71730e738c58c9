// Listens to what comes back on a camera's connection: whether the server still speaks, and whether an officer looks or talks. The
// server sends a report twice a second; while an officer looks it also sends one packet of silence a second, and his words as they are.

/** watching: an officer sees this seat now. talking: he speaks to it. */
export type OfficerSign = 'none' | 'watching' | 'talking'

export interface PulseOptions {
  /** The server has been silent for a while: the way is broken, whatever the browser thinks of it. */
  onQuiet: () => void
  /** It speaks again. */
  onBack: () => void
  onOfficer: (sign: OfficerSign) => void
  now?: () => number
}

/** All in ms; talking is packets of sound in a second. */
export const pulseTimes = { every: 400, quiet: 1800, watch: 3500, talk: 1500, talking: 8 } as const

export class Pulse {
  #timer: ReturnType<typeof setInterval> | undefined
  #bytes = -1
  #heardAt = 0
  #quiet = false
  #sound = -1
  #soundAt = 0
  #talkAt = 0
  #window: { at: number; sound: number }[] = []
  #sign: OfficerSign = 'none'
  #busy = false
  #heard = { energy: 0, seconds: 0 }
  #loudness = 0

  constructor(private readonly pc: RTCPeerConnection, private readonly options: PulseOptions) {}

  /** How loud the microphone was since the look before, 0 (−100 dB) to 100 (full scale). The connection reckons it anyway. */
  get loudness(): number {
    return this.#loudness
  }

  start(): void {
    if (this.#timer) return
    this.#heardAt = this.#now()
    this.#timer = setInterval(() => void this.#look(), pulseTimes.every)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#say('none')
  }

  #now(): number {
    return (this.options.now ?? Date.now)()
  }

  async #look(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      const { bytes, sound, heard } = countsOf(await this.pc.getStats())
      if (!this.#timer) return
      this.#judge(bytes, sound)
      this.#hear(heard)
    } catch {
      // a closed connection has nothing to tell
    } finally {
      this.#busy = false
    }
  }

  #judge(bytes: number | undefined, sound: number): void {
    const now = this.#now()
    if (bytes !== undefined) {
      if (bytes !== this.#bytes) {
        this.#bytes = bytes
        this.#heardAt = now
        if (this.#quiet) {
          this.#quiet = false
          this.options.onBack()
        }
      } else if (!this.#quiet && now - this.#heardAt >= pulseTimes.quiet) {
        this.#quiet = true
        this.options.onQuiet()
      }
    }
    if (this.#sound >= 0 && sound > this.#sound) this.#soundAt = now
    this.#sound = sound
    this.#window.push({ at: now, sound })
    while (this.#window.length > 1 && (this.#window[0]?.at ?? now) < now - 1000) this.#window.shift()
    if (sound - (this.#window[0]?.sound ?? sound) >= pulseTimes.talking) this.#talkAt = now
    if (this.#talkAt && now - this.#talkAt < pulseTimes.talk) this.#say('talking')
    else this.#say(this.#soundAt && now - this.#soundAt < pulseTimes.watch ? 'watching' : 'none')
  }

  #hear(heard: { energy: number; seconds: number }): void {
    const [energy, seconds] = [heard.energy - this.#heard.energy, heard.seconds - this.#heard.seconds]
    this.#heard = heard
    if (seconds > 0) this.#loudness = Math.max(0, Math.min(100, 100 + 10 * Math.log10(Math.max(0, energy) / seconds + 1e-10)))
  }

  #say(sign: OfficerSign): void {
    if (sign === this.#sign) return
    this.#sign = sign
    this.options.onOfficer(sign)
  }
}

/** What came on the connection in all, how many packets of sound, and what the own microphone heard. */
function countsOf(report: RTCStatsReport): { bytes: number | undefined; sound: number; heard: { energy: number; seconds: number } } {
  let bytes: number | undefined
  let sound = 0
  let heard = { energy: 0, seconds: 0 }
  report.forEach((stat: { type: string; kind?: string; bytesReceived?: number; packetsReceived?: number; totalAudioEnergy?: number; totalSamplesDuration?: number }) => {
    if (stat.type === 'transport' && typeof stat.bytesReceived === 'number') bytes = (bytes ?? 0) + stat.bytesReceived
    if (stat.type === 'inbound-rtp' && stat.kind === 'audio') sound += stat.packetsReceived ?? 0
    if (stat.type === 'media-source' && stat.kind === 'audio') heard = { energy: stat.totalAudioEnergy ?? 0, seconds: stat.totalSamplesDuration ?? 0 }
  })
  return { bytes, sound, heard }
}
