// Booking for a person at the counter: which slots may be offered, and how far a booking has come.
import type { Schemas } from '../types'

export type SlotView = Schemas['SlotView']
export type BookingView = Schemas['BookingView']

/** What may be done with a booking at the counter. */
export function bookingActs(state: BookingView['state']): readonly ('confirm' | 'cancel' | 'pin' | 'print')[] {
  if (state === 'HELD') return ['confirm', 'cancel']
  return state === 'CONFIRMED' ? ['print', 'pin', 'cancel'] : []
}

/** Whether another slot may be chosen: nothing is booked, or what was booked has ended. */
export function mayChoose(booking: Pick<BookingView, 'state'> | undefined): boolean {
  return !booking || ['EXPIRED', 'CANCELLED', 'ABSENT', 'TO_REBOOK'].includes(booking.state)
}

/** Seconds for which a place is still held; 0 when the time is over. */
export function heldFor(booking: Pick<BookingView, 'state' | 'holdUntil'>, now: number): number {
  return booking.state === 'HELD' && booking.holdUntil ? Math.max(0, Math.floor((Date.parse(booking.holdUntil) - now) / 1000)) : 0
}

/** Free slots first in their order of time, rooms as the point lists them; then the others. */
export function bySlot(a: SlotView, b: SlotView): number {
  return Number(b.bookable) - Number(a.bookable) || a.startsAt.localeCompare(b.startsAt)
}
