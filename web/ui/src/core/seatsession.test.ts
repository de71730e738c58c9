// @vitest-environment node
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FakeLine, welcome } from './fakeline'
import { SeatSession, type SeatSessionOptions } from './seatsession'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => void vi.useRealTimers())

/** Lets the fake disk (which uses setImmediate) and the timers work. */
async function settle(ms = 0) {
  for (let i = 0; i < 15; i++) {
    await new Promise((resolve) => setImmediate(resolve))
    await vi.advanceTimersByTimeAsync(i === 0 ? ms : 0)
  }
}

function seat(more: Partial<SeatSessionOptions> = {}) {
  const line = new FakeLine()
  const session = new SeatSession({
    url: 'ws://x', onChange: () => undefined, monotonic: () => Date.now(), openSocket: line.open, random: () => 1, ...more,
  })
  const enter = async (body: object = {}) => {
    line.last.accept()
    line.last.say('welcome', welcome(body))
    await settle()
  }
  return { line, session, enter }
}

const ack = (s: ReturnType<typeof seat>, seq: number) => s.line.last.say('ack', { seq, serverTime: 1_790_000_000_000, chain: 'c' })

it('carries an answer from the click to the acknowledgement', async () => {
  const s = seat()
  s.session.start()
  expect(s.session.answer(1, ['A'])).toBe(false) // no sitting yet
  await s.enter()
  expect(s.session.answer(1, ['A'])).toBe(true)
  expect(s.session.sitting.answers.get(1)?.choice).toEqual(['A']) // shown at once
  expect(s.session.storage(1)).toBe('pending')
  await settle()
  expect(s.line.last.seqs()).toEqual([1])
  ack(s, 1)
  await settle()
  expect(s.session.storage(1)).toBe('stored')
  expect(s.session.sitting.unstored.count).toBe(0)
})

it('brings unsent answers back after the page was killed, and sends them once the server is there', async () => {
  const before = seat()
  before.session.start()
  await before.enter()
  before.session.answer(1, ['A'])
  before.session.answer(2, ['B'])
  await settle()
  ack(before, 1)
  await settle()
  // The page is gone. A new one on the same computer:
  const after = seat()
  after.session.start()
  await after.enter({ lastSeq: 1, answers: [{ question: 1, seq: 1, choice: ['A'], marked: false }] })
  expect(after.session.sitting.answers.get(2)?.choice).toEqual(['B'])
  expect([1, 2].map((q) => after.session.storage(q))).toEqual(['stored', 'pending'])
  expect(after.line.last.seqs()).toEqual([2])
})

it('resumes on another seat with the next number', async () => {
  const s = seat()
  s.session.start()
  await s.enter({ lastSeq: 41, answers: [{ question: 5, seq: 41, choice: ['C'], marked: true }] })
  expect(s.session.storage(5)).toBe('stored')
  s.session.answer(6, ['A'])
  await settle()
  expect(s.line.last.seqs()).toEqual([42])
})

it('stops the person after ten seconds without storage and goes on by itself', async () => {
  const s = seat()
  s.session.start()
  await s.enter()
  s.session.answer(1, ['A'])
  await settle()
  s.line.last.drop()
  for (let i = 0; i < 10; i++) await settle(1000)
  expect(s.session.blocked).toBe(true)
  expect(s.session.answer(2, ['A'])).toBe(false)
  expect(s.session.storage(1)).toBe('pending')
  await s.enter({ lastSeq: 0 })
  ack(s, 1)
  await settle()
  expect(s.session.blocked).toBe(false)
})

it('stores by HTTP while the socket is refused', async () => {
  const s = seat({
    fallback: (acts) => Promise.resolve(acts.map((a) => ({ type: 'ack' as const, seq: a.seq, serverTime: 1, chain: '' }))),
  })
  s.session.start()
  await s.enter()
  s.session.answer(1, ['A'])
  await settle()
  for (let i = 0; i < 3; i++) {
    s.line.last.drop()
    await settle(3000)
  }
  await settle()
  expect(s.session.sitting.link).toBe('fallback')
  expect(s.session.storage(1)).toBe('stored')
})

it('shows a refused answer and does not send it again', async () => {
  const s = seat()
  s.session.start()
  await s.enter()
  s.session.answer(1, ['A'])
  await settle()
  s.line.last.say('nack', { seq: 1, code: 'sitting.deadline', text: '考试时间已到。' })
  await settle(9000)
  expect(s.session.storage(1)).toBe('refused')
  expect(s.session.sitting.notice?.code).toBe('sitting.deadline')
  expect(s.line.last.seqs()).toEqual([1])
})

it('counts the time left on the server’s clock, not on the computer’s', async () => {
  const s = seat()
  s.session.start()
  expect(s.session.remaining()).toBeUndefined()
  await s.enter()
  expect(s.session.remaining()).toBe(7_200_000)
  await settle(60_000)
  expect(s.session.remaining()).toBe(7_140_000)
})

it('sends the submit after the answers and takes no more', async () => {
  const s = seat()
  s.session.start()
  await s.enter()
  s.session.answer(1, ['A'])
  expect(s.session.submit()).toBe(true)
  expect(s.session.phase).toBe('submitting')
  expect(s.session.submit()).toBe(false)
  expect(s.session.answer(1, ['B'])).toBe(false)
  await settle()
  expect(s.line.last.types()).toEqual(['hello', 'answer', 'submit'])
  s.line.last.say('state', { sitting: 's1', state: 'submitted', epoch: 2 })
  await settle()
  expect(s.session.phase).toBe('submitted')
})
