import { describe, expect, it } from 'vitest'
import type { Result } from '../types'
import { givenKeys, mayAsk, nextKey, spanKey } from './words'

const all: [Result['state'], boolean, Result['kind'], string][] = [
  ['PROVISIONAL', true, 'FORMAL', 'resultNext.provisionalPassed'],
  ['PROVISIONAL', false, 'FORMAL', 'resultNext.provisionalFailed'],
  ['HELD', true, 'FORMAL', 'resultNext.held'],
  ['RELEASED', true, 'FORMAL', 'resultNext.passed'],
  ['RELEASED', false, 'FORMAL', 'resultNext.failed'],
  ['RELEASED', true, 'MOCK', 'resultNext.practice'],
  ['VOIDED', true, 'FORMAL', 'resultNext.voided'],
]
describe('what comes next', () => {
  it.each(all)('%s passed=%s %s', (state, passed, kind, key) => expect(nextKey({ state, passed, kind })).toBe(key))
  it('promises nothing before the release', () => {
    for (const passed of [true, false]) expect(nextKey({ state: 'PROVISIONAL', passed, kind: 'FORMAL' })).not.toBe(nextKey({ state: 'RELEASED', passed, kind: 'FORMAL' }))
  })
})

it('allows a score check through the last day, once', () => {
  expect(mayAsk('2026-11-21', false, '2026-11-21')).toBe(true)
  expect(mayAsk('2026-11-21', false, '2026-11-22')).toBe(false)
  expect(mayAsk('2026-11-21', true, '2026-11-20')).toBe(false)
  expect(mayAsk(undefined, false, '2026-11-20')).toBe(false)
})

it('says what time was given for, and how much', () => {
  expect(givenKeys({ kind: 'OUTAGE', code: 'SERVER_DOWN' })).toEqual(['result.givenCode.SERVER_DOWN'])
  expect(givenKeys({ kind: 'ROOM', code: 'EMERGENCY' })).toEqual(['result.givenKind.ROOM', 'result.givenCode.EMERGENCY'])
  expect(givenKeys({ kind: 'BREAK' })).toEqual(['result.givenKind.BREAK'])
  expect(givenKeys({ kind: 'OUTAGE', code: 'NEWER' })).toEqual(['result.givenKind.OUTAGE'])
  expect([spanKey(301), spanKey(420), spanKey(40)].map((x) => x.key)).toEqual(['result.span.minutes', 'result.span.whole', 'result.span.seconds'])
})
