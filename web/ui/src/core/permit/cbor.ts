// Deterministic CBOR (RFC 8949 §4.2.1), read strictly: one encoding of each record, everything else is damaged (internal/cose/FORMAT.md).

export class Malformed extends Error {}

export type Cbor = number | string | Uint8Array | null | Cbor[] | Map<number, Cbor>

const deepest = 8
const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

class Reader {
  at = 0
  constructor(private readonly bytes: Uint8Array) {}

  done(): boolean {
    return this.at === this.bytes.length
  }
  private take(n: number): Uint8Array {
    if (n > this.bytes.length - this.at) throw new Malformed('cut short')
    this.at += n
    return this.bytes.subarray(this.at - n, this.at)
  }
  private head(): { major: number; value: number } {
    const first = this.take(1)[0] ?? 0
    const major = first >> 5
    const info = first & 31
    if (info < 24) return { major, value: info }
    const size = { 24: 1, 25: 2, 26: 4, 27: 8 }[info]
    if (!size) throw new Malformed('no length')
    let value = 0
    for (const b of this.take(size)) value = value * 256 + b
    const least = { 1: 24, 2: 256, 4: 65536, 8: 4294967296 }[size] ?? 0
    if (value < least || !Number.isSafeInteger(value)) throw new Malformed('a number longer than needed')
    return { major, value }
  }
  value(depth: number): Cbor {
    if (depth > deepest) throw new Malformed('too deep')
    const { major, value } = this.head()
    switch (major) {
      case 0:
        return value
      case 1:
        return -1 - value
      case 2:
        return this.take(value).slice()
      case 3:
        try {
          return text.decode(this.take(value))
        } catch (err) {
          throw err instanceof Malformed ? err : new Malformed('no UTF-8')
        }
      case 4: {
        const out: Cbor[] = []
        for (let i = 0; i < value; i++) out.push(this.value(depth + 1))
        return out
      }
      case 5: {
        const out = new Map<number, Cbor>()
        let last: Uint8Array | undefined
        for (let i = 0; i < value; i++) {
          const from = this.at
          const key = this.value(depth + 1)
          const raw = this.bytes.subarray(from, this.at)
          if (typeof key !== 'number' || (last && order(last, raw) >= 0)) throw new Malformed('keys out of order')
          last = raw
          out.set(key, this.value(depth + 1))
        }
        return out
      }
    }
    if (major === 7 && value === 22) return null
    throw new Malformed('a kind that no record has')
  }
}

function order(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0)
  return a.length - b.length
}

/** Reads one record. Throws Malformed, also where something follows it. */
export function decode(bytes: Uint8Array): Cbor {
  const r = new Reader(bytes)
  const out = r.value(0)
  if (!r.done()) throw new Malformed('something behind the end')
  return out
}

function head(major: number, n: number): number[] {
  if (n < 24) return [(major << 5) | n]
  if (n < 256) return [(major << 5) | 24, n]
  if (n < 65536) return [(major << 5) | 25, n >> 8, n & 255]
  return [(major << 5) | 26, (n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
}

/** Writes what signatures are made over: arrays of texts, bytes and numbers. */
export function encode(value: string | number | Uint8Array | readonly (string | number | Uint8Array | readonly Uint8Array[])[]): Uint8Array {
  const parts: (number[] | Uint8Array)[] = []
  const add = (v: typeof value | readonly Uint8Array[]) => {
    if (typeof v === 'number') parts.push(v < 0 ? head(1, -1 - v) : head(0, v))
    else if (typeof v === 'string') {
      const raw = new TextEncoder().encode(v)
      parts.push(head(3, raw.length), raw)
    } else if (v instanceof Uint8Array) parts.push(head(2, v.length), v)
    else {
      parts.push(head(4, v.length))
      for (const one of v) add(one)
    }
  }
  add(value)
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const p of parts) {
    out.set(p, at)
    at += p.length
  }
  return out
}

// What a record must have where; each throws Malformed.

export function isMap(v: Cbor | undefined, keys: readonly number[], optional: readonly number[] = []): Map<number, Cbor> {
  if (!(v instanceof Map)) throw new Malformed('no map')
  for (const k of keys) if (!v.has(k)) throw new Malformed(`key ${k} is missing`)
  for (const k of v.keys()) if (!keys.includes(k) && !optional.includes(k)) throw new Malformed(`key ${k} is unknown`)
  return v
}
export function isArray(v: Cbor | undefined, length?: number): Cbor[] {
  if (!Array.isArray(v) || (length !== undefined && v.length !== length)) throw new Malformed('no array of that length')
  return v
}
export function isInt(v: Cbor | undefined): number {
  if (typeof v !== 'number') throw new Malformed('no number')
  return v
}
export function isUint(v: Cbor | undefined): number {
  const n = isInt(v)
  if (n < 0) throw new Malformed('a number below zero')
  return n
}
export function isText(v: Cbor | undefined): string {
  if (typeof v !== 'string') throw new Malformed('no text')
  return v
}
export function isBytes(v: Cbor | undefined, length?: number): Uint8Array {
  if (!(v instanceof Uint8Array) || (length !== undefined && v.length !== length)) throw new Malformed('no bytes of that length')
  return v
}
export function orNull<T>(v: Cbor | undefined, of: (v: Cbor | undefined) => T): T | undefined {
  return v === null || v === undefined ? undefined : of(v)
}
