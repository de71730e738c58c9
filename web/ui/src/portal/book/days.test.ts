import { expect, it } from 'vitest'
import type { Slot } from '../types'
import { byTime, dayPart, daysFrom, endClock, oneReason } from './days'

const slot = (id: string, startsAt: string, free: number, more: Partial<Slot> = {}): Slot => ({
  id, room: id, roomName: id, startsAt, endsAt: startsAt.replace(/T(\d\d)/, (_, h: string) => `T${String(Number(h) + 2).padStart(2, '0')}`), capacity: 12, free, bookable: free > 0, ...more,
})

it('counts days in China, whatever the hour', () => {
  expect(daysFrom(Date.parse('2026-11-21T15:59:00Z'), 3)).toEqual(['2026-11-21', '2026-11-22', '2026-11-23'])
  expect(daysFrom(Date.parse('2026-11-21T16:01:00Z'), 2)).toEqual(['2026-11-22', '2026-11-23'])
  expect(daysFrom(Date.parse('2026-12-31T12:00:00Z'), 2)).toEqual(['2026-12-31', '2027-01-01'])
})

it('puts the rooms of one time together, free ones first', () => {
  const groups = byTime([slot('B', '2026-11-22T06:00:00Z', 3), slot('A', '2026-11-22T02:00:00Z', 0), slot('C', '2026-11-22T02:00:00Z', 5)])
  expect(groups.map((g) => [g.startsAt, g.free, g.slots.map((s) => s.id)])).toEqual([
    ['2026-11-22T02:00:00Z', 5, ['C', 'A']],
    ['2026-11-22T06:00:00Z', 3, ['B']],
  ])
})

it('does not count places that cannot be booked', () => {
  expect(byTime([slot('A', '2026-11-22T02:00:00Z', 7, { bookable: false })])[0]?.free).toBe(0)
})

it('names the part of the day by the clock of China', () => {
  expect(['2026-11-21T16:00:00Z', '2026-11-21T21:59:00Z', '2026-11-21T22:00:00Z', '2026-11-22T04:00:00Z', '2026-11-22T10:00:00Z'].map(dayPart)).toEqual(['night', 'night', 'morning', 'afternoon', 'evening'])
})

it('says once why a whole day is closed', () => {
  const closed = { bookable: false, why: { code: 'x', text: '特殊时期停考' } }
  const a = slot('A', '2026-11-22T02:00:00Z', 0, closed)
  expect(oneReason([a, slot('B', '2026-11-22T04:00:00Z', 0, closed)])).toBe('特殊时期停考')
  expect(oneReason([a, slot('B', '2026-11-22T04:00:00Z', 0, { bookable: false, why: { code: 'y', text: '已满' } })])).toBeUndefined()
  expect(oneReason([a, slot('B', '2026-11-22T04:00:00Z', 3)])).toBeUndefined()
  expect(oneReason([])).toBeUndefined()
})

it('ends a day at 24:00', () => {
  expect(['2026-11-21T16:00:00Z', '2026-11-21T16:30:00Z', '2026-11-22T02:00:00Z'].map(endClock)).toEqual(['24:00', '00:30', '10:00'])
})

it('keeps the order of rooms that are equally free', () => {
  const [group] = byTime([slot('第一考场', '2026-11-22T02:00:00Z', 5), slot('第二考场', '2026-11-22T02:00:00Z', 5)])
  expect(group?.slots.map((s) => s.id)).toEqual(['第一考场', '第二考场'])
})
