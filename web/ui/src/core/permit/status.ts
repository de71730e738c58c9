// What became of permits since they were signed (FORMAT.md §6 and §7).
import { decode, isArray, isBytes, isInt, isMap, isUint, Malformed } from './cbor'
import { dayOf } from './days'
import { open, type Sm2 } from './sign1'
import { counted, FOR_STATUS, type TrustList } from './trust'

const lastState = 5
const mostPlaces = 2 ** 32

export interface StatusList {
  version: number
  issued: number // unix seconds
  next: number
  size: number
  sets: Map<number, Uint32Array> // ascending, by state
}

export class WrongVersion extends Error {}

function signedBy(purpose: string, raw: Uint8Array, trust: TrustList, sm2: Sm2 | undefined, keys: number[]) {
  const o = open(purpose, raw, (kid) => trust.keys.get(kid), sm2)
  const m = isMap(decode(o.payload), keys)
  const issued = isInt(m.get(keys.length === 5 ? 2 : 3))
  if (!counted(o, dayOf(issued * 1000), FOR_STATUS)) throw new Malformed('signed by a key that may not')
  return { m, issued }
}

/** Reads a snapshot. Throws Malformed, UnknownKey, BadSignature. */
export function openStatus(raw: Uint8Array, trust: TrustList, sm2?: Sm2): StatusList {
  const { m, issued } = signedBy('suikao/status/1', raw, trust, sm2, [1, 2, 3, 4, 5])
  const l: StatusList = { version: isUint(m.get(1)), issued, next: isInt(m.get(3)), size: isUint(m.get(4)), sets: new Map() }
  let before = 0
  for (const one of isArray(m.get(5))) {
    const [state, count, k, bits] = isArray(one, 4)
    const s = isUint(state)
    if (s <= before || isUint(count) === 0) throw new Malformed('sets out of order')
    before = s
    l.sets.set(s, unpack(isBytes(bits), isUint(count), isUint(k), l.size))
  }
  check(l)
  return l
}

/** The list at a later version; l stays what it was. Throws also WrongVersion. */
export function applyDelta(l: StatusList, raw: Uint8Array, trust: TrustList, sm2?: Sm2): StatusList {
  const { m, issued } = signedBy('suikao/status-delta/1', raw, trust, sm2, [1, 2, 3, 4, 5, 6])
  const from = isUint(m.get(1))
  const to = isUint(m.get(2))
  const size = isUint(m.get(5))
  if (from !== l.version || to < from || issued < l.issued || size < l.size) throw new WrongVersion()
  const moved = new Map<number, number>()
  let before = -1
  for (const one of isArray(m.get(6))) {
    const [state, gaps] = isArray(one, 2)
    const s = isUint(state)
    if (s <= before || s > lastState) throw new Malformed('states out of order')
    before = s
    let next = 0
    for (const gap of isArray(gaps)) {
      const place = next + isUint(gap)
      if (place >= size || moved.has(place)) throw new Malformed('a place beyond the end, or twice')
      moved.set(place, s)
      next = place + 1
    }
    if (next === 0) throw new Malformed('nothing changed')
  }
  const out: StatusList = { version: to, issued, next: isInt(m.get(4)), size, sets: new Map() }
  for (let s = 1; s <= lastState; s++) {
    const places = [...(l.sets.get(s) ?? [])].filter((p) => !moved.has(p))
    for (const [p, state] of moved) if (state === s) places.push(p)
    if (places.length > 0) out.sets.set(s, Uint32Array.from(places).sort())
  }
  check(out)
  return out
}

function check(l: StatusList) {
  if (l.version === 0 || l.size > mostPlaces || l.next < l.issued) throw new Malformed('the list contradicts itself')
  const seen = new Set<number>()
  for (const [state, places] of l.sets) {
    if (state < 1 || state > lastState) throw new Malformed('a state of tomorrow')
    for (const p of places) {
      if (seen.has(p) || p >= l.size) throw new Malformed('a place twice')
      seen.add(p)
    }
  }
}

/** Golomb–Rice coded gaps. */
function unpack(raw: Uint8Array, count: number, k: number, size: number): Uint32Array {
  const end = raw.length * 8
  if (k > 32 || count > end) throw new Malformed('more numbers than bits')
  const out = new Uint32Array(count)
  let at = 0
  const bit = () => {
    if (at >= end) throw new Malformed('cut short')
    const b = ((raw[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
    at++
    return b
  }
  let next = 0
  for (let i = 0; i < count; i++) {
    let gap = 0
    while (bit() === 1) gap++
    for (let j = 0; j < k; j++) gap = gap * 2 + bit()
    next += gap
    if (next >= size) throw new Malformed('a place beyond the end')
    out[i] = next++
  }
  if (raw.length !== (at + 7) >> 3) throw new Malformed('bytes are left over')
  while (at & 7) if (bit() === 1) throw new Malformed('bits are left over')
  return out
}

/** The state of a place; undefined where the list does not reach so far. */
export function stateOf(l: StatusList, place: number): number | undefined {
  if (place >= l.size) return undefined
  for (const [state, places] of l.sets) {
    let low = 0
    let high = places.length
    while (low < high) {
      const mid = (low + high) >> 1
      if ((places[mid] ?? 0) < place) low = mid + 1
      else high = mid
    }
    if (places[low] === place) return state
  }
  return 0
}
