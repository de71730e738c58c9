import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/core/problem'
import { FakePeers } from './fakepeer'
import { csrfWord, SeatWatch, seatLine, watchTimes, type TalkState, type WatchLine, type WatchState } from './watchline'

class Voice {
  enabled = false
  stopped = false
  readonly kind = 'audio'
  stop() {
    this.stopped = true
  }
}

class Microphone {
  readonly tracks = [new Voice()]
  getTracks = () => this.tracks
  getAudioTracks = () => this.tracks
}

let peers: FakePeers
let states: WatchState[]
let talks: TalkState[]
let spoken: boolean[]
let ended: string[]
let streams: (object | undefined)[]
let mic: Microphone
let why: string | undefined
let watch: ReturnType<typeof vi.fn<WatchLine['watch']>>
let renew: ReturnType<typeof vi.fn<WatchLine['renew']>>
let talk: ReturnType<typeof vi.fn<WatchLine['talk']>>
let microphone: ReturnType<typeof vi.fn<() => Promise<MediaStream>>>
let seat: SeatWatch

const settle = () => vi.advanceTimersByTimeAsync(0)
const last = () => peers.last

beforeEach(() => {
  vi.useFakeTimers()
  ;[peers, states, talks, spoken, ended, streams] = [new FakePeers(), [], [], [], [], []]
  mic = new Microphone()
  let n = 0
  watch = vi.fn(async () => ({ session: `w${++n}`, answer: 'answer' }))
  renew = vi.fn(async () => 'answer')
  talk = vi.fn(async (_: string, on: boolean) => void spoken.push(on))
  microphone = vi.fn(async () => mic as unknown as MediaStream)
  seat = new SeatWatch({
    line: { watch, renew, talk, end: async (id) => void ended.push(id) },
    onState: (state) => states.push(state), onTalk: (state, word) => {
      talks.push(state)
      why = word
    }, onStream: (stream) => streams.push(stream),
    microphone, random: () => 0.5,
    peer: () => peers.make(),
  })
})
afterEach(() => {
  seat.stop()
  vi.useRealTimers()
})

async function on() {
  seat.start()
  await settle()
  last().ontrack?.({ streams: [{ id: 'seat' }] })
  last().become('connected')
}

describe('looking at a seat', () => {
  it('receives picture and sound, may send a voice, and hangs up', async () => {
    await on()
    expect(last().lines).toEqual(['video recvonly', 'audio recvonly', 'audio sendonly'])
    expect([states, streams]).toEqual([['connecting', 'on'], [{ id: 'seat' }]])
    seat.stop()
    expect([ended, last().closed, streams.at(-1), seat.state]).toEqual([['w1'], true, undefined, 'off'])
    expect(microphone).not.toHaveBeenCalled() // nobody spoke: the microphone was never asked for
  })

  it('waits for a stutter, then looks for another way on the same session', async () => {
    await on()
    last().become('disconnected')
    expect(seat.state).toBe('lost')
    await vi.advanceTimersByTimeAsync(watchTimes.steady + 10)
    expect(renew).toHaveBeenCalledWith('w1', 'offer 2')
    expect(last().offers[1]).toEqual({ iceRestart: true })
    last().become('connected')
    expect([seat.state, peers.all.length]).toEqual(['on', 1])
  })

  it('asks anew where the session died with its process, ever more slowly', async () => {
    await on()
    renew.mockRejectedValue(new Problem('media.no_session', '', 404))
    watch.mockRejectedValue(new Problem('media.away', '', 503))
    last().become('failed')
    await vi.advanceTimersByTimeAsync(60_000)
    const tried = watch.mock.calls.length
    expect(tried).toBeGreaterThan(5)
    expect(tried).toBeLessThan(20)
    expect(seat.state).toBe('lost')
    watch.mockResolvedValue({ session: 'w9', answer: 'answer' })
    for (let i = 0; i < 40 && watch.mock.calls.length === tried; i++) await vi.advanceTimersByTimeAsync(500)
    last().become('connected')
    expect(seat.state).toBe('on')
  })

  it('a seat without a camera is looked at again and again; the picture comes when the camera does', async () => {
    watch.mockRejectedValueOnce(new Problem('media.no_camera', '', 404)).mockRejectedValueOnce(new Problem('media.no_camera', '', 404))
    seat.start()
    await settle()
    expect(seat.state).toBe('nothing')
    await vi.advanceTimersByTimeAsync(watchTimes.look * 2 + 20)
    last().become('connected')
    expect([seat.state, watch.mock.calls.length]).toEqual(['on', 3])
  })

  it('a reader without the right is told once and asks no more', async () => {
    watch.mockRejectedValue(new Problem('media.forbidden', '', 403))
    seat.start()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([seat.state, watch.mock.calls.length]).toEqual(['refused', 1])
  })

  it('a picture that stands still is not called live, and one that moves again is', async () => {
    await on()
    last().still = true
    await vi.advanceTimersByTimeAsync(watchTimes.still + watchTimes.beat * 2)
    expect([seat.state, renew.mock.calls.length]).toEqual(['lost', 1])
    last().still = false
    await vi.advanceTimersByTimeAsync(watchTimes.beat)
    expect([seat.state, peers.all.length]).toEqual(['on', 1])
    last().still = true // the gate ended its call
    watch.mockRejectedValue(new Problem('intercom.nobody_calls', '', 404))
    await vi.advanceTimersByTimeAsync(watchTimes.still + watchTimes.beat * 2 + watchTimes.connect + watchTimes.most)
    expect([seat.state, streams.at(-1)]).toEqual(['nothing', undefined])
  })

  it('a look ends by itself and is not begun again', async () => {
    await on()
    await vi.advanceTimersByTimeAsync(watchTimes.long + watchTimes.most)
    expect([seat.state, ended, watch.mock.calls.length]).toEqual(['off', ['w1'], 1])
  })

  it('a connection that never comes is given up', async () => {
    seat.start()
    await settle()
    await vi.advanceTimersByTimeAsync(watchTimes.connect + watchTimes.most)
    expect(watch.mock.calls.length).toBeGreaterThan(1)
    expect(peers.all[0]?.closed).toBe(true)
  })

  it('stopped while the server still answers: the session is given back', async () => {
    let answer: (value: { session: string; answer: string }) => void = () => undefined
    watch.mockReturnValueOnce(new Promise((done) => (answer = done)))
    seat.start()
    await settle()
    seat.stop()
    answer({ session: 'late', answer: 'a' })
    await settle()
    expect(ended).toEqual(['late'])
  })
})

