// Seats, sittings and admissions of a room put together as they stand in it.
import type { Schemas, SeatView } from '../types'

export type SittingView = Schemas['SittingView']
export type AdmissionView = Schemas['AdmissionView']

export interface Cell {
  seat: SeatView
  row: number
  col: number
  sitting?: SittingView
  /** Admitted, with or without a sitting yet. */
  admission?: AdmissionView
}

export interface RoomMap {
  cols: number
  cells: Cell[]
}

/** Aisles are left out. Places without coordinates, or two in one place, are laid out by number, eight in a row. */
export function mapOf(seats: readonly SeatView[], sittings: readonly SittingView[], admissions: readonly AdmissionView[]): RoomMap {
  const spots = new Set(seats.map((s) => `${s.row}:${s.col}`))
  const placed = seats.length > 0 && spots.size === seats.length
  const rows = [...new Set(seats.map((s) => s.row))].sort((a, b) => a - b)
  const cols = [...new Set(seats.map((s) => s.col))].sort((a, b) => a - b)
  const cells = [...seats]
    .sort((a, b) => a.no - b.no)
    .map((seat, index): Cell => {
      const sitting = sittings.find((s) => s.seat === seat.id && s.live)
      const admission = admissions.find((a) => a.seatId === seat.id)
      return {
        seat,
        row: placed ? rows.indexOf(seat.row) + 1 : Math.floor(index / 8) + 1,
        col: placed ? cols.indexOf(seat.col) + 1 : (index % 8) + 1,
        ...(sitting ? { sitting } : {}),
        ...(admission ? { admission } : {}),
      }
    })
  return { cols: Math.max(1, ...cells.map((c) => c.col)), cells }
}

export function countRoom(map: RoomMap) {
  const is = (state: string) => map.cells.filter((c) => c.sitting?.state === state).length
  const taken = map.cells.filter((c) => c.sitting || c.admission).length
  const out = map.cells.filter((c) => c.seat.state === 'OUT').length
  const free = map.cells.filter((c) => !c.sitting && !c.admission && c.seat.state === 'IN_SERVICE').length
  return { taken, out, free, running: is('RUNNING'), paused: is('PAUSED') }
}

/** Seconds left now: while the clock runs, those that passed since the answer are taken off. */
export function leftNow(sitting: SittingView, readAt: number, now: number): number {
  return sitting.state === 'RUNNING' ? Math.max(0, sitting.leftSeconds - Math.max(0, now - readAt) / 1000) : sitting.leftSeconds
}

/** What an officer may do with a sitting, by its state. */
export function actsOf(state: string): readonly ('pause' | 'resume' | 'move' | 'hand-in' | 'abort')[] {
  if (state === 'RUNNING') return ['pause', 'move', 'hand-in', 'abort']
  if (state === 'PAUSED') return ['resume', 'move', 'abort']
  return ['ASSIGNED', 'PLEDGED', 'PRACTISED'].includes(state) ? ['move', 'abort'] : []
}
