import { expect, it } from 'vitest'
import { byMonth } from './checks'

it('puts checks under their months and keeps the order', () => {
  const rows = [{ month: '2026-11', org: '甲', n: 2 }, { month: '2026-11', n: 5 }, { month: '2026-10', org: '乙', n: 1 }]
  expect(byMonth(rows)).toEqual([{ month: '2026-11', rows: rows.slice(0, 2) }, { month: '2026-10', rows: rows.slice(2) }])
  expect(byMonth([])).toEqual([])
})
