import { describe, expect, it } from 'vitest'
import type { Application, Check, Photo, Training } from '../types'
import { makeChecklist, materialKinds } from './checklist'

const app = (more: Partial<Application> = {}): Application => ({
  id: 'a', person: 'p', authority: 'o', itemCode: 'DG-01', personType: 'SPECIAL_OPERATOR', kind: 'FIRST_ISSUE', channel: 'SELF', state: 'DRAFT', materials: [], defects: [],
  createdAt: '2026-11-01T00:00:00Z', ...more,
})
const filed = (kind: string, changedAt = '2026-11-02T00:00:00Z') => ({ kind, hasFile: true, changedAt })
const check = (materials: string[], refusals: Check['refusals'] = []): Check => ({ materials: materials.map((material) => ({ material, code: 'c', text: `${material} wrong` })), refusals })
const photo = (state: Photo['state'], submittedAt?: string): Photo => ({ state, ...(submittedAt ? { submittedAt } : {}) })
const training = (more: Partial<Training> = {}): Training => ({ entries: [], exemptions: [], requirement: { item: 'DG-01', required: 84, recorded: 84, exempt: false, met: true }, ...more })
const states = (list: ReturnType<typeof makeChecklist>) => Object.fromEntries(list.rows.map((row) => [row.kind, row.state]))

describe('an application', () => {
  it('names what is missing in a fixed order and starts with the first', () => {
    const list = makeChecklist(app(), check(['PLEDGE', 'PHOTO', 'HEALTH_STATEMENT', 'IDENTITY_DOCUMENT']), photo('NONE'), training())
    expect(list.rows.map((row) => row.kind)).toEqual(['PHOTO', 'IDENTITY_DOCUMENT', 'HOURS_OR_EXEMPTION', 'HEALTH_STATEMENT', 'PLEDGE'])
    expect(list.next?.kind).toBe('PHOTO')
    expect(list.ready).toBe(false)
  })

  it('is ready when nothing is wrong', () => {
    const list = makeChecklist(app({ materials: [filed('IDENTITY_DOCUMENT'), filed('PLEDGE')] }), check([]), photo('APPROVED'), training())
    expect(states(list)).toEqual({ PHOTO: 'done', IDENTITY_DOCUMENT: 'done', HOURS_OR_EXEMPTION: 'done', PLEDGE: 'done' })
    expect(list.ready).toBe(true)
  })

  it('waits for the photo to be looked at, and asks for another after a refusal', () => {
    const pending = makeChecklist(app(), check(['PHOTO']), photo('PENDING'), training())
    expect([pending.waiting, pending.ready, pending.next]).toEqual([true, false, undefined])
    expect(makeChecklist(app(), check(['PHOTO']), photo('REJECTED'), training()).next?.state).toBe('fix')
  })

  it('leaves out a photo that the rule does not ask for', () => {
    expect(states(makeChecklist(app(), check([]), photo('NONE'), undefined))).toEqual({})
  })

  it('shows missing hours as a row, other refusals as reasons that block', () => {
    const refusals = [{ code: 'eligibility.hours', text: '还差 4 学时' }, { code: 'eligibility.too_young', text: '须年满 18 周岁' }]
    const list = makeChecklist(app(), check([], refusals), photo('APPROVED'), training())
    expect(list.next).toEqual({ kind: 'HOURS_OR_EXEMPTION', state: 'missing', why: '还差 4 学时' })
    expect(list.refusals.map((r) => r.code)).toEqual(['eligibility.too_young'])
    expect(list.ready).toBe(false)
  })

  it('waits while an exemption is being decided', () => {
    const asked = training({ exemptions: [{ id: 'e', person: 'p', org: 'o', item: 'DG-01', reason: 'DEGREE', evidence: 'x', state: 'SUBMITTED', submittedName: 'n', submittedAt: '2026-11-01T00:00:00Z' }] })
    const list = makeChecklist(app(), check([], [{ code: 'eligibility.hours', text: '还差 84 学时' }]), photo('APPROVED'), asked)
    expect(list.waiting).toBe(true)
  })
})

describe('a returned application', () => {
  const returned = (changedAt: string) =>
    app({ state: 'TO_CORRECT', submittedAt: '2026-11-05T00:00:00Z', materials: [filed('IDENTITY_DOCUMENT', changedAt)], defects: [{ material: 'IDENTITY_DOCUMENT', what: '反面不清晰' }] })

  it('repeats the reviewer’s words until the material was touched', () => {
    expect(makeChecklist(returned('2026-11-04T00:00:00Z'), check([]), photo('APPROVED'), training()).next).toEqual({ kind: 'IDENTITY_DOCUMENT', state: 'fix', why: '反面不清晰' })
    expect(makeChecklist(returned('2026-11-06T00:00:00Z'), check([]), photo('APPROVED'), training()).ready).toBe(true)
  })

  it('keeps showing what the server still finds wrong after the touch', () => {
    const list = makeChecklist(returned('2026-11-06T00:00:00Z'), check(['IDENTITY_DOCUMENT']), photo('APPROVED'), training())
    expect(list.next?.why).toBe('IDENTITY_DOCUMENT wrong')
  })
})

it('knows every material once', () => expect(new Set(materialKinds).size).toBe(12))
