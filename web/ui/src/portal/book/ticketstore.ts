// Tickets kept on the phone, so that they can be shown at the gate without a network. No name, no document number, no PIN:
// only what stands on the door and the code that the gate reads.
import { inject, type InjectionKey } from 'vue'
import type { Ticket } from '../types'

export interface StoredTicket {
  booking: string
  itemCode: string
  itemName: string
  qr: string
  code: string
  startsAt: string
  entryAt: string
  lateAt: string
  minutes: number
  point: { name: string; address: string; phone: string }
  roomName: string
  earliestSubmit: number
  supervision: string
  /** Unix ms of the server's clock when it was fetched. */
  savedAt: number
}

export interface TicketStore {
  get: (booking: string) => StoredTicket | undefined
  /** All that are not over, earliest first. */
  all: (now: number) => StoredTicket[]
  put: (ticket: StoredTicket) => void
  drop: (booking: string) => void
  clear: () => void
}

export const ticketStoreKey: InjectionKey<TicketStore> = Symbol('tickets')
const storageKey = 'suikao.tickets'
const keepAfter = 24 * 60 * 60 * 1000

/** What of a ticket may lie on a phone. */
export function storable(ticket: Ticket, itemName: string, savedAt: number): StoredTicket {
  const { point, booking } = ticket
  return {
    booking: booking.id, itemCode: booking.itemCode, itemName, qr: ticket.qr, code: ticket.code, startsAt: ticket.startsAt, entryAt: ticket.entryAt, lateAt: ticket.lateAt,
    minutes: booking.minutes + booking.extraMinutes, point: { name: point.name, address: point.address, phone: point.phone }, roomName: ticket.roomName,
    earliestSubmit: ticket.earliestSubmit, supervision: ticket.supervision, savedAt,
  }
}

/** `storage` may be missing or full: then nothing is kept, and nothing fails. */
export function makeTicketStore(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined): TicketStore {
  function read(): Record<string, StoredTicket> {
    try {
      const kept: unknown = JSON.parse(storage?.getItem(storageKey) ?? '{}')
      return typeof kept === 'object' && kept !== null ? (kept as Record<string, StoredTicket>) : {}
    } catch {
      return {}
    }
  }
  function write(tickets: Record<string, StoredTicket>) {
    try {
      storage?.setItem(storageKey, JSON.stringify(tickets))
    } catch {
      // no room or no permission
    }
  }
  const over = (ticket: StoredTicket, now: number) => !(Date.parse(ticket.startsAt) + ticket.minutes * 60_000 + keepAfter > now)
  return {
    get: (booking) => read()[booking],
    all(now) {
      const tickets = read()
      const live = Object.values(tickets).filter((ticket) => !over(ticket, now))
      if (live.length !== Object.keys(tickets).length) write(Object.fromEntries(live.map((ticket) => [ticket.booking, ticket])))
      return live.sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
    },
    put: (ticket) => write({ ...read(), [ticket.booking]: ticket }),
    drop(booking) {
      const tickets = read()
      delete tickets[booking]
      write(tickets)
    },
    clear: () => storage?.removeItem(storageKey),
  }
}

export function useTicketStore(): TicketStore {
  const store = inject(ticketStoreKey)
  if (!store) throw new Error('no ticket store provided')
  return store
}
