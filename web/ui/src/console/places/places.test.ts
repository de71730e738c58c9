import { describe, expect, it } from 'vitest'
import { monday, standing, weekOf, type ShiftView } from './duty'
import { newRoom, roomBody, roomFields } from './forms'
import { labelFault, planOf, toggleSeat } from './seatplan'

const shift = (from: string, to: string) => ({ id: from, from, to, officerName: '崔立', secondName: '潘虹' }) as ShiftView

describe('the roster of a week', () => {
  it('begins on Monday', () => expect(['2026-11-16', '2026-11-21', '2026-11-22', '2026-11-23'].map(monday)).toEqual(['2026-11-16', '2026-11-16', '2026-11-16', '2026-11-23']))
  it('cuts shifts at midnight in China and names the gaps', () => {
    const days = weekOf('2026-11-16', [shift('2026-11-16T00:00:00Z', '2026-11-16T18:00:00Z')]) // 08:00 to 02:00 the next day
    expect(days[0]?.bars.map((b) => b.time)).toEqual(['08:00–24:00'])
    expect(days[0]?.gaps).toEqual(['00:00–08:00'])
    expect(days[1]?.bars[0]?.time).toBe('00:00–02:00')
    expect(days[1]?.gaps).toEqual(['02:00–24:00'])
    expect(days[2]?.gaps).toEqual(['00:00–24:00'])
    expect(days[0]?.bars[0]?.width).toBeCloseTo((16 / 24) * 100)
  })
  it('sees no gap where shifts touch or overlap', () => {
    const days = weekOf('2026-11-16', [shift('2026-11-15T16:00:00Z', '2026-11-16T04:00:00Z'), shift('2026-11-16T03:00:00Z', '2026-11-16T16:00:00Z')])
    expect(days[0]?.gaps).toEqual([])
  })
})

it.each([
  ['2026-11-21', false, 'now'], ['2026-11-30', false, 'now'], ['2026-12-01', false, 'past'], ['2026-11-19', false, 'later'], ['2026-11-21', true, 'revoked'],
])('an authorization on %s, revoked %s, is %s', (today, revoked, is) => expect(standing({ from: '2026-11-20', to: '2026-11-30', revoked }, today)).toBe(is))

describe('drawing seats', () => {
  it('fills rows and columns', () => expect(planOf(2, 2).map((s) => [s.no, s.label, s.row, s.col])).toEqual([[1, 'A01', 1, 1], [2, 'A02', 1, 2], [3, 'B01', 2, 1], [4, 'B02', 2, 2]]))
  it('takes a seat away and puts one back, numbers running through, labels kept', () => {
    const less = toggleSeat(planOf(1, 3), 1, 2)
    expect(less.map((s) => [s.no, s.label])).toEqual([[1, 'A01'], [2, 'A03']])
    expect(toggleSeat(less, 1, 2).map((s) => s.label)).toEqual(['A01', 'A02', 'A03'])
  })
  it('never invents a label twice', () => {
    const renamed = planOf(1, 2).map((s) => ({ ...s, label: s.no === 1 ? 'B01' : s.label }))
    expect(toggleSeat(renamed, 2, 1).map((s) => s.label)).toContain('B01-2')
  })
  it('says when labels are wrong', () => {
    expect(labelFault(planOf(2, 2))).toBeUndefined()
    expect(labelFault([{ ...planOf(1, 1)[0], label: ' ' } as never])).toBe('empty')
    expect(labelFault([...planOf(1, 1), ...planOf(1, 1)])).toBe('twice')
  })
})

it('a room goes through its form unchanged', () => {
  const room = { ...newRoom('远程监考'), code: 'R1', name: '一号' }
  const values = Object.fromEntries(roomFields((k) => k, room).map((f) => [f.name, f.value ?? '']))
  expect(roomBody(values, 3)).toEqual({ ...room, version: 3 })
})
