import { expect, it, vi } from 'vitest'
import { digestOf, makePictures, pointsOf, signOf } from './pictures'

const settle = () => new Promise((done) => setTimeout(done, 20))

async function digest(text: string) {
  return (await digestOf(new TextEncoder().encode(text).buffer as ArrayBuffer)) ?? ''
}

it('fetches each picture once, asks again for what failed, and lets go what is not wanted', async () => {
  const one = await digest('one')
  const two = await digest('two')
  const asked: string[] = []
  const dropped: string[] = []
  const later: (() => void)[] = []
  let broken = true
  const pictures = makePictures({
    load: (d) => {
      asked.push(d)
      if (d === two && broken) return Promise.reject(new Error('no'))
      return Promise.resolve(new Blob([d === one ? 'one' : 'two']))
    },
    show: () => `blob:${asked.length}`, drop: (u) => dropped.push(u), after: (_, act) => later.push(act),
  })
  pictures.want([one, two])
  pictures.want([one, two])
  await vi.waitFor(() => {
    expect(pictures.states.value.get(one)).toHaveProperty('url')
    expect(pictures.states.value.get(two)).toEqual({ failed: true })
  })
  expect(asked).toEqual([one, two])
  broken = false
  later.forEach((act) => act())
  await vi.waitFor(() => expect(pictures.states.value.get(two)).toHaveProperty('url'))
  pictures.want([two])
  expect(dropped).toHaveLength(1)
  pictures.clear()
  expect(dropped).toHaveLength(2)
  expect(pictures.states.value.size).toBe(0)
})

it('does not show another picture than the one that the paper names', async () => {
  const one = await digest('one')
  const pictures = makePictures({ load: () => Promise.resolve(new Blob(['another'])), show: () => 'blob:x', drop: () => undefined, after: () => undefined })
  pictures.want([one])
  await settle()
  expect(pictures.states.value.get(one)).toEqual({ failed: true })
})

it('drops what comes after the sitting is over', async () => {
  const one = await digest('one')
  const pictures = makePictures({ load: () => Promise.resolve(new Blob(['one'])), show: () => 'blob:x', drop: () => undefined, after: () => undefined })
  pictures.want([one])
  pictures.clear()
  await settle()
  expect(pictures.states.value.size).toBe(0)
})

it('draws areas', () => {
  expect(pointsOf({ shape: 'rect', coords: [1, 2, 30, 40] })).toBe('1,2 30,2 30,40 1,40')
  expect(pointsOf({ shape: 'poly', coords: [1, 2, 3, 4, 5, 6] })).toBe('1,2 3,4 5,6')
  expect(signOf({ shape: 'circle', coords: [9, 8, 3] }, 10)).toEqual({ x: 9, y: 8 })
  expect(signOf({ shape: 'rect', coords: [0, 0, 100, 100] }, 10)).toEqual({ x: 10, y: 10 }) // inside the picture
  expect(signOf({ shape: 'rect', coords: [60, 40, 100, 100] }, 10)).toEqual({ x: 60, y: 40 })
})
