import { expect, it } from 'vitest'
import type { HoursEntry } from '../types'
import { byCentre } from './hours'

const entry = (id: string, org: string, classHours: number, at: string, counts = true): HoursEntry => ({
  id, person: 'p', org, orgName: `${org}培训中心`, item: 'DG', kind: 'INITIAL', mode: 'CLASSROOM', classHours, from: '2026-10-01', to: '2026-10-02', class: '1', evidence: '签到表', by: '许静', at, counts,
})

it('adds what counts, by centre, newest first', () => {
  const groups = byCentre([
    entry('1', 'A', 40, '2026-10-01T00:00:00Z'), entry('2', 'B', 8, '2026-10-09T00:00:00Z'), entry('3', 'A', 44, '2026-10-05T00:00:00Z'),
    entry('4', 'A', 99, '2026-10-04T00:00:00Z', false), entry('5', 'B', 0, '2026-10-10T00:00:00Z'),
  ])
  expect(groups.map((g) => [g.org, g.sum, g.entries.map((e) => e.id), g.replaced.map((e) => e.id)])).toEqual([
    ['B', 8, ['2'], ['5']],
    ['A', 84, ['3', '1'], ['4']],
  ])
})

it('has nothing to say about nothing', () => expect(byCentre([])).toEqual([]))
