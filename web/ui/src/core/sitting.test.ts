import { describe, expect, it } from 'vitest'
import { welcome } from './fakeline'
import { canAnswer, emptySitting, isBlocked, phaseOf, reduce, unstoredLimit, type Sitting, type SittingEvent } from './sitting'
import type { Act, ServerMessage, SittingState } from './wire'

const say = (message: object, pending: Act[] = []): SittingEvent => ({ type: 'message', message: message as ServerMessage, pending })
const hello = (more: object = {}, pending: Act[] = []) => say({ type: 'welcome', ...welcome(more) }, pending)
const state = (name: SittingState, epoch = 1, more: object = {}) => say({ type: 'state', sitting: 's1', state: name, epoch, ...more })
const run = (...events: SittingEvent[]) => events.reduce<Sitting>(reduce, emptySitting)
const answer = (seq: number, question: number, ...choice: string[]): Act => ({ type: 'answer', seq, question, choice, clientAt: 0 })
const submit = (seq: number): Act => ({ type: 'submit', seq, clientAt: 0 })

describe('the way through a sitting', () => {
  it('goes from greeting to result', () => {
    const steps: [SittingEvent, string][] = [
      [hello({ state: 'assigned' }), 'assigned'],
      [{ type: 'done', step: 'greeted' }, 'pledge'],
      [{ type: 'done', step: 'pledged' }, 'practice'],
      [state('confirmed'), 'practice'],
      [{ type: 'done', step: 'practised' }, 'ready'],
      [state('running', 2), 'running'],
      [state('paused', 3, { text: '网络中断' }), 'paused'],
      [state('running', 4), 'running'],
      [{ type: 'act', act: submit(9) }, 'submitting'],
      [state('submitted', 5), 'submitted'],
      [state('scored', 6), 'submitted'],
      [state('closed', 7), 'closed'],
      [{ type: 'reset' }, 'idle'],
    ]
    let sitting = emptySitting
    expect(phaseOf(sitting)).toBe('idle')
    for (const [event, phase] of steps) {
      sitting = reduce(sitting, event)
      expect(phaseOf(sitting)).toBe(phase)
    }
  })

  it('lands in the running paper after a reload, without greeting again', () => {
    expect(phaseOf(run(hello({ state: 'running' })))).toBe('running')
  })

  it('shows that another connection took the seat', () => {
    expect(phaseOf(run(hello(), say({ type: 'fenced' })))).toBe('fenced')
    expect(phaseOf(run(hello(), { type: 'link', link: 'fenced' }))).toBe('fenced')
  })

  it.each(['closed', 'voided', 'aborted', 'submitted', 'scored'] as const)('takes no answer when %s', (name) => {
    expect(canAnswer(run(hello(), state(name, 2)))).toBe(false)
  })
})

describe('late and foreign news', () => {
  it('ignores an older epoch', () => {
    const sitting = run(hello(), state('paused', 5), state('running', 4, { deadline: 1 }))
    expect(phaseOf(sitting)).toBe('paused')
    expect(sitting.view?.deadline).not.toBe(1)
  })

  it('does not reopen a closed paper within an epoch', () => {
    expect(phaseOf(run(hello(), state('submitted', 2), state('running', 2)))).toBe('submitted')
  })

  it('ignores states of another sitting', () => {
    expect(phaseOf(run(hello(), say({ type: 'state', sitting: 's2', state: 'closed', epoch: 9 })))).toBe('running')
  })

  it('starts afresh when the seat gets another sitting', () => {
    const sitting = run(
      hello({ paper: { title: 'p', questions: [] }, answers: [{ question: 1, seq: 1, choice: ['A'], marked: false }] }),
      { type: 'done', step: 'greeted' },
      hello({ sitting: 's2', state: 'assigned' }),
    )
    expect(phaseOf(sitting)).toBe('assigned')
    expect(sitting.answers.size).toBe(0)
    expect(sitting.paper).toBeUndefined()
  })

  it('keeps the paper when a reconnect does not send it again', () => {
    expect(run(hello({ paper: { title: 'p', questions: [] } }), hello()).paper?.title).toBe('p')
  })
})

describe('answers', () => {
  it('shows what the server has with unsent acts over it', () => {
    const sitting = run(
      hello(
        { answers: [{ question: 1, seq: 1, choice: ['A'], marked: true }, { question: 2, seq: 2, choice: ['B'], marked: false }] },
        [answer(3, 1, 'C'), answer(4, 3, 'D'), { type: 'mark', seq: 5, question: 2, marked: true, clientAt: 0 }],
      ),
    )
    expect(Object.fromEntries(sitting.answers)).toEqual({
      1: { choice: ['C'], marked: true },
      2: { choice: ['B'], marked: true },
      3: { choice: ['D'], marked: false },
    })
  })

  it('drops what only this page believed when the server says otherwise', () => {
    const sitting = run(hello(), { type: 'act', act: answer(1, 1, 'A') }, hello({ answers: [] }))
    expect(sitting.answers.size).toBe(0)
  })

  it('is still submitting after a reconnect while the submit is unsent', () => {
    expect(phaseOf(run(hello(), { type: 'act', act: submit(3) }, hello({}, [submit(3)])))).toBe('submitting')
    expect(phaseOf(run(hello(), { type: 'act', act: submit(3) }, hello()))).toBe('running')
  })

  it('goes back to the paper when the submit is refused, and says why', () => {
    const sitting = run(hello(), { type: 'act', act: submit(3) }, say({ type: 'nack', seq: 3, code: 'sitting.too_early', text: '开考 30 分钟后才能交卷。' }))
    expect(phaseOf(sitting)).toBe('running')
    expect(sitting.notice).toEqual({ code: 'sitting.too_early', text: '开考 30 分钟后才能交卷。' })
    expect(reduce(sitting, { type: 'noticeSeen' }).notice).toBeUndefined()
  })

  it('keeps submitting when the server only asks to try again', () => {
    expect(phaseOf(run(hello(), { type: 'act', act: submit(3) }, say({ type: 'nack', seq: 3, code: 'busy', text: '', retry: true })))).toBe('submitting')
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
    expect(isBlocked(run(hello(), unstored(1, 99_000), state('paused', 2)))).toBe(false)
  })
})
