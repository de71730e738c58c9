import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Seeing, seeingTimes, type Hint, type Look, type LookerPort, type Looked } from './seeing'

class Port implements LookerPort {
  onmessage: ((event: MessageEvent<Looked>) => void) | null = null
  onerror: ((event: ErrorEvent) => void) | null = null
  asked = 0
  looks: Look[] = []
  ended = false
  answer: Looked | undefined = { faces: 1, turned: false, ms: 30 }
  things: { phone: number; book: number } | 'none' | 'silence' = { phone: 0, book: 0 }
  like: { like?: number; unsure: boolean } = { unsure: true }
  postMessage(look: Look) {
    this.asked++
    this.looks.push(look)
    if (this.answer && !(look.things && this.things === 'silence')) this.onmessage?.({ data: { ...this.answer, ...(look.things ? { things: this.things } : {}), ...(look.compare ? this.like : {}) } } as MessageEvent<Looked>)
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
const plain = { phone: 0, book: 0, like: 0 }
const things = { model: 'things/centernet-1/centernet.json', every: 8000, least: 0.4 }

beforeEach(() => {
  vi.useFakeTimers()
  ;[ports, hints, level] = [[], [], 20]
  closed.mockReset()
  seeing = new Seeing({
    onHint: (hint) => hints.push(hint), makeWorker: () => (ports.push(new Port()), last()),
    picture: async () => ({ close: closed }) as unknown as ImageBitmap, loudness: () => level,
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
  expect(hints).toEqual([{ faces: 1, turned: false, level: 20, ...plain }])
  expect(seeing.cost).toBe(30)
  last().answer = { faces: 2, turned: false, ms: 50 }
  await next(1)
  last().answer = { faces: 1, turned: false, ms: 50 } // a single look
  await next(5)
  expect(hints).toHaveLength(1)
  last().answer = { faces: 0, turned: false, ms: 50 }
  await next(3)
  expect(hints.at(-1)).toEqual({ faces: 0, turned: false, level: 20, ...plain })
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
  expect(hints).toEqual([{ faces: -1, turned: false, level: 20, ...plain }])
  level = 90
  await next(1)
  expect(hints.at(-1)).toEqual({ faces: -1, turned: false, level: 90, ...plain })
})

it('a picture that comes after the end is given back', async () => {
  let give: (b: ImageBitmap) => void = () => undefined
  seeing = new Seeing({ onHint: (h) => hints.push(h), makeWorker: () => (ports.push(new Port()), last()), loudness: () => 0, picture: () => new Promise((resolve) => (give = resolve)) })
  seeing.start(stream)
  await next(1)
  seeing.stop()
  give({ close: closed } as unknown as ImageBitmap)
  await next(1)
  expect(closed).toHaveBeenCalledOnce()
  expect(ports).toHaveLength(0)
})

it('leaves a slow terminal its time: after a look of n ms nothing for nine times as long', async () => {
  seeing.start(stream)
  await next(1)
  last().answer = { faces: 1, turned: false, ms: 1200 }
  await next(1)
  const before = last().asked
  await next(10)
  expect(last().asked - before, 'one look in eleven seconds').toBe(0)
  await next(1)
  expect(last().asked - before).toBe(1)
  level = 80
  await next(1)
  expect(hints.at(-1)?.level, 'it hears meanwhile').toBe(80)
})

it('tells of a telephone after two looks at once, and looks for things more rarely than for faces', async () => {
  seeing.want({ things, compare: false })
  seeing.start(stream)
  await next(2)
  last().looks = []
  await next(24)
  expect(last().looks.filter((look) => look.things === things.model)).toHaveLength(3)
  last().things = { phone: 0.62, book: 0.39 }
  await next(9)
  expect(hints.at(-1)).toMatchObject({ phone: 62, book: 0 })
  const told = hints.length
  await next(30)
  expect(hints, 'nothing new').toHaveLength(told)
  last().things = { phone: 0.1, book: 0 }
  await next(10)
  expect(hints.at(-1)).toMatchObject({ phone: 0, book: 0 })
})

it('a single look tells of no telephone', async () => {
  seeing.want({ things, compare: false })
  seeing.start(stream)
  await next(4)
  const { looks } = last()
  last().things = { phone: 0.9, book: 0 }
  for (const before = looks.filter((look) => look.things).length; looks.filter((look) => look.things).length === before; ) await next(1)
  last().things = { phone: 0, book: 0 }
  await next(20)
  expect(hints.every((hint) => hint.phone === 0)).toBe(true)
})

it.each([['the model cannot be used', 'none'], ['looking for things takes for ever', 'silence']] as const)('%s: faces are looked for as before', async (_, answer) => {
  seeing.want({ things, compare: false })
  seeing.start(stream)
  await next(2)
  last().things = answer
  await next(30)
  expect([seeing.looksForThings, seeing.failed, last().looks.at(-1)?.things]).toEqual([false, '', undefined])
  expect(hints.at(-1)).toEqual({ faces: 1, turned: false, level: 20, ...plain })
})

it('compares the person only where they agreed, soon while unsure and rarely when sure, and forgets at once when they take it back', async () => {
  seeing.start(stream)
  await next(5)
  expect(last().looks.some((look) => look.compare)).toBe(false)
  seeing.want({ compare: true })
  last().looks = []
  await next(10)
  expect(last().looks.filter((look) => look.compare)).toHaveLength(5)
  last().like = { like: 0.93, unsure: false }
  await next(3)
  expect(hints.at(-1)?.like).toBe(93)
  last().looks = []
  await next(60)
  expect(last().looks.filter((look) => look.compare)).toHaveLength(2)
  last().like = { like: 0.31, unsure: false }
  await next(31)
  expect(hints.at(-1)?.like).toBe(31)
  const known = last()
  seeing.want({ compare: false })
  expect(known.ended, 'what is known of the face ends with its worker').toBe(true)
  await next(5)
  expect([ports.length, last().looks.some((look) => look.compare), hints.at(-1)?.like]).toEqual([2, false, 0])
})
