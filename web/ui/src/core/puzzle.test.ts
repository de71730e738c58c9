import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { solve } from './puzzle'

it('finds a number that others find right too', async () => {
  const proof = await solve('AbC-_', 12)
  expect(proof).toMatch(/^AbC-_:\d+$/)
  expect(createHash('sha256').update(proof).digest('hex')).toMatch(/^000/)
})
