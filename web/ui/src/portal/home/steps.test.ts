import { describe, expect, it } from 'vitest'
import type { Matter } from '../matters/types'
import type { Application, Booking, Pass, PermitApplication, PermitCard, Result } from '../types'
import { nextSteps, type Facts } from './steps'

const now = Date.parse('2026-11-21T04:00:00Z')
const none: Facts = { me: { photo: { state: 'APPROVED' }, privacyConfirmed: true }, applications: [], bookings: [], results: [], passes: [], permitApplications: [], permits: [], now }
const app = (more: Partial<Application>): Application => ({
  id: 'a1', person: 'p', authority: 'o', itemCode: 'DG', personType: 'SPECIAL_OPERATOR', kind: 'FIRST_ISSUE', channel: 'SELF', state: 'APPROVED', materials: [], defects: [], createdAt: '2026-11-01T00:00:00Z', ...more,
})
const booking = (more: Partial<Booking>): Booking => ({
  id: 'b1', application: 'a1', slot: 's', room: 'r', itemCode: 'DG', personType: 'SPECIAL_OPERATOR', kind: 'FIRST_ISSUE', walkIn: false, state: 'CONFIRMED', beginsAt: '2026-11-25T02:00:00Z', minutes: 120, extraMinutes: 0,
  priority: false, ...more,
})
const result = (more: Partial<Result>): Result => ({
  id: 'r1', sitting: 's', kind: 'FORMAL', itemCode: 'DG', attemptKind: 'FIRST', attempt: 1, satOn: '2026-11-20', version: 1, points: 90, full: 100, passMark: 80, passed: true, state: 'PROVISIONAL', stateText: '', ...more,
})
const pass = (more: Partial<Pass>): Pass => ({ id: 'p1', item: 'DG', result: 'r1', revision: 1, on: '2026-11-20', points: 90, state: 'VALID', until: '2027-11-20', ...more })
const permitApp = (state: PermitApplication['state']) => ({ id: 'pa', item: 'DG', state, checkBy: '2026-11-27', issueBy: '2026-12-20', defects: [] }) as unknown as PermitApplication
const names = (facts: Partial<Facts>) => nextSteps({ ...none, ...facts }).map((step) => step.name)

describe('the way from registration to permit', () => {
  it('begins with the photo, which somebody has to approve, or an application', () => {
    expect(names({})).toEqual(['apply'])
    expect(names({ me: { photo: { state: 'NONE' }, privacyConfirmed: true } })).toEqual(['photo', 'apply'])
  })
  it.each([
    ['DRAFT', ['finishDraft']],
    ['SUBMITTED', ['waitReview']],
    ['TO_CORRECT', ['correct']],
    ['ACCEPTED', ['waitReview']],
    ['APPROVED', ['book']],
    ['REJECTED', ['apply']],
    ['LAPSED', ['apply']],
  ] as const)('%s', (state, expected) => expect(names({ applications: [app({ state })] })).toEqual(expected))

  it('goes on with the booking, the ticket, the result and the permit', () => {
    const applications = [app({})]
    expect(names({ applications, bookings: [booking({ state: 'HELD', holdUntil: '2026-11-21T04:05:00Z' })] })).toEqual(['confirmHold'])
    expect(names({ applications, bookings: [booking({ state: 'HELD', holdUntil: '2026-11-21T03:59:00Z' })] })).toEqual(['book'])
    expect(names({ applications, bookings: [booking({})] })).toEqual(['ticket'])
    expect(names({ applications, bookings: [booking({ state: 'FINISHED' })], results: [result({})] })).toEqual(['waitRelease'])
    expect(names({ applications, bookings: [booking({ state: 'FINISHED' })], results: [result({ state: 'RELEASED', passed: false })] })).toEqual(['book'])
    expect(names({ applications, results: [result({ state: 'RELEASED' })], passes: [pass({})] })).toEqual(['applyPermit'])
    expect(names({ applications, passes: [pass({})], permitApplications: [permitApp('SUBMITTED')] })).toEqual(['waitPermit'])
    expect(names({ applications, passes: [pass({})], permitApplications: [permitApp('TO_CORRECT')] })).toEqual(['permitCorrect'])
  })
  it('offers no booking for a replacement or after the approval is over', () => {
    expect(names({ applications: [app({ kind: 'REPLACEMENT' })] })).toEqual(['apply'])
    expect(names({ applications: [app({ validTo: '2026-11-20' })] })).toEqual(['apply'])
  })
})

describe('a slot that was closed', () => {
  const applications = [app({})]
  const closed = booking({ id: 'b0', state: 'TO_REBOOK', beginsAt: '2026-11-22T02:00:00Z' })
  it('comes first', () => expect(names({ applications, bookings: [closed], permitApplications: [permitApp('SUBMITTED')] })[0]).toBe('rebook'))
  it('is forgotten once there is another booking', () => expect(names({ applications, bookings: [closed, booking({})] })).toEqual(['ticket']))
  it('is forgotten with its application', () => expect(names({ applications: [app({ state: 'LAPSED' })], bookings: [closed] })).toEqual(['apply']))
})

describe('order', () => {
  it('puts what expires first on top and what others do at the end', () => {
    const steps = nextSteps({
      ...none, applications: [app({ id: 'a2', itemCode: 'HJ', state: 'TO_CORRECT', answerBy: '2026-12-15' }), app({ id: 'a3', itemCode: 'GC', state: 'SUBMITTED' })],
      bookings: [booking({ beginsAt: '2026-11-21T10:00:00Z' })], permits: [{ id: 'c', item: 'ZZ', state: 'EXPIRING', validTo: '2026-12-01' } as PermitCard],
    })
    expect(steps.map((step) => step.name)).toEqual(['ticket', 'renew', 'correct', 'waitReview'])
  })
  it('presses for an approval or a pass that ends within 30 days', () => {
    const tone = (validTo: string) => nextSteps({ ...none, applications: [app({ validTo })] })[0]?.tone
    expect([tone('2026-12-21'), tone('2026-12-22')]).toEqual(['warn', 'info'])
  })
  it('asks for a new privacy notice, and still offers to apply', () => {
    expect(names({ me: { photo: { state: 'APPROVED' }, privacyConfirmed: false } })).toEqual(['privacy', 'apply'])
  })
})

describe('something at one\u2019s exam', () => {
  const matter = (more: Partial<Matter>): Matter => ({ id: 'm1', no: '1', stage: 'STATEMENT', item: 'DG', satOn: '2026-11-20', seat: 'A01', ...more })
  it('an answer that is due stands before everything else, with its last day', () => {
    const [first] = nextSteps({ ...none, results: [result({})], bookings: [booking({})], matters: [matter({ statementUntil: '2026-11-25' })] })
    expect([first?.name, first?.to, first?.tone, first?.by]).toEqual(['answerMatter', '/matters/m1', 'danger', '2026-11-25'])
    expect(names({ matters: [matter({ stage: 'SERVING_NOTICE' })] })).toEqual(['receivePaper', 'apply'])
  })
  it('what is over asks for nothing', () => {
    expect(names({ matters: [matter({ stage: 'FINAL' }), matter({ stage: 'DISMISSED' }), matter({ stage: 'APPEALABLE', appealUntil: '2026-11-20' })] })).toEqual(['apply'])
  })
  it('what others do is waited for, and a decision may be contested', () => {
    expect(names({ matters: [matter({ stage: 'DECISION' }), matter({ stage: 'APPEALABLE', appealUntil: '2026-12-20' }), matter({ statementUntil: '2026-11-20' })] })).toEqual(['apply', 'readDecision', 'waitMatter', 'waitMatter'])
  })
})
