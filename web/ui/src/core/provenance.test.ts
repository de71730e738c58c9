// @vitest-environment node
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeLine, serverNow, welcome } from './fakeline'
import { held, Provenance, tellEvery, type Present } from './provenance'
import type { SeatHttp } from './seathttp'
import { SeatSession } from './seatsession'
import { causeOf } from './wire'

function seat() {
  let now = 1000
  let present: Present | undefined
  const state = { focused: true, visible: true, full: true }
  const p = new Provenance({ now: () => now, present: () => present, state: () => state }, 'page')
  return {
    p, state,
    pass: (ms: number) => void (now += ms),
    /** Something is done while an event is handled. */
    within: <T>(event: Omit<Present, 'at'> & { ago?: number }, act: () => T): T => {
      present = { class: event.class, trusted: event.trusted, at: now - (event.ago ?? 0) }
      const out = act()
      present = undefined
      return out
    },
  }
}

/** The report that is due now. */
function due(p: Provenance) {
  const report = p.report('s1')
  if (!report) throw new Error('nothing is due')
  return report
}

describe('causes', () => {
  it('say which event, how old, and the how-manieth input of the page', () => {
    const s = seat()
    for (let i = 0; i < 344; i++) s.p.heard('k')
    expect(s.within({ class: 'k', trusted: true, ago: 12 }, () => s.p.cause())).toBe('kf.c.9k')
    s.state.full = false
    expect(s.within({ class: 't', trusted: true, ago: 66 }, () => s.p.cause())).toBe('t7.1u.9k')
  })

  it('of a script’s event are not trusted, and without an event there is none', () => {
    const s = seat()
    s.p.heard('m')
    s.pass(3000)
    expect(s.within({ class: 'a', trusted: false, ago: 1 }, () => s.p.cause())).toBe('ae.1.1')
    expect(s.p.cause()).toBe('ne.2bc.1') // three seconds after the last input
  })

  it('say how long their answer was kept, where that was long or by another page', () => {
    expect(held('kf.c.9k', 1499, false)).toBe('kf.c.9k')
    expect(held('kf.c.9k', 1500, false)).toBe('kf.c.9k.15o')
    expect(held('kf.c.9k', -5, true)).toBe('kf.c.9k.1') // the terminal's clock was set back
    const act = { type: 'answer', seq: 1, question: 1, answer: 'A', clientAt: 1000, cause: 'kf.c.9k', by: 'one' } as const
    expect(causeOf(act, 'one', 1010)).toBe('kf.c.9k')
    expect(causeOf(act, 'two', 1010)).toBe('kf.c.9k.a')
    expect(causeOf({ ...act, cause: undefined } as never, 'two', 1010)).toBeUndefined()
  })

  it('never grow beyond what the server reads', () => {
    const s = seat()
    s.pass(Number.MAX_SAFE_INTEGER)
    expect(held(s.within({ class: 'm', trusted: true, ago: 2 ** 60 }, () => s.p.cause()), 2 ** 60, true).length).toBeLessThanOrEqual(40)
  })
})

describe('what was heard', () => {
  it('is told once, when it is due', () => {
    const s = seat()
    expect(s.p.report('s1')).toBeUndefined()
    s.p.screen('1920x1080x24')
    s.p.heard('m')
    s.p.note('mv', 30)
    const first = due(s.p)
    expect(first).toEqual({ sitting: 's1', n: 1, f: 14, m: 1, mv: 30, s: '1920x1080x24' })
    s.p.told(first)
    s.p.heard('k')
    expect(s.p.report('s1')).toBeUndefined() // too soon
    s.pass(tellEvery)
    expect(s.p.report('s1')).toEqual({ sitting: 's1', n: 2, f: 14, k: 1 })
    expect(s.p.report('s1')).toBeDefined() // it was not on its way yet
  })

  it('is told soon when it looks wrong', () => {
    const s = seat()
    s.p.heard('m')
    s.p.told(due(s.p))
    s.pass(1000)
    s.p.injected('extension abc\u0007')
    expect(s.p.report('s1')).toMatchObject({ j: 1, jf: 'extension abc?' })
  })

  it('keeps what happened while a report was on its way', () => {
    const s = seat()
    s.p.heard('m')
    const report = due(s.p)
    s.p.heard('m')
    s.p.heard('m')
    s.p.told(report)
    s.pass(tellEvery)
    expect(s.p.report('s1')).toMatchObject({ n: 3, m: 2 })
  })

  it('says moves of the pointer with something else only, and forgets what was before the paper', () => {
    const s = seat()
    s.p.note('mv', 500)
    expect(s.p.report('s1')).toBeUndefined()
    s.p.note('u')
    s.p.forget()
    expect(s.p.report('s1')).toBeUndefined()
    expect(s.p.report('s1', true)).toEqual({ sitting: 's1', n: 0, f: 14 })
  })

  it('tells the display again on another connection', () => {
    const s = seat()
    s.p.screen('a')
    s.p.told(due(s.p))
    s.pass(tellEvery)
    s.p.again()
    expect(s.p.report('s1')).toMatchObject({ s: 'a' })
  })
})

