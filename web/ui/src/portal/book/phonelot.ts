// The lot: random bytes of this phone that become part of the draw of the paper. First the server says what it is bound to, then the
// phone gives its bytes, once; their code is reckoned here, so that it is seen if the server took others.
import { call, type Api } from '@/core/api'
import type { TicketStore } from './ticketstore'

const hex = (bytes: Uint8Array) => [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
const bytesOf = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** The code of what was given: the first eight characters of SHA-256 in base32. Empty where the browser has no SHA-256 (no HTTPS). */
export async function codeOf(nonce: string, subtle: Pick<SubtleCrypto, 'digest'> | undefined = globalThis.crypto?.subtle): Promise<string> {
  if (!subtle) return ''
  const sum = new Uint8Array(await subtle.digest('SHA-256', bytesOf(nonce)))
  let code = ''
  let bits = 0
  let value = 0
  for (const byte of sum.subarray(0, 5)) {
    value = value * 256 + byte
    bits += 8
    for (; bits >= 5; bits -= 5) {
      code += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(Math.floor(value / 2 ** (bits - 5)))
      value %= 2 ** (bits - 5)
    }
  }
  return code
}

/** Gives this phone's bytes for a booking and returns the code that the server keeps. The bytes are put by first: a second try gives the same. */
export async function giveLot(api: Api, tickets: TicketStore, booking: string): Promise<string> {
  const path = { params: { path: { id: booking } } }
  const { promise } = await call(api.POST('/api/candidate/bookings/{id}/lot-promise', path))
  const nonce = tickets.lot(booking) ?? hex(crypto.getRandomValues(new Uint8Array(16)))
  tickets.keepLot(booking, nonce)
  return (await call(api.POST('/api/candidate/bookings/{id}/lot', { ...path, body: { promise, nonce } }))).code
}

/** Whether the server keeps another lot than this phone has given; false where that cannot be told. */
export async function otherLot(tickets: TicketStore, booking: string, code: string): Promise<boolean> {
  const own = tickets.lot(booking)
  const mine = own && code ? await codeOf(own) : ''
  return mine !== '' && mine !== code
}

/** The code in two groups, as it is read out. */
export const spoken = (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`
