import { expect, it } from 'vitest'
import type { SheetQuestion } from '@/core/wire'
import { cells, clampTo, nextOpen, summary } from './paper'

const questions = [1, 2, 3, 4, 5].map((no): SheetQuestion => ({ no, type: 'SINGLE', section: '', points: 1, stem: '', options: [] }))
const given = new Map([
  [1, { answer: 'A', marked: false }],
  [2, { answer: '', marked: true }],
  [4, { answer: 'B', marked: true }],
])
const all = cells(questions, given, (no) => (no === 1 ? 'stored' : no === 4 ? 'refused' : 'untouched'))

it('counts what is answered, open, marked, and not stored', () => {
  expect(summary(all)).toEqual({ answered: 2, open: [2, 3, 5], marked: [2, 4], unstored: [4] })
})

it('an answer that was taken back but not yet stored is open, and not stored', () => {
  const [cell] = cells(questions.slice(0, 1), new Map([[1, { answer: '', marked: false }]]), () => 'pending')
  expect(cell).toEqual({ no: 1, answered: false, marked: false, storage: 'pending', frozen: false })
})

it('goes to the next open question, round the end', () => {
  expect(nextOpen(all, 1)).toBe(2)
  expect(nextOpen(all, 3)).toBe(5)
  expect(nextOpen(all, 5)).toBe(2)
  expect(nextOpen(all.filter((c) => c.answered), 1)).toBeUndefined()
})

it('reaches only questions that exist', () => {
  expect([0, 3, 99, NaN].map((n) => clampTo(all, n))).toEqual([1, 3, 5, 1])
})

it('a question that a break has frozen is locked, and nobody is sent to it to answer', () => {
  const all = cells(questions.slice(0, 2), new Map(), () => 'untouched', [1])
  expect(all.map((c) => c.frozen)).toEqual([true, false])
  expect(nextOpen(all, 2)).toBe(2)
})
