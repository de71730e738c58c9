import { expect, it } from 'vitest'
import { cellMistake, formatOf, outcomesOf } from './roster'

it('counts outcomes, rows in the way first, and says nothing of what is not there', () => {
  const rows = (['KNOWN', 'REFUSED', 'NEW', 'NEW'] as const).map((outcome) => ({ outcome }))
  expect(Object.entries(outcomesOf(rows))).toEqual([['REFUSED', 1], ['NEW', 2], ['KNOWN', 1]])
  expect(outcomesOf([])).toEqual({})
})

it('knows a file by its name', () => expect([formatOf('a.CSV'), formatOf('a.csv.xlsx'), formatOf('名册')]).toEqual(['csv', 'xlsx', 'xlsx']))

it.each([
  ['row 12, 手机号', { row: '12', column: '手机号' }], ['body.row 3', { row: '3', column: '' }], ['file', { row: '', column: 'file' }],
])('finds the cell in %o', (path, cell) => expect(cellMistake(path, 'm')).toEqual({ ...cell, message: 'm' }))
