import { describe, expect, it } from 'vitest'
import type { ApplicationView } from '../types'
import { actsFor, byDue, defectList, materialsOf } from './review'

const app = (more: Partial<ApplicationView>): ApplicationView => ({ id: 'a', materials: [], defects: [], state: 'SUBMITTED', createdAt: '2026-11-01T00:00:00Z', ...more }) as ApplicationView

it('the nearest last day stands first, those without one last, the oldest first among equals', () => {
  const list = [app({ id: 'none' }), app({ id: 'late', dueOn: '2026-11-20' }), app({ id: 'old', dueOn: '2026-11-25' }), app({ id: 'new', dueOn: '2026-11-25', createdAt: '2026-11-02T00:00:00Z' }), app({ id: 'back', answerBy: '2026-11-22' })]
  expect([...list].sort(byDue).map((a) => a.id)).toEqual(['late', 'back', 'old', 'new', 'none'])
})

describe('what a reviewer may do', () => {
  it.each([
    ['SUBMITTED', ['accept', 'return', 'reject']], ['ACCEPTED', ['approve', 'return', 'reject']], ['APPROVED', []], ['TO_CORRECT', []], ['DRAFT', []],
  ] as const)('with %s: %o', (state, acts) => expect(actsFor(app({ state }))).toEqual(acts))
  it('decides about help while it is open', () => {
    const help = { kind: 'AGE', wish: '', decided: false, extraMinutes: 0 } as const
    expect(actsFor(app({ help }))).toContain('help')
    expect(actsFor(app({ help: { ...help, decided: true } }))).not.toContain('help')
  })
})

it('the one list holds what was written, nothing empty', () => {
  expect(defectList({ PHOTO: ' 背景不是白色 ', PLEDGE: '  ' })).toEqual([{ material: 'PHOTO', what: '背景不是白色' }])
})

it('every material can be judged, also a missing one, each once', () => {
  const list = materialsOf(app({ materials: [{ kind: 'PLEDGE' }, { kind: 'PHOTO' }] as ApplicationView['materials'] }), ['HEALTH_STATEMENT', 'PLEDGE'])
  expect(list).toEqual(['PLEDGE', 'PHOTO', 'HEALTH_STATEMENT'])
})
