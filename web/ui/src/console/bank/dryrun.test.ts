import { expect, test } from 'vitest'
import { apart, bars, clock, percent, sectionsOf, share, tenths, thousandths, tight, type Report } from './dryrun'

const spread = { mean: 80_000, sd: 30, least: 79_950, most: 80_110, from: 79_940, width: 20, bins: [2, 0, 8, 4] }

test('numbers are written as people read them', () => {
  expect([thousandths(80_031), percent(5678), share(167), clock(5585), tenths(803)]).toEqual(['80.03', '56.78%', '16.7%', '93:05', '80.3'])
  expect(apart(spread)).toBe('0.2%')
})

test('bars keep their places and heights', () => {
  expect(bars(spread).map((b) => [b.from, b.to, b.count, b.height])).toEqual([[79_940, 79_960, 2, 0.25], [79_960, 79_980, 0, 0], [79_980, 80_000, 8, 1], [80_000, 80_020, 4, 0.5]])
  expect(bars({ ...spread, bins: [] })).toEqual([])
})

test('a paper that takes nearly all the time is tight', () => {
  const report = (most: number) => ({ seconds: { ...spread, most }, allowed: 1000 }) as Report
  expect([tight(report(800)), tight(report(801))]).toEqual([false, true])
})

test('cells are gathered by section, with what the section is as a whole', () => {
  const cell = (section: string, topic: string, need: number, have: number, repeat: number) => ({ section, topic, need, have, repeat }) as Report['cells'][number]
  const got = sectionsOf([cell('判断', '甲', 2, 10, 5), cell('单选', '甲', 3, 40, 13), cell('判断', '', 8, 90, 3)])
  expect(got.map((s) => [s.name, s.cells.map((c) => c.topic), s.need, s.have, s.repeat])).toEqual([['判断', ['甲', ''], 10, 100, 3], ['单选', ['甲'], 3, 40, 13]])
  expect(sectionsOf([])).toEqual([])
})
