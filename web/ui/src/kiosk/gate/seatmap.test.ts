import { expect, it } from 'vitest'
import { columns, spots } from './seatmap'

const seat = (label: string, row: number, col: number) => ({ no: 1, label, row, col })

it('counts rows and places as a person does, aisles and first numbers left out', () => {
  const room = [seat('A1', 0, 0), seat('A2', 0, 1), seat('B1', 2, 0), seat('B2', 2, 3), seat('B3', 2, 5)]
  expect(spots(room).map(({ seat: s, row, col }) => `${s.label}:${row}/${col}`)).toEqual(['A1:1/1', 'A2:1/2', 'B1:2/1', 'B2:2/2', 'B3:2/3'])
  expect(columns(room)).toEqual([0, 1, 3, 5])
})

it('does not stumble over an empty room', () => {
  expect(spots([])).toEqual([])
})
