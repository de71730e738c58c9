import { describe, expect, it } from 'vitest'
import { asksBirth, checkNumber, checkPassword, nameFits, phoneFits, tidyNumber, tidyPhone } from './identity'

describe('document numbers', () => {
  it.each(['11010519491231002X', '11010519491231002x', ' 110105 19491231 002X ', '１１０１０５１９４９１２３１００２Ｘ'])('accepts %s', (typed) => {
    expect(checkNumber('ID_CARD', typed)).toBeUndefined()
    expect(tidyNumber(typed)).toBe('11010519491231002X')
  })
  it.each([
    ['', 'missing'],
    ['1101051949123100', 'form'],
    ['110105194912310021', 'check'],
    ['110105194913310027', 'birth'],
    ['110105190002290021', 'birth'],
    ['A1010519491231002X', 'form'],
  ] as const)('refuses %s: %s', (typed, fault) => expect(checkNumber('ID_CARD', typed)).toBe(fault))

  it('finds every single wrong digit', () => {
    const right = '11010519491231002X'
    for (let i = 14; i < 17; i++) {
      for (const digit of '0123456789') {
        if (digit === right[i]) continue
        expect(checkNumber('TEMPORARY_ID', right.slice(0, i) + digit + right.slice(i + 1))).toBe('check')
      }
    }
  })
  it('leaves other documents to the server', () => {
    expect(checkNumber('PASSPORT', 'E12345678')).toBeUndefined()
    expect(checkNumber('PASSPORT', 'E1 号')).toBe('form')
    expect(asksBirth('PASSPORT')).toBe(true)
    expect(asksBirth('ID_CARD')).toBe(false)
  })
})

it('reads phone numbers as people write them', () => {
  for (const typed of ['13812345678', '+86 138-1234-5678', '0086 13812345678', '１３８１２３４５６７８']) {
    expect(phoneFits(typed)).toBe(true)
    expect(tidyPhone(typed)).toBe('13812345678')
  }
  for (const typed of ['12812345678', '1381234567', '138123456789', '']) expect(phoneFits(typed)).toBe(false)
})

it('takes names of every people, up to 30 signs', () => {
  for (const name of ['李雷', '买买提·吐尔逊', 'Ngũgĩ wa Thiong’o', '䶮𫖯', 'ᠪᠠᠲᠤ']) expect(nameFits(name)).toBe(true)
  for (const name of ['', '李雷1', '<b>', '·李', '李'.repeat(31)]) expect(nameFits(name)).toBe(false)
})

it('asks for a password that is not a number one can guess', () => {
  expect(checkPassword('short7!')).toBe('short')
  expect(checkPassword('20261121')).toBe('digits')
  expect(checkPassword('汉'.repeat(86))).toBe('long')
  expect(checkPassword('correct horse')).toBeUndefined()
})
