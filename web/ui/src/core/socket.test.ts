// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeLine, seatState, welcome } from './fakeline'
import { unstoredLimit } from './sitting'
import { SeatSocket, socketTimes, type LinkState, type SeatSocketOptions } from './socket'
import { actMessage, chooseLetter, readServerMessage, writeClientMessage, type Act, type ServerMessage } from './wire'

const act = (seq: number): Act => ({ type: 'answer', seq, question: seq, answer: 'A', clientAt: 1 })

function rig(more: Partial<SeatSocketOptions> = {}) {
  const line = new FakeLine()
  const links: LinkState[] = []
  const heard: ServerMessage[] = []
  const pending: Act[] = []
  const samples: object[] = []
  const socket = new SeatSocket({
    url: 'ws://x',
    hello: () => ({ type: 'hello', body: { token: 'dev' } }),
    pending: () => pending,
    frame: (a) => actMessage(a, 's1'),
    onMessage: (m) => void heard.push(m),
    onLink: (state) => links.push(state),
    onSample: (s) => samples.push(s),
    open: line.open,
    monotonic: () => Date.now(),
    random: () => 1, // the longest wait
    ...more,
  })
  const settle = () => vi.advanceTimersByTimeAsync(0)
  /** What the page does with a new act. */
  const give = (a: Act) => {
    pending.push(a)
    socket.flush()
  }
  const enter = async () => {
    line.last.accept()
    line.last.say('welcome', welcome())
    await settle()
  }
  return { line, links, heard, pending, samples, socket, settle, enter, give }
}

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

describe('frames', () => {
  it('writes exactly the fields that the server knows', () => {
    expect(JSON.parse(writeClientMessage(actMessage(act(4), 's1'), '9'))).toEqual({
      v: 1, type: 'answer', id: '9', seq: 4, body: { sitting: 's1', question: 4, answer: 'A', client_at: 1 },
    })
    expect(JSON.parse(writeClientMessage(actMessage({ type: 'mark', seq: 5, question: 4, marked: true, clientAt: 2 }, 's1'), '10'))).toEqual({
      v: 1, type: 'mark', id: '10', seq: 5, body: { sitting: 's1', question: 4, marked: true, client_at: 2 },
    })
    expect(JSON.parse(writeClientMessage({ type: 'ping', body: { client_at: 3 } }, '11'))).toEqual({ v: 1, type: 'ping', id: '11', body: { client_at: 3 } })
  })

  it('reads envelopes', () => {
    expect(readServerMessage('{"v":1,"type":"ack","seq":4,"body":{"at":5,"proof":"x"}}')).toEqual({ type: 'ack', id: '', seq: 4, at: 5, proof: 'x' })
  })

  it.each(['', 'null', '[]', '"x"', '{"v":2,"type":"ack"}', '{"v":1,"type":"unknown","body":{}}', '{"v":1}'])('ignores %s', (frame) => {
    expect(readServerMessage(frame)).toBeUndefined()
  })

  it('does not let a body change the envelope', () => {
    const message = readServerMessage('{"v":1,"type":"error","id":"1","body":{"type":"ack","id":"7","seq":3,"code":"c","text":"t"}}')
    expect(message).toEqual({ type: 'error', id: '1', seq: undefined, code: 'c', text: 't' })
  })

  it('puts letters in order', () => {
    expect(chooseLetter('', 'C', 'MULTIPLE')).toBe('C')
    expect(chooseLetter('C', 'A', 'MULTIPLE')).toBe('AC')
    expect(chooseLetter('C', 'A', 'HOTSPOT')).toBe('AC')
    expect(chooseLetter('AC', 'C', 'MULTIPLE')).toBe('A')
    expect(chooseLetter('A', 'B', 'SINGLE')).toBe('B')
    expect(chooseLetter('A', 'A', 'TRUE_FALSE')).toBe('A')
  })
})

