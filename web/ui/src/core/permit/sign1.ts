// COSE_Sign1 with one or two signatures (FORMAT.md §1).
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { decode, encode, isArray, isBytes, isInt, isMap, Malformed } from './cbor'

export const ES256 = -7
export const SM2 = -70002

export interface Key {
  alg: number
  key: Uint8Array // compressed, 33 bytes
}

export class UnknownKey extends Error {}
export class BadSignature extends Error {}

/** How SM2 signatures are checked; its library is fetched only by houses that use it. */
export type Sm2 = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

export interface Opened {
  payload: Uint8Array
  keys: Key[]
  unchecked: boolean // one of two signatures is of an algorithm that cannot be computed here
}

/** The short name of a key: the first 4 bytes of SHA-256 over the uncompressed point, as a number. Throws for what is no key. */
export async function keyId(k: Key): Promise<number> {
  const point = k.alg === ES256 ? p256.Point.fromBytes(k.key).toBytes(false) : (await import('./sm2')).uncompressed(k.key)
  return idOf(sha256(point))
}

export function idOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)
}

interface Message {
  protected: Uint8Array
  payload: Uint8Array
  signature: Uint8Array
  alg: number
  kid: number | undefined
  counter: { protected: Uint8Array; signature: Uint8Array; alg: number; kid: number } | undefined
}

function header(raw: Uint8Array): { alg: number; kid: number | undefined } {
  const m = isMap(decode(raw), [1], [4])
  const kid = m.get(4)
  return { alg: isInt(m.get(1)), kid: kid === undefined ? undefined : idOf(isBytes(kid, 4)) }
}

function parse(raw: Uint8Array): Message {
  const [p, rest, payload, signature] = isArray(decode(raw), 4)
  const guarded = isBytes(p)
  const more = isMap(rest, [], [11]).get(11)
  let counter: Message['counter']
  if (more !== undefined) {
    const [cp, crest, cs] = isArray(more, 3)
    isMap(crest, [])
    const h = header(isBytes(cp))
    if (h.kid === undefined) throw new Malformed('a second signature of nobody')
    counter = { protected: isBytes(cp), signature: isBytes(cs, 64), alg: h.alg, kid: h.kid }
  }
  return { protected: guarded, payload: isBytes(payload), signature: isBytes(signature, 64), ...header(guarded), counter }
}

/** Whether a signature holds; undefined where its algorithm cannot be computed here. */
function holds(k: Key, alg: number, message: Uint8Array, signature: Uint8Array, sm2: Sm2 | undefined): boolean | undefined {
  if (k.alg !== alg) return false
  if (alg === SM2) return sm2?.(k.key, message, signature)
  if (alg !== ES256) return undefined
  try {
    return p256.verify(signature, message, k.key, { lowS: true })
  } catch {
    return false
  }
}

const signed = (purpose: string, m: Message) => encode(['Signature1', m.protected, new TextEncoder().encode(purpose), m.payload])

/** Checks a message. Throws Malformed, UnknownKey, BadSignature. */
export function open(purpose: string, raw: Uint8Array, find: (kid: number) => Key | undefined, sm2?: Sm2): Opened {
  const m = parse(raw)
  if (m.kid === undefined) throw new Malformed('signed by nobody')
  const by = find(m.kid)
  if (!by) throw new UnknownKey()
  const first = holds(by, m.alg, signed(purpose, m), m.signature, sm2)
  if (first === false) throw new BadSignature()
  const c = m.counter
  if (!c) {
    if (first === undefined) throw new UnknownKey()
    return { payload: m.payload, keys: [by], unchecked: false }
  }
  const second = find(c.kid)
  if (!second) throw new UnknownKey()
  const over = encode(['CounterSignatureV2', m.protected, c.protected, new TextEncoder().encode(purpose), m.payload, [m.signature]])
  const also = holds(second, c.alg, over, c.signature, sm2)
  if (also === false) throw new BadSignature()
  if (first === undefined && also === undefined) throw new UnknownKey()
  return { payload: m.payload, keys: [by, second], unchecked: first === undefined || also === undefined }
}

/** Checks a message that names no key. Throws Malformed, BadSignature. */
export function openWith(purpose: string, raw: Uint8Array, k: Key): Uint8Array {
  const m = parse(raw)
  if (m.kid !== undefined || m.counter) throw new Malformed('it names a key')
  if (!holds(k, m.alg, signed(purpose, m), m.signature, undefined)) throw new BadSignature()
  return m.payload
}

/** The payload before anything was checked: only to find the key that it has to hold with. */
export function peek(raw: Uint8Array): Uint8Array {
  return parse(raw).payload
}
