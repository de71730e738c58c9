import { expect, it } from 'vitest'
import { barOf, leastJudged, livePrecision, standing, totals } from './figures'
import type { LoadView } from './types'

it('a precision from a handful of judgements is none', () => {
  expect(livePrecision({ judged: leastJudged - 1, right: leastJudged - 1 })).toBeUndefined()
  expect(livePrecision({ judged: 40, right: 39 })).toBe(97.5)
})

it('one that raises below its budget is shown in red, one that only notes is grey', () => {
  expect(standing({ mode: 'RAISE', judged: 40, right: 20, budget: 0.9 })).toBe('danger')
  expect(standing({ mode: 'RAISE', judged: 40, right: 38, budget: 0.9 })).toBe('safe')
  expect(standing({ mode: 'RAISE', judged: 3, right: 0, budget: 0.9 })).toBe('safe') // too few to say
  expect(standing({ mode: 'LOG', judged: 40, right: 0, budget: 0.9 })).toBe('neutral')
})

it('bars keep their share and small ones can be seen', () => expect([barOf(0, 10), barOf(1, 1000), barOf(5, 10), barOf(3, 0)]).toEqual([0, 2, 50, 0]))

it('adds up', () => {
  const one = (more: Partial<LoadView>) => ({ taken: 0, ended: 0, late: 0, slowestSeconds: 0, ...more }) as LoadView
  expect(totals([one({ taken: 3, late: 1, slowestSeconds: 40 }), one({ taken: 2, ended: 2, slowestSeconds: 90 })])).toEqual({ taken: 5, ended: 2, late: 1, slowest: 90 })
  expect(totals([])).toEqual({ taken: 0, ended: 0, late: 0, slowest: 0 })
})
