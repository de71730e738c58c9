import { expect, it } from 'vitest'
import { recordsOf, releasable, tally, type Line } from './queue'

const line = (id: string, record: string | undefined, more: Partial<Line> = {}) => ({ id, record, recordState: 'SIGNED', state: 'PROVISIONAL', ...more }) as Line

it('only results of a signed record, and none that is held, are offered for release', () => {
  expect([line('a', 'r'), line('b', undefined), line('c', 'r', { recordState: 'DRAFT' }), line('d', 'r', { state: 'HELD' })].map(releasable)).toEqual([true, false, false, false])
})

it('a release goes record by record', () => {
  expect([...recordsOf([line('a', 'r1'), line('b', 'r2'), line('c', 'r1'), line('d', undefined)])]).toEqual([['r1', ['a', 'c']], ['r2', ['b']]])
})

it('counts what became of them', () => {
  expect(tally([{ result: 'a', done: 'RELEASED' }, { result: 'b', done: 'HELD' }, { result: 'c', done: 'RELEASED' }])).toEqual({ RELEASED: 2, ALREADY: 0, HELD: 1, BLOCKED: 0 })
})
