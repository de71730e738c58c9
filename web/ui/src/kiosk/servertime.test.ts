import { expect, it, vi } from 'vitest'
import type { Api } from '@/core/api'
import { ServerClock } from '@/core/clock'
import { makeServerTime } from './servertime'

const answer = (now: string) => ({ GET: vi.fn(() => Promise.resolve({ data: { now }, response: new Response('{}', { status: 200 }) })) }) as unknown as Api

it('goes by the server, not by the terminal, once it has asked', async () => {
  const time = makeServerTime(answer('2026-11-23T01:00:00Z'), new ServerClock(() => 5), () => 1)
  expect(time.now()).toBe(1)
  await time.measure()
  expect(time.now()).toBe(Date.parse('2026-11-23T01:00:00Z'))
})

it('keeps what it knew when the server is away', async () => {
  const time = makeServerTime({ GET: vi.fn(() => Promise.reject(new TypeError('offline'))) } as unknown as Api, new ServerClock(), () => 7)
  await time.measure()
  expect(time.now()).toBe(7)
})
