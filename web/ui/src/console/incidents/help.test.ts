import { expect, it } from 'vitest'
import { standingOf } from './help'

const person = (state: 'WAITING' | 'SENT' | 'NO_PHONE' | 'FAILED') => ({ role: 'ON_CALL' as const, name: '张到场', state })

it('says what is true of a call: never that somebody was told when nobody was', () => {
  expect(standingOf({ state: 'OPEN', sent: 0, persons: [] })).toBe('nobody')
  expect(standingOf({ state: 'OPEN', sent: 0, persons: [person('WAITING')] })).toBe('sending')
  expect(standingOf({ state: 'OPEN', sent: 0, persons: [person('NO_PHONE'), person('FAILED')] })).toBe('failed')
  expect(standingOf({ state: 'OPEN', sent: 0, persons: [person('FAILED'), person('WAITING')] })).toBe('sending')
  expect(standingOf({ state: 'OPEN', sent: 1, persons: [person('SENT'), person('FAILED')] })).toBe('sent')
  expect(standingOf({ state: 'ACKED', sent: 0, persons: [] })).toBe('acked')
  expect(standingOf({ state: 'ARRIVED', sent: 1, persons: [] })).toBe('arrived')
  expect(standingOf({ state: 'ENDED', sent: 1, persons: [] })).toBe('ended')
})
