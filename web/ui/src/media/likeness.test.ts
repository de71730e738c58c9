import { expect, it } from 'vitest'
import { alike, Likeness } from './likeness'

const person = (seed: number, shake = 0) => Array.from({ length: 64 }, (_, i) => Math.sin(i * seed) + shake * Math.sin(i * 7.3 + shake * 50))
const sit = (seed: number) => {
  const likeness = new Likeness()
  const said = Array.from({ length: 7 }, (_, i) => likeness.take(person(seed, i / 100)))
  return { likeness, said }
}

it('tells nothing of a person before it knows them, then that they are the same', () => {
  const { likeness, said } = sit(1.1)
  expect(said.slice(0, 6)).toEqual(Array(6).fill(undefined))
  expect(said[6]).toBeGreaterThan(0.9)
  expect(likeness.wanting).toBe(false)
})

it('says that another person sits there after two looks, not after one', () => {
  const { likeness } = sit(1.1)
  expect(likeness.take(person(2.7))).toBeGreaterThan(alike)
  expect(likeness.wanting, 'one look is looked at again').toBe(true)
  expect(likeness.take(person(2.7))).toBeLessThan(alike)
  likeness.take(person(2.7))
  expect(likeness.wanting).toBe(false)
  for (let i = 0; i < 3; i++) likeness.take(person(1.1))
  expect(likeness.take(person(1.1))).toBeGreaterThan(0.9)
})

it('takes what is no description for nobody', () => {
  const { likeness } = sit(1.1)
  likeness.take([])
  expect(likeness.take([])).toBe(0)
})
