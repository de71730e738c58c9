import { expect, it } from 'vitest'
import { blankSheet, marksOf, sumOf, wrongSubjects, type Task } from './practical'

const task = (subject: string, weight: number): Task => ({ subject, weight, code: subject, name: '', title: '', minutes: 10, vetoes: ['带电操作'] })
const tasks = [task('K1', 20), task('K2', 40)]

it('every subject needs whole points up to its weight', () => {
  const sheet = blankSheet(tasks)
  expect(wrongSubjects(tasks, sheet)).toEqual(['K1', 'K2'])
  for (const points of ['21', '-1', '1.5', 'x', '']) expect(wrongSubjects(tasks, { ...sheet, K1: { points, vetoes: [], note: '' }, K2: { points: '0', vetoes: [], note: '' } })).toEqual(['K1'])
  expect(wrongSubjects(tasks, { K1: { points: '20', vetoes: [], note: '' }, K2: { points: '0', vetoes: [], note: '' } })).toEqual([])
})

it('begins again with what was entered', () => {
  const marks = marksOf(tasks, { K1: { points: '18', vetoes: ['带电操作'], note: ' 慢 ' }, K2: { points: '30', vetoes: [], note: '' } })
  expect(marks).toEqual([{ subject: 'K1', points: 18, vetoes: ['带电操作'], note: '慢' }, { subject: 'K2', points: 30, vetoes: [] }])
  expect(marksOf(tasks, blankSheet(tasks, marks))).toEqual(marks)
  expect(sumOf(marks)).toEqual({ points: 48, vetoed: true })
})
