// Names of rooms and labels of seats for lists that carry ids. The seats of a room are asked for once.
import { reactive } from 'vue'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import { useNames } from '../parts/names'

const seats = reactive(new Map<string, string>())
const asked = new Set<string>()

export function usePlaceName() {
  const names = useNames()
  const api = useApi()
  return {
    room: (id: string) => names.of('room', id) ?? '…',
    /** '' until it is known, and where it may not be read. Reactive. */
    seat(room: string, id: string): string {
      if (!seats.has(id) && !asked.has(room)) {
        asked.add(room)
        call(api.GET('/api/staff/rooms/{id}/seats', { params: { path: { id: room } } }))
          .then((page) => page.items.forEach((seat) => seats.set(seat.id, seat.label)))
          .catch(() => asked.delete(room))
      }
      return seats.get(id) ?? ''
    },
  }
}
