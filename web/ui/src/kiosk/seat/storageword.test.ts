import { expect, it } from 'vitest'
import { storageWord } from './storageword'

const at = (link: 'open' | 'waiting' | 'fallback', count: number, oldest: number, keeping: 'disk' | 'memory' = 'disk') => storageWord({ link, unstored: { count, oldest }, keeping })

it('says stored only when nothing waits and there is a line', () => {
  expect(at('open', 0, 0).kind).toBe('all')
  expect(at('fallback', 0, 0).kind).toBe('all')
  expect(at('waiting', 0, 0).kind).toBe('offline')
  expect(at('open', 2, 500)).toEqual({ kind: 'saving', count: 2, memory: false })
  expect(at('open', 2, 3000).kind).toBe('waiting')
  expect(at('waiting', 2, 3000).kind).toBe('offline')
})

it('warns when what waits would be lost with the page', () => {
  expect(at('open', 1, 0, 'memory').memory).toBe(true)
  expect(at('open', 0, 0, 'memory').memory).toBe(false)
})
