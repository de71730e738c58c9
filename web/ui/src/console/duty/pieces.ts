// Which piece of a recording plays after which.
export interface PieceOf {
  id: string
  no: number
  from: string
  track: string
}

/** The sources that a recording has, the seat's camera first. */
export function tracksOf(pieces: readonly PieceOf[]): string[] {
  return [...new Set(pieces.map((one) => one.track))].sort()
}

/** The pieces of a source in the order of their time: what a room node recorded came later than what followed it. */
export function onTrack<T extends PieceOf>(pieces: readonly T[], track: string): T[] {
  return pieces.filter((one) => one.track === track).sort((a, b) => Date.parse(a.from) - Date.parse(b.from) || a.no - b.no)
}

/** The piece of the same source that follows one; undefined after the last. */
export function nextPiece<T extends PieceOf>(pieces: readonly T[], id: string): T | undefined {
  const now = pieces.find((one) => one.id === id)
  if (!now) return undefined
  const film = onTrack(pieces, now.track)
  return film[film.indexOf(now) + 1]
}
