import { expect, it } from 'vitest'
import type { Readiness } from '../types'
import { conditionRows } from './words'

const basis = (more: Partial<Readiness['basis']> = {}): Readiness['basis'] => ({
  checkedOn: '', examApplication: '', releasers: null, ruleSets: null, theory: { pass: '', result: '', revision: 0, on: '', points: 0, until: '' },
  training: { kind: '', hours: 0, required: 0, refs: null, last: '' }, ...more,
})
const lack = (path: string, message: string) => ({ path, code: 'c', message })

it('shows only what is known', () => {
  expect(conditionRows({ ready: false, health: false, work: false, basis: basis(), lacking: [lack('conditions.theory', '没有合格成绩')] })).toEqual([{ condition: 'theory', met: false, why: ['没有合格成绩'] }])
})

it('keeps every reason, also of an unknown kind', () => {
  const rows = conditionRows({ ready: false, health: false, work: false, basis: basis({ checkedOn: '2026-11-21' }), lacking: [lack('conditions.eligibility', 'a'), lack('conditions.eligibility', 'b'), lack('conditions.new', 'c')] })
  expect(rows.find((row) => row.condition === 'eligibility')?.why).toEqual(['a', 'b', 'c'])
  expect(rows.find((row) => row.condition === 'photo')?.met).toBe(true)
})
