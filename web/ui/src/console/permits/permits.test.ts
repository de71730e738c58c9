import { describe, expect, it } from 'vitest'
import { changesFor, defectsIn, permitQuery, reviewActs } from './permits'

describe('what may become of a permit', () => {
  it('nothing, once it has ended', () => {
    for (const state of ['REVOKED', 'WITHDRAWN', 'CANCELLED', 'REPLACED'] as const) expect(changesFor({ state, national: 'PENDING' })).toEqual([])
  })
  it('a suspended one can be resumed, another suspended', () => {
    expect(changesFor({ state: 'SUSPENDED', national: 'CONFIRMED' })).toEqual(['RESUME', 'REVOKE', 'WITHDRAW', 'CANCEL'])
    expect(changesFor({ state: 'VALID', national: 'PENDING' })[0]).toBe('CONFIRM_NATIONAL')
    expect(changesFor({ state: 'VALID', national: 'CONFIRMED' })).not.toContain('CONFIRM_NATIONAL')
  })
})

it('who reviews does not issue, unless holding that role as well', () => {
  expect(reviewActs('SUBMITTED', true, false)).toEqual(['approve', 'return', 'reject'])
  expect(reviewActs('APPROVED', true, false)).not.toContain('issue')
  expect(reviewActs('APPROVED', false, true)).toEqual(['issue'])
  expect(reviewActs('ISSUED', true, true)).toEqual([])
})

it('reads defects line by line, numbers and dots taken off', () => {
  expect(defectsIn('1. 照片过期\n\n 2、健康声明缺日期 \n- 学历证明看不清')).toEqual(['照片过期', '健康声明缺日期', '学历证明看不清'])
})

it.each([['', {}], [' 买买提·吐尔逊 ', { name: '买买提·吐尔逊' }], ['t110105 19491231002x', { number: 'T11010519491231002X' }]])('%o is searched as %o', (typed, query) => expect(permitQuery(typed)).toEqual(query))
