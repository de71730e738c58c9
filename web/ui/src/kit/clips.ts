// Clips of questions: fetched after everything else, one at a time, in pieces, so that answers never wait behind one. What came
// stays while the line is cut; the next try goes on where the last one ended.
import type { Wanted } from './pictures'

export interface Piece {
  part: Blob
  /** How long the whole clip is, in bytes. */
  size: number
}

export interface ClipWays {
  piece: (digest: string, from: number, to: number) => Promise<Piece>
  /** Comes true when nothing more urgent is under way. */
  rest?: () => Promise<void>
  step?: number
}

export interface ClipLoader {
  load: (digest: string, wanted: Wanted) => Promise<Blob>
  /** Nothing of this one is kept. */
  forget: (digest: string) => void
}

export const isClip = (medium: { type: string }): boolean => medium.type.startsWith('video/')

/** Comes true when the page has nothing to draw, or after two seconds. */
export const idle = () => new Promise<void>((done) => {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => done(), { timeout: 2_000 })
  else setTimeout(done, 200)
})

export function makeClipLoader({ piece, rest = idle, step = 512 * 1024 }: ClipWays): ClipLoader {
  const held = new Map<string, Blob[]>()
  let turn: Promise<unknown> = Promise.resolve()

  async function whole(digest: string, { told, gone }: Wanted): Promise<Blob> {
    const parts = held.get(digest) ?? []
    held.set(digest, parts)
    for (let size = Infinity, have = length(parts); have < size; have = length(parts)) {
      await rest()
      if (gone()) throw new Error('nobody wants this clip any more')
      const next = await piece(digest, have, have + step - 1)
      if (next.part.size === 0) throw new Error('nothing came')
      size = next.size
      parts.push(next.part)
      told(Math.min(99, Math.floor((length(parts) / size) * 100)))
    }
    held.delete(digest) // a clip that turns out to be another one is fetched anew
    return new Blob(parts, { type: parts[0]?.type ?? '' })
  }

  return {
    load(digest, wanted) {
      const mine = turn.then(() => whole(digest, wanted))
      turn = mine.catch(() => undefined)
      return mine
    },
    forget: (digest) => void held.delete(digest),
  }
}

const length = (parts: readonly Blob[]) => parts.reduce((sum, p) => sum + p.size, 0)

/** A piece from an answer of the server; without a range it is all of it. */
export function pieceOf(part: Blob, response: Response): Piece {
  const all = /\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '')?.[1]
  return { part, size: all === undefined ? part.size : Number(all) }
}

/** Minutes and seconds. */
export const clockOf = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

export interface Shown<M> {
  medium: M
  /** Of a clip: the picture that stands for it until it plays. */
  still?: M
}

/** Pictures and clips as they are shown: a clip takes the picture behind it as its still. */
export function paired<M extends { type: string }>(media: readonly M[]): Shown<M>[] {
  return media.flatMap((medium, at) => {
    const before = media[at - 1]
    if (before && isClip(before) && !isClip(medium)) return []
    const next = media[at + 1]
    return [isClip(medium) && next && !isClip(next) ? { medium, still: next } : { medium }]
  })
}
