import { describe, expect, it } from 'vitest'
import { bookingActs, bySlot, heldFor, mayChoose, type SlotView } from './booking'

describe('a booking at the counter', () => {
  it.each([['HELD', ['confirm', 'cancel'], false], ['CONFIRMED', ['print', 'pin', 'cancel'], false], ['ADMITTED', [], false], ['STARTED', [], false], ['FINISHED', [], false], ['EXPIRED', [], true], ['CANCELLED', [], true], ['TO_REBOOK', [], true], ['ABSENT', [], true]] as const)(
    '%s: %o, choose another: %s', (state, acts, choose) => {
      expect(bookingActs(state)).toEqual(acts)
      expect(mayChoose({ state })).toBe(choose)
    },
  )
  it('begins with choosing', () => expect(mayChoose(undefined)).toBe(true))
  it('is held until the server says, never below nothing, and not at all once confirmed', () => {
    const until = '2026-11-22T01:10:00Z'
    expect(heldFor({ state: 'HELD', holdUntil: until }, Date.parse('2026-11-22T01:00:30Z'))).toBe(570)
    expect(heldFor({ state: 'HELD', holdUntil: until }, Date.parse('2026-11-22T02:00:00Z'))).toBe(0)
    expect(heldFor({ state: 'CONFIRMED', holdUntil: until }, 0)).toBe(0)
    expect(heldFor({ state: 'HELD' }, 0)).toBe(0)
  })
})

it('offers what can be booked first, then by time', () => {
  const slot = (startsAt: string, bookable: boolean, roomName = '一') => ({ startsAt, bookable, roomName }) as SlotView
  const sorted = [slot('2026-11-22T03', false), slot('2026-11-22T05', true), slot('2026-11-22T04', true, '二'), slot('2026-11-22T04', true)].sort(bySlot)
  expect(sorted.map((s) => `${s.startsAt.slice(-2)}${s.roomName}${s.bookable ? '' : '×'}`)).toEqual(['04二', '04一', '05一', '03一×'])
})
