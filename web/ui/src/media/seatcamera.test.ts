import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/core/problem'
import { cameraLine } from './cameraline'
import { FakePeers } from './fakepeer'
import { sameTimes } from './same'
import { cameraTimes, SeatCamera, type CameraLine, type SeatCameraState } from './seatcamera'

class Track {
  onended: (() => void) | null = null
  onmute: (() => void) | null = null
  onunmute: (() => void) | null = null
  muted = false
  stopped = false
  constructor(readonly kind: string) {}
  stop() {
    this.stopped = true
  }
}

class Stream {
  readonly tracks = [new Track('video'), new Track('audio')]
  getTracks = () => this.tracks
  getVideoTracks = () => this.tracks.filter((t) => t.kind === 'video')
}

let peers: FakePeers
let streams: Stream[]
let states: SeatCameraState[]
let said: string[]
let ended: string[]
let publish: ReturnType<typeof vi.fn<CameraLine['publish']>>
let renew: ReturnType<typeof vi.fn<CameraLine['renew']>>
let open: ReturnType<typeof vi.fn<() => Promise<MediaStream>>>
let camera: SeatCamera
let random: () => number
let sampled: () => number

const settle = () => vi.advanceTimersByTimeAsync(0)
const last = () => peers.last

beforeEach(() => {
  vi.useFakeTimers()
  ;[peers, streams, states, said, ended] = [new FakePeers(), [], [], [], []]
  let n = 0
  random = () => 0.5
  sampled = () => Math.random()
  publish = vi.fn(async () => ({ session: `s${++n}`, answer: 'answer' }))
  renew = vi.fn(async () => 'answer')
  open = vi.fn(async () => {
    streams.push(new Stream())
    return streams.at(-1) as unknown as MediaStream
  })
  camera = new SeatCamera({
    line: { publish, renew, end: async (id) => void ended.push(id), say: async (word) => void said.push(word) },
    onState: (state) => states.push(state), kilobits: 500, open, random: () => random(),
    peer: () => peers.make(), sample: async () => sampled(),
  })
})
afterEach(() => {
  camera.stop()
  vi.useRealTimers()
})

async function on() {
  camera.start()
  await settle()
  last().become('connected')
}

