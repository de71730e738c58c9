import { describe, expect, it, vi } from 'vitest'
import type { SeatView } from '../types'
import { makeBell, titleWith } from './bell'
import { byNeed, heardOf, isNews, untilSecond, type CallView } from './calls'
import { actsOf, countRoom, leftNow, mapOf, type AdmissionView, type SittingView } from './roommap'

const seat = (no: number, row: number, col: number, state: SeatView['state'] = 'IN_SERVICE'): SeatView => ({ id: `s${no}`, no, label: `A${no}`, row, col, state })
const sitting = (at: string, state: SittingView['state'], more: Partial<SittingView> = {}) => ({ id: `x${at}`, seat: at, state, live: true, leftSeconds: 100, ...more }) as SittingView

describe('the map of a room', () => {
  it('keeps places and leaves out aisles', () => {
    const map = mapOf([seat(1, 1, 1), seat(2, 1, 3), seat(3, 4, 1)], [], [])
    expect(map.cells.map((c) => [c.row, c.col])).toEqual([[1, 1], [1, 2], [2, 1]])
    expect(map.cols).toBe(2)
  })
  it('lays seats out by number where places are missing', () => {
    const map = mapOf(Array.from({ length: 9 }, (_, i) => seat(9 - i, 0, 0)), [], [])
    expect(map.cells.map((c) => c.seat.no)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect([map.cells[8]?.row, map.cells[8]?.col]).toEqual([2, 1])
  })
  it('puts people on their seats and counts them once', () => {
    const map = mapOf([seat(1, 1, 1), seat(2, 1, 2), seat(3, 1, 3, 'OUT'), seat(4, 1, 4)], [sitting('s1', 'RUNNING'), sitting('s2', 'SCORED', { live: false })], [{ seatId: 's1', state: 'STARTED' } as AdmissionView, { seatId: 's4', state: 'SEATED' } as AdmissionView])
    expect(map.cells[1]?.sitting).toBeUndefined()
    expect(countRoom(map)).toEqual({ taken: 2, out: 1, free: 1, running: 1, paused: 0 })
  })
  it('an empty room has a map', () => expect(mapOf([], [], [])).toEqual({ cols: 1, cells: [] }))
})

it('the clock runs only while the sitting does', () => {
  expect(leftNow(sitting('s', 'RUNNING'), 1000, 31_000)).toBe(70)
  expect(leftNow(sitting('s', 'PAUSED'), 1000, 31_000)).toBe(100)
  expect(leftNow(sitting('s', 'RUNNING'), 31_000, 1000)).toBe(100) // an answer from the future takes nothing away
  expect(leftNow(sitting('s', 'RUNNING'), 0, 1e9)).toBe(0)
})

it('offers what the state allows', () => {
  expect(actsOf('RUNNING')).toContain('pause')
  expect(actsOf('PAUSED')).not.toContain('pause')
  expect(actsOf('SCORED')).toEqual([])
})

describe('calls', () => {
  const one = (id: string, more: Partial<CallView> = {}) => ({ id, state: 'OPEN', at: '2026-11-21T08:00:00Z', presses: 1, escalateAt: '2026-11-21T08:01:00Z', ...more }) as CallView
  it('stand by need: unanswered and escalated first, the longest wait next, taken ones last', () => {
    const list = [one('taken', { state: 'ACKED', at: '2026-11-21T07:00:00Z' }), one('late', { at: '2026-11-21T08:00:30Z' }), one('early'), one('raised', { at: '2026-11-21T08:00:50Z', escalatedAt: '2026-11-21T08:02:00Z' })]
    expect(list.sort(byNeed).map((c) => c.id)).toEqual(['raised', 'early', 'late', 'taken'])
  })
  it('ring when they are new, pressed again or escalated, and not when somebody took them', () => {
    const heard = heardOf([one('a'), one('b', { state: 'ACKED' })])
    expect(isNews([one('a'), one('b', { state: 'ACKED' })], heard)).toBe(false)
    expect(isNews([one('a', { presses: 2 })], heard)).toBe(true)
    expect(isNews([one('a', { escalatedAt: '2026-11-21T08:01:00Z' })], heard)).toBe(true)
    expect(isNews([one('a', { state: 'ACKED' })], heard)).toBe(false)
    expect(isNews([one('c')], heard)).toBe(true)
    expect(isNews([], heard)).toBe(false)
  })
  it('say how long until the second officer is asked, never below nothing', () => {
    expect(untilSecond(one('a'), Date.parse('2026-11-21T08:00:20Z'))).toBe(40)
    expect(untilSecond(one('a'), Date.parse('2026-11-21T09:00:00Z'))).toBe(0)
    expect(untilSecond(one('a', { state: 'ACKED' }), 0)).toBeUndefined()
    expect(untilSecond(one('a', { escalatedAt: '2026-11-21T08:01:00Z' }), 0)).toBeUndefined()
  })
})

it('the number of those who wait stands in the title once', () => {
  expect(titleWith('值班台', 3)).toBe('(3) 值班台')
  expect(titleWith('(3) 值班台', 12)).toBe('(12) 值班台')
  expect(titleWith('(12) 值班台', 0)).toBe('值班台')
})

it('the bell is silent when it is off or the browser has no sound', () => {
  const make = vi.fn(() => {
    throw new Error('no sound here')
  })
  let kept: string | null = 'off'
  const box = { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) }
  const bell = makeBell(make, box)
  bell.ring()
  expect(make).not.toHaveBeenCalled()
  bell.toggle()
  expect([bell.on.value, kept, make.mock.calls.length]).toEqual([true, 'on', 1])
})
