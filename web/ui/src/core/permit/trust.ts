// The trust list: whose signatures count (FORMAT.md §4).
import { decode, isArray, isBytes, isInt, isMap, isText, isUint, Malformed, orNull } from './cbor'
import { keyId, open, type Key, type Opened, type Sm2 } from './sign1'

export const FOR_PERMITS = 1
export const FOR_STATUS = 2

interface TrustKey extends Key {
  uses: number
  from: number
  to: number
  withdrawn: number | undefined
}

export interface TrustList {
  version: number
  issued: number // unix seconds
  expires: number
  keys: Map<number, TrustKey>
  issuers: Map<number, string>
  house: string
}

/** Reads a list that root signed. Throws Malformed, UnknownKey, BadSignature. */
export async function openTrust(raw: Uint8Array, root: Key, sm2?: Sm2): Promise<TrustList> {
  const id = await keyId(root)
  const m = isMap(decode(open('suikao/trust/1', raw, (kid) => (kid === id ? root : undefined), sm2).payload), [1, 2, 3, 4, 5, 6, 7])
  const list: TrustList = { version: isUint(m.get(1)), issued: isInt(m.get(2)), expires: isInt(m.get(3)), keys: new Map(), issuers: new Map(), house: isText(m.get(7)) }
  const keys = isArray(m.get(4))
  if (list.version === 0 || list.expires <= list.issued || keys.length > 1000) throw new Malformed('the list contradicts itself')
  for (const one of keys) {
    const [alg, key, uses, from, to, withdrawn] = isArray(one, 6)
    const k: TrustKey = { alg: isInt(alg), key: isBytes(key, 33), uses: isUint(uses), from: isInt(from), to: isInt(to), withdrawn: orNull(withdrawn, isInt) }
    const kid = await keyId(k)
    if (list.keys.has(kid) || k.from > k.to) throw new Malformed('the list contradicts itself')
    list.keys.set(kid, k)
  }
  const issuers = m.get(5)
  if (!(issuers instanceof Map)) throw new Malformed('no issuers')
  for (const [n, name] of issuers) list.issuers.set(isUint(n), isText(name))
  for (const host of isArray(m.get(6))) isText(host)
  return list
}

/** Whether all keys of a message counted for a use on a day. */
export function counted(o: Opened, on: number, use: number): boolean {
  return o.keys.every((k) => {
    const e = k as TrustKey
    return (e.uses & use) !== 0 && e.from <= on && on <= e.to && (e.withdrawn === undefined || on < e.withdrawn)
  })
}
