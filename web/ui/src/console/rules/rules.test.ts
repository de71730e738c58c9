import { expect, it } from 'vitest'
import { isOpen, monthOf } from './text'

it('a blank is something the authority must set; what no set states is not', () => {
  expect([isOpen({ state: 'BLANK' }), isOpen({ state: 'GIVEN' }), isOpen({ state: '' })]).toEqual([true, false, false])
})

it('a month begins on its weekday and knows holidays and make-up days', () => {
  const cells = monthOf(2026, 2, [{ day: '2026-02-17', work: false, name: '春节' }, { day: '2026-02-28', work: true, name: '补班' }])
  expect(cells).toHaveLength(6 + 28) // the first is a Sunday
  const kind = (day: number) => cells.find((c) => c?.day === day)?.kind
  expect([1, 2, 17, 28].map(kind)).toEqual(['weekend', 'work', 'holiday', 'makeup'])
})
