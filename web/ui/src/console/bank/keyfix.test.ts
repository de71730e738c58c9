import { describe, expect, it } from 'vitest'
import { idsIn, idsWith, idsWithout, keyFault, letters, sittingsIn, tickKey } from './keyfix'

it('keeps each chosen item once', () => {
  expect(idsIn('a, b,,a')).toEqual(['a', 'b'])
  expect([idsWith('', 'a'), idsWith('a,b', 'a'), idsWithout('a,b', 'a'), idsWithout('a', 'a')]).toEqual(['a', 'a,b', 'b', ''])
})

it('a new key replaces a single answer and is ascending for several', () => {
  expect(tickKey('SINGLE', [0], 2)).toEqual([2])
  expect(tickKey('TRUE_FALSE', [0], 1)).toEqual([1])
  expect(tickKey('MULTIPLE', [0, 2], 1)).toEqual([0, 1, 2])
  expect(tickKey('MULTIPLE', [0, 2], 2)).toEqual([0])
})

describe('a corrected key', () => {
  const content = (type: 'SINGLE' | 'MULTIPLE', key: number[]) => ({ type, stem: '', topic: '', difficulty: 1, key })
  it.each([
    [content('SINGLE', [0]), [0], 'same'],
    [content('SINGLE', [0]), [1], undefined],
    [content('SINGLE', [0]), [], 'none'],
    [content('MULTIPLE', [0, 1]), [0], 'many'],
    [content('MULTIPLE', [0, 1]), [0, 1, 2], undefined],
  ])('of %o as %o: %s', (item, key, fault) => expect(keyFault(item, key)).toBe(fault))
})

it('says keys by letters', () => expect([letters([0, 2]), letters([]), letters(undefined)]).toEqual(['AC', '–', '–']))

it('reads sitting numbers however they were pasted, and names what is none', () => {
  const id = '01m80hrvb8kbr9gdpk21hs1jre'
  expect(sittingsIn(` ${id.toUpperCase()}\n${id}，第3场 `)).toEqual({ ids: [id], wrong: ['第3场'] })
  expect(sittingsIn('01m80hrvb8kbr9gdpk21hs1jri')).toEqual({ ids: [], wrong: ['01m80hrvb8kbr9gdpk21hs1jri'] }) // no letter i in such a number
  expect(sittingsIn('')).toEqual({ ids: [], wrong: [] })
})