describe('connecting', () => {
  it('greets first and is open only after the welcome', async () => {
    const r = rig()
    r.socket.start()
    r.line.last.accept()
    expect(r.line.last.sent[0]).toMatchObject({ type: 'hello', body: { token: 'dev' } })
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
    r.give(act(6))
    await vi.advanceTimersByTimeAsync(3000)
    expect(r.line.last.types()).toEqual(['hello'])
    await r.enter()
    expect(r.line.last.seqs()).toEqual([4, 5, 6])
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
    r.give(act(4))
    await vi.advanceTimersByTimeAsync(socketTimes.resend + 1000)
    expect(r.line.last.seqs()).toEqual([4, 4])
  })

  it('does not flood the server after a long outage', async () => {
    const r = rig()
    for (let seq = 1; seq <= 150; seq++) r.pending.push(act(seq))
    r.socket.start()
    await r.enter()
    expect(r.line.last.seqs()).toHaveLength(32)
    for (let seq = 1; seq <= 150; seq++) {
      r.pending.shift()
      r.line.last.ack(seq)
      await r.settle()
      expect(r.line.last.seqs().length - seq).toBeLessThanOrEqual(32)
    }
    expect(r.line.last.seqs()).toEqual(Array.from({ length: 150 }, (_, i) => i + 1))
  })

  it('sends from the missing number again, once, however many refusals come', async () => {
    const r = rig()
    r.socket.start()
    await r.enter()
    for (const seq of [4, 5, 6]) r.give(act(seq))
    for (const seq of [5, 6]) r.line.last.say('nack', { code: 'sitting.sequence_gap', text: '', expected: 4, retry: true }, { seq })
    await r.settle()
    expect(r.line.last.seqs()).toEqual([4, 5, 6])
    await vi.advanceTimersByTimeAsync(1000)
    expect(r.line.last.seqs()).toEqual([4, 5, 6, 4, 5, 6])
  })

  it('does not pile up frames on a stuck line', async () => {
    const r = rig()
    r.socket.start()
    await r.enter()
    r.line.last.bufferedAmount = 10_000_000
    r.give(act(4))
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

  it('waits less for a silent line while something is not stored', async () => {
    const r = rig()
    r.socket.start()
    await r.enter()
    r.give(act(4))
    await vi.advanceTimersByTimeAsync(socketTimes.silenceWaiting - 1000)
    expect(r.links).not.toContain('waiting')
    await vi.advanceTimersByTimeAsync(2000)
    expect(r.links, 'a new line is tried before the page stops the person').toContain('waiting')
    expect(socketTimes.silenceWaiting).toBeLessThan(unstoredLimit)
  })

  it('stays while pongs come, and samples the clock with them', async () => {
    const r = rig()
    r.socket.start()
    await r.enter()
    const answered = new Set<unknown>()
    for (let i = 0; i < 40; i++) {
      await vi.advanceTimersByTimeAsync(1000)
      const ping = r.line.last.sent.find((e) => e.type === 'ping' && !answered.has(e.id))
      if (!ping) continue
      answered.add(ping.id)
      r.line.last.say('pong', { client_at: 0, now: 1_790_000_000_000 }, { id: ping.id ?? '' })
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
    hear?.({ data: '{"v":1,"type":"fenced","body":{}}' })
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
    await r.settle()
    const count = r.line.sockets.length
    r.socket.poke()
    expect(r.line.sockets).toHaveLength(count + 1)
  })
})

describe('being sent away', () => {
  it('stays away when fenced, until it is told to come back', async () => {
    const r = rig()
    r.socket.start()
    await r.enter()
    r.line.last.say('fenced', { code: 'sitting.fenced', text: '', moved: false })
    r.line.last.drop() // the server closes right after it
    await vi.advanceTimersByTimeAsync(120_000)
    expect(r.line.sockets).toHaveLength(1)
    expect(r.socket.link).toBe('fenced')
    r.socket.start()
    expect(r.line.sockets).toHaveLength(2)
  })

  it('asks anew when the person was moved to another seat', async () => {
    const r = rig()
    r.socket.start()
    await r.enter()
    r.line.last.say('fenced', { code: 'sitting.fenced', text: '', moved: true })
    await vi.advanceTimersByTimeAsync(socketTimes.moved + 1)
    expect(r.line.sockets).toHaveLength(2)
  })

  it('comes back slowly when the terminal is refused, and quickly after any other end', async () => {
    const r = rig()
    r.socket.start()
    r.line.last.accept()
    r.line.last.say('error', { code: 'ws.token', text: '', fatal: true })
    r.line.last.drop()
    await r.settle()
    expect(r.socket.link).toBe('refused')
    await vi.advanceTimersByTimeAsync(socketTimes.refused - 1)
    expect(r.line.sockets).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2)
    expect(r.line.sockets).toHaveLength(2)
    r.line.last.accept()
    r.line.last.say('error', { code: 'ws.restart', text: '', fatal: true })
    r.line.last.drop()
    await vi.advanceTimersByTimeAsync(1100)
    expect(r.line.sockets).toHaveLength(3)
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
      acts.map((a) => ({ type: 'ack', id: '', seq: a.seq, at: 1, proof: '' })))
    const r = rig({ fallback })
    r.pending.push(act(4))
    r.socket.start()
    for (let i = 0; i < 2; i++) {
      r.line.last.drop()
      await vi.advanceTimersByTimeAsync(1000) // the next try is under way
    }
    expect(fallback).not.toHaveBeenCalled()
    r.line.last.drop()
    await r.settle()
    expect(fallback).toHaveBeenCalledWith([act(4)], false)
    expect(r.socket.link).toBe('fallback')
    expect(r.heard).toContainEqual({ type: 'ack', id: '', seq: 4, at: 1, proof: '' })
  })

  it('is taken soon when the tries hang instead of failing', async () => {
    const fallback = vi.fn(() => Promise.resolve([]))
    const r = rig({ fallback })
    r.socket.start() // a proxy that swallows the upgrade: neither opened nor closed
    await vi.advanceTimersByTimeAsync(socketTimes.fallbackDown)
    expect(fallback).toHaveBeenCalledTimes(1)
    expect(r.socket.link).toBe('fallback')
  })

  it('sends an act at once, not at the next turn: it may be the last second', async () => {
    const sent: number[][] = []
    const fallback = async (acts: readonly Act[]) => {
      sent.push(acts.map((a) => a.seq))
      await new Promise((resolve) => setTimeout(resolve, 50))
      return []
    }
    const r = rig({ fallback })
    r.socket.start()
    await vi.advanceTimersByTimeAsync(socketTimes.fallbackDown + 100)
    sent.length = 0
    r.pending.push(act(1))
    r.socket.flush()
    await vi.advanceTimersByTimeAsync(20)
    expect(sent).toEqual([[1]])
    r.pending.push(act(2)) // while the first is under way
    r.socket.flush()
    await vi.advanceTimersByTimeAsync(40)
    expect(sent).toEqual([[1], [1, 2]])
    await vi.advanceTimersByTimeAsync(100)
    expect(sent, 'what brings no receipt waits for the next turn').toHaveLength(2)
  })

  it('does not take the answer to its own hello for somebody else', async () => {
    const calls: boolean[] = []
    const fallback = async (_: readonly Act[], unheard: boolean): Promise<ServerMessage[]> => {
      calls.push(unheard)
      return [{ type: 'welcome', id: '', protocol: 1, state: seatState() }]
    }
    const r = rig({ fallback })
    r.socket.start()
    await r.enter()
    r.line.last.drop()
    await vi.advanceTimersByTimeAsync(1000)
    r.line.last.accept() // hello is out, the welcome never comes
    await vi.advanceTimersByTimeAsync(5000)
    expect(calls, 'nothing by HTTP while a hello is under way').toEqual([])
    r.line.last.drop()
    await vi.advanceTimersByTimeAsync(4000)
    expect(calls[0]).toBe(true)
    await vi.advanceTimersByTimeAsync(socketTimes.fallback)
    expect(calls.at(-1), 'it has taken the sitting again').toBe(false)
  })

  it('does not give way to itself when its hello and its question by HTTP crossed', async () => {
    const fenced = { code: 'sitting.fenced', text: '', moved: false }
    const r = rig({ fallback: () => new Promise<ServerMessage[]>((resolve) => setTimeout(() => resolve([]), 2000)) })
    r.socket.start()
    await vi.advanceTimersByTimeAsync(socketTimes.fallbackDown + 500) // a question is under way
    await r.enter()
    r.line.last.say('fenced', fenced) // the server took the question for another page
    await r.settle()
    expect(r.socket.link).not.toBe('fenced')
    expect(r.heard.some((m) => m.type === 'fenced')).toBe(false)
    await r.enter()
    expect(r.socket.link).toBe('open')
    await vi.advanceTimersByTimeAsync(2000 + socketTimes.crossed + 1) // the question is long answered
    r.line.last.say('fenced', fenced) // now it is somebody else
    await r.settle()
    expect(r.socket.link).toBe('fenced')
  })

  it('drops what HTTP says when a hello went out meanwhile', async () => {
    let answer: (m: ServerMessage[]) => void = () => undefined
    const r = rig({ fallback: () => new Promise<ServerMessage[]>((resolve) => (answer = resolve)) })
    r.socket.start()
    await vi.advanceTimersByTimeAsync(socketTimes.fallbackDown)
    r.line.last.accept()
    answer([{ type: 'fenced', id: '', code: 'sitting.fenced', text: '', moved: false }])
    await r.settle()
    expect(r.socket.link).not.toBe('fenced')
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
    r.line.last.say('pong', {}, { id: '0' })
    await vi.advanceTimersByTimeAsync(9000)
    expect(fallback.mock.calls.length).toBe(calls)
  })

  it('ends when the server says there that another connection holds the sitting', async () => {
    const r = rig({ fallback: () => Promise.resolve([{ type: 'fenced', id: '', code: 'sitting.fenced', text: '', moved: false }]) })
    r.socket.start()
    await fail(r, 3)
    expect(r.socket.link).toBe('fenced')
    const count = r.line.sockets.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(r.line.sockets).toHaveLength(count)
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
