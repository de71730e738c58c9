// The tree of a published log (RFC 6962), read from its tiles (C2SP tlog-tiles). Nothing that a tile says is believed before it is shown to lead to
// the root that was signed.
import { sha256 } from '@noble/hashes/sha2.js'
import { BadLog, parseLeaf, unbundle, type Leaf } from './leaf'
import { sameBytes } from './checkpoint'

export const width = 256

/** Gives a published file by its path below the log's address. */
export type Source = (path: string) => Promise<Uint8Array>

/** Where a tile is published; level -1 are the leaves. */
export function tilePath(level: number, n: number, wide: number): string {
  let path = String(n % 1000).padStart(3, '0')
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000)) path = `x${String(rest % 1000).padStart(3, '0')}/${path}`
  return `tile/${level < 0 ? 'entries' : level}/${path}${wide < width ? `.p/${wide}` : ''}`
}

export const hashLeaf = (leaf: Uint8Array) => sha256(new Uint8Array([0, ...leaf]))
export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(65)
  both[0] = 1
  both.set(left, 1)
  both.set(right, 33)
  return sha256(both)
}

/** The largest power of two below n. */
function below(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** A tree of a size, as its tiles tell it. Every node is read once: two proofs from one Tree speak of the same nodes. */
export class Tree {
  private readonly files = new Map<string, Promise<Uint8Array>>()

  constructor(
    private readonly source: Source,
    readonly size: number,
  ) {}

  private file(level: number, tile: number): Promise<{ data: Uint8Array; wide: number }> {
    let there = this.size
    for (let i = 0; i < level; i++) there = Math.floor(there / width)
    const wide = Math.min(width, there - tile * width)
    const path = tilePath(level, tile, wide)
    let data = this.files.get(path)
    if (!data) this.files.set(path, (data = this.source(path)))
    return data.then((bytes) => ({ data: bytes, wide }))
  }

  /** The leaves of a file of entries, by its number. */
  async leaves(tile: number): Promise<Uint8Array[]> {
    const { data, wide } = await this.file(-1, tile)
    this.files.clear() // whoever reads leaves reads many
    return unbundle(data, wide)
  }

  /** Node number n of a level: the hash of the 2^level leaves from n·2^level. */
  private async node(level: number, n: number): Promise<Uint8Array> {
    const up = Math.floor(level / 8)
    const span = 2 ** (level % 8)
    const first = (n * span) % width
    const { data, wide } = await this.file(up, Math.floor((n * span) / width))
    if (data.length !== wide * 32) throw new BadLog('a tile is of another length')
    let row: Uint8Array[] = Array.from({ length: span }, (_, i) => data.slice((first + i) * 32, (first + i + 1) * 32))
    while (row.length > 1) row = row.filter((_, i) => i % 2 === 0).map((left, i) => hashNode(left, row[2 * i + 1] ?? left))
    const [hash] = row
    if (!hash || hash.length !== 32) throw new BadLog('a tile is too short')
    return hash
  }

  /** The hash over the leaves from lo to hi. */
  private async over(lo: number, hi: number): Promise<Uint8Array> {
    const n = hi - lo
    const level = Math.log2(n)
    if (Number.isInteger(level) && lo % n === 0) return this.node(level, lo / n)
    const k = below(n)
    return hashNode(await this.over(lo, lo + k), await this.over(lo + k, hi))
  }

  private async through(leaf: Uint8Array, m: number, lo: number, hi: number): Promise<Uint8Array> {
    if (hi - lo === 1) return leaf
    const middle = lo + below(hi - lo)
    return m < middle ? hashNode(await this.through(leaf, m, lo, middle), await this.over(middle, hi)) : hashNode(await this.over(lo, middle), await this.through(leaf, m, middle, hi))
  }

  /** Leaf number n, shown to stand under the root. Throws BadLog. */
  async leaf(n: number, root: Uint8Array): Promise<Leaf> {
    const { data, wide } = await this.file(-1, Math.floor(n / width))
    const bytes = unbundle(data, wide)[n % width]
    if (!bytes || !sameBytes(await this.through(hashLeaf(bytes), n, 0, this.size), root)) throw new BadLog(`number ${n} does not lead to the root`)
    return parseLeaf(bytes)
  }

  /** Shows that this tree, with this root, begins with the one of before. Throws BadLog. */
  async goesOn(before: { size: number; root: Uint8Array }, root: Uint8Array): Promise<void> {
    if (before.size > this.size) throw new BadLog('the log shrank')
    if (before.size === 0) return
    // The parts of the old tree are whole parts of the new one, so that one set of nodes makes both roots.
    const parts = new Map<string, Uint8Array>()
    const old = async (lo: number, hi: number): Promise<Uint8Array> => {
      const n = hi - lo
      if (Number.isInteger(Math.log2(n))) {
        const hash = await this.over(lo, hi)
        parts.set(`${lo}-${hi}`, hash)
        return hash
      }
      const k = below(n)
      return hashNode(await old(lo, lo + k), await old(lo + k, hi))
    }
    const now = async (lo: number, hi: number): Promise<Uint8Array> => {
      const part = parts.get(`${lo}-${hi}`)
      if (part) return part
      if (lo >= before.size) return this.over(lo, hi)
      const k = below(hi - lo)
      return hashNode(await now(lo, lo + k), await now(lo + k, hi))
    }
    if (!sameBytes(await old(0, before.size), before.root)) throw new BadLog('it does not begin as it did')
    if (!sameBytes(await now(0, this.size), root)) throw new BadLog('its tiles make another root')
  }
}