describe('a seat', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
    globalThis.indexedDB = new IDBFactory()
  })
  afterEach(() => void vi.useRealTimers())

  async function settle(ms = 0) {
    for (let i = 0; i < 15; i++) {
      await new Promise((resolve) => setImmediate(resolve))
      await vi.advanceTimersByTimeAsync(i === 0 ? ms : 0)
    }
  }

  function session(page: string, http?: SeatHttp) {
    const line = new FakeLine()
    let event: Present | undefined
    const provenance = new Provenance({ now: () => Date.now(), present: () => event, state: () => ({ focused: true, visible: true, full: true }) }, page)
    const seat = new SeatSession({
      url: 'ws://x', token: () => 'dev', onChange: () => undefined, monotonic: () => Date.now(), openSocket: line.open, random: () => 1, provenance,
      ...(http ? { http: () => http } : {}),
    })
    const click = (question: number, answer: string) => {
      provenance.heard('m')
      event = { class: 'm', trusted: true, at: Date.now() - 2 }
      seat.answer(question, answer)
      event = undefined
    }
    const enter = async () => {
      line.last.accept()
      line.last.say('welcome', welcome())
      await settle()
    }
    return { line, seat, provenance, click, enter }
  }
  const inOf = (line: FakeLine) => line.last.sent.filter((e) => e.type === 'answer').map((e) => (e.body as { in?: string }).in)

  it('sends the cause with the answer, and what was heard before it pings', async () => {
    const s = session('one')
    s.seat.start()
    await s.enter()
    expect(s.line.last.sent[0]?.body).toEqual({ token: 'dev', page: 'one', nth: 1 })
    s.click(1, 'A')
    await settle()
    expect(inOf(s.line)).toEqual(['mf.2.1'])
    s.seat.answer(2, 'B') // no event: a script called
    await settle()
    expect(inOf(s.line)).toEqual(['mf.2.1', 'ne.0.1'])
    for (const seq of [1, 2]) s.line.last.ack(seq)
    await settle(6000)
    const types = s.line.last.types()
    expect(types.slice(0, types.indexOf('ping'))).toContain('input')
    expect(s.line.last.sent.find((e) => e.type === 'input')?.body).toMatchObject({ sitting: 's1', n: 1, m: 1 })
  })

  it('tells of the last seconds before it hands in: afterwards nothing is told', async () => {
    const s = session('one')
    s.seat.start()
    await s.enter()
    s.click(1, 'A')
    await settle()
    s.line.last.ack(1)
    await settle()
    void s.seat.submit()
    await settle()
    const types = s.line.last.types()
    expect(types).toContain('submit')
    expect(types.slice(0, types.indexOf('submit'))).toContain('input')
    expect(s.line.last.sent.filter((e) => e.type === 'input').at(-1)?.body).toMatchObject({ n: 1 })
  })

  it('sends what lay in the outbox with the cause that it had, and says that it lay there', async () => {
    const before = session('one')
    before.seat.start()
    await before.enter()
    before.click(1, 'A')
    await settle()
    before.seat.stop()
    const after = session('two') // the page was loaded anew
    after.seat.start()
    await after.enter()
    expect(inOf(after.line)[0]).toMatch(/^mf\.2\.1\.[0-9a-z]+$/)
    expect(after.line.last.sent[0]?.body).toMatchObject({ page: 'two', nth: 1 })
  })

  it('leaves a line with a code of its own, and one that another page took with the server’s', async () => {
    const s = session('one')
    const codes: (number | undefined)[] = []
    s.seat.start()
    await s.enter()
    s.line.last.close = (code?: number) => void codes.push(code)
    s.line.last.say('fenced', { code: 'sitting.fenced', text: '', moved: false })
    await settle()
    s.seat.stop()
    s.seat.start()
    await s.enter()
    s.line.last.close = (code?: number) => void codes.push(code)
    s.seat.stop()
    expect(codes).toEqual([1000, 4000])
    expect(serverNow).toBeGreaterThan(0)
  })

  it('tells what was heard by HTTP while there is no socket', async () => {
    const tell = vi.fn<SeatHttp['tell']>(() => Promise.resolve())
    const s = session('one', { recover: () => Promise.resolve([]), free: () => Promise.resolve(false), ask: () => Promise.reject(new Error()), tell })
    s.seat.start()
    await s.enter()
    for (let i = 0; i < 3; i++) {
      s.line.last.drop()
      await settle(3000)
    }
    s.click(1, 'A')
    await settle(5000)
    expect(s.seat.sitting.link).toBe('fallback')
    expect(tell.mock.calls[0]?.[0]).toMatchObject({ sitting: 's1', n: 1, m: 1 })
  })
})
