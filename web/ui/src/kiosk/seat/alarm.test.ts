// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { makeAlarm } from './alarm'

function soundCard() {
  let tones = 0
  const param = { value: 0, setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined }
  const node = { frequency: param, gain: param, connect: (next: unknown) => next, start: () => void tones++, stop: () => undefined }
  const context = { currentTime: 0, destination: {}, resume: vi.fn(() => Promise.resolve()), createOscillator: () => node, createGain: () => node }
  return { context: context as unknown as AudioContext, heard: () => tones }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('sounds at once, again and again, and stops', async () => {
  const card = soundCard()
  const alarm = makeAlarm(() => card.context)
  alarm.start()
  alarm.start()
  expect(card.heard()).toBe(2)
  expect(card.context.resume).toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(8000)
  expect(card.heard()).toBe(6)
  alarm.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(card.heard()).toBe(6)
})

it('is silent without a sound card, and does not fail', () => {
  const none = makeAlarm(() => undefined)
  none.start()
  none.stop()
  const broken = makeAlarm(() => {
    throw new Error('no device')
  })
  broken.start()
  broken.stop()
})
