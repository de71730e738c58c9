// @vitest-environment node
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeLine, idleState, seatState, serverNow, welcome } from './fakeline'
import { Problem } from './problem'
import type { SeatHttp } from './seathttp'
import { lookFenced, SeatSession, seatSocketUrl, type SeatSessionOptions } from './seatsession'
import type { SeatState } from './wire'

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
    url: 'ws://x', token: () => 'dev', onChange: () => undefined, monotonic: () => Date.now(), openSocket: line.open, random: () => 1, ...more,
  })
  const enter = async (state: Partial<SeatState> = {}) => {
    line.last.accept()
    line.last.say('welcome', welcome(state))
    await settle()
  }
  const begin = async (state: Partial<SeatState> = {}) => {
    session.start()
    await enter(state)
  }
  /** The server's answer to the newest message of a type. */
  const reply = async (to: string, type: string, body: object) => {
    const asked = line.last.sent.filter((e) => e.type === to).pop()
    if (!asked) throw new Error(`no ${to} was sent`)
    line.last.say(type, body, { id: asked.id ?? '' })
    await settle()
    return asked
  }
  return { line, session, enter, begin, reply }
}

it('the socket is encrypted where the page is', () => {
  expect(seatSocketUrl({ protocol: 'https:', host: 'exam.test' })).toBe('wss://exam.test/api/device/ws')
  expect(seatSocketUrl({ protocol: 'http:', host: '127.0.0.1:8080' })).toBe('ws://127.0.0.1:8080/api/device/ws')
})

