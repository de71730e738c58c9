import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Api } from '@/core/api'
import { makeStaff } from './staff'

const api = (answer: () => Promise<unknown>) => ({ POST: vi.fn(answer) }) as unknown as Api & { POST: ReturnType<typeof vi.fn> }
const ok = () => Promise.resolve({ response: new Response(null, { status: 204 }) })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('calls once however often the button is pressed while it calls, and may call again after a minute', async () => {
  const a = api(ok)
  const staff = makeStaff(a)
  const first = staff.call()
  void staff.call()
  await first
  expect(a.POST).toHaveBeenCalledTimes(1)
  expect(staff.state.value).toBe('called')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(staff.state.value).toBe('ready')
})

it('does not pretend that somebody was called', async () => {
  const staff = makeStaff(api(() => Promise.reject(new TypeError('offline'))))
  await staff.call()
  expect(staff.state.value).toBe('failed')
})

it('shows that the server called by itself, and forgets it for the next person', () => {
  const staff = makeStaff(api(ok))
  staff.told()
  expect(staff.state.value).toBe('called')
  staff.reset()
  expect(staff.state.value).toBe('ready')
})
