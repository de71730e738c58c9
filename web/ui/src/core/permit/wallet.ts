// The holder's half of a wallet: a key that never leaves this device, and a proof that is renewed every half minute (FORMAT.md §5).
import { openDB } from 'idb'
import { encode } from './cbor'
import { toText } from './text'

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

export interface DeviceKey {
  public: Uint8Array // compressed
  sign: (message: Uint8Array) => Promise<Uint8Array>
}

/** The key of this device, made when it is first asked for. It cannot be copied out of the browser. */
export async function deviceKey(): Promise<DeviceKey> {
  const db = await openDB('wallet', 1, { upgrade: (fresh) => void fresh.createObjectStore('keys') })
  try {
    let pair = (await db.get('keys', 'device')) as CryptoKeyPair | undefined
    if (!pair) {
      pair = await crypto.subtle.generateKey(curve, false, ['sign', 'verify'])
      await db.put('keys', pair, 'device')
    }
    return await keyOf(pair)
  } finally {
    db.close()
  }
}

export async function keyOf(pair: CryptoKeyPair): Promise<DeviceKey> {
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const compressed = new Uint8Array(33)
  compressed[0] = 2 + ((point[64] ?? 0) & 1)
  compressed.set(point.subarray(1, 33), 1)
  return {
    public: compressed,
    sign: async (message) => low(new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, message.slice()))),
  }
}

/** Of the two signatures that hold, the one that counts here: with the lower s. */
function low(signature: Uint8Array): Uint8Array {
  let s = 0n
  for (const b of signature.subarray(32)) s = (s << 8n) | BigInt(b)
  if (s > order >> 1n) {
    s = order - s
    for (let i = 63; i >= 32; i--, s >>= 8n) signature[i] = Number(s & 255n)
  }
  return signature
}

function joined(...parts: (Uint8Array | number[])[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const p of parts) {
    out.set(p, at)
    at += p.length
  }
  return out
}

/** The code that says: the holder of this key shows this credential at this second. */
export async function shown(credential: Uint8Array, key: DeviceKey, second: number, host: string): Promise<string> {
  const guarded = Uint8Array.of(0xa1, 0x01, 0x26) // {1: ES256}
  const payload = encode([second, credential])
  const signature = await key.sign(encode(['Signature1', guarded, new TextEncoder().encode('suikao/wallet/1'), payload]))
  return toText(host, 'W', joined([0x84], encode(guarded), [0xa0], encode(payload), encode(signature)))
}