describe('answers', () => {
  it('go from the click to the acknowledgement', async () => {
    const s = seat()
    s.session.start()
    expect(s.session.answer(1, 'A')).toBe(false) // no sitting yet
    await s.enter()
    expect(s.session.answer(1, 'A')).toBe(true)
    expect(s.session.sitting.answers.get(1)?.answer).toBe('A') // shown at once
    expect(s.session.storage(1)).toBe('pending')
    await settle()
    expect(s.line.last.sent.pop()).toMatchObject({ type: 'answer', seq: 1, body: { sitting: 's1', question: 1, answer: 'A', client_at: 1_000_000 } })
    s.line.last.ack(1)
    await settle()
    expect(s.session.storage(1)).toBe('stored')
    expect(s.session.sitting.unstored.count).toBe(0)
  })

  it('come back after the page was killed and are sent once the server is there', async () => {
    const before = seat()
    await before.begin()
    before.session.answer(1, 'A')
    before.session.answer(2, 'B')
    await settle()
    before.line.last.ack(1)
    await settle()
    // The page is gone. A new one on the same computer:
    const after = seat()
    await after.begin({ last_seq: 1, stored: [{ question: 1, answer: 'A', marked: false }] })
    expect(after.session.sitting.answers.get(2)?.answer).toBe('B')
    expect([1, 2].map((q) => after.session.storage(q))).toEqual(['stored', 'pending'])
    expect(after.line.last.seqs()).toEqual([2])
  })

  it('whose acknowledgement was lost are sent again under the same number', async () => {
    const before = seat()
    await before.begin()
    before.session.answer(1, 'A')
    await settle()
    const after = seat()
    await after.begin({ last_seq: 1, stored: [{ question: 1, answer: 'A', marked: false }] })
    expect(after.line.last.seqs()).toEqual([1])
    after.line.last.ack(1)
    await settle()
    expect(after.session.storage(1)).toBe('stored')
  })

  it('go on at another seat with the next number', async () => {
    const s = seat()
    await s.begin({ last_seq: 41, stored: [{ question: 5, answer: 'C', marked: true }] })
    expect(s.session.storage(5)).toBe('stored')
    s.session.answer(6, 'A')
    await settle()
    expect(s.line.last.seqs()).toEqual([42])
  })

  it('stop the person after ten seconds without storage, and go on by themselves', async () => {
    const s = seat()
    await s.begin()
    s.session.answer(1, 'A')
    await settle()
    s.line.last.drop()
    for (let i = 0; i < 10; i++) await settle(1000)
    expect(s.session.blocked).toBe(true)
    expect(s.session.answer(2, 'A')).toBe(false)
    expect(s.session.storage(1)).toBe('pending')
    await s.enter()
    s.line.last.ack(1)
    await settle()
    expect(s.session.blocked).toBe(false)
  })

  it('are stored by HTTP while the socket is refused', async () => {
    const recover = vi.fn<SeatHttp['recover']>((acts) => Promise.resolve(acts.map((a) => ({ type: 'ack' as const, id: '', seq: a.seq, at: 1, proof: '' }))))
    const ask = vi.fn<SeatHttp['ask']>(() => Promise.resolve(seatState({ phase: 'SCORED', version: 9, epoch: 0, last_seq: 1 })))
    const s = seat({ http: () => ({ recover, free: () => Promise.resolve(false), ask, tell: () => Promise.resolve() }) })
    await s.begin({ epoch: 7 })
    s.session.answer(1, 'A')
    await settle()
    for (let i = 0; i < 3; i++) {
      s.line.last.drop()
      await settle(3000)
    }
    await settle()
    expect(s.session.sitting.link).toBe('fallback')
    expect(s.session.storage(1)).toBe('stored')
    expect(recover.mock.calls[0]?.[1]).toMatchObject({ sitting: 's1', epoch: 7 })
    const done = s.session.submit()
    await settle()
    expect(await done).toBeUndefined()
    expect(ask).toHaveBeenCalledExactlyOnceWith({ type: 'submit', body: { sitting: 's1', last: 1 } }, expect.objectContaining({ epoch: 7 }))
    expect(s.session.phase).toBe('submitted')
  })

  it('are not handed in by HTTP against the server’s word', async () => {
    const s = seat({
      http: () => ({ recover: () => Promise.resolve([]), free: () => Promise.resolve(false), tell: () => Promise.resolve(), ask: () => Promise.reject(new Problem('sitting.too_early', '开考 30 分钟后才能交卷。', 409)) }),
    })
    await s.begin()
    for (let i = 0; i < 3; i++) {
      s.line.last.drop()
      await settle(3000)
    }
    const done = s.session.submit()
    await settle()
    expect((await done)?.code).toBe('sitting.too_early')
    expect(s.session.phase).toBe('running')
  })

  it('that are refused show why, and are not sent again', async () => {
    const s = seat()
    await s.begin()
    s.session.answer(1, 'A')
    await settle()
    s.line.last.say('nack', { code: 'sitting.deadline_passed', text: '考试时间已到。', expected: 1, retry: false }, { seq: 1 })
    await settle(9000)
    expect(s.session.storage(1)).toBe('refused')
    expect(s.session.refusal(1)?.text).toBe('考试时间已到。')
    expect(s.line.last.seqs()).toEqual([1])
  })

  it('that the server cannot take just now are kept and sent again', async () => {
    const s = seat()
    await s.begin()
    s.session.answer(1, 'A')
    await settle()
    s.line.last.say('nack', { code: 'sitting.not_stored', text: '', expected: 1, retry: true }, { seq: 1 })
    for (let i = 0; i < 5; i++) await settle(1000)
    expect(s.session.storage(1)).toBe('pending')
    expect(s.line.last.seqs()).toEqual([1, 1])
  })

  it('are kept when another window of this seat takes over, for the time after it', async () => {
    const s = seat()
    await s.begin()
    s.session.answer(1, 'A')
    await settle()
    s.line.last.say('nack', { code: 'sitting.fenced', text: '', expected: 0, retry: false }, { seq: 1 })
    s.line.last.say('fenced', { code: 'sitting.fenced', text: '', moved: false })
    s.line.last.drop()
    await settle()
    expect(s.session.phase).toBe('fenced')
    expect(s.session.answer(2, 'B')).toBe(false)
    s.session.start() // the person takes the seat back
    await s.enter({ epoch: 3 })
    expect(s.line.last.seqs()).toEqual([1])
  })

  it('of one person never reach the sitting of the next', async () => {
    const s = seat()
    await s.begin()
    s.session.answer(1, 'A')
    await settle()
    s.line.last.say('state', { why: 'CHANGED', state: idleState() })
    await settle()
    expect(s.session.phase).toBe('idle')
    s.line.last.say('state', { why: 'CHANGED', state: seatState({ sitting: 's2', phase: 'RUNNING' }) })
    await settle(5000)
    expect(s.session.storage(1)).toBe('untouched')
    s.session.answer(1, 'D')
    await settle()
    const sent = s.line.last.sent.filter((e) => e.type === 'answer').map((e) => e.body)
    expect(sent).toMatchObject([{ sitting: 's1', answer: 'A' }, { sitting: 's2', answer: 'D' }])
  })
})

describe('the steps before the start', () => {
  it('are asked one by one and say when the server refuses', async () => {
    const s = seat()
    await s.begin({ phase: 'ASSIGNED', notices: [{ kind: 'PLEDGE', version: 2, title: 't', body: 'b' }] })
    s.session.greeted()
    expect(s.session.phase).toBe('pledge')
    const notices = s.session.sitting.state?.notices ?? []
    const refused = s.session.pledge(notices)
    const sent = await s.reply('pledge', 'error', { code: 'sitting.notices_not_confirmed', text: '请先逐条确认。', fatal: false })
    expect(await refused).toMatchObject({ code: 'sitting.notices_not_confirmed', detail: '请先逐条确认。' })
    expect(sent.body).toEqual({ sitting: 's1', notices: [{ kind: 'PLEDGE', version: 2 }], nonce: expect.stringMatching(/^[0-9a-f]{32}$/) as string })
    const worked = s.session.pledge(notices)
    await s.reply('pledge', 'state', { why: 'PLEDGED', state: seatState({ phase: 'PLEDGED', version: 2 }) })
    expect(await worked).toBeUndefined()
    expect(s.session.phase).toBe('practice')
    void s.session.practised(true)
    await s.reply('practice_done', 'state', { why: 'PRACTISED', state: seatState({ phase: 'PRACTISED', version: 3 }) })
    void s.session.begin()
    await s.reply('start', 'state', { why: 'STARTED', state: seatState({ version: 4 }) })
    expect(s.session.phase).toBe('running')
  })

  it('fail plainly without a line, with a lost line and with a silent server', async () => {
    const s = seat()
    s.session.start()
    expect(await s.session.begin()).toMatchObject({ code: 'net.offline' })
    await s.enter({ phase: 'PRACTISED' })
    const lost = s.session.begin()
    s.line.last.drop()
    expect(await lost).toMatchObject({ code: 'net.offline' })
    await settle(1000)
    await s.enter({ phase: 'PRACTISED' })
    const silent = s.session.begin()
    await settle(10_001)
    expect(await silent).toMatchObject({ code: 'net.timeout' })
  })
})

