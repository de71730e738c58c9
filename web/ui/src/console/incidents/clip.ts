// A clip around an incident is made of the pieces that the recording was kept in. Which piece plays at which moment, and where on the
// line something stands. Times are unix ms of the server's clock.
import type { ClipSegment, Lane, TimelineItem } from './types'

export interface Piece {
  id: string
  /** Of the clip, not of the piece: what lies outside the clip is not played. */
  from: number
  to: number
  /** Seconds into the piece's own file at `from`. */
  offset: number
}

/** The pieces inside from…to in order, cut to it; where two overlap, the earlier one plays to its end. */
export function piecesOf(segments: readonly ClipSegment[], from: number, to: number): Piece[] {
  const pieces: Piece[] = []
  let at = from
  for (const one of [...segments].sort((a, b) => a.from.localeCompare(b.from))) {
    const begins = Date.parse(one.from)
    const ends = Math.min(to, Date.parse(one.to))
    const starts = Math.max(at, begins)
    if (ends - starts < 40) continue // less than a picture
    pieces.push({ id: one.id, from: starts, to: ends, offset: (starts - begins) / 1000 })
    at = ends
  }
  return pieces
}

/** What plays at an instant: the piece that covers it, or the next one; undefined after the last. */
export function pieceAt(pieces: readonly Piece[], at: number): { piece: Piece; second: number } | undefined {
  const piece = pieces.find((one) => at < one.to)
  return piece && { piece, second: piece.offset + Math.max(0, at - piece.from) / 1000 }
}

/** The instant of a second of a piece. */
export function instantOf(piece: Piece, second: number): number {
  return piece.from + (second - piece.offset) * 1000
}

/** The parts of the clip that no piece covers: "no picture" is a fact of its own. */
export function holesOf(pieces: readonly Piece[], from: number, to: number): { from: number; to: number }[] {
  const holes: { from: number; to: number }[] = []
  let at = from
  for (const one of pieces) {
    if (one.from - at > 250) holes.push({ from: at, to: one.from })
    at = Math.max(at, one.to)
  }
  if (to - at > 250) holes.push({ from: at, to })
  return holes
}

/** Where an instant stands on a line from…to, 0 to 100. */
export function placeOf(at: number, from: number, to: number): number {
  return to <= from ? 0 : Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100))
}

/** The order of the lanes; empty ones are left out, except the answers: that none was given says something too. */
export const laneOrder: readonly Lane[] = ['ANSWER', 'INPUT', 'SOUND', 'DETECTOR', 'CAMERA', 'OFFICER', 'SYSTEM']

export interface LaneMark {
  item: TimelineItem
  left: number
  /** Width in percent; 0 for a point. */
  width: number
}

export function lanesOf(items: readonly TimelineItem[], from: number, to: number): { lane: Lane; marks: LaneMark[] }[] {
  return laneOrder
    .map((lane) => ({
      lane,
      marks: items
        .filter((item) => item.lane === lane && Date.parse(item.until ?? item.at) >= from && Date.parse(item.at) <= to)
        .map((item) => {
          const left = placeOf(Date.parse(item.at), from, to)
          return { item, left, width: item.until ? placeOf(Date.parse(item.until), from, to) - left : 0 }
        }),
    }))
    .filter((row) => row.marks.length > 0 || row.lane === 'ANSWER')
}

/** "−12.4", "+0.0", "+3.1": seconds from the incident, as a reader of a film strip wants them. */
export function offsetWord(at: number, incident: number): string {
  const seconds = Math.round((at - incident) / 100) / 10
  return `${seconds < 0 ? '−' : '+'}${Math.abs(seconds).toFixed(1)}`
}
