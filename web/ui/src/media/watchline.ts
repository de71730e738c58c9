// Looks at one seat or gate live, after WHEP: an offer is posted, the answer comes at once, nothing is transcoded. Comes back by itself
// when the way breaks or the media process was killed (ladder.ts). Talking back: the microphone is asked for at the first press and open only while
// the key is held.
import { asProblem, problemFrom, type Problem } from '@/core/problem'
import { Ladder } from './ladder'

/** connecting: no picture yet. lost: there was one. nothing: the seat publishes none now. refused: not for this reader. */
export type WatchState = 'off' | 'connecting' | 'on' | 'lost' | 'nothing' | 'refused'

/** denied: the browser or this computer gives no microphone. away: the server did not take the word. */
export type TalkState = 'silent' | 'asking' | 'talking' | 'denied' | 'away'

/** The way of the offers. Each call throws a Problem when it fails. */
export interface WatchLine {
  watch(offer: string): Promise<{ session: string; answer: string }>
  renew(session: string, offer: string): Promise<string>
  talk(session: string, on: boolean): Promise<void>
  end(session: string): Promise<void>
  /** Relays that the connection may use; none where none are needed. */
  servers?(): Promise<RTCIceServer[]>
}

export interface SeatWatchOptions {
  line: WatchLine
  /** `why`: the server's word on a refusal. */
  onState: (state: WatchState, why?: string) => void
  onTalk: (state: TalkState, why?: string) => void
  /** The picture and sound to show; undefined when they are over. */
  onStream: (stream: MediaStream | undefined) => void
  peer?: (servers: RTCIceServer[]) => RTCPeerConnection
  microphone?: () => Promise<MediaStream>
  random?: () => number
}

/** All in ms. `still`: no new picture for so long and the way counts as broken, looked for each `beat`. `long`: a look ends by itself, so that nobody is looked at by a forgotten window. */
export const watchTimes = { steady: 2500, first: 400, most: 8000, look: 3000, connect: 6000, beat: 1000, still: 4000, long: 590_000 } as const

export class SeatWatch {
  #state: WatchState = 'off'
  #talk: TalkState = 'silent'
  #run = 0 // rises with every start and stop; what belongs to an older one does nothing
  #voice: RTCRtpSender | undefined
  #microphone: MediaStream | undefined
  #pressed = false
  #end: ReturnType<typeof setTimeout> | undefined
  #beat: ReturnType<typeof setInterval> | undefined
  readonly #ladder: Ladder

