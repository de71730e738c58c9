// One connection that is got back whatever happens: offered over HTTP and answered at once, another way through the network (ICE
// restart) when the way breaks, a new connection where the session is gone, ever more slowly and never in step with others.
import { asProblem, type Problem } from '@/core/problem'

/** All in ms. steady: a stutter is waited for; first, most: between tries; connect: a connection that does not come is given up. */
export interface LadderTimes {
  readonly steady: number
  readonly first: number
  readonly most: number
  readonly connect: number
}

/** connecting: it never stood yet. lost: it did. */
export type Way = 'connecting' | 'on' | 'lost'

export interface LadderOptions {
  times: LadderTimes
  /** Makes a connection. */
  peer: () => RTCPeerConnection | Promise<RTCPeerConnection>
  /** Gives a new connection its lines of media. */
  equip: (pc: RTCPeerConnection) => void | Promise<void>
  offer: (sdp: string) => Promise<{ session: string; answer: string }>
  renew: (session: string, sdp: string) => Promise<string>
  end: (session: string) => Promise<void>
  /** Told at every change and again when a new try begins. */
  onWay: (way: Way) => void
  /** The connection stands; told each time that it does. */
  onUp?: (pc: RTCPeerConnection) => void
  /** The connection is let go. */
  onDown?: () => void
  /** An offer that was refused: `wait` before the next one, `stop` for none, nothing for the usual way. */
  refused?: (problem: Problem) => { wait: number } | 'stop' | undefined
  random?: () => number
}

export class Ladder {
  #run = 0 // rises with every start and stop; what belongs to an older one does nothing
  #pc: RTCPeerConnection | undefined
  #session = ''
  #tries = 0
  #stood = false
  #way: Way | undefined
  #renewing = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly options: LadderOptions) {}

  /** Of the connection that stands or is under way; '' before the server has answered. */
  get session(): string {
    return this.#session
  }

  /** Begins from nothing. `stood`: a connection did before, so that what is missing is lost. */
  start(stood = false): void {
    this.#run++
    this.#stood = stood
    this.#tries = 0
    this.#become(stood ? 'lost' : 'connecting')
    void this.#connect(this.#run)
  }

  /** Lets the connection go. `tell`: the server is told that the session is over. */
  stop(tell = true): void {
    this.#run++
    clearTimeout(this.#timer)
    const session = this.#session
    this.#hangUp()
    this.#way = undefined
    if (session && tell) void this.options.end(session).catch(() => undefined)
  }

  /** The network is there again: nobody waits any longer. */
  hurry(): void {
    if (this.#way === undefined || this.#way === 'on') return
    this.#tries = 0
    if (this.#session) void this.#renew(this.#run)
    else this.#again(this.#run, 0)
  }

  /** The way is broken whatever the browser thinks of it. */
  quiet(): void {
    if (this.#way === undefined || !this.#pc) return
    this.#become('lost')
    void this.#renew(this.#run, true)
  }

  /** It carries again without anything having been done. */
  back(): void {
    if (this.#pc?.connectionState !== 'connected') return
    clearTimeout(this.#timer)
    this.#tries = 0
    this.#become('on')
  }

  #become(next: Way): void {
    this.#way = next
    this.options.onWay(next)
  }

  async #connect(run: number): Promise<void> {
    this.#hangUp()
    try {
      const pc = await this.options.peer()
      if (run !== this.#run) return pc.close()
      this.#pc = pc
      await this.#introduce(run, pc)
    } catch (err) {
      if (run === this.#run) this.#failed(run, asProblem(err))
    }
  }

  async #introduce(run: number, pc: RTCPeerConnection): Promise<void> {
    try {
      await this.options.equip(pc)
      const offer = await pc.createOffer()
      await pc.setLocalDescription(offer)
      const { session, answer } = await this.options.offer(offer.sdp ?? '')
      if (run !== this.#run || pc !== this.#pc) return void this.options.end(session).catch(() => undefined)
      this.#session = session
      pc.onconnectionstatechange = () => run === this.#run && pc === this.#pc && this.#moved(run, pc)
      await pc.setRemoteDescription({ type: 'answer', sdp: answer })
      this.#after(this.options.times.connect, run, () => pc.connectionState !== 'connected' && this.#again(run))
    } catch (err) {
      if (pc === this.#pc) throw err
    }
  }

  #failed(run: number, problem: Problem): void {
    const verdict = this.options.refused?.(problem)
    if (!verdict) return this.#again(run)
    this.#hangUp()
    this.#way = undefined
    if (verdict === 'stop') return
    this.#tries = 0
    this.#after(verdict.wait, run, () => void this.#connect(run))
  }

  #moved(run: number, pc: RTCPeerConnection): void {
    switch (pc.connectionState) {
      case 'connected':
        clearTimeout(this.#timer)
        this.#tries = 0
        this.#stood = true
        this.#become('on')
        return this.options.onUp?.(pc)
      case 'disconnected': // often comes back by itself
        this.#become('lost')
        return this.#after(this.options.times.steady, run, () => void this.#renew(run))
      case 'failed':
        this.#become('lost')
        return void this.#renew(run)
      case 'closed': // the server ended it: what it served is gone, or its process was killed
        return this.#again(run, this.options.times.first)
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
      const answer = await this.options.renew(this.#session, offer.sdp ?? '')
      if (run !== this.#run || pc !== this.#pc) return
      await pc.setRemoteDescription({ type: 'answer', sdp: answer })
      this.#after(this.options.times.connect, run, () => this.#way !== 'on' && this.#again(run))
    } catch (err) {
      if (run === this.#run && pc === this.#pc) this.#again(run, asProblem(err).status === 404 ? 0 : undefined)
    } finally {
      this.#renewing = false
    }
  }

  /** Connects anew after a while that grows with every failure. */
  #again(run: number, wait?: number): void {
    this.#hangUp()
    this.#become(this.#stood ? 'lost' : 'connecting')
    const { first, most } = this.options.times
    const longest = Math.min(most, first * 2 ** this.#tries++)
    this.#after(wait ?? longest * (0.5 + (this.options.random ?? Math.random)()), run, () => void this.#connect(run))
  }

  #after(wait: number, run: number, act: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => run === this.#run && act(), wait)
  }

  #hangUp(): void {
    const pc = this.#pc
    this.#pc = undefined
    this.#session = ''
    if (!pc) return
    pc.onconnectionstatechange = pc.ontrack = null
    pc.close()
    this.options.onDown?.()
  }
}
