import { expect, it } from 'vitest'
import { byEnd, linesOf, pickLines, sumOf, type Employee, type Held } from './employees'

const permit = (id: string, daysLeft: number, more: Partial<Held> = {}) => ({ id, daysLeft, item: 'SO-01-02', state: 'VALID', ...more }) as Held
const people: Employee[] = [
  { person: 'p1', name: '陈志远', document: '420…', permits: [permit('a', 400), permit('b', -3, { item: 'SO-02-01', state: 'EXPIRED' })] },
  { person: 'p2', name: '李秀英', document: '420…', permits: [] },
  { person: 'p3', name: '王海涛', document: '420…', permits: [permit('c', 90)] },
]
const all = { item: '', state: '', within: '' }

it('lists each permit once, and everybody who has none', () => expect(linesOf(people).map((l) => l.key)).toEqual(['a', 'b', 'p2', 'c']))
it('puts what ends first on top and people without a permit last', () => expect(linesOf(people).sort(byEnd).map((l) => l.key)).toEqual(['b', 'c', 'a', 'p2']))
it.each([
  [all, ['a', 'b', 'p2', 'c']],
  [{ ...all, item: 'SO-01-02' }, ['a', 'c']],
  [{ ...all, state: 'EXPIRED' }, ['b']],
  [{ ...all, state: 'NONE' }, ['p2']],
  [{ ...all, within: '90' }, ['b', 'c']],
  [{ item: 'SO-01-02', state: 'VALID', within: '30' }, []],
])('%o shows %o', (wanted, keys) => expect(pickLines(linesOf(people), wanted).map((l) => l.key)).toEqual(keys))
it('counts what to care for; the ninetieth day still counts as soon, the first day after the end as ended', () =>
  expect(sumOf(people)).toEqual({ people: 3, permits: 3, soon: 1, ended: 1, without: 1 }))
