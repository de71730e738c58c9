import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { codeOf, giveLot, otherLot } from './phonelot'
import { makeTicketStore } from './ticketstore'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** Reckoned another way: from the digest's bits as text. */
function expected(nonce: string): string {
  const bits = [...createHash('sha256').update(Buffer.from(nonce, 'hex')).digest()].map((b) => b.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: 8 }, (_, i) => alphabet[Number.parseInt(bits.slice(5 * i, 5 * i + 5), 2)]).join('')
}

it('reckons the code that the server and an audit show', async () => {
  for (const nonce of ['00'.repeat(16), 'ff'.repeat(16), '7369787465656e206279746573206f6b']) expect(await codeOf(nonce)).toBe(expected(nonce))
  expect(await codeOf('00', undefined as never)).not.toBe('') // the browser's own
})

function server(keeps?: string) {
  const asked: string[] = []
  const api = {
    POST: (path: string, { body }: { body?: { promise: string; nonce: string } }) => {
      asked.push(path.endsWith('promise') ? 'promise' : `${body?.promise} ${body?.nonce}`)
      const data = path.endsWith('promise') ? { promise: 'p' } : { code: keeps ?? expected(body?.nonce ?? '') }
      return Promise.resolve({ data, response: new Response(null, { status: 200 }) })
    },
  }
  return { api: api as never, asked }
}

it('gives its bytes after the promise, and the same again', async () => {
  const kept = new Map<string, string>()
  const tickets = makeTicketStore({ getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => void kept.set(k, v), removeItem: (k) => void kept.delete(k) })
  const { api, asked } = server()
  const code = await giveLot(api, tickets, 'b1')
  expect(await giveLot(api, tickets, 'b1')).toBe(code)
  expect(asked[0]).toBe('promise')
  expect(asked[1]).toMatch(/^p [0-9a-f]{32}$/)
  expect(asked[3]).toBe(asked[1])
  await giveLot(api, tickets, 'b2')
  expect(asked[5]).not.toBe(asked[1])
  expect(await otherLot(tickets, 'b1', code)).toBe(false)
  expect(await otherLot(tickets, 'b1', 'AAAAAAAA')).toBe(true)
  expect(await otherLot(tickets, 'unknown', 'AAAAAAAA')).toBe(false)
  tickets.drop('b1')
  expect(tickets.lot('b1')).toBeUndefined()
  tickets.clear()
  expect(kept.size).toBe(0)
})
