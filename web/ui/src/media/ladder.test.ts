import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/core/problem'
import { FakePeers } from './fakepeer'
import { Ladder, type LadderOptions, type Way } from './ladder'

const times = { steady: 1000, first: 200, most: 4000, connect: 3000 }
let peers: FakePeers
let ways: Way[]
let ended: string[]
let offer: ReturnType<typeof vi.fn<LadderOptions['offer']>>
let renew: ReturnType<typeof vi.fn<LadderOptions['renew']>>
let down: number
let ladder: Ladder
const last = () => peers.last
const settle = () => vi.advanceTimersByTimeAsync(0)

function make(more: Partial<LadderOptions> = {}): Ladder {
  return new Ladder({
    times, offer, renew, equip: () => undefined, end: async (id) => void ended.push(id), onWay: (way) => ways.push(way), onDown: () => down++, random: () => 0.5,
    peer: () => peers.make(), ...more,
  })
}

beforeEach(() => {
  vi.useFakeTimers()
  ;[peers, ways, ended, down] = [new FakePeers(), [], [], 0]
  let n = 0
  offer = vi.fn(async () => ({ session: `s${++n}`, answer: 'answer' }))
  renew = vi.fn(async () => 'answer')
  ladder = make()
})
afterEach(() => {
  ladder.stop()
  vi.useRealTimers()
})

async function up() {
  ladder.start()
  await settle()
  last().become('connected')
}

describe('a connection that is got back', () => {
  it('stands, and tells the server when it is let go', async () => {
    await up()
    expect([ways, ladder.session]).toEqual([['connecting', 'on'], 's1'])
    ladder.stop()
    expect([ended, last().closed, down, ladder.session]).toEqual([['s1'], true, 1, ''])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(offer).toHaveBeenCalledTimes(1)
  })

  it('a session that is answered after the stop is given back', async () => {
    let answer: (value: { session: string; answer: string }) => void = () => undefined
    offer.mockReturnValueOnce(new Promise((done) => (answer = done)))
    ladder.start()
    await settle()
    ladder.stop()
    answer({ session: 'late', answer: 'a' })
    await settle()
    expect([ended, ladder.session]).toEqual([['late'], ''])
  })

  it('tries ever more slowly up to the most, within a half of it to either side', async () => {
    offer.mockRejectedValue(new Problem('media.away', '', 503))
    for (const [random, from, to] of [[() => 0, 18, 34], [() => 0.999, 7, 14]] as const) {
      offer.mockClear()
      ladder = make({ random })
      ladder.start()
      await vi.advanceTimersByTimeAsync(45_000)
      ladder.stop()
      expect(offer.mock.calls.length).toBeGreaterThan(from)
      expect(offer.mock.calls.length).toBeLessThan(to)
    }
  })

  it('a way that is quiet is renewed although the browser believes in it, and one that comes back is left alone', async () => {
    await up()
    ladder.quiet()
    await settle()
    expect([ways.at(-1), renew.mock.calls]).toEqual(['lost', [['s1', 'offer 2']]])
    ladder.back()
    await vi.advanceTimersByTimeAsync(30_000)
    expect([ways.at(-1), peers.all.length]).toEqual(['on', 1])
  })

  it('a renewal that the server does not know begins anew at once, one that fails otherwise after a while', async () => {
    await up()
    renew.mockRejectedValueOnce(new Problem('media.no_session', '', 404))
    last().become('failed')
    await vi.advanceTimersByTimeAsync(1)
    expect(peers.all.length).toBe(2)
    last().become('connected')
    renew.mockRejectedValueOnce(new Problem('media.away', '', 503))
    last().become('failed')
    await vi.advanceTimersByTimeAsync(1)
    expect(peers.all.length).toBe(2)
    await vi.advanceTimersByTimeAsync(times.first * 2)
    expect(peers.all.length).toBe(3)
  })

  it('a connection that the server closed is made anew', async () => {
    await up()
    last().become('closed')
    await vi.advanceTimersByTimeAsync(times.first + 10)
    expect([peers.all.length, ways.at(-1)]).toEqual([2, 'lost'])
  })

  it('nobody waits when the network is back', async () => {
    offer.mockRejectedValue(new Problem('', '', 0))
    ladder.start()
    await vi.advanceTimersByTimeAsync(20_000)
    const before = offer.mock.calls.length
    offer.mockResolvedValue({ session: 's9', answer: 'a' })
    ladder.hurry()
    await vi.advanceTimersByTimeAsync(1)
    expect(offer.mock.calls.length).toBe(before + 1)
  })

  it('a refusal ends it, or is asked again steadily, as the caller says', async () => {
    offer.mockRejectedValue(new Problem('x.forbidden', '', 403))
    ladder = make({ refused: () => 'stop' })
    ladder.start()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(offer).toHaveBeenCalledTimes(1)
    offer.mockClear()
    ladder = make({ refused: () => ({ wait: 5000 }) })
    ladder.start()
    await vi.advanceTimersByTimeAsync(20_500)
    expect(offer).toHaveBeenCalledTimes(5)
  })

  it('a peer that cannot be made is tried again and not left open', async () => {
    let fail = true
    ladder = make({ peer: async () => {
      if (fail) throw new Error('no')
      return peers.make()
    } })
    ladder.start()
    await settle()
    fail = false
    await vi.advanceTimersByTimeAsync(times.first * 2)
    expect(peers.all.length).toBe(1)
  })
})