describe('talking back', () => {
  it('the microphone is open only while the key is held', async () => {
    await on()
    await seat.speak()
    expect([talks, mic.tracks[0]?.enabled, spoken]).toEqual([['asking', 'talking'], true, [true]])
    seat.hush()
    expect([talks.at(-1), mic.tracks[0]?.enabled, spoken]).toEqual(['silent', false, [true, false]])
    await seat.speak()
    expect([microphone.mock.calls.length, mic.tracks[0]?.enabled]).toEqual([1, true])
  })

  it('let go while the browser still asks: nothing is sent', async () => {
    await on()
    const speaking = seat.speak()
    seat.hush()
    await speaking
    expect([spoken, mic.tracks[0]?.enabled, talks.at(-1)]).toEqual([[], false, 'silent'])
  })

  it('let go while the server still answers: the seat is told that it is over', async () => {
    await on()
    let done: () => void = () => undefined
    talk.mockImplementationOnce(async (_: string, said: boolean) => {
      spoken.push(said)
      await new Promise<void>((go) => (done = go))
    })
    const speaking = seat.speak()
    await settle()
    seat.hush()
    done()
    await speaking
    expect([spoken, mic.tracks[0]?.enabled]).toEqual([[true, false], false])
  })

  it('a picture that is lost shuts the microphone', async () => {
    await on()
    await seat.speak()
    last().become('disconnected')
    expect([mic.tracks[0]?.enabled, talks.at(-1)]).toEqual([false, 'silent'])
  })

  it('without a picture nobody speaks', async () => {
    seat.start()
    await settle()
    await seat.speak()
    expect(microphone).not.toHaveBeenCalled()
  })

  it('says when there is no microphone, and when the server did not take it', async () => {
    await on()
    microphone.mockRejectedValueOnce(new DOMException('', 'NotAllowedError'))
    await seat.speak()
    expect(talks.at(-1)).toBe('denied')
    talk.mockRejectedValueOnce(new Problem('media.talking', '李强正在和这个座位通话。', 409))
    await seat.speak()
    expect([talks.at(-1), why, mic.tracks[0]?.enabled]).toEqual(['away', '李强正在和这个座位通话。', false])
  })

  it('the microphone is given back at the end', async () => {
    await on()
    await seat.speak()
    seat.stop()
    expect(mic.tracks[0]?.stopped).toBe(true)
  })
})

describe('the line', () => {
  it('carries the login’s word, names the session, and turns failures into problems', async () => {
    const asked: [string, RequestInit][] = []
    let answer = new Response('the answer', { status: 201, headers: { Location: '/api/staff/live/01abc' } })
    const line = seatLine('01seat', () => 'word', () => 'zh-CN', async (path, init) => (asked.push([String(path), init ?? {}]), answer))
    expect(await line.watch('the offer')).toEqual({ session: '01abc', answer: 'the answer' })
    expect(asked[0]?.[0]).toBe('/api/staff/seats/01seat/live')
    expect(asked[0]?.[1]).toMatchObject({ method: 'POST', body: 'the offer', credentials: 'same-origin', headers: { 'X-SuiKao-CSRF': 'word', 'Content-Type': 'application/sdp' } })
    answer = new Response('{"code":"media.away","detail":"x"}', { status: 503 })
    await expect(line.talk('01abc', true)).rejects.toMatchObject({ code: 'media.away', status: 503 })
    expect(asked[1]?.[1].body).toBe('{"on":true}')
    answer = new Response('{"items":[{"urls":"turn:127.0.0.1"}]}')
    expect(await line.servers?.()).toEqual([{ urls: 'turn:127.0.0.1' }])
  })
  it('finds the word among the cookies', () => {
    expect(csrfWord('a=1; sk_csrf=x%2By; b=2')).toBe('x+y')
    expect(csrfWord('a=1')).toBe('')
  })
})