describe('a seat camera', () => {
  it('publishes with the bit rate it may use and hangs up at the end', async () => {
    await on()
    expect(states).toEqual(['asking', 'connecting', 'on'])
    expect(last().limits[0]?.encodings[0]?.maxBitrate).toBe(500_000)
    camera.stop()
    expect(ended).toEqual(['s1'])
    expect(last().closed && streams[0]?.tracks.every((t) => t.stopped)).toBe(true)
    expect(camera.state).toBe('off')
  })

  it('looks for another way when the server is silent, long before the browser notices', async () => {
    await on()
    await vi.advanceTimersByTimeAsync(5000)
    expect(camera.state).toBe('on')
    const peer = last()
    peer.getStats = async () => new Map([['t', { type: 'transport', bytesReceived: 7 }]])
    await vi.advanceTimersByTimeAsync(2700)
    expect([camera.state, renew.mock.calls.length]).toEqual(['lost', 1])
    expect(peer.offers[1]).toEqual({ iceRestart: true })
    let bytes = 100
    peer.getStats = async () => new Map([['t', { type: 'transport', bytesReceived: bytes++ }]])
    await vi.advanceTimersByTimeAsync(20_000)
    expect([camera.state, peers.all.length]).toEqual(['on', 1])
  })

  it('hears officers on the line of the microphone, or on one of its own', async () => {
    await on()
    expect(last().lines).toEqual(['video sendonly', 'audio sendrecv'])
    camera.stop()
    open.mockImplementation(async () => {
      const stream = new Stream()
      stream.tracks.pop()
      streams.push(stream)
      return stream as unknown as MediaStream
    })
    await on()
    expect(last().lines).toEqual(['video sendonly', 'audio recvonly'])
  })

  it('offers the screen after the camera, and goes on without one', async () => {
    for (const [screen, lines] of [[async () => { const s = new Stream(); s.tracks.pop(); return s as unknown as MediaStream }, ['video sendonly', 'audio sendrecv', 'video sendonly']], [async () => { throw new DOMException('', 'NotAllowedError') }, ['video sendonly', 'audio sendrecv']]] as const) {
      const other = new SeatCamera({ line: { publish, renew, end: async () => undefined, say: async () => undefined }, onState: () => undefined, kilobits: 500, open, screen: screen as () => Promise<MediaStream>,
        peer: () => peers.make() })
      other.start()
      await vi.advanceTimersByTimeAsync(1)
      expect(last().lines).toEqual(lines)
      other.stop()
    }
  })

  it('waits for a stutter, then restarts ICE on the same session', async () => {
    await on()
    last().become('disconnected')
    expect(camera.state).toBe('lost')
    await vi.advanceTimersByTimeAsync(cameraTimes.steady - 10)
    expect(renew).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(20)
    expect(renew).toHaveBeenCalledWith('s1', 'offer 2')
    expect(last().offers[1]).toEqual({ iceRestart: true })
    last().become('connected')
    await vi.advanceTimersByTimeAsync(60_000)
    expect([camera.state, peers.all.length, publish.mock.calls.length]).toEqual(['on', 1, 1])
  })

  it('a way that comes back by itself is left alone', async () => {
    await on()
    last().become('disconnected')
    last().become('connected')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(renew).not.toHaveBeenCalled()
  })

  it('publishes anew at once where the session is gone', async () => {
    await on()
    renew.mockRejectedValue(new Problem('media.no_session', '', 404))
    last().become('failed')
    await vi.advanceTimersByTimeAsync(1)
    expect([peers.all.length, peers.all[0]?.closed, publish.mock.calls.length]).toEqual([2, true, 2])
    last().become('connected')
    expect(camera.state).toBe('on')
  })

  it('tries ever more slowly while the recording service is dead, and goes on when it is back', async () => {
    await on()
    renew.mockRejectedValue(new Problem('media.away', '', 503))
    publish.mockRejectedValue(new Problem('media.away', '', 503))
    last().become('failed')
    await vi.advanceTimersByTimeAsync(120_000)
    const tried = publish.mock.calls.length
    expect(tried).toBeGreaterThan(25)
    expect(tried).toBeLessThan(45)
    expect(camera.state).toBe('lost')
    publish.mockResolvedValue({ session: 's9', answer: 'answer' })
    await vi.advanceTimersByTimeAsync(cameraTimes.most * 2)
    last().become('connected')
    expect(camera.state).toBe('on')
  })

  it.each([[1000, 0], [3300, 0.999], [61_000, 0.999], [600_000, 0.5]])('however long the recording service was dead (%i ms), the seat is back in ten seconds', async (dead, chance) => {
    random = () => chance
    await on()
    renew.mockRejectedValue(new Problem('media.away', '', 503))
    publish.mockRejectedValue(new Problem('media.away', '', 503))
    last().become('failed')
    await vi.advanceTimersByTimeAsync(dead)
    publish.mockResolvedValue({ session: 's9', answer: 'answer' })
    publish.mockClear()
    await vi.advanceTimersByTimeAsync(10_000 - 3000) // a connection may take the rest
    expect(publish).toHaveBeenCalledTimes(1)
    last().become('connected')
    expect(camera.state).toBe('on')
  })

  it('a connection that never comes is given up', async () => {
    camera.start()
    await settle()
    await vi.advanceTimersByTimeAsync(cameraTimes.connect + cameraTimes.most)
    expect(publish.mock.calls.length).toBeGreaterThan(1)
    expect(peers.all[0]?.closed).toBe(true)
  })

  it.each([['NotAllowedError', 'refused', 'REFUSED'], ['NotFoundError', 'none', 'ABSENT'], ['NotReadableError', 'busy', 'BUSY']])('%s: says so, and looks again', async (name, state, word) => {
    open.mockRejectedValueOnce(new DOMException('', name))
    camera.start()
    await settle()
    expect(camera.state).toBe(state)
    expect(said).toEqual([word])
    expect(publish).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(cameraTimes.look)
    last().become('connected')
    expect(camera.state).toBe('on')
    expect(said).toEqual([word, 'OK'])
  })

  it('says again and again that there is none, because the paper may begin later', async () => {
    open.mockRejectedValue(new DOMException('', 'NotFoundError'))
    camera.start()
    await vi.advanceTimersByTimeAsync(cameraTimes.sayAgain * 3)
    expect(said.length).toBeGreaterThanOrEqual(4)
  })

  it('says while the browser gets nothing from the camera, and that it is over', async () => {
    await on()
    const track = streams[0]?.tracks[0]
    if (!track) throw new Error('no track')
    track.muted = true
    track.onmute?.()
    expect([camera.state, said]).toEqual(['on', ['OK', 'MUTED']])
    await vi.advanceTimersByTimeAsync(cameraTimes.sayAgain)
    track.muted = false
    track.onunmute?.()
    await vi.advanceTimersByTimeAsync(cameraTimes.sayAgain * 3)
    expect(said).toEqual(['OK', 'MUTED', 'MUTED', 'OK'])
  })

  it('says while the camera repeats one picture, point by point', async () => {
    await on()
    sampled = () => 7
    await vi.advanceTimersByTimeAsync(sameTimes.every * (sameTimes.times + 2))
    expect([camera.state, said]).toEqual(['on', ['OK', 'REPEATS']])
    sampled = () => Math.random()
    await vi.advanceTimersByTimeAsync(sameTimes.every * 2)
    expect(said).toEqual(['OK', 'REPEATS', 'OK'])
  })

  it('says once that there is one', async () => {
    await on()
    await vi.advanceTimersByTimeAsync(cameraTimes.sayAgain * 5)
    expect(said).toEqual(['OK'])
  })

  it('a camera that is unplugged is looked for and published again', async () => {
    await on()
    streams[0]?.tracks[0]?.onended?.()
    expect(camera.state).toBe('none')
    await vi.advanceTimersByTimeAsync(cameraTimes.first + 10)
    expect([open.mock.calls.length, publish.mock.calls.length]).toEqual([2, 2])
    last().become('connected')
    expect(camera.state).toBe('on')
  })

  it('stopped while the browser still asks: nothing is published and the camera is let go', async () => {
    camera.start()
    camera.stop()
    await settle()
    expect(publish).not.toHaveBeenCalled()
    expect(streams[0]?.tracks.every((t) => t.stopped)).toBe(true)
  })
})

describe('the way of offers', () => {
  it('sends the token in a header, names the session, and turns failures into problems', async () => {
    const asked: [string, RequestInit][] = []
    let answer = new Response('the answer', { status: 201, headers: { Location: '/api/device/media/sessions/01abc' } })
    const line = cameraLine(() => 'secret', async (path, init) => (asked.push([String(path), init ?? {}]), answer))
    expect(await line.publish('the offer')).toEqual({ session: '01abc', answer: 'the answer' })
    expect(asked[0]?.[0]).toBe('/api/device/media/sessions')
    expect(asked[0]?.[1]).toMatchObject({ method: 'POST', body: 'the offer', headers: { Authorization: 'Bearer secret', 'Content-Type': 'application/sdp' } })
    answer = new Response('{"code":"media.away","detail":"x"}', { status: 503 })
    await expect(line.renew('01abc', 'o')).rejects.toMatchObject({ code: 'media.away', status: 503 })
    expect(asked.every(([path]) => !path.includes('secret'))).toBe(true)
  })
})
