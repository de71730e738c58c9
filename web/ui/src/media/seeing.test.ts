import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Seeing, seeingTimes, type Hint, type LookerPort, type Looked } from './seeing'

class Port implements LookerPort {
  onmessage: ((event: MessageEvent<Looked>) => void) | null = null
  onerror: ((event: ErrorEvent) => void) | null = null
  asked = 0
  ended = false
  answer: Looked | undefined = { faces: 1, turned: false, ms: 30 }
  postMessage() {
    this.asked++
    if (this.answer) this.onmessage?.({ data: this.answer } as MessageEvent<Looked>)
  }
  terminate() {
    this.ended = true
  }
}

let ports: Port[]
let hints: Hint[]
let level: number
let seeing: Seeing
const stream = {} as MediaStream
const closed = vi.fn()
const next = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * seeingTimes.every)
const last = () => ports.at(-1) as Port

beforeEach(() => {
  vi.useFakeTimers()
  ;[ports, hints, level] = [[], [], 20]
  closed.mockReset()
  seeing = new Seeing({
    onHint: (hint) => hints.push(hint), makeWorker: () => (ports.push(new Port()), last()),
    picture: async () => ({ close: closed }) as unknown as ImageBitmap, loudness: () => () => level,
  })
})
afterEach(() => {
  seeing.stop()
  vi.useRealTimers()
})

it('says what it sees once it has lasted, and nothing again', async () => {
  seeing.start(stream)
  await next(1)
  expect(hints).toEqual([])
  await next(60)
  expect(hints).toEqual([{ faces: 1, turned: false, level: 20 }])
  expect(seeing.cost).toBe(30)
  last().answer = { faces: 2, turned: false, ms: 50 }
  await next(1)
  last().answer = { faces: 1, turned: false, ms: 50 } // a single look
  await next(5)
  expect(hints).toHaveLength(1)
  last().answer = { faces: 0, turned: false, ms: 50 }
  await next(3)
  expect(hints.at(-1)).toEqual({ faces: 0, turned: false, level: 20 })
})

it('says that it became loud', async () => {
  seeing.start(stream)
  await next(3)
  level = 60
  await next(2)
  expect(hints.map((h) => h.level)).toEqual([20, 60])
})

it('asks one at a time, and gives up what does not answer', async () => {
  seeing.start(stream)
  await next(3)
  last().answer = undefined
  await next(10)
  expect(last().asked).toBe(4)
  await next(10)
  expect([seeing.failed, last().ended, ports.length]).toEqual(['slow', true, 1])
  expect(hints.at(-1)?.faces).toBe(-1)
  await next(60)
  expect([ports.length, hints.length]).toEqual([1, 2])
})

it('says that this computer cannot look, and still hears', async () => {
  seeing.start(stream)
  await next(1)
  last().answer = { failed: 'backend cpu' }
  await next(1)
  expect(hints).toEqual([{ faces: -1, turned: false, level: 20 }])
  level = 90
  await next(1)
  expect(hints.at(-1)).toEqual({ faces: -1, turned: false, level: 90 })
})

it('a picture that comes after the end is given back', async () => {
  let give: (b: ImageBitmap) => void = () => undefined
  seeing = new Seeing({ onHint: (h) => hints.push(h), makeWorker: () => (ports.push(new Port()), last()), loudness: () => undefined, picture: () => new Promise((resolve) => (give = resolve)) })
  seeing.start(stream)
  await next(1)
  seeing.stop()
  give({ close: closed } as unknown as ImageBitmap)
  await next(1)
  expect(closed).toHaveBeenCalledOnce()
  expect(ports).toHaveLength(0)
})
