import { expect, it } from 'vitest'
import { ageMinutes, verdictKind, verdicts } from './sheets'

it('shows one verdict as safe and no other', () => {
  expect(verdicts.filter((v) => verdictKind(v) === 'safe')).toEqual(['MAY_WORK'])
  expect(verdicts.filter((v) => verdictKind(v) === 'warn')).toEqual(['LOOK', 'BAD_ROW'])
})

it('counts the minutes since an answer, never below none', () => {
  const at = '2026-11-23T10:00:00Z'
  expect(ageMinutes(at, Date.parse('2026-11-23T10:03:59Z'))).toBe(3)
  expect(ageMinutes(at, Date.parse('2026-11-23T09:59:00Z'))).toBe(0)
})
