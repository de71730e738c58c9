import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { eyeTimes, RoomEye, type EyePlayer, type EyeState } from './roomeye'

let states: EyeState[]
let stills: (Blob | undefined)[]
let got: number
let known: boolean
let opened: string[]
let fail: () => void
let answers: (() => Response | Promise<Response>)[]
let asked: string[]
let eye: RoomEye
let why: string | undefined
let stream: ReadableStreamDefaultController<Uint8Array>

const player: EyePlayer = {
  plays: () => known,
  open: (type, failed) => {
    opened.push(type)
    fail = failed
  },
  append: (bytes) => void (got += bytes.length),
  close: () => undefined,
}
const live = (type = 'video/mp4; codecs="avc1.42C01E"') => () =>
  new Response(new ReadableStream<Uint8Array>({ start: (at) => { stream = at } }), { headers: { 'content-type': type } })
const problem = (status: number) => () => new Response(JSON.stringify({ code: 'x', detail: '不能看' }), { status, headers: { 'content-type': 'application/problem+json' } })
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
  ;[states, stills, opened, asked, answers] = [[], [], [], [], []]
  ;[got, known, why] = [0, true, undefined]
  eye = new RoomEye({
    room: 'R', no: 2, lang: () => 'zh-CN', player, onState: (state, word) => ([why] = [word, states.push(state)]), onStill: (picture) => stills.push(picture),
    ask: async (path) => {
      asked.push(String(path).split('/').slice(-3).join('/'))
      const answer = answers.shift()
      if (!answer) return new Promise<Response>(() => undefined)
      return answer()
    },
  })
})
afterEach(() => {
  eye.stop()
  vi.useRealTimers()
})

describe('a look at a camera of a room', () => {
  it('plays what comes, and comes back when the camera does', async () => {
    answers = [live(), problem(404), live()]
    eye.start()
    await settle()
    stream.enqueue(new Uint8Array(10))
    await settle()
    expect([states, got, asked, opened]).toEqual([['connecting', 'on'], 10, ['cameras/2/live'], ['video/mp4; codecs="avc1.42C01E"']])
    stream.close()
    await settle()
    expect(states.at(-1)).toBe('lost')
    await vi.advanceTimersByTimeAsync(eyeTimes.again)
    expect(states.at(-1)).toBe('nothing')
    await vi.advanceTimersByTimeAsync(eyeTimes.again)
    stream.enqueue(new Uint8Array(5))
    await settle()
    expect([states.at(-1), got]).toEqual(['on', 15])
  })

  it('shows single pictures where the browser does not know the codec, and says so', async () => {
    known = false
    answers = [live('video/mp4; codecs="hev1.1.6.L93"'), () => new Response(new Blob(['a'])), () => new Response(new Blob(['bc'])), problem(404)]
    eye.start()
    await settle()
    expect([states.at(-1), stills.at(-1)?.size]).toEqual(['still', 1])
    await vi.advanceTimersByTimeAsync(eyeTimes.still)
    expect(stills.at(-1)?.size).toBe(2)
    await vi.advanceTimersByTimeAsync(eyeTimes.still)
    expect([states.at(-1), stills.at(-1)]).toEqual(['nothing', undefined])
  })

  it('does the same where the decoder gives up on the way', async () => {
    answers = [live(), () => new Response(new Blob(['a']))]
    eye.start()
    await settle()
    fail()
    await settle()
    expect(states.at(-1)).toBe('still')
  })

  it('stops where the reader may not look, with the reason', async () => {
    answers = [problem(403)]
    eye.start()
    await settle()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([states, why, asked.length]).toEqual([['connecting', 'refused'], '不能看', 1])
  })

  it('ends by itself, and at once when it is told to', async () => {
    answers = [live()]
    eye.start()
    await settle()
    stream.enqueue(new Uint8Array(1))
    await vi.advanceTimersByTimeAsync(eyeTimes.long)
    expect(states.at(-1)).toBe('off')
    const before = asked.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked.length).toBe(before)
  })
})
