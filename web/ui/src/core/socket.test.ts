// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeLine, welcome } from './fakeline'
import { SeatSocket, socketTimes, type LinkState, type SeatSocketOptions } from './socket'
import { readServerMessage, writeClientMessage, type Act, type ServerMessage } from './wire'

const act = (seq: number): Act => ({ type: 'answer', seq, question: seq, choice: ['A'], clientAt: 1 })

function rig(more: Partial<SeatSocketOptions> = {}) {
  const line = new FakeLine()
  const links: LinkState[] = []
  const heard: ServerMessage[] = []
  const pending: Act[] = []
  const samples: object[] = []
  const socket = new SeatSocket({
    url: 'ws://x',
    hello: () => ({ type: 'hello', lastSeq: 3, token: 'dev' }),
    pending: () => pending,
    onMessage: (m) => void heard.push(m),
    onLink: (state) => links.push(state),
    onSample: (s) => samples.push(s),
    open: line.open,
    monotonic: () => Date.now(),
    random: () => 1, // the longest wait
    ...more,
  })
  const settle = () => vi.advanceTimersByTimeAsync(0)
  const enter = async () => {
    line.last.accept()
    line.last.say('welcome', welcome())
    await settle()
  }
  return { line, links, heard, pending, samples, socket, settle, enter }
}

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

describe('frames', () => {
  it('writes and reads envelopes', () => {
    expect(JSON.parse(writeClientMessage(act(4), '9'))).toEqual({
      v: 1, type: 'answer', id: '9', seq: 4, body: { question: 4, choice: ['A'], clientAt: 1 },
    })
    expect(readServerMessage('{"v":1,"type":"ack","id":"1","seq":4,"body":{"serverTime":5,"chain":"x"}}')).toEqual({
      type: 'ack', id: '1', seq: 4, serverTime: 5, chain: 'x',
    })
  })

  it.each(['', 'null', '[]', '"x"', '{"v":2,"type":"ack"}', '{"v":1,"type":"unknown","body":{}}', '{"v":1}'])('ignores %s', (frame) => {
    expect(readServerMessage(frame)).toBeUndefined()
  })

  it('does not let a body change the type', () => {
    expect(readServerMessage('{"v":1,"type":"error","id":"1","body":{"type":"ack","code":"c","text":"t"}}')?.type).toBe('error')
  })
})

describe('connecting', () => {
  it('greets first and is open only after the welcome', async () => {
    const r = rig()
    r.socket.start()
    r.line.last.accept()
    expect(r.line.last.sent[0]).toMatchObject({ type: 'hello', body: { lastSeq: 3, token: 'dev' } })
    expect(r.links).toEqual(['connecting'])
    r.line.last.say('welcome', welcome())
    await r.settle()
    expect(r.links).toEqual(['connecting', 'open'])
    expect(r.samples).toHaveLength(1)
  })

  it('sends nothing but hello before the welcome, then everything pending in order', async () => {
    const r = rig()
    r.pending.push(act(4), act(5))
    r.socket.start()
    r.line.last.accept()
    r.socket.send(act(6))
    await vi.advanceTimersByTimeAsync(3000)
    expect(r.line.last.types()).toEqual(['hello'])
    await r.enter()
    expect(r.line.last.seqs()).toEqual([4, 5])
  })

  it('waits for the page to take in the welcome before it sends', async () => {
    let release = () => {}
    const r = rig({ onMessage: () => new Promise<void>((resolve) => (release = resolve)) })
    r.pending.push(act(4))
    r.socket.start()
    await r.enter()
    expect(r.line.last.seqs()).toEqual([])
    release()
    await r.settle()
    expect(r.line.last.seqs()).toEqual([4])
  })

  it('gives up on a server that never welcomes', async () => {
    const r = rig()
    r.socket.start()
    r.line.last.accept()
    await vi.advanceTimersByTimeAsync(socketTimes.welcome + 1000)
    expect(r.line.sockets[0]?.closed).toBe(true)
    expect(r.line.sockets.length).toBeGreaterThan(1)
  })
})

