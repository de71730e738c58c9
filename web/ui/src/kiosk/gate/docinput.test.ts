import { expect, it } from 'vitest'
import { grouped, longest, needsLetters, typed } from './docinput'

it('types a number ending in X, and nothing else', () => {
  let number = ''
  for (const key of [...'11010519491231002x', 'Shift', ' ', '·', 'Enter']) number = typed(number, key)
  expect(number).toBe('11010519491231002X')
  expect(typed(number, 'Backspace')).toBe('11010519491231002')
  expect(typed('', 'Backspace')).toBe('')
  expect(typed('A'.repeat(longest), 'B')).toHaveLength(longest)
})

it('groups a number as the card does', () => {
  expect(grouped('11010519491231002X', 'ID_CARD')).toBe('110105 1949 1231 002X')
  expect(grouped('1101', 'ID_CARD')).toBe('1101')
  expect(grouped('E12345678', 'PASSPORT')).toBe('E123 4567 8')
  expect(grouped('', 'PASSPORT')).toBe('')
})

it('offers letters where numbers have them', () => {
  expect(needsLetters('PASSPORT')).toBe(true)
  expect(needsLetters('ID_CARD')).toBe(false)
})
