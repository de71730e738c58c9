import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { challengeTimes, makeChallenge } from './challenge'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function make() {
  const say = vi.fn()
  const speaker = { say, stop: () => undefined, mute: () => undefined, muted: ref(false), speaking: ref(undefined) }
  const scope = effectScope()
  const made = scope.run(() => makeChallenge(() => Date.now(), speaker))
  if (!made) throw new Error('no scope')
  return { ...made, say, scope }
}

it('shows and speaks the request until it is over', () => {
  const { challenge, ask, say } = make()
  ask('TURN_LEFT', Date.now() + 10_000)
  expect(challenge.value).toBe('left')
  expect(say).toHaveBeenCalledExactlyOnceWith(['seat.turnLeft'])
  ask('BLINK', Date.now() + 10_000)
  expect([challenge.value, say.mock.lastCall]).toEqual(['blink', [['seat.blink']]])
  ask('TURN_LEFT', Date.now() + 10_000)
  vi.advanceTimersByTime(9999)
  expect(challenge.value).toBe('left')
  vi.advanceTimersByTime(1)
  expect(challenge.value).toBeUndefined()
})

it('bounds what a clock that is wrong would make of it', () => {
  const { challenge, ask } = make()
  ask('TURN_RIGHT', Date.now() + 86_400_000)
  vi.advanceTimersByTime(challengeTimes.most)
  expect(challenge.value).toBeUndefined()
  ask('TURN_RIGHT', Date.now() - 86_400_000)
  vi.advanceTimersByTime(challengeTimes.least - 1)
  expect(challenge.value).toBe('right')
})

it('passes over what it does not know, and stops with its page', () => {
  const { challenge, ask, say, scope } = make()
  ask('STAND_UP', Date.now() + 10_000)
  expect(challenge.value).toBeUndefined()
  expect(say).not.toHaveBeenCalled()
  ask('TURN_LEFT', Date.now() + 10_000)
  scope.stop()
  expect(vi.getTimerCount()).toBe(0)
})
