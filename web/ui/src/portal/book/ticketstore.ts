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
  supervisionEn?: string
  /** Code of the lot; empty while none was given. */
  lot: string
  /** The server keeps another lot than this phone gave. */
  otherLot: boolean
  /** Unix ms of the server's clock when it was fetched. */
  savedAt: number
}

export interface TicketStore {
  get: (booking: string) => StoredTicket | undefined
  /** All that are not over, earliest first. */
  all: (now: number) => StoredTicket[]
  put: (ticket: StoredTicket) => void
  drop: (booking: string) => void
  /** The bytes, in hex, that this phone gives to the draw of a booking. They lead to nothing without the server's. */
  lot: (booking: string) => string | undefined
  keepLot: (booking: string, nonce: string) => void
  clear: () => void
}

export const ticketStoreKey: InjectionKey<TicketStore> = Symbol('tickets')
const storageKey = 'suikao.tickets'
const lotsKey = 'suikao.lots'
const keepAfter = 24 * 60 * 60 * 1000

/** What of a ticket may lie on a phone. */
export function storable(ticket: Ticket, itemName: string, savedAt: number, otherLot = false): StoredTicket {
  const { point, booking } = ticket
  return {
    booking: booking.id, itemCode: booking.itemCode, itemName, qr: ticket.qr, code: ticket.code, startsAt: ticket.startsAt, entryAt: ticket.entryAt, lateAt: ticket.lateAt,
    minutes: booking.minutes + booking.extraMinutes, point: { name: point.name, address: point.address, phone: point.phone }, roomName: ticket.roomName,
    earliestSubmit: ticket.earliestSubmit, supervision: ticket.supervision, ...(ticket.supervisionEn ? { supervisionEn: ticket.supervisionEn } : {}), lot: ticket.lot ?? '', otherLot, savedAt,
  }
}

/** `storage` may be missing or full: then nothing is kept, and nothing fails. */
export function makeTicketStore(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined): TicketStore {
  function readAt<T>(key: string): Record<string, T> {
    try {
      const kept: unknown = JSON.parse(storage?.getItem(key) ?? '{}')
      return typeof kept === 'object' && kept !== null ? (kept as Record<string, T>) : {}
    } catch {
      return {}
    }
  }
  function writeAt(key: string, value: object) {
    try {
      storage?.setItem(key, JSON.stringify(value))
    } catch {
      // no room or no permission
    }
  }
  const read = () => readAt<StoredTicket>(storageKey)
  const write = (tickets: Record<string, StoredTicket>) => writeAt(storageKey, tickets)
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
      const lots = readAt<string>(lotsKey)
      delete lots[booking]
      writeAt(lotsKey, lots)
    },
    lot: (booking) => readAt<string>(lotsKey)[booking],
    keepLot: (booking, nonce) => writeAt(lotsKey, { ...readAt<string>(lotsKey), [booking]: nonce }),
    clear() {
      storage?.removeItem(storageKey)
      storage?.removeItem(lotsKey)
    },
  }
}

export function useTicketStore(): TicketStore {
  const store = inject(ticketStoreKey)
  if (!store) throw new Error('no ticket store provided')
  return store
}
