import { effectScope } from 'vue'
import { afterEach, expect, it, vi } from 'vitest'
import { createApi } from '@/core/api'
import { useCheck } from './useCheck'

afterEach(() => void vi.useRealTimers())

const puzzle = () => new Response(JSON.stringify({ puzzle: 'P', bits: 4, life: 600 }), { headers: { 'content-type': 'application/json' } })

function page(answer: (path: string, body: unknown) => Response | Promise<Response>) {
  const seen: Request[] = []
  const api = createApi({
    baseUrl: 'http://check.test', locale: () => 'zh-CN', cookies: () => '',
    fetch: (async (request: Request) => {
      seen.push(request)
      const { pathname } = new URL(request.url)
      return pathname.endsWith('/puzzle') ? puzzle() : answer(pathname, await request.clone().json())
    }) as typeof fetch,
  })
  const scope = effectScope()
  return { check: scope.run(() => useCheck(api)) as ReturnType<typeof useCheck>, seen, end: () => scope.stop() }
}
const ok = (at: string) => new Response(JSON.stringify({ at, permits: [] }), { headers: { 'content-type': 'application/json' } })

it('sends number and name in the body, never in the address', async () => {
  const { check, seen } = page(() => ok('2026-11-21T00:00:00Z'))
  await check.ask({ number: 'T11010519491231002X', name: '买买提·吐尔逊' })
  expect(seen[1]?.url).toBe('http://check.test/api/public/verify/number')
  expect(await seen[1]?.json()).toEqual({ number: 'T11010519491231002X', name: '买买提·吐尔逊', proof: expect.stringMatching(/^P:\d+$/) as string })
  await check.ask({ code: 'ABCDEFGH12345678' })
  expect(seen[2]?.url).toBe('http://check.test/api/public/verify/code')
})

it('solves a puzzle for each question, and another one where it lay too long', async () => {
  let refusals = 1
  const { check, seen } = page(() => (refusals-- > 0 ? new Response(JSON.stringify({ code: 'verify.puzzle', detail: '过期' }), { status: 409 }) : ok('2026-11-21T00:00:00Z')))
  await check.prepare()
  await check.ask({ number: 'T1', name: '张三' })
  expect(check.problem.value).toBeUndefined()
  expect(check.answer.value?.at).toBe('2026-11-21T00:00:00Z')
  expect(seen.map((r) => r.url.split('/').pop())).toEqual(['puzzle', 'number', 'puzzle', 'number'])
  refusals = 2
  await check.ask({ number: 'T1', name: '张三' })
  expect(check.problem.value?.code).toBe('verify.puzzle') // once, not for ever
})

it('never shows the answer of an earlier question', async () => {
  const open: ((r: Response) => void)[] = []
  const { check } = page(() => new Promise<Response>((done) => open.push(done)))
  const first = check.ask({ code: 'A'.repeat(16) })
  await vi.waitFor(() => expect(open).toHaveLength(1))
  const second = check.ask({ code: 'B'.repeat(16) })
  await vi.waitFor(() => expect(open).toHaveLength(2))
  open[1]?.(ok('2026-02-02T00:00:00Z'))
  await second
  open[0]?.(ok('2026-01-01T00:00:00Z'))
  await first
  expect(check.answer.value?.at).toBe('2026-02-02T00:00:00Z')
  expect(check.busy.value).toBe(false)
  void check.ask({ code: 'C'.repeat(16) })
  expect(check.answer.value).toBeUndefined()
})

it('waits as long as the server says', async () => {
  vi.useFakeTimers()
  const refuse = () => new Response(JSON.stringify({ code: 'permit.too_many_checks', detail: '查询太频繁' }), { status: 429, headers: { 'retry-after': '30' } })
  const { check, seen, end } = page(refuse)
  await check.ask({ code: 'A'.repeat(16) })
  expect(check.wait.value).toBe(30)
  await check.ask({ code: 'A'.repeat(16) })
  expect(seen).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(check.wait.value).toBe(0)
  await check.ask({ code: 'A'.repeat(16) })
  expect(seen).toHaveLength(2)
  end()
  expect(vi.getTimerCount()).toBe(0)
})

it('has no place for problems of the past', async () => {
  const answers = [() => new Response('{}', { status: 503 }), () => ok('2026-11-21T00:00:00Z')]
  const { check } = page(() => (answers.shift() ?? (() => ok('')))())
  await check.ask({ code: 'A'.repeat(16) })
  expect(check.problem.value?.status).toBe(503)
  await check.ask({ code: 'A'.repeat(16) })
  expect(check.problem.value).toBeUndefined()
  check.clear()
  expect(check.answer.value).toBeUndefined()
})
