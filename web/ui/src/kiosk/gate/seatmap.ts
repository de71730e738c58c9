// Where a seat is, in words a person can follow: rows are counted from the door, places from the left; aisles do not count.
import type { MapSeat } from '../place'

export interface Spot {
  seat: MapSeat
  /** From 1, next to the door. */
  row: number
  /** From 1, leftmost for somebody who comes in. */
  col: number
}

/** Every seat with its row and place, empty rows and columns left out. */
export function spots(seats: readonly MapSeat[]): Spot[] {
  const rows = [...new Set(seats.map((s) => s.row))].sort((a, b) => a - b)
  return seats.map((seat) => {
    const beside = [...new Set(seats.filter((s) => s.row === seat.row).map((s) => s.col))].sort((a, b) => a - b)
    return { seat, row: rows.indexOf(seat.row) + 1, col: beside.indexOf(seat.col) + 1 }
  })
}

/** Columns of the drawing: those that any row uses. */
export function columns(seats: readonly MapSeat[]): number[] {
  return [...new Set(seats.map((s) => s.col))].sort((a, b) => a - b)
}
