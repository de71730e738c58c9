// What a permit says of itself (FORMAT.md §3).
import { argon2idAsync } from '@noble/hashes/argon2.js'
import { decode, isArray, isBytes, isInt, isMap, isText, isUint, Malformed, orNull } from './cbor'

export interface Item {
  code: string
  from: number
  to: number
  review: number | undefined
  status: number
}

export interface Masked {
  shown: string
  salt: Uint8Array
  hash: Uint8Array
}

export interface Claims {
  number: string // with signs for what is left out, in the masked form
  masked: Masked | undefined
  name: string
  items: Item[]
  signed: number
  kind: number
  holder: Uint8Array | undefined
  lastDay: number | undefined
  issuer: number
  placed: number // when the newest item got its place in the status lists, unix seconds
}

export function decodeClaims(raw: Uint8Array): Claims {
  const m = isMap(decode(raw), [1, 2, 3, 4, 5, 6, 9, 10], [7, 8])
  const form = isUint(m.get(1))
  let masked: Masked | undefined
  let number = ''
  if (form === 0) number = isText(m.get(2))
  else if (form === 1) {
    const [prefix, hidden, suffix, salt, hash] = isArray(m.get(2), 5)
    const n = isUint(hidden)
    if (n === 0 || n >= 100) throw new Malformed('nothing is hidden')
    masked = { shown: isText(prefix) + '*'.repeat(Math.min(n, 40)) + isText(suffix), salt: isBytes(salt, 8), hash: isBytes(hash, 16) }
    number = masked.shown
  } else throw new Malformed('no form')
  const items = isArray(m.get(4)).map((one): Item => {
    const [code, from, to, review, status] = isArray(one, 5)
    const i = { code: isText(code), from: isInt(from), to: isInt(to), review: orNull(review, isInt), status: isUint(status) }
    if (!i.code || i.from > i.to) throw new Malformed('no item')
    return i
  })
  // Left out where there is none: an explicit null would be a second spelling.
  for (const k of [7, 8]) if (m.get(k) === null) throw new Malformed('a null')
  const c: Claims = {
    number, masked, items, name: isText(m.get(3)), signed: isInt(m.get(5)), kind: isUint(m.get(6)), holder: m.has(7) ? isBytes(m.get(7), 33) : undefined,
    lastDay: m.has(8) ? isInt(m.get(8)) : undefined, issuer: isUint(m.get(9)), placed: isUint(m.get(10)),
  }
  if (!c.name || !c.number || items.length === 0 || items.length > 12 || c.kind > 2 || c.placed === 0 || c.placed >= 2 ** 40) throw new Malformed('claims that contradict themselves')
  return c
}

/** Whether a number is the hidden one. Takes about a second, on purpose. */
export async function matches(m: Masked, number: string): Promise<boolean> {
  const got = await argon2idAsync(new TextEncoder().encode(number), m.salt, { t: 1, m: 64 << 10, p: 1, dkLen: 16 })
  return got.every((b, i) => b === m.hash[i])
}
