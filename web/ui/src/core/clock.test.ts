import { describe, expect, it } from 'vitest'
import { crossedMarks, formatRemaining, secondsBelow, ServerClock, timeLeft } from './clock'

const T = 1_790_000_000_000

function machine() {
  let now = 1000
  const clock = new ServerClock(() => now)
  return {
    clock,
    wait: (ms: number) => (now += ms),
    /** One exchange: `up` ms on the way there, `down` ms back; the server's clock is T + monotonic + skew. */
    exchange(up: number, down: number, skew = 0) {
      const sentAt = now
      const serverTime = T + now + up + skew
      now += up + down
      return clock.add({ sentAt, receivedAt: now, serverTime })
    },
    truth: (skew = 0) => T + now + skew,
  }
}

describe('ServerClock', () => {
  it('knows nothing before the first sample', () => {
    const { clock } = machine()
    expect(clock.now()).toBeUndefined()
    expect(clock.remaining(T)).toBeUndefined()
  })

  it('trusts the shortest round trip, not the last one', () => {
    const m = machine()
    m.exchange(10, 10)
    m.exchange(20, 180) // a slow way back
    expect(m.clock.now()).toBe(m.truth())
    expect(m.clock.uncertainty()).toBe(10)
  })

  it('is never wrong by more than its uncertainty, whatever the delays', () => {
    let seed = 7
    const random = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31
    for (let run = 0; run < 50; run++) {
      const m = machine()
      for (let i = 0; i < 20; i++) {
        m.exchange(random() * 400, random() * 400)
        m.wait(random() * 5000)
        expect(Math.abs((m.clock.now() ?? 0) - m.truth())).toBeLessThanOrEqual((m.clock.uncertainty() ?? 0) + 0.001)
      }
    }
  })

  it('forgets the old offset after the machine slept', () => {
    const m = machine()
    m.exchange(5, 5)
    m.exchange(20, 20, 600_000) // the monotonic clock stood still for ten minutes
    expect(m.clock.now()).toBe(m.truth(600_000))
  })

  it('lets old samples go, so that drift does not add up', () => {
    const m = machine()
    m.exchange(1, 1)
    m.wait(6 * 60_000)
    m.exchange(50, 50, 40)
    expect(m.clock.now()).toBe(m.truth(40))
  })

  it('ignores impossible samples', () => {
    const { clock } = machine()
    expect(clock.add({ sentAt: 10, receivedAt: 5, serverTime: T })).toBe(false)
    expect(clock.add({ sentAt: 1, receivedAt: 5, serverTime: NaN })).toBe(false)
    expect(clock.now()).toBeUndefined()
  })

  it('never shows negative time', () => {
    const m = machine()
    m.exchange(1, 1)
    expect(m.clock.remaining(T)).toBe(0)
    expect(m.clock.remaining(m.truth() + 5000)).toBe(5000)
  })
})

it.each([[0, '00:00'], [1, '00:01'], [59_999, '01:00'], [1_745_000, '29:05'], [3_909_000, '1:05:09'], [7_200_000, '2:00:00'], [-5, '00:00']])(
  'writes %i ms as %s',
  (ms, text) => expect(formatRemaining(ms)).toBe(text),
)

it('announces each mark once, also when a look was late', () => {
  const marks = [600_000, 60_000]
  expect(crossedMarks(undefined, 50_000, marks)).toEqual([])
  expect(crossedMarks(600_001, 600_000, marks)).toEqual([600_000])
  expect(crossedMarks(600_000, 599_000, marks)).toEqual([])
  expect(crossedMarks(700_000, 10_000, marks)).toEqual(marks)
})

it('shows no seconds before the last minutes, and never more time than there is', () => {
  const minute = 60_000
  expect(timeLeft(120 * minute)).toEqual({ hours: 2, minutes: 0 })
  expect(timeLeft(120 * minute - 1)).toEqual({ hours: 1, minutes: 59 })
  expect(timeLeft(secondsBelow)).toEqual({ hours: 0, minutes: 5 })
  expect(timeLeft(secondsBelow - 1)).toEqual({ hours: 0, minutes: 5, seconds: 0 })
  expect(timeLeft(61_000)).toEqual({ hours: 0, minutes: 1, seconds: 1 })
  expect(timeLeft(1)).toEqual({ hours: 0, minutes: 0, seconds: 1 })
  expect(timeLeft(-5)).toEqual({ hours: 0, minutes: 0, seconds: 0 })
})
