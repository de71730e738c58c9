// @vitest-environment node
import { expect, it, vi } from 'vitest'
import { createApi } from './api'
import { idleState, seatState, serverNow } from './fakeline'
import { seatHttp } from './seathttp'
import type { Act } from './wire'

/** A server that answers by "METHOD path". */
function server(answers: Record<string, { status?: number; body: unknown }>) {
  const asked: { what: string; body: unknown }[] = []
  const api = createApi({
    baseUrl: 'http://exam.test', locale: () => 'zh-CN', cookies: () => '',
    fetch: (async (request: Request) => {
      const url = new URL(request.url)
      const what = `${request.method} ${url.pathname.replace('/api/device/sitting', '')}${url.search}`
      const text = await request.text()
      asked.push({ what, body: text ? JSON.parse(text) : undefined })
      const { status = 200, body } = answers[what] ?? { status: 404, body: { code: 'request.not_found', detail: '没有' } }
      return new Response(JSON.stringify(body), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' } })
    }) as typeof fetch,
  })
  const sample = vi.fn()
  return { http: seatHttp(api, sample, () => 5), asked, sample }
}

const acts: Act[] = [
  { type: 'answer', seq: 4, question: 2, answer: 'AC', clientAt: 10 },
  { type: 'mark', seq: 5, question: 2, marked: true, clientAt: 11 },
]
const running = seatState({ epoch: 3 })

it('stores acts under the epoch of the page, and says of each what became of it', async () => {
  const { http, asked, sample } = server({
    'POST /answers': { body: { receipts: [{ seq: 4, ack: { at: 7, proof: 'p' } }, { seq: 5, nack: { code: 'sitting.busy', text: 't', expected: 5, retry: true } }] } },
    'GET ?held=s1': { body: running },
  })
  const messages = await http.recover(acts, running)
  expect(messages.map((m) => m.type)).toEqual(['ack', 'nack', 'state'])
  expect(messages[0]).toMatchObject({ seq: 4, proof: 'p' })
  expect(messages[1]).toMatchObject({ seq: 5, retry: true })
  expect(asked[0]?.body).toEqual({
    sitting: 's1', epoch: 3,
    records: [
      { seq: 4, kind: 'ANSWER', question: 2, answer: 'AC', client_at: 10 },
      { seq: 5, kind: 'MARK', question: 2, answer: '1', client_at: 11 },
    ],
  })
  expect(sample).toHaveBeenCalledWith({ sentAt: 5, receivedAt: 5, serverTime: serverNow })
})

it('takes the sitting once, and never for an empty seat', async () => {
  const empty = server({ 'GET ': { body: idleState() } })
  expect(await empty.http.recover([], undefined)).toMatchObject([{ type: 'welcome', state: { idle: true } }])
  expect(empty.asked).toHaveLength(1)
  const fresh = server({ 'GET ': { body: seatState({ phase: 'ASSIGNED', epoch: 0 }) }, 'POST /connect': { body: seatState({ phase: 'ASSIGNED', epoch: 1 }) } })
  expect(await fresh.http.recover([], undefined)).toMatchObject([{ type: 'welcome', state: { epoch: 1 } }])
  const over = server({ 'GET ': { body: seatState({ phase: 'SCORED', epoch: 0 }) } })
  expect(await over.http.recover([], undefined)).toMatchObject([{ type: 'welcome', state: { phase: 'SCORED' } }])
  const taken = server({ 'GET ': { body: seatState({ epoch: 8 }) }, 'POST /connect': { body: seatState({ epoch: 9 }) } })
  expect(await taken.http.recover([], idleState())).toMatchObject([{ type: 'welcome', state: { epoch: 9 } }])
})

it('lets a newer page have the sitting', async () => {
  const answered = server({ 'POST /answers': { status: 409, body: { code: 'sitting.fenced', detail: '另一个窗口' } } })
  expect(await answered.http.recover(acts, running)).toMatchObject([{ type: 'fenced', text: '另一个窗口', moved: false }])
  const looked = server({ 'GET ?held=s1': { body: seatState({ epoch: 4 }) } })
  expect(await looked.http.recover([], running)).toMatchObject([{ type: 'fenced' }])
})

it('takes the sitting again when it may have fenced itself by a hello whose answer was lost', async () => {
  const again = { 'GET ': { body: seatState({ epoch: 4 }) }, 'POST /connect': { body: seatState({ epoch: 5 }) } }
  const answered = server({ 'POST /answers': { status: 409, body: { code: 'sitting.fenced', detail: 'x' } }, ...again })
  expect(await answered.http.recover(acts, running, true)).toMatchObject([{ type: 'welcome', state: { epoch: 5 } }])
  const looked = server({ 'GET ?held=s1': { body: seatState({ epoch: 4 }) }, ...again })
  expect(await looked.http.recover([], running, true)).toMatchObject([{ type: 'welcome', state: { epoch: 5 } }])
})

it('hears of the end, and of the next person', async () => {
  const over = server({ 'GET ?held=s1': { body: seatState({ phase: 'SCORED', epoch: 0, version: 5 }) } })
  expect(await over.http.recover([], running)).toMatchObject([{ type: 'state', state: { phase: 'SCORED' } }])
  const next = server({
    'GET ?held=s1': { body: seatState({ sitting: 's2', phase: 'ASSIGNED', epoch: 1 }) },
    'GET ': { body: seatState({ sitting: 's2', phase: 'ASSIGNED', epoch: 1 }) },
    'POST /connect': { body: seatState({ sitting: 's2', phase: 'ASSIGNED', epoch: 2 }) },
  })
  expect(await next.http.recover([], running)).toMatchObject([{ type: 'welcome', state: { sitting: 's2', epoch: 2 } }])
})

it('says when there is no way at all, and keeps quiet about acts that the server refuses as a whole', async () => {
  const down = server({ 'POST /answers': { status: 503, body: { code: 'request.unavailable', detail: 'x' } } })
  await expect(down.http.recover(acts, running)).rejects.toMatchObject({ status: 503 })
  const gone = server({ 'POST /answers': { status: 404, body: { code: 'sitting.not_found', detail: 'x' } }, 'GET ?held=s1': { body: idleState() } })
  expect(await gone.http.recover(acts, running)).toMatchObject([{ type: 'state', state: { idle: true } }])
})

it.each([
  [{ type: 'pledge', body: { sitting: 's1', notices: [{ kind: 'RECORDING', version: 1 }], nonce: 'n' } }, 'POST /pledge'],
  [{ type: 'practice_done', body: { sitting: 's1', skipped: true } }, 'POST /practice'],
  [{ type: 'start', body: { sitting: 's1' } }, 'POST /start'],
  [{ type: 'submit', body: { sitting: 's1', last: 9 } }, 'POST /submit'],
] as const)('asks for $type with the epoch', async (request, what) => {
  const { http, asked } = server({ [what]: { body: running } })
  expect(await http.ask(request as Parameters<typeof http.ask>[0], running)).toEqual(running)
  expect(asked).toEqual([{ what, body: { ...request.body, epoch: 3 } }])
})

it('asks whether the seat is free without taking it', async () => {
  for (const [state, free] of [[running, false], [idleState(), true], [seatState({ phase: 'SCORED' }), true]] as const) {
    const { http, asked } = server({ 'GET ': { body: state } })
    expect(await http.free()).toBe(free)
    expect(asked.map((one) => one.what)).toEqual(['GET '])
  }
})
