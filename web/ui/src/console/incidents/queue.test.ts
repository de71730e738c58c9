import { describe, expect, it } from 'vitest'
import { aboutOf, byRoom, factsOf, heardOf, isNews, mayOf, percentOf, untaken, waited, type Reader } from './queue'
import type { IncidentView, QueueLine } from './types'

const one = (id: string, more: Partial<IncidentView> = {}): IncidentView => ({
  id, kind: 'candidate.phone', class: 'CANDIDATE', title: { zh: '', en: '' }, do: { zh: '', en: '' }, severity: 'HIGH', holds: true, state: 'OPEN', at: '2026-11-22T02:00:00Z', count: 1,
  room: 'r1', seat: 's1', sitting: 'x1', where: {}, raisedAt: '2026-11-22T02:00:00Z', lastAt: '2026-11-22T02:00:00Z', mine: false, source: 'vision.phone', facts: {}, clipFrom: '', clipTo: '', ...more,
})
const line = (id: string, more: Partial<IncidentView> = {}): QueueLine => ({ incident: one(id, more), score: 1, why: [] })

describe('the bell', () => {
  const heard = heardOf([line('a'), line('b', { state: 'TAKEN' })])
  it('rings for what is new or graver', () => {
    expect(isNews([line('a'), line('c')], heard)).toBe(true)
    expect(isNews([line('a', { severity: 'CRITICAL' })], heard)).toBe(true)
    expect(isNews([line('b')], heard)).toBe(true) // given back: it waits again
  })
  it('is silent for what goes on, ended or was taken', () => {
    expect(isNews([line('a', { count: 9 }), line('b', { state: 'TAKEN' })], heard)).toBe(false)
    expect(isNews([line('a', { state: 'TAKEN' })], heard)).toBe(false)
    expect(isNews([], heard)).toBe(false)
  })
  it('counts what nobody has', () => expect(untaken([line('a'), line('b', { state: 'TAKEN' })])).toBe(1))
})

describe('what may be done', () => {
  const reader = (...roles: string[]): Reader => ({ has: (...wanted) => wanted.some((role) => roles.includes(role)) })
  it('an invigilator acts, an attendant does not end what touches a result, an inspector looks', () => {
    expect(mayOf(one('a'), reader('REMOTE_INVIGILATOR'))).toEqual(['WATCH', 'TAKE', 'SPEAK', 'MESSAGE', 'TALK', 'PAUSE', 'RESUME', 'HELP', 'NOTE', 'END', 'CLOSE'])
    const attendant = mayOf(one('a'), reader('REMOTE_ATTENDANT'))
    expect(attendant).toContain('TAKE')
    expect(attendant).not.toContain('CLOSE')
    expect(attendant).not.toContain('END')
    expect(mayOf(one('a', { holds: false }), reader('REMOTE_ATTENDANT'))).toContain('CLOSE')
    expect(mayOf(one('a'), reader('INSPECTOR'))).toEqual(['WATCH'])
    expect(mayOf(one('a'), reader('EXAM_MANAGER'))).toEqual([])
  })
  it('what a colleague has can only be taken over, what has ended only looked at', () => {
    expect(mayOf(one('a', { state: 'TAKEN', taker: '李强' }), reader('REMOTE_INVIGILATOR'))).toEqual(['WATCH', 'TAKE_OVER'])
    expect(mayOf(one('a', { state: 'CLOSED' }), reader('REMOTE_INVIGILATOR'))).toEqual(['WATCH'])
    expect(mayOf(one('a', { state: 'TAKEN', taker: '王强', mine: true }), reader('REMOTE_INVIGILATOR'))).not.toContain('TAKE')
  })
  it('where no seat and no sitting is concerned nobody is spoken to or stopped', () => {
    const bare = { ...one('a') }
    delete bare.seat
    delete bare.sitting
    expect(mayOf(bare, reader('REMOTE_INVIGILATOR'))).toEqual(['TAKE', 'HELP', 'NOTE', 'CLOSE'])
  })
})

it('counts the wait until somebody took it', () => {
  const now = Date.parse('2026-11-22T02:01:00Z')
  expect(waited(one('a'), now)).toBe(60)
  expect(waited(one('a', { takenAt: '2026-11-22T02:00:07Z' }), now)).toBe(7)
  expect(waited(one('a', { raisedAt: '2026-11-22T02:05:00Z' }), now)).toBe(0)
})

it('rooms stand in the order of the queue', () => {
  expect(byRoom([line('a', { room: 'r2' }), line('b'), line('c', { room: 'r2', state: 'TAKEN' })])).toEqual([{ room: 'r2', count: 2, open: 1 }, { room: 'r1', count: 1, open: 1 }])
})

it('writes a share', () => expect([percentOf(0.9876), percentOf(0), percentOf(1)]).toEqual([98.8, 0, 100]))

it('shows facts that mean something to a reader', () => {
  const facts = { why: 'answer', question: '3', trusted: 'false', age_ms: '9', class: 'a', count: '11', incident: '01m81a32wh8v6frry0ayqwhdc7' }
  expect(factsOf({ facts }).map(([key]) => key)).toEqual(['why', 'question', 'trusted'])
  expect(factsOf({ facts: { said: '4', counted: '2', why: 'uncounted' } })).toEqual([['why', 'uncounted']])
  expect(factsOf({ facts: { counted: '3', log_from: '2' } })).toHaveLength(2)
})

describe('what an incident is about', () => {
  it('is the kind of another one that nobody took, or what was noticed; never free words', () => {
    expect(aboutOf({ facts: { kind: 'technical.storage', incident: '01m821r4tgwedr58snkc40w2kf', seconds: '120' } })).toEqual({ kind: 'technical.storage' })
    expect(aboutOf({ facts: { what: 'identity_check' } })).toEqual({ what: 'identity_check' })
    expect(aboutOf({ facts: { what: '127.0.0.1:9222 chromium' } })).toBeUndefined()
    expect(aboutOf({ facts: { brightness: '25' } })).toBeUndefined()
  })
})
