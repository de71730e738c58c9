import { expect, it } from 'vitest'
import { apart, groupFor, type AlikePair } from './alike'

const pair = (a: object, b: object) => ({ a: { item: '01m7y45mg3byr0wz6b82z2xy4p', content: a }, b: { item: 'x', content: b }, percent: 80 }) as unknown as AlikePair

it('says what keeps two items off one paper', () => {
  expect(apart(pair({}, {}))).toBe('')
  expect(apart(pair({ enemies: ['甲'] }, { enemies: ['乙'] }))).toBe('')
  expect(apart(pair({ enemies: ['甲', '乙'] }, { enemies: ['乙'] }))).toBe('乙')
  expect(apart(pair({ fact: 'f' }, { fact: 'f' }))).toBe('f')
  expect(apart(pair({ fact: '' }, { fact: '' }))).toBe('')
})

it('offers the group that one of them has', () => {
  expect(groupFor(pair({}, { enemies: ['乙'] }))).toBe('乙')
  expect(groupFor(pair({}, {}))).toBe('alike-z2xy4p')
})
