import { expect, it } from 'vitest'
import { daysBetween, lived, yearsBetween } from './validity'

it('counts days across months and years', () => {
  expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2)
  expect(daysBetween('2028-02-27', '2028-03-01')).toBe(3)
  expect(daysBetween('2026-03-01', '2026-02-27')).toBe(-2)
})

it('counts only whole years', () => {
  expect(yearsBetween('2026-11-22', '2032-11-21')).toBe(5)
  expect(yearsBetween('2026-11-22', '2032-11-22')).toBe(6)
  expect(yearsBetween('2026-11-22', '2020-11-22')).toBe(0)
})

it('says how much of a validity is over', () => {
  expect(lived('2026-01-01', '2032-01-01', '2025-06-01')).toBe(0)
  expect(lived('2026-01-01', '2028-01-01', '2027-01-01')).toBeCloseTo(0.5)
  expect(lived('2026-01-01', '2032-01-01', '2040-01-01')).toBe(1)
  expect(lived('2026-01-01', '2026-01-01', '2026-01-01')).toBe(1)
})
