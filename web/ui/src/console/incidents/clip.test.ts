import { describe, expect, it } from 'vitest'
import { holesOf, instantOf, lanesOf, offsetWord, pieceAt, piecesOf, placeOf } from './clip'
import type { ClipSegment, TimelineItem } from './types'

const t0 = Date.parse('2026-11-22T02:00:00Z')
const at = (s: number) => new Date(t0 + s * 1000).toISOString()
const piece = (id: string, from: number, to: number): ClipSegment => ({ id, from: at(from), to: at(to) })

describe('the pieces of a clip', () => {
  const pieces = piecesOf([piece('b', 60, 120), piece('a', 0, 60)], t0 + 50_000, t0 + 80_000)
  it('are cut to the clip and stand in order', () => {
    expect(pieces).toEqual([
      { id: 'a', from: t0 + 50_000, to: t0 + 60_000, offset: 50 },
      { id: 'b', from: t0 + 60_000, to: t0 + 80_000, offset: 0 },
    ])
  })
  it('an instant is found in its piece, and back', () => {
    const found = pieceAt(pieces, t0 + 65_000)
    expect([found?.piece.id, found?.second]).toEqual(['b', 5])
    expect(found && instantOf(found.piece, found.second)).toBe(t0 + 65_000)
    expect(pieceAt(pieces, t0 + 50_000)?.second).toBe(50)
    expect(pieceAt(pieces, t0 + 80_000)).toBeUndefined()
  })
  it('after a hole the next piece plays from its beginning', () => {
    const torn = piecesOf([piece('a', 0, 10), piece('b', 20, 30)], t0, t0 + 30_000)
    expect(pieceAt(torn, t0 + 15_000)).toEqual({ piece: torn[1], second: 0 })
    expect(holesOf(torn, t0, t0 + 40_000)).toEqual([{ from: t0 + 10_000, to: t0 + 20_000 }, { from: t0 + 30_000, to: t0 + 40_000 }])
  })
  it('two that overlap play nothing twice', () => {
    expect(piecesOf([piece('a', 0, 10), piece('b', 8, 20)], t0, t0 + 20_000).map((p) => [p.id, p.from - t0, p.offset])).toEqual([['a', 0, 0], ['b', 10_000, 2]])
  })
  it('without a recording there is one hole', () => expect(holesOf(piecesOf([], t0, t0 + 9000), t0, t0 + 9000)).toEqual([{ from: t0, to: t0 + 9000 }]))
})

describe('the line', () => {
  const item = (lane: TimelineItem['lane'], from: number, to?: number): TimelineItem => ({ lane, at: at(from), code: 'x', ...(to === undefined ? {} : { until: at(to) }) })
  it('puts marks where they happened and keeps the lane of answers even when empty', () => {
    const lanes = lanesOf([item('DETECTOR', 10, 20), item('INPUT', 15), item('INPUT', 99), item('CAMERA', -50, -40)], t0, t0 + 30_000)
    expect(lanes.map((l) => l.lane)).toEqual(['ANSWER', 'INPUT', 'DETECTOR'])
    expect(lanes[0]?.marks).toEqual([])
    expect(lanes[1]?.marks).toHaveLength(1)
    expect(Math.round(lanes[2]?.marks[0]?.left ?? 0)).toBe(33)
    expect(Math.round(lanes[2]?.marks[0]?.width ?? 0)).toBe(33)
  })
  it('what began before stands at the edge', () => expect([placeOf(t0 - 1, t0, t0 + 10), placeOf(t0 + 99, t0, t0 + 10), placeOf(t0, t0, t0)]).toEqual([0, 100, 0]))
  it('counts from the incident', () => expect([offsetWord(t0 - 12_440, t0), offsetWord(t0, t0), offsetWord(t0 + 3100, t0)]).toEqual(['−12.4', '+0.0', '+3.1']))
})
