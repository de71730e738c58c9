import { expect, it, vi } from 'vitest'
import { createApi } from '@/core/api'
import { makeSession } from './session'

function server(answers: Record<string, () => Response>) {
  const api = createApi({
    baseUrl: 'http://portal.test',
    locale: () => 'zh-CN',
    cookies: () => '',
    fetch: (async (request: Request) => (answers[new URL(request.url).pathname] ?? (() => new Response('{}', { status: 404 })))()) as typeof fetch,
  })
  return api
}
const json = (body: unknown, status = 200) => () => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
const me = { id: '01', name: '李雷' }

it('knows who is logged in', async () => {
  const session = makeSession(server({ '/api/candidate/me': json(me) }))
  expect(session.known.value).toBe(false)
  expect((await session.refresh())?.name).toBe('李雷')
  expect(session.known.value).toBe(true)
})

it('is logged out after a 401 and tells it once', async () => {
  let in_ = true
  const out = vi.fn()
  const session = makeSession(server({ '/api/candidate/me': () => (in_ ? json(me)() : json({ code: 'auth.ended' }, 401)()) }), out)
  await session.refresh()
  in_ = false
  expect(await session.refresh()).toBeUndefined()
  await session.refresh()
  expect(session.known.value).toBe(true)
  expect(out).toHaveBeenCalledOnce()
})

it('does not forget anybody because the network is lost', async () => {
  let up = true
  const session = makeSession(server({ '/api/candidate/me': () => (up ? json(me)() : json({ code: 'x' }, 503)()) }))
  await session.refresh()
  up = false
  await session.refresh()
  expect(session.me.value?.name).toBe('李雷')
  expect(session.problem.value?.status).toBe(503)
})

it('logs out only when the server has ended the session', async () => {
  let status = 503
  const out = vi.fn()
  const session = makeSession(server({ '/api/candidate/me': json(me), '/api/candidate/logout': () => new Response('{}', { status }) }), out)
  await session.refresh()
  await expect(session.leave(false)).rejects.toMatchObject({ status: 503 })
  expect(session.me.value).toBeDefined()
  status = 401
  await session.leave(false)
  expect(session.me.value).toBeUndefined()
  expect(out).toHaveBeenCalledOnce()
})
