import { expect, it } from 'vitest'
import { decode, isArray, isBytes, isUint } from './cbor'
import { ES256, openWith } from './sign1'
import { parseText, toText } from './text'
import { keyOf, shown } from './wallet'

it('shows a credential with a proof that verifiers take', async () => {
  const key = await keyOf(await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']))
  const credential = crypto.getRandomValues(new Uint8Array(150))
  for (let i = 0; i < 20; i++) { // half of them come with the high s
    const code = parseText(await shown(credential, key, 1_790_000_000 + i, 'ks.example.cn'))
    expect(code?.letter).toBe('W')
    const payload = openWith('suikao/wallet/1', code?.message ?? new Uint8Array(), { alg: ES256, key: key.public })
    const [at, inner] = isArray(decode(payload), 2)
    expect(isUint(at)).toBe(1_790_000_000 + i)
    expect(isBytes(inner)).toEqual(credential)
  }
})

it('is nobody else’s', async () => {
  const make = async () => keyOf(await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']))
  const code = parseText(await shown(new Uint8Array(9), await make(), 1, 'a'))
  const other = await make()
  expect(() => openWith('suikao/wallet/1', code?.message ?? new Uint8Array(), { alg: ES256, key: other.public })).toThrow()
})

it('writes what it reads, whatever the length', () => {
  for (let n = 1; n < 40; n++) {
    const message = crypto.getRandomValues(new Uint8Array(n))
    expect(parseText(toText('h', 'V', message))?.message).toEqual(message)
  }
})
