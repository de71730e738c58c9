import { effectScope } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Problem } from '@/core/problem'
import { useCode } from './useCode'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function inScope<T>(make: () => T) {
  const scope = effectScope()
  return { made: scope.run(make) as T, end: () => scope.stop() }
}

it('waits a minute before it sends another code', async () => {
  const send = vi.fn(() => Promise.resolve())
  const { made: code } = inScope(() => useCode(send))
  expect(await code.ask()).toBe(true)
  expect(code.sent.value).toBe(true)
  expect(code.wait.value).toBe(60)
  expect(await code.ask()).toBe(false)
  expect(send).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(59_000)
  expect(code.wait.value).toBe(1)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await code.ask()).toBe(true)
  expect(send).toHaveBeenCalledTimes(2)
})

it('waits as long as the server says after a refusal, and not at all after a lost network', async () => {
  const answers = [new Problem('auth.locked', '太多', 429, [], '', 5_000), new Problem('net.offline', '')]
  const { made: code, end } = inScope(() => useCode(() => Promise.reject(answers.shift())))
  await code.ask()
  expect(code.sent.value).toBe(false)
  expect(code.wait.value).toBe(5)
  await vi.advanceTimersByTimeAsync(5_000)
  await code.ask()
  expect(code.problem.value?.code).toBe('net.offline')
  expect(code.wait.value).toBe(0)
  end()
  expect(vi.getTimerCount()).toBe(0)
})
