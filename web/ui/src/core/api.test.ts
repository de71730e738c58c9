// @vitest-environment node
import { afterEach, expect, it, vi } from 'vitest'
import { call, createApi, type ApiOptions } from './api'
import { asProblem, problemFrom, Problem } from './problem'

type AnyClient = Record<'GET' | 'POST', (path: string, init?: object) => Promise<{ response: Response }>>

function client(answer: (request: Request) => Promise<Response> | Response, more: Partial<ApiOptions> = {}) {
  const seen: Request[] = []
  const api = createApi({
    baseUrl: 'http://exam.test',
    locale: () => 'en',
    cookies: () => 'a=1; sk_csrf=tok%2Fen; b=2',
    fetch: (async (request: Request) => {
      seen.push(request)
      return answer(request)
    }) as typeof fetch,
    ...more,
  }) as unknown as AnyClient
  return { api, seen }
}

const ok = () => new Response('{"n":1}', { headers: { 'content-type': 'application/json' } })

afterEach(() => void vi.useRealTimers())

it('sends the language and a request number, and the CSRF token only with writes', async () => {
  const { api, seen } = client(ok)
  await call(api.GET('/x'))
  await call(api.POST('/x', { body: {} }))
  expect(seen[0]?.headers.get('accept-language')).toBe('en')
  expect(seen[0]?.headers.get('x-request-id')).toMatch(/^[0-9a-f]{16}$/)
  expect(seen[0]?.headers.get('x-request-id')).not.toBe(seen[1]?.headers.get('x-request-id'))
  expect(seen[0]?.headers.get('x-suikao-csrf')).toBeNull()
  expect(seen[1]?.headers.get('x-suikao-csrf')).toBe('tok/en')
})

it('keeps the body of a write', async () => {
  const { api, seen } = client(ok)
  await call(api.POST('/x', { body: { choice: ['A'] } }))
  expect(await seen[0]?.text()).toBe('{"choice":["A"]}')
})

it('sends a device token as bearer', async () => {
  const { api, seen } = client(ok, { deviceToken: () => 'abc' })
  await call(api.GET('/x'))
  expect(seen[0]?.headers.get('authorization')).toBe('Bearer abc')
})

it('throws the server’s problem with code, text and wrong fields', async () => {
  const body = { code: 'booking.slot_full', detail: '该场次已满。', request: 'r2', errors: [{ path: 'body.phone', code: 'phone', message: '号码不对' }] }
  const told = vi.fn()
  const { api } = client(
    () => new Response(JSON.stringify(body), { status: 409, headers: { 'x-request-id': 'r1', 'retry-after': '3' } }),
    { onProblem: told },
  )
  const problem = await call(api.POST('/x', { body: {} })).catch((err: unknown) => err as Problem)
  expect(problem).toMatchObject({ code: 'booking.slot_full', detail: '该场次已满。', status: 409, requestId: 'r2', retryAfter: 3000 })
  expect((problem as Problem).mistake('phone')).toBe('号码不对')
  expect((problem as Problem).mistake('one')).toBe('')
  expect(told).toHaveBeenCalledOnce()
})

it('survives an answer that is no problem document', async () => {
  const { api } = client(() => new Response('<html>bad gateway', { status: 502 }))
  await expect(call(api.GET('/x'))).rejects.toMatchObject({ code: 'net.unreadable', status: 502 })
  expect(problemFrom(500, [1, 2])).toMatchObject({ code: 'net.unreadable' })
  expect(problemFrom(404, { title: 'Not Found', errors: 'no' })).toMatchObject({ code: 'http.404', detail: 'Not Found', errors: [] })
})

it('says net.offline when nothing answers and net.timeout when it takes too long', async () => {
  const offline = client(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(call(offline.api.GET('/x'))).rejects.toMatchObject({ code: 'net.offline' })

  vi.useFakeTimers()
  const slow = client(
    (request) => new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))),
    { timeout: 1000 },
  )
  const pending = expect(call(slow.api.GET('/x'))).rejects.toMatchObject({ code: 'net.timeout' })
  await vi.advanceTimersByTimeAsync(1001)
  await pending
})

it('makes a Problem of anything', () => {
  expect(asProblem('text')).toBeInstanceOf(Problem)
  expect(asProblem(new DOMException('', 'AbortError')).code).toBe('net.cancelled')
})
