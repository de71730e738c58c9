import { describe, expect, it } from 'vitest'
import { idleState, seatState, welcome } from './fakeline'
import { canAnswer, emptySitting, isBlocked, phaseOf, reduce, unstoredLimit, type Sitting, type SittingEvent } from './sitting'
import type { Act, SeatState, ServerMessage, SittingPhase } from './wire'

const say = (message: object, pending: Act[] = []): SittingEvent => ({ type: 'message', message: { id: '', ...message } as ServerMessage, pending })
const hello = (more: Partial<SeatState> = {}, pending: Act[] = []) => say({ type: 'welcome', ...welcome(more) }, pending)
const state = (phase: SittingPhase, version = 1, more: Partial<SeatState> = {}) =>
  say({ type: 'state', why: 'CHANGED', state: seatState({ phase, version, ...more }) })
const run = (...events: SittingEvent[]) => events.reduce<Sitting>(reduce, emptySitting)
const answer = (seq: number, question: number, letters: string): Act => ({ type: 'answer', seq, question, answer: letters, clientAt: 0 })
const sheet = { minutes: 120, total: 100, pass: 80, questions: [] }

describe('the way through a sitting', () => {
  it('goes from the empty seat to the result and back', () => {
    const steps: [SittingEvent, string][] = [
      [say({ type: 'welcome', protocol: 1, state: idleState() }), 'idle'],
      [state('ASSIGNED', 1), 'assigned'],
      [{ type: 'greeted' }, 'pledge'],
      [state('PLEDGED', 2), 'practice'],
      [state('PRACTISED', 3), 'ready'],
      [state('RUNNING', 4), 'running'],
      [state('PAUSED', 5), 'paused'],
      [state('RUNNING', 6), 'running'],
      [{ type: 'submitting', on: true }, 'submitting'],
      [state('SUBMITTED', 7), 'submitted'],
      [state('SCORED', 8), 'submitted'],
      [say({ type: 'state', why: 'CHANGED', state: idleState() }), 'idle'],
    ]
    let sitting = emptySitting
    expect(phaseOf(sitting)).toBe('idle')
    for (const [event, phase] of steps) {
      sitting = reduce(sitting, event)
      expect(phaseOf(sitting)).toBe(phase)
    }
  })

  it('lands in the running paper after a reload, without greeting again', () => {
    expect(phaseOf(run(hello({ phase: 'RUNNING' })))).toBe('running')
  })

  it.each(['PAUSED', 'SUBMITTED', 'SCORED', 'UNDER_REVIEW', 'ABORTED_TECHNICAL', 'LAPSED', 'VOIDED', 'ASSIGNED', 'PRACTISED'] as const)(
    'takes no answer in %s',
    (phase) => expect(canAnswer(run(hello(), state(phase, 2)))).toBe(false),
  )

  it('treats a phase of a newer server as over', () => {
    expect(phaseOf(run(hello({ phase: 'ARCHIVED' as SittingPhase })))).toBe('closed')
  })

  it('forgets the person before when the seat gets another sitting, or none', () => {
    const first = run(hello({ sheet, stored: [{ question: 1, answer: 'A', marked: false }] }), { type: 'greeted' }, { type: 'submitting', on: true })
    for (const next of [idleState(), seatState({ sitting: 's2', phase: 'ASSIGNED' })]) {
      const sitting = reduce(first, say({ type: 'state', why: 'CHANGED', state: next }))
      expect(sitting.answers.size).toBe(0)
      expect(sitting.sheet).toBeUndefined()
      expect(sitting.greeted).toBe(false)
      expect(sitting.submitting).toBe(false)
    }
  })
})

