// The rooms of all points the reader sees.
import { call, type Api } from '@/core/api'
import { useApi } from '@/kit/api'
import { useLoad, type Loaded } from '../parts/load'
import type { RoomView } from '../types'

export interface RoomAt extends RoomView {
  pointName: string
  pointAddress: string
  pointPhone: string
}

export async function roomsOf(api: Api): Promise<RoomAt[]> {
  const points = (await call(api.GET('/api/staff/points'))).items
  const lists = await Promise.all(
    points.map(async (point) => {
      const page = await call(api.GET('/api/staff/points/{id}/rooms', { params: { path: { id: point.id } } }))
      return page.items.map((room) => ({ ...room, pointName: point.name, pointAddress: point.address, pointPhone: point.phone }))
    }),
  )
  return lists.flat()
}

export function useRooms(): Loaded<RoomAt[]> {
  const api = useApi()
  return useLoad(() => roomsOf(api), { empty: (rooms) => rooms.length === 0 })
}
