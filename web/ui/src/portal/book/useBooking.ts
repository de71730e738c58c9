// One booking with its ticket; from the phone's own store when there is no network.
import { call } from '@/core/api'
import { asProblem } from '@/core/problem'
import { useApi } from '@/kit/api'
import { useCatalogue } from '../apply/catalogue'
import type { Booking } from '../types'
import { useLoad } from '../use/load'
import { useServerTime } from '../use/servertime'
import { useWords } from '../use/words'
import { giveLot, otherLot } from './phonelot'
import { storable, useTicketStore, type StoredTicket } from './ticketstore'

export interface BookingPage {
  /** Undefined when only the phone's copy of the ticket could be shown. */
  booking: Booking | undefined
  ticket: StoredTicket | undefined
  hasPin: boolean
  name: string
  itemName: string
}

export function useBooking(id: string) {
  const api = useApi()
  const time = useServerTime()
  const tickets = useTicketStore()
  const catalogue = useCatalogue()
  const { text } = useWords()
  const path = { params: { path: { id } } }

  async function fetched(): Promise<BookingPage> {
    const booking = await call(api.GET('/api/candidate/bookings/{id}', path))
    const item = await catalogue.find(booking.itemCode).catch(() => undefined)
    const itemName = item ? text(item.name) : booking.itemCode
    if (booking.state !== 'CONFIRMED') {
      tickets.drop(id)
      return { booking, ticket: undefined, hasPin: false, name: '', itemName }
    }
    const ticket = await call(api.POST('/api/candidate/bookings/{id}/ticket', path))
    // Without an answer the gate draws the lot; a ticket is shown all the same.
    if (!ticket.lot) ticket.lot = await giveLot(api, tickets, id).catch(() => '')
    const kept = storable(ticket, itemName, time.now(), await otherLot(tickets, id, ticket.lot))
    tickets.put(kept)
    return { booking, ticket: kept, hasPin: ticket.hasPin, name: ticket.name, itemName }
  }
  return useLoad<BookingPage>(async () => {
    try {
      return await fetched()
    } catch (err) {
      const problem = asProblem(err)
      const kept = tickets.get(id)
      // Only a server that cannot be reached is no reason to hide a ticket; one that says no is.
      if (!kept || (problem.status !== 0 && problem.status < 500)) throw problem
      return { booking: undefined, ticket: kept, hasPin: false, name: '', itemName: kept.itemName }
    }
  })
}
