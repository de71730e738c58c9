// Names of the states of a booking.
import type { TagKind } from '@/kit/StatusTag.vue'
import type { Booking } from '../types'

export const bookingStates: Record<Booking['state'], { word: string; kind: TagKind }> = {
  HELD: { word: 'bookState.HELD', kind: 'warn' },
  CONFIRMED: { word: 'bookState.CONFIRMED', kind: 'safe' },
  ADMITTED: { word: 'bookState.ADMITTED', kind: 'info' },
  STARTED: { word: 'bookState.STARTED', kind: 'info' },
  FINISHED: { word: 'bookState.FINISHED', kind: 'neutral' },
  EXPIRED: { word: 'bookState.EXPIRED', kind: 'neutral' },
  CANCELLED: { word: 'bookState.CANCELLED', kind: 'neutral' },
  ABSENT: { word: 'bookState.ABSENT', kind: 'neutral' },
  TO_REBOOK: { word: 'bookState.TO_REBOOK', kind: 'danger' },
}

/** What a booking in this state means for the person, where there is no ticket to show. */
export const bookingNow: Record<Exclude<Booking['state'], 'HELD' | 'CONFIRMED'>, string> = {
  ADMITTED: 'bookNow.ADMITTED', STARTED: 'bookNow.STARTED', FINISHED: 'bookNow.FINISHED', EXPIRED: 'bookNow.EXPIRED', CANCELLED: 'bookNow.CANCELLED', ABSENT: 'bookNow.ABSENT',
  TO_REBOOK: 'bookNow.TO_REBOOK',
}

/** Whether a booking still leads to the exam. */
export function ahead(booking: Booking): boolean {
  return ['HELD', 'CONFIRMED', 'ADMITTED', 'STARTED'].includes(booking.state)
}