  constructor(private readonly options: SeatWatchOptions) {
    const { line } = options
    this.#ladder = new Ladder({
      times: watchTimes, offer: (sdp) => line.watch(sdp), renew: (session, sdp) => line.renew(session, sdp), end: (session) => line.end(session),
      peer: async () => {
        const servers = (await line.servers?.().catch(() => undefined)) ?? []
        return (options.peer ?? ((iceServers) => new RTCPeerConnection({ iceServers })))(servers)
      },
      equip: (pc) => {
        pc.ontrack = (event) => options.onStream(event.streams[0])
        pc.addTransceiver('video', { direction: 'recvonly' })
        pc.addTransceiver('audio', { direction: 'recvonly' })
        this.#voice = pc.addTransceiver('audio', { direction: 'sendonly' }).sender
      },
      onWay: (way) => this.#become(way),
      onUp: (pc) => this.#mind(pc),
      onDown: () => {
        clearInterval(this.#beat)
        this.#voice = undefined
        options.onStream(undefined)
      },
      refused: (problem) => this.#refused(problem),
      ...(options.random ? { random: options.random } : {}),
    })
  }

  get state(): WatchState {
    return this.#state
  }

  start(): void {
    if (this.#state !== 'off') return
    this.#run++
    this.#end = setTimeout(() => this.stop(), watchTimes.long)
    this.#ladder.start()
  }

  stop(): void {
    this.#run++
    clearTimeout(this.#end)
    this.#pressed = false
    this.#ladder.stop()
    for (const track of this.#microphone?.getTracks() ?? []) track.stop()
    this.#microphone = undefined
    this.#say('silent')
    this.#become('off')
  }

  /** Begins to speak to the seat; does nothing while there is no picture. Ends with `hush`. */
  async speak(): Promise<void> {
    if (this.#pressed || this.#state !== 'on') return
    this.#pressed = true
    const run = this.#run
    this.#say('asking')
    try {
      this.#microphone ??= await (this.options.microphone ?? openMicrophone)()
    } catch {
      this.#pressed = false
      return this.#say('denied')
    }
    if (run !== this.#run) return this.#drop()
    if (!this.#pressed) return // let go while the browser still asked
    try {
      await this.#voice?.replaceTrack(this.#microphone.getAudioTracks()[0] ?? null)
      await this.options.line.talk(this.#ladder.session, true) // the seat shows who speaks before it hears it
      if (run !== this.#run) return
      if (!this.#pressed) return void this.options.line.talk(this.#ladder.session, false).catch(() => undefined)
      this.#open(true)
      this.#say('talking')
    } catch (err) {
      this.#pressed = false
      this.#open(false)
      if (run === this.#run) this.#say('away', asProblem(err).detail)
    }
  }

  /** Stops speaking. The microphone is shut at once, whatever the server says. */
  hush(): void {
    if (!this.#pressed) return
    this.#pressed = false
    this.#open(false)
    if (this.#talk === 'talking' && this.#ladder.session) void this.options.line.talk(this.#ladder.session, false).catch(() => undefined)
    this.#say('silent')
  }

  /** A connection that stands carries pictures; one whose pictures have ended shows the last one, and nobody may take that for the present. */
  #mind(pc: RTCPeerConnection): void {
    clearInterval(this.#beat)
    let [seen, at] = [-1, Date.now()]
    this.#beat = setInterval(() => {
      void pc.getStats().then((stats) => {
        let frames = 0
        stats.forEach((s: { type: string; kind?: string; framesReceived?: number }) => {
          if (s.type === 'inbound-rtp' && s.kind === 'video') frames += s.framesReceived ?? 0
        })
        if (frames !== seen) {
          if (seen >= 0 && this.#state === 'lost') this.#ladder.back()
          ;[seen, at] = [frames, Date.now()]
        } else if (this.#state === 'on' && Date.now() - at >= watchTimes.still) {
          at = Date.now()
          this.#ladder.quiet()
        }
      }, () => undefined)
    }, watchTimes.beat)
  }

  #open(on: boolean): void {
    for (const track of this.#microphone?.getAudioTracks() ?? []) track.enabled = on
  }

  #drop(): void {
    for (const track of this.#microphone?.getTracks() ?? []) track.stop()
    this.#microphone = undefined
  }

  #become(next: WatchState, why?: string): void {
    if (next === this.#state) return
    this.#state = next
    if (next !== 'on') this.hush()
    this.options.onState(next, why)
  }

  #say(next: TalkState, why?: string): void {
    if (next === this.#talk) return
    this.#talk = next
    this.options.onTalk(next, why)
  }

  #refused(problem: Problem): { wait: number } | 'stop' | undefined {
    if (problem.status === 401 || problem.status === 403) {
      this.#become('refused', problem.detail)
      return 'stop'
    }
    if (problem.status !== 404) return undefined
    this.#become('nothing') // it has no camera on now: looked for again, steadily
    return { wait: watchTimes.look }
  }
}

/** A microphone that is shut until somebody speaks. */
async function openMicrophone(): Promise<MediaStream> {
  const devices = navigator.mediaDevices
  if (!devices?.getUserMedia) throw new DOMException('', 'NotFoundError')
  const stream = await devices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } })
  for (const track of stream.getAudioTracks()) track.enabled = false
  return stream
}

const limit = 10_000 // ms

/** The line to a seat over HTTP with the officer's login. `csrf`: the cookie's word that every change needs. */
export function seatLine(seat: string, csrf: () => string, lang: () => string, ask?: typeof fetch): WatchLine {
  return lineTo(`/api/staff/seats/${seat}/live`, csrf, lang, ask)
}

/** The line to a gate where a person is called. */
export function gateLine(gate: string, csrf: () => string, lang: () => string, ask?: typeof fetch): WatchLine {
  return lineTo(`/api/staff/gates/${gate}/live`, csrf, lang, ask)
}

function lineTo(source: string, csrf: () => string, lang: () => string, ask: typeof fetch = (...args) => fetch(...args)): WatchLine {
  async function send(method: string, path: string, type?: string, body?: string): Promise<Response> {
    try {
      const response = await ask(path, {
        method, credentials: 'same-origin', signal: AbortSignal.timeout(limit),
        headers: { 'Accept-Language': lang(), 'X-SuiKao-CSRF': csrf(), ...(type ? { 'Content-Type': type } : {}) }, ...(body === undefined ? {} : { body }),
      })
      if (response.ok) return response
      throw problemFrom(response.status, await response.json().catch(() => undefined), response.headers)
    } catch (err) {
      throw asProblem(err)
    }
  }
  const at = (session: string) => `/api/staff/live/${session}`
  return {
    async watch(offer) {
      const response = await send('POST', source, 'application/sdp', offer)
      return { session: (response.headers.get('location') ?? '').split('/').at(-1) ?? '', answer: await response.text() }
    },
    renew: async (session, offer) => (await send('PATCH', at(session), 'application/sdp', offer)).text(),
    talk: async (session, on) => void (await send('POST', `${at(session)}/talk`, 'application/json', JSON.stringify({ on }))),
    end: async (session) => void (await send('DELETE', at(session))),
    servers: async () => ((await (await send('GET', '/api/staff/live/servers')).json()) as { items: RTCIceServer[] }).items,
  }
}

/** The word of the csrf cookie. */
export function csrfWord(cookies: string = document.cookie): string {
  const found = cookies.split('; ').find((part) => part.startsWith('sk_csrf='))
  return found ? decodeURIComponent(found.slice('sk_csrf='.length)) : ''
}
