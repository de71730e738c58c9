// The seat's way over plain HTTP, for when the socket cannot be had (a proxy that forbids it). The same acts, bodies and rules
// as on the socket; what comes back is told as the socket would have told it. Operations: /api/device/sitting….
import { call, loose, type Api } from './api'
import type { ClockSample } from './clock'
import { asProblem } from './problem'
import { isLive } from './sitting'
import { codes, type Act, type Request, type SeatState, type ServerMessage } from './wire'
import type { Input } from './wire.gen'

type Ack = Extract<ServerMessage, { type: 'ack' }>
type Nack = Extract<ServerMessage, { type: 'nack' }>

interface Receipt {
  seq: number
  ack?: Pick<Ack, 'at' | 'proof'>
  nack?: Pick<Nack, 'code' | 'text' | 'expected' | 'retry'>
}

/** Which page asks, and what caused the answers it sends. */
export interface SeatPage {
  page: string
  /** The number of another connection of this page. */
  connection: () => number
  cause: (act: Act) => string | undefined
}

export interface SeatHttp {
  /**
   * Sends acts and asks where the sitting stands. `unheard`: this page has taken the sitting itself and never heard the
   * answer; being fenced means nothing then, and it takes the sitting again. Throws a Problem when there is no way either.
   */
  recover(acts: readonly Act[], state: SeatState | undefined, unheard?: boolean): Promise<readonly ServerMessage[]>
  /** Whether nobody sits at this seat any more; takes nothing. Throws a Problem. */
  free(): Promise<boolean>
  /** Tells what inputs the page heard. Throws a Problem. */
  tell(body: Input): Promise<void>
  /** Does what the request asks and gives the state it led to. Throws a Problem. */
  ask(request: Request, state: SeatState | undefined): Promise<SeatState>
}

const steps: Record<Request['type'], string> = { pledge: 'pledge', practice_done: 'practice', start: 'start', submit: 'submit', break: 'break' }

/** `onSample` gets the server's time of every state, so that the clock runs right without a socket. */
export function seatHttp(api: Api, onSample: (sample: ClockSample) => void = () => undefined, monotonic: () => number = () => performance.now(), from?: SeatPage): SeatHttp {
  const http = loose(api)
  const headers: Record<string, string> = from ? { 'X-SuiKao-Page': from.page } : {}

  async function timed(ask: () => Promise<SeatState>): Promise<SeatState> {
    const sentAt = monotonic()
    const state = await ask()
    onSample({ sentAt, receivedAt: monotonic(), serverTime: state.now })
    return state
  }

  const look = (held: string) => timed(() => call(http.GET<SeatState>('/api/device/sitting', { params: { query: held ? { held } : {} } })))
  const connect = () => timed(() => call(http.POST<SeatState>('/api/device/sitting/connect', from ? { headers: { ...headers, 'X-SuiKao-Nth': String(from.connection()) } } : {})))

  /** Takes the sitting, once: every taking fences the one before. */
  async function take(): Promise<ServerMessage[]> {
    const seen = await look('')
    const state = isLive(seen) ? await connect() : seen // a sitting that nobody has taken yet has epoch 0
    return [{ type: 'welcome', id: '', protocol: 1, state }]
  }

  async function send(acts: readonly Act[], { sitting, epoch }: SeatState): Promise<ServerMessage[]> {
    const records = acts.map((act) => ({
      seq: act.seq, question: act.question, client_at: act.clientAt,
      ...(act.type === 'answer' ? { kind: 'ANSWER', answer: act.answer, ...inOf(from?.cause(act)) } : { kind: 'MARK', answer: act.marked ? '1' : '' }),
    }))
    try {
      const { receipts } = await call(http.POST<{ receipts: Receipt[] }>('/api/device/sitting/answers', { headers, body: { sitting, epoch, records } }))
      return receipts.flatMap(told)
    } catch (err) {
      const problem = asProblem(err)
      if (problem.code === codes.fenced) return [fenced(problem.detail)]
      if (problem.status >= 400 && problem.status < 500) return [] // the state that follows says why
      throw problem
    }
  }

  return {
    async recover(acts, state, unheard = false) {
      if (!state || state.idle || state.epoch === 0) return take()
      const messages = acts.length > 0 ? await send(acts, state) : []
      if (messages.some((m) => m.type === 'fenced')) return unheard ? take() : messages
      const next = await look(state.sitting)
      const same = !next.idle && next.sitting === state.sitting
      if (same && next.epoch !== 0 && next.epoch !== state.epoch) return unheard ? take() : [...messages, fenced('')]
      if (!same && isLive(next)) return [...messages, ...(await take())] // somebody else was seated here
      return [...messages, { type: 'state', id: '', why: 'CHANGED', state: next }]
    },
    free: async () => !isLive(await look('')),
    async tell(body) {
      await call(http.POST('/api/device/sitting/input', { headers, body }))
    },
    async ask(request, state) {
      const { epoch } = state ?? { epoch: 0 }
      return timed(() => call(http.POST<SeatState>(`/api/device/sitting/${steps[request.type]}`, { body: { ...request.body, epoch } })))
    },
  }
}

const inOf = (cause: string | undefined) => (cause === undefined ? {} : { in: cause })

function told({ seq, ack, nack }: Receipt): ServerMessage[] {
  if (ack) return [{ type: 'ack', id: '', seq, ...ack }]
  return nack ? [{ type: 'nack', id: '', seq, ...nack }] : []
}

function fenced(text: string): ServerMessage {
  return { type: 'fenced', id: '', code: codes.fenced, text, moved: false }
}