describe('handing in', () => {
  const over = () => ({ why: 'SUBMITTED', state: seatState({ phase: 'SUBMITTED', version: 2 }) })

  it('waits until every answer is stored', async () => {
    const s = seat()
    await s.begin()
    s.session.answer(1, 'A')
    await settle()
    const done = s.session.submit()
    expect(s.session.phase).toBe('submitting')
    expect(s.session.answer(1, 'B')).toBe(false)
    await settle(1000)
    expect(s.line.last.types()).not.toContain('submit')
    s.line.last.ack(1)
    await settle()
    const sent = await s.reply('submit', 'state', over())
    expect(sent.body).toEqual({ sitting: 's1', last: 1 })
    expect(await done).toBeUndefined()
    expect(s.session.phase).toBe('submitted')
  })

  it('goes back to the paper when the server refuses, and says why', async () => {
    const s = seat()
    await s.begin()
    const done = s.session.submit()
    await s.reply('submit', 'error', { code: 'sitting.too_early', text: '开考 30 分钟后才能交卷。', fatal: false })
    expect(await done).toMatchObject({ code: 'sitting.too_early' })
    expect(s.session.phase).toBe('running')
    expect(s.session.answer(1, 'A')).toBe(true)
  })

  it('survives a lost line and is not sent twice on one', async () => {
    const s = seat()
    await s.begin()
    const done = s.session.submit()
    await settle(3000)
    expect(s.line.last.types().filter((t) => t === 'submit')).toHaveLength(1)
    s.line.last.drop()
    await settle(1000)
    await s.enter()
    await settle(1000)
    expect(s.session.phase).toBe('submitting')
    await s.reply('submit', 'state', over())
    expect(await done).toBeUndefined()
  })

  it('is done when the deadline was faster', async () => {
    const s = seat()
    await s.begin()
    const done = s.session.submit()
    s.line.last.say('state', { why: 'CHANGED', state: seatState({ phase: 'SUBMITTED', version: 2, cause: 'DEADLINE' }) })
    await settle()
    expect(await done).toBeUndefined()
  })
})

describe('the time left', () => {
  it('runs on the server’s clock, not on the computer’s', async () => {
    const s = seat()
    s.session.start()
    expect(s.session.remaining()).toBeUndefined()
    await s.enter()
    expect(s.session.remaining()).toBe(7_200_000)
    await settle(60_000)
    expect(s.session.remaining()).toBe(7_140_000)
  })

  it('stands still during a pause', async () => {
    const s = seat()
    await s.begin({ phase: 'PAUSED', remaining_ms: 5_000_000, deadline: serverNow + 1 })
    await settle(5000)
    expect(s.session.remaining()).toBe(5_000_000)
  })
})

describe('a window that another one has fenced', () => {
  const way = (free: () => Promise<boolean>): SeatHttp => ({ recover: () => Promise.resolve([]), free, tell: () => Promise.resolve(), ask: () => Promise.reject(new Error()) })
  const fenced = async (free: () => Promise<boolean>, moved = false) => {
    const s = seat({ http: () => way(free) })
    await s.begin()
    s.line.last.say('fenced', { code: 'sitting.fenced', text: '', moved })
    s.line.last.drop()
    await settle()
    return s
  }
  const seconds = async (n: number) => {
    for (let i = 0; i < n; i++) await settle(1000)
  }

  it('waits for the next person once the exam is over elsewhere, and takes nothing before', async () => {
    let free = false
    const ask = vi.fn(async () => free)
    const s = await fenced(ask)
    await seconds(3 * lookFenced)
    expect([s.session.phase, s.line.sockets.length, ask.mock.calls.length]).toEqual(['fenced', 1, 3])
    free = true
    await seconds(lookFenced)
    expect(s.line.sockets).toHaveLength(2)
    s.line.last.accept()
    s.line.last.say('welcome', { protocol: 1, state: idleState() })
    await seconds(2 * lookFenced)
    expect([s.session.phase, ask.mock.calls.length]).toEqual(['idle', 4])
  })

  it('stays where it is while the server cannot be asked, and when its page is gone', async () => {
    const ask = vi.fn(() => Promise.reject(new Error('no way')))
    const s = await fenced(ask)
    await seconds(2 * lookFenced)
    expect([s.session.phase, s.line.sockets.length, ask.mock.calls.length]).toEqual(['fenced', 1, 2])
    s.session.stop()
    await seconds(2 * lookFenced)
    expect(ask).toHaveBeenCalledTimes(2)
  })
})
