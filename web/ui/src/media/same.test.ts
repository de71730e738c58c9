import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { digest, SamePictures, sameTimes } from './same'

let picture: number | undefined
let told: boolean[]
let same: SamePictures
const stream = {} as MediaStream

beforeEach(() => {
  vi.useFakeTimers()
  ;[picture, told] = [0, []]
  same = new SamePictures(() => told.push(same.repeats), async () => picture)
  same.start(stream)
})
afterEach(() => {
  same.stop()
  vi.useRealTimers()
})

const seconds = (n: number) => vi.advanceTimersByTimeAsync(n * 1000)
async function lively(n: number) {
  for (let i = 0; i < n; i++) {
    picture = (picture ?? 0) + 1
    await seconds(1)
  }
}

it('says that one picture comes again and again, once, and that it is over', async () => {
  await lively(10)
  await seconds(sameTimes.times - 1)
  expect(told).toEqual([])
  await seconds(20)
  expect(told).toEqual([true])
  await lively(3)
  expect(told).toEqual([true, false])
})

it('a film that comes back to the same picture does not repeat', async () => {
  for (let i = 0; i < 60; i++) {
    picture = i % 3
    await seconds(1)
  }
  expect(told).toEqual([])
})

it('no picture is not the same picture, and another camera begins anew', async () => {
  picture = undefined
  await seconds(20)
  picture = 7
  await seconds(sameTimes.times)
  same.start(stream)
  await seconds(sameTimes.times)
  expect(told).toEqual([])
})

it('one point more or less is another digest', () => {
  const points = new Uint32Array(sameTimes.width * sameTimes.height).fill(0xff808080)
  const before = digest(points)
  points[9000] = 0xff808081
  expect(digest(points)).not.toBe(before)
})
