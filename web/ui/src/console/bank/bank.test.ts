import { describe, expect, it } from 'vitest'
import { emptyBody, itemActs, readQuotas, sumOf, writeQuotas } from './banks'

describe('topic quotas as people write them', () => {
  it('reads one per line, whatever stands between', () => {
    expect(readQuotas('安全用电 12\n 触电 急救：3 \n\n防雷,4')).toEqual({ quotas: [{ topic: '安全用电', count: 12 }, { topic: '触电 急救', count: 3 }, { topic: '防雷', count: 4 }], wrong: [] })
  })
  it('names lines it does not understand', () => expect(readQuotas('安全用电\n防雷 0\n接地 x').wrong).toEqual(['安全用电', '防雷 0', '接地 x']))
  it('writes what it reads', () => {
    const section = { title: '判断', type: 'TRUE_FALSE' as const, count: 5, points: 1, topics: [{ topic: '接地', count: 5 }] }
    expect(readQuotas(writeQuotas(section)).quotas).toEqual(section.topics)
  })
})

it('adds up a paper', () => expect(sumOf(emptyBody('判断', '单选'))).toEqual({ questions: 100, points: 100 }))

it.each([
  ['DRAFT', true, false, ['submit', 'discard']], ['DRAFT', false, true, []], ['CHECKED', true, false, []], ['CHECKED', false, true, ['approve', 'reject']], ['APPROVED', false, true, ['retire']], ['RETIRED', true, true, []],
] as const)('%s for writer %s, reviewer %s: %o', (state, writer, reviewer, acts) => expect(itemActs(state, writer, reviewer)).toEqual(acts))
