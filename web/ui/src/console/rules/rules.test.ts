import { expect, it } from 'vitest'
import { isOpen, monthOf, sourceText } from './text'

it('a blank is something the authority must set; what no set states is not', () => {
  expect([isOpen({ state: 'BLANK' }), isOpen({ state: 'GIVEN' }), isOpen({ state: '' })]).toEqual([true, false, false])
})

it('a month begins on its weekday and knows holidays and make-up days', () => {
  const cells = monthOf(2026, 2, [{ day: '2026-02-17', work: false, name: '春节' }, { day: '2026-02-28', work: true, name: '补班' }])
  expect(cells).toHaveLength(6 + 28) // the first is a Sunday
  const kind = (day: number) => cells.find((c) => c?.day === day)?.kind
  expect([1, 2, 17, 28].map(kind)).toEqual(['weekend', 'work', 'holiday', 'makeup'])
})

it.each([
  ['[S: 104号办法]', '104号办法'],
  ['[S~: 令19残本]', '待核对原文：令19残本'],
  ['[K] 各省不同', '通常做法 各省不同'],
  ['[design]', '默认值'],
  ['[S: 3号令摘要] hours; [S: 题目页] interval', '3号令摘要（学时）; 题目页（周期）'],
  ['[S: a] classes and more', 'a（类别） and more'],
  ['', ''],
])('the source %o reads %o', (source, text) =>
  expect(sourceText(source, { seen: '', unsure: '待核对原文：', practice: '通常做法', design: '默认值', about: { hours: '学时', interval: '周期', classes: '类别' } })).toBe(text))
