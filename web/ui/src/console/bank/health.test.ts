import { describe, expect, it } from 'vitest'
import { abilities, choiceLines, curveOf, partLines, pieces, quarantineAct, weekLines } from './health'

describe('the page of an item', () => {
  it('draws the curve around the cut', () => {
    const curve = curveOf({ slope: 1000, difficulty: -400, cut: -400 })
    expect(curve[abilities.indexOf(0)]).toBeCloseTo(0.5)
    expect(curve[abilities.indexOf(1)]).toBeCloseTo(0.731, 3)
    expect(curve.every((p, i) => i === 0 || p > (curve[i - 1] ?? 1))).toBe(true)
  })
  it('shows choices from the last third to the best', () => {
    const lines = choiceLines({ thirds: [10, 10, 20], choices: [{ options: [0], right: true, thirds: [9, 5, 5] }, { options: [2], right: false, thirds: [1, 5, 15] }] }, (o) => o.join())
    expect(lines).toEqual([{ name: '0', strong: true, y: [0.25, 0.5, 0.9] }, { name: '2', strong: false, y: [0.75, 0.5, 0.1] }])
    expect(choiceLines({ thirds: [0, 0, 0], choices: [{ options: [], right: false, thirds: [0, 0, 0] }] }, () => '')[0]?.y).toEqual([undefined, undefined, undefined])
  })
  it('shows each question of a case by itself', () => {
    const part = { no: 2, answers: 320, right: 97, open: 14, late: 6, biserial: -84, flags: ['WEAK', 'REVERSED'] as ('WEAK' | 'REVERSED')[] }
    expect(partLines({ parts: [{ ...part, no: 1, answers: 0, right: 0, flags: [] }, part] }, ['', '切断电源之后？'])).toEqual([
      { no: 1, stem: '', share: '–', biserial: '-0.08', open: '14 / 0', late: '6', flags: [] },
      { no: 2, stem: '切断电源之后？', share: '30.3%', biserial: '-0.08', open: '14 / 320', late: '6', flags: ['WEAK', 'REVERSED'] }])
    expect(partLines({ parts: [part] }, [])[0]?.stem).toBe('')
  })
  it('breaks a line where there is nothing', () => {
    expect(pieces([1, 0, undefined, 0.5], 300, 100)).toEqual(['0.0,0.0 100.0,100.0', '300.0,50.0 304.0,50.0'])
    expect(pieces([], 300, 100)).toEqual([])
  })
  it('puts weeks beside the fullest', () => {
    expect(weekLines({ weeks: [{ monday: '2026-11-16', seen: 4, right: 3 }, { monday: '2026-11-23', seen: 0, right: 0 }] }, 'a', 'b').lines.map((l) => l.y)).toEqual([[1, 0], [0.75, undefined]])
  })
  it('offers what can be done', () => {
    expect([quarantineAct([], true, false), quarantineAct([{ state: 'BACK' }], true, true), quarantineAct([{ state: 'PROPOSED' }], true, false), quarantineAct([{ state: 'PROPOSED' }], true, true),
      quarantineAct([{ state: 'OUT' }], true, true), quarantineAct([{ state: 'RETIRED' }], true, true), quarantineAct([], false, false)])
      .toEqual(['propose', 'propose', undefined, 'decide', 'end', undefined, undefined])
  })
})
