// SM2 with SM3 (GB/T 32918): fetched only where a trust list has such keys.
import { sm2 } from 'sm-crypto-v2'

const hex = (b: Uint8Array) => [...b].map((x) => x.toString(16).padStart(2, '0')).join('')

/** The point of a compressed key, 65 bytes. Throws for what is no key. */
export function uncompressed(key: Uint8Array): Uint8Array {
  return sm2.precomputePublicKey(hex(key)).toRawBytes(false)
}

/** Whether r ‖ s is the key's signature over message, for the usual user id. */
export function verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return sm2.doVerifySignature(message, hex(signature), hex(uncompressed(key)), { hash: true })
  } catch {
    return false
  }
}