describe('another connection', () => {
  const fenced = say({ type: 'fenced', code: 'sitting.fenced', text: '', moved: true })

  it('stops this page until it is welcome again', () => {
    const sitting = run(hello(), fenced, { type: 'link', link: 'connecting' })
    expect(phaseOf(sitting)).toBe('fenced')
    expect(canAnswer(sitting)).toBe(false)
    expect(phaseOf(reduce(sitting, hello()))).toBe('running')
    expect(phaseOf(reduce(sitting, say({ type: 'welcome', protocol: 1, state: idleState() })))).toBe('idle')
  })

  it('is also told by the link and by an epoch of nought', () => {
    expect(phaseOf(run(hello(), { type: 'link', link: 'fenced' }))).toBe('fenced')
    expect(phaseOf(run(hello(), state('RUNNING', 2, { epoch: 0 })))).toBe('fenced')
    expect(phaseOf(run(hello(), state('SCORED', 2, { epoch: 0 })))).toBe('submitted')
  })
})

describe('late news', () => {
  it('ignores an older version', () => {
    const sitting = run(hello(), state('PAUSED', 5), state('RUNNING', 4, { deadline: 1 }))
    expect(phaseOf(sitting)).toBe('paused')
    expect(sitting.state?.deadline).not.toBe(1)
  })

  it('does not bring back an answer that was replaced and acknowledged since', () => {
    const sitting = run(
      hello(),
      { type: 'act', act: answer(1, 1, 'B') },
      say({ type: 'ack', seq: 1, at: 0, proof: '' }),
      state('RUNNING', 1, { last_seq: 0, deadline: 5 }),
    )
    expect(sitting.answers.get(1)?.answer).toBe('B')
    expect(sitting.state?.deadline).toBe(5)
  })

  it('keeps the paper while the server does not send it', () => {
    expect(run(hello({ sheet }), state('PAUSED', 2)).sheet?.minutes).toBe(120)
  })
})

describe('answers', () => {
  it('shows what the server has with unsent acts over it', () => {
    const pending: Act[] = [answer(3, 1, 'C'), answer(4, 3, 'D'), { type: 'mark', seq: 5, question: 2, marked: true, clientAt: 0 }]
    const stored = [{ question: 1, answer: 'A', marked: true }, { question: 2, answer: 'B', marked: false }]
    expect(Object.fromEntries(run(hello({ stored, last_seq: 2 }, pending)).answers)).toEqual({
      1: { answer: 'C', marked: true },
      2: { answer: 'B', marked: true },
      3: { answer: 'D', marked: false },
    })
  })

  it('drops what only this page believed when the server says otherwise', () => {
    expect(run(hello(), { type: 'act', act: answer(1, 1, 'A') }, hello()).answers.size).toBe(0)
  })

  it('says what was refused, except what heals by itself', () => {
    const refused = run(hello(), say({ type: 'nack', seq: 3, code: 'sitting.deadline_passed', text: '考试时间已到。', expected: 3, retry: false }))
    expect(refused.notice).toEqual({ code: 'sitting.deadline_passed', text: '考试时间已到。' })
    expect(reduce(refused, { type: 'noticeSeen' }).notice).toBeUndefined()
    expect(run(hello(), say({ type: 'nack', seq: 3, code: 'sitting.sequence_gap', text: '', expected: 2, retry: true })).notice).toBeUndefined()
  })
})

describe('answers that are not stored', () => {
  const unstored = (count: number, oldest: number): SittingEvent => ({ type: 'outbox', count, oldest, keeping: 'disk' })

  it('stop the page after ten seconds and let it go when they are stored', () => {
    expect(isBlocked(run(hello(), unstored(1, unstoredLimit - 1)))).toBe(false)
    const blocked = run(hello(), unstored(1, unstoredLimit))
    expect(isBlocked(blocked)).toBe(true)
    expect(canAnswer(blocked)).toBe(false)
    expect(canAnswer(reduce(blocked, unstored(0, 0)))).toBe(true)
  })

  it('do not stop a page on a good line with a bad disk, nor a page without a running paper', () => {
    expect(isBlocked(run(hello(), { type: 'outbox', count: 0, oldest: 0, keeping: 'memory' }))).toBe(false)
    expect(isBlocked(run(hello(), unstored(1, 99_000), state('PAUSED', 2)))).toBe(false)
  })
})
