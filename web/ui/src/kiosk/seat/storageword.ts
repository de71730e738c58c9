// The one word about storage in the top line.
import type { Sitting } from '@/core/sitting'

export interface StorageWord {
  kind: 'all' | 'saving' | 'waiting' | 'offline'
  count: number
  /** What waits is in memory only: closing the page would lose it. */
  memory: boolean
}

/** Waiting shorter than this (ms) is the normal way of things. */
const normal = 3000

export function storageWord({ link, unstored, keeping }: Pick<Sitting, 'link' | 'unstored' | 'keeping'>): StorageWord {
  const memory = keeping === 'memory' && unstored.count > 0
  const base = { count: unstored.count, memory }
  if (link !== 'open' && link !== 'fallback') return { kind: 'offline', ...base }
  if (unstored.count === 0) return { kind: 'all', ...base }
  return { kind: unstored.oldest < normal ? 'saving' : 'waiting', ...base }
}
