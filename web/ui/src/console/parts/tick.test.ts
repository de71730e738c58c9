import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { steady } from './tick'

class FakeWorker {
  onmessage: (() => void) | null = null
  onerror: (() => void) | null = null
  told: number[] = []
  ended = false
  postMessage = (ms: number) => void this.told.push(ms)
  terminate = () => void (this.ended = true)
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('works by the worker and ends it', () => {
  const worker = new FakeWorker()
  const run = vi.fn()
  const stop = steady(2000, run, () => worker as unknown as Worker)
  vi.advanceTimersByTime(10_000)
  expect(run).not.toHaveBeenCalled() // only the worker ticks
  worker.onmessage?.()
  expect([run.mock.calls.length, worker.told]).toEqual([1, [2000]])
  stop()
  expect(worker.ended).toBe(true)
})

it('goes on by itself where no worker can be had, or its file does not come', () => {
  const run = vi.fn()
  const stop = steady(1000, run, () => {
    throw new Error('none')
  })
  vi.advanceTimersByTime(3000)
  expect(run).toHaveBeenCalledTimes(3)
  stop()
  vi.advanceTimersByTime(3000)
  expect(run).toHaveBeenCalledTimes(3)

  const worker = new FakeWorker()
  const again = vi.fn()
  const end = steady(1000, again, () => worker as unknown as Worker)
  worker.onerror?.()
  worker.onerror?.()
  vi.advanceTimersByTime(2000)
  expect([again.mock.calls.length, worker.ended]).toEqual([2, true])
  end()
})
