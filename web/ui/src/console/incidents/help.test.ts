import { expect, it } from 'vitest'
import { dueAt, standingOf } from './help'

const person = (state: 'WAITING' | 'SENT' | 'NO_PHONE' | 'FAILED') => ({ role: 'ON_CALL' as const, name: '张到场', state })

it('says what is true of a call: never that somebody was told when nobody was', () => {
  expect(standingOf({ state: 'OPEN', sent: 0, persons: [] }, 0)).toBe('nobody')
  expect(standingOf({ state: 'OPEN', sent: 0, persons: [person('WAITING')] }, 0)).toBe('sending')
  expect(standingOf({ state: 'OPEN', sent: 0, persons: [person('NO_PHONE'), person('FAILED')] }, 0)).toBe('failed')
  expect(standingOf({ state: 'OPEN', sent: 0, persons: [person('FAILED'), person('WAITING')] }, 0)).toBe('sending')
  expect(standingOf({ state: 'OPEN', sent: 1, persons: [person('SENT'), person('FAILED')] }, 0)).toBe('sent')
  expect(standingOf({ state: 'ACKED', sent: 0, persons: [], ackedAt: '1970-01-01T00:00:00Z' }, 0)).toBe('acked')
  expect(standingOf({ state: 'ARRIVED', sent: 1, persons: [] }, 0)).toBe('arrived')
  expect(standingOf({ state: 'ENDED', sent: 1, persons: [] }, 0)).toBe('ended')
})

it('rings again when who said that they come is not there in their time', () => {
  const acked = { state: 'ACKED' as const, sent: 1, ackedWho: '张到场', ackedAt: '2026-11-22T02:00:00Z', persons: [{ ...person('SENT'), minutes: 12 }] }
  const at = (minutes: number) => Date.parse(acked.ackedAt) + minutes * 60_000
  expect(dueAt(acked)).toBe(at(17))
  expect([standingOf(acked, at(17)), standingOf(acked, at(17) + 1)]).toEqual(['acked', 'overdue'])
  expect(dueAt({ ...acked, ackedWho: '物业李师傅' })).toBe(at(20)) // not on the list: nobody knows the way
  expect(standingOf({ ...acked, state: 'ARRIVED' }, at(60))).toBe('arrived')
})
