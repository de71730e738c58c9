// The plan of seats while it is being drawn: rows and columns, who is numbered how.
import type { Schemas, SeatView } from '../types'

export type SeatForm = Schemas['SeatForm']
export type SeatState = SeatForm['state']

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A plan of full rows: labels A01, A02 … with the letter of the row. */
export function planOf(rows: number, cols: number): SeatForm[] {
  return Array.from({ length: rows * cols }, (_, index): SeatForm => {
    const row = Math.floor(index / cols)
    const col = index % cols
    return { no: index + 1, label: `${letters[row % letters.length] ?? 'A'}${String(col + 1).padStart(2, '0')}`, row: row + 1, col: col + 1, state: 'IN_SERVICE' }
  })
}

/** Puts a seat there or takes it away; the others keep their labels, the numbers run through again. */
export function toggleSeat(seats: readonly SeatForm[], row: number, col: number): SeatForm[] {
  const without = seats.filter((s) => s.row !== row || s.col !== col)
  const next = without.length < seats.length ? without : [...seats, { no: 0, label: freeLabel(seats, row, col), row, col, state: 'IN_SERVICE' as const }]
  return [...next].sort((a, b) => a.row - b.row || a.col - b.col).map((seat, index) => ({ ...seat, no: index + 1 }))
}

function freeLabel(seats: readonly SeatForm[], row: number, col: number): string {
  const base = `${letters[(row - 1) % letters.length] ?? 'A'}${String(col).padStart(2, '0')}`
  const taken = new Set(seats.map((s) => s.label))
  let label = base
  for (let n = 2; taken.has(label); n++) label = `${base}-${n}`
  return label
}

export function formOf(seat: SeatView): SeatForm {
  return { no: seat.no, label: seat.label, row: seat.row, col: seat.col, state: seat.state }
}

/** What is wrong with the labels: empty or twice. */
export function labelFault(seats: readonly SeatForm[]): 'empty' | 'twice' | undefined {
  const labels = seats.map((s) => s.label.trim())
  if (labels.includes('')) return 'empty'
  return new Set(labels).size < labels.length ? 'twice' : undefined
}
