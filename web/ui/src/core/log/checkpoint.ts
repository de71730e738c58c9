// What a transparency log says of itself, signed (C2SP signed-note, tlog-checkpoint, tlog-cosignature).
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'

const utf8 = new TextEncoder()

/** A verifier key, name+hash+base64: of a log (0x01) or of a witness (0x04). */
export interface LogKey {
  name: string
  witness: boolean
  hash: number
  key: Uint8Array
}
export interface Checkpoint {
  origin: string
  size: number
  root: Uint8Array
  /** The witnesses whose signatures hold, each with when it signed (seconds). */
  seen: { name: string; at: number }[]
  /** Names under signatures that cannot be judged here: their keys are not known. */
  unknown: string[]
}

export class NoCheckpoint extends Error {}
/** The log's own signature is missing or does not hold. */
export class Unsigned extends Error {}

/** Undefined for what is no base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  } catch {
    return undefined
  }
}
export const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))
export const sameBytes = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((v, i) => v === b[i])

const number = (b: Uint8Array) => new DataView(b.buffer, b.byteOffset, 4).getUint32(0)

/** Reads a verifier key; undefined for what is none. */
export function parseKey(line: string): LogKey | undefined {
  const [name = '', hash = '', encoded = '', ...rest] = line.trim().split('+')
  // The last part is base64, which may hold a + itself.
  const raw = fromBase64([encoded, ...rest].join('+'))
  if (!name || !raw || raw.length !== 33 || (raw[0] !== 1 && raw[0] !== 4)) return undefined
  const own = number(sha256(new Uint8Array([...utf8.encode(`${name}\n`), ...raw])))
  return own === Number.parseInt(hash, 16) && hash.length === 8 ? { name, witness: raw[0] === 4, hash: own, key: raw.slice(1) } : undefined
}

/** How an outsider knows a key at a glance. */
export const keyPrint = (line: string) => line.split('+')[1] ?? ''

function holds(signature: Uint8Array, key: LogKey, text: string): number | undefined {
  if (!key.witness) return signature.length === 64 && ed25519.verify(signature, utf8.encode(text), key.key) ? 0 : undefined
  if (signature.length !== 72) return undefined
  const at = Number(new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0))
  return ed25519.verify(signature.slice(8), utf8.encode(`cosignature/v1\ntime ${at}\n${text}`), key.key) ? at : undefined
}

/** Reads a checkpoint and checks who signed it. Throws NoCheckpoint, and Unsigned unless the log itself signed. */
export function openCheckpoint(raw: string, log: LogKey, witnesses: LogKey[] = []): Checkpoint {
  const end = raw.indexOf('\n\n')
  const text = raw.slice(0, end + 1)
  const [origin = '', size = '', root64 = ''] = text.split('\n')
  const root = fromBase64(root64)
  if (end < 0 || !origin || !/^(0|[1-9]\d{0,14})$/.test(size) || root?.length !== 32) throw new NoCheckpoint('not three lines')
  if (origin !== log.name) throw new Unsigned(origin)
  const out: Checkpoint = { origin, size: Number(size), root, seen: [], unknown: [] }
  let own = false
  for (const line of raw.slice(end + 2).split('\n')) {
    if (!line) continue
    const found = /^— (\S+) (\S+)$/.exec(line)
    const bytes = fromBase64(found?.[2] ?? '')
    if (!found || !bytes || bytes.length < 5) throw new NoCheckpoint(line)
    const name = found[1] ?? ''
    const key = [log, ...witnesses].find((k) => k.name === name && k.hash === number(bytes))
    const at = key && holds(bytes.slice(4), key, text)
    if (key && at === undefined) throw new Unsigned(name)
    if (key === log) own = true
    else if (key && at !== undefined) out.seen.push({ name, at })
    else out.unknown.push(name)
  }
  if (!own) throw new Unsigned(origin)
  return out
}