describe('a line that breaks', () => {
  it('waits longer after each failure, up to a limit, and starts small again after a welcome', async () => {
    const r = rig()
    r.socket.start()
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      const started = Date.now()
      const count = r.line.sockets.length
      r.line.last.drop()
      while (r.line.sockets.length === count) await vi.advanceTimersByTimeAsync(100)
      waits.push(Date.now() - started)
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000])
    await r.enter()
    const started = Date.now()
    const count = r.line.sockets.length
    r.line.last.drop()
    while (r.line.sockets.length === count) await vi.advanceTimersByTimeAsync(100)
    expect(Date.now() - started).toBe(500)
  })

  it('spreads the returns of many seats', async () => {
    const r = rig({ random: () => 0 })
    r.socket.start()
    r.line.last.drop()
    await vi.advanceTimersByTimeAsync(249)
    expect(r.line.sockets).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2)
    expect(r.line.sockets).toHaveLength(2)
  })

  it('sends again what was not acknowledged, and only that', async () => {
    const r = rig()
    r.pending.push(act(4), act(5))
    r.socket.start()
    await r.enter()
    r.pending.shift() // 4 acknowledged
    r.line.last.drop()
    await vi.advanceTimersByTimeAsync(600)
    await r.enter()
    expect(r.line.last.seqs()).toEqual([5])
  })

  it('repeats an act when its acknowledgement does not come on a line that lives', async () => {
    const r = rig()
    r.socket.start()
    await r.enter()
    r.pending.push(act(4))
    r.socket.send(act(4))
    await vi.advanceTimersByTimeAsync(socketTimes.resend + 1000)
    expect(r.line.last.seqs()).toEqual([4, 4])
  })

  it('does not pile up frames on a stuck line', async () => {
    const r = rig()
    r.socket.start()
    await r.enter()
    r.line.last.bufferedAmount = 10_000_000
    r.pending.push(act(4))
    r.socket.send(act(4))
    await vi.advanceTimersByTimeAsync(5000)
    expect(r.line.last.seqs()).toEqual([])
  })

  it('notices a line that is silent although the browser calls it open', async () => {
    const r = rig()
    r.socket.start()
    await r.enter()
    await vi.advanceTimersByTimeAsync(socketTimes.silence + 500)
    expect(r.line.sockets[0]?.types()).toContain('ping')
    expect(r.links).toContain('waiting')
  })

  it('stays while pongs come, and samples the clock with them', async () => {
    const r = rig()
    r.socket.start()
    await r.enter()
    const answered = new Set<string>()
    for (let i = 0; i < 40; i++) {
      await vi.advanceTimersByTimeAsync(1000)
      const ping = r.line.last.sent.find((e) => e.type === 'ping' && !answered.has(e.id))
      if (!ping) continue
      answered.add(ping.id)
      r.line.last.say('pong', { serverTime: 1_790_000_000_000 }, ping.id)
    }
    expect(r.line.sockets).toHaveLength(1)
    expect(r.samples.length).toBeGreaterThan(3)
    expect(r.heard.map((m) => m.type)).toEqual(['welcome'])
  })

  it('ignores what an old connection still says', async () => {
    const r = rig()
    r.socket.start()
    const old = r.line.last
    await r.enter()
    const hear = old.onmessage
    old.drop()
    await vi.advanceTimersByTimeAsync(600)
    hear?.({ data: '{"v":1,"type":"fenced","id":"1","body":{}}' })
    await r.settle()
    expect(r.socket.link).not.toBe('fenced')
  })

  it('tries at once when the network is back', async () => {
    const r = rig()
    r.socket.start()
    for (let i = 0; i < 5; i++) {
      r.line.last.drop()
      if (i < 4) await vi.advanceTimersByTimeAsync(10_000)
    }
    const count = r.line.sockets.length
    r.socket.poke()
    expect(r.line.sockets).toHaveLength(count + 1)
  })
})

describe('being sent away', () => {
  it.each(['message', 'code'])('stays away when fenced by %s until it is told to come back', async (how) => {
    const r = rig()
    r.socket.start()
    await r.enter()
    if (how === 'message') r.line.last.say('fenced', {})
    else r.line.last.drop(4001)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(r.line.sockets).toHaveLength(1)
    expect(r.socket.link).toBe('fenced')
    r.socket.start()
    expect(r.line.sockets).toHaveLength(2)
  })

  it('comes back slowly when the device is refused', async () => {
    const r = rig()
    r.socket.start()
    r.line.last.drop(4003)
    expect(r.socket.link).toBe('refused')
    await vi.advanceTimersByTimeAsync(socketTimes.refused - 1)
    expect(r.line.sockets).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2)
    expect(r.line.sockets).toHaveLength(2)
  })

  it('is quiet after stop', async () => {
    const r = rig({ fallback: () => Promise.resolve([]) })
    r.socket.start()
    for (let i = 0; i < 4; i++) {
      r.line.last.drop()
      await vi.advanceTimersByTimeAsync(5000)
    }
    r.socket.stop()
    const count = r.line.sockets.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(r.line.sockets).toHaveLength(count)
    expect(r.socket.link).toBe('stopped')
  })
})

describe('the way by HTTP', () => {
  async function fail(r: ReturnType<typeof rig>, times: number) {
    for (let i = 0; i < times; i++) {
      r.line.last.drop()
      await vi.advanceTimersByTimeAsync(r.socket.link === 'fallback' ? 10_000 : 5000)
    }
  }

  it('is taken after three failures and delivers the acknowledgements', async () => {
    const fallback = vi.fn(async (acts: readonly Act[]): Promise<ServerMessage[]> =>
      acts.map((a) => ({ type: 'ack', seq: a.seq, serverTime: 1, chain: '' })))
    const r = rig({ fallback })
    r.pending.push(act(4))
    r.socket.start()
    await fail(r, 2)
    expect(fallback).not.toHaveBeenCalled()
    await fail(r, 1)
    expect(fallback).toHaveBeenCalledWith([act(4)])
    expect(r.socket.link).toBe('fallback')
    expect(r.heard).toContainEqual({ type: 'ack', seq: 4, serverTime: 1, chain: '' })
  })

  it('goes on trying the socket and ends with the welcome', async () => {
    const fallback = vi.fn(() => Promise.resolve([]))
    const r = rig({ fallback })
    r.socket.start()
    await fail(r, 4)
    expect(r.socket.link).toBe('fallback')
    await r.enter()
    expect(r.socket.link).toBe('open')
    const calls = fallback.mock.calls.length
    r.line.last.say('pong', {}, '0')
    await vi.advanceTimersByTimeAsync(9000)
    expect(fallback.mock.calls.length).toBe(calls)
  })

  it('is not called open while HTTP fails too, and never runs twice at once', async () => {
    let running = 0
    let most = 0
    const fallback = async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 8000))
      running--
      throw new Error('down')
    }
    const r = rig({ fallback })
    r.socket.start()
    await fail(r, 6)
    expect(most).toBe(1)
    expect(r.links).not.toContain('fallback')
  })
})
