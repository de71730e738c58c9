import { describe, expect, it } from 'vitest'
import { contentOf, draftOf, faultsOf, listOf, newItem, seenOptions, seenQuestion, tickRight, type ItemDraft } from './writing'

const options = (...list: [string, boolean][]) => list.map(([text, right]) => ({ text, right }))
const single = (more: Partial<ItemDraft> = {}): ItemDraft => ({ ...newItem(), stem: '高处作业要系什么', topic: '高处作业', options: options(['安全带', true], ['腰带', false], ['', false], ['', false]), ...more })

describe('an item being written', () => {
  it('is sent without the lines nobody wrote', () => {
    expect(contentOf(single({ tags: '登高，安全、登高', citation: ' ' }))).toEqual({ type: 'SINGLE', stem: '高处作业要系什么', topic: '高处作业', difficulty: 3, options: ['安全带', '腰带'], key: [0], tags: ['登高', '安全'] })
  })
  it('goes through a version and back unchanged', () => {
    const content = { type: 'MULTIPLE' as const, stem: 's', topic: 't', difficulty: 5, options: ['a', 'b', 'c'], key: [0, 2], explanation: 'e', citation: 'c', chapter: 'x', fact: 'f', enemies: ['g', 'h'], tags: ['i'], source_no: '7' }
    expect(contentOf(draftOf(content))).toEqual(content)
    const judge = { type: 'TRUE_FALSE' as const, stem: 's', topic: 't', difficulty: 1, key: [1] }
    expect(contentOf(draftOf({ ...judge, options: ['正确', '错误'] }))).toEqual(judge)
  })
  it('without its key stays undecided instead of becoming wrong', () => {
    expect(draftOf({ type: 'TRUE_FALSE', stem: 's', topic: 't', difficulty: 1 }).holds).toBeUndefined()
    expect(faultsOf(draftOf({ type: 'TRUE_FALSE', stem: 's', topic: 't', difficulty: 1 }))).toEqual(['holds'])
  })
  it.each([
    [{}, []],
    [{ stem: ' ' }, ['stem']],
    [{ topic: '' }, ['topic']],
    [{ options: options(['甲', true]) }, ['options']],
    [{ options: options(['甲', true], ['', false], ['乙', false]) }, ['blank']],
    [{ options: options(['甲', true], [' 甲 ', false]) }, ['same']],
    [{ options: options(['甲', false], ['乙', false]) }, ['keyNone']],
    [{ options: options(['甲', true], ['乙', true]) }, ['keyOne']],
    [{ type: 'MULTIPLE' as const }, ['keyMany']],
    [{ options: options(['甲', false], ['乙', false], ['', true]) }, ['blank']],
  ])('%o lacks %o', (more, faults) => expect(faultsOf(single(more))).toEqual(faults))
})

it('a single-choice item has one right answer, another several', () => {
  const draft = single()
  expect(tickRight(draft, 1).map((o) => o.right)).toEqual([false, true, false, false])
  expect(tickRight(draft, 0).map((o) => o.right)).toEqual([true, false, false, false])
  expect(tickRight({ ...draft, type: 'MULTIPLE' }, 1).map((o) => o.right)).toEqual([true, true, false, false])
  expect(tickRight({ ...draft, type: 'MULTIPLE' }, 0).map((o) => o.right)).toEqual([false, false, false, false])
})

it('reads words between any commas', () => expect(listOf(' a, b，c、a;\n d ')).toEqual(['a', 'b', 'c', 'd']))

it('shows answers as a candidate meets them: turned, but yes always before no', () => {
  const content = { type: 'SINGLE' as const, options: ['甲', '乙', '丙'] }
  expect(seenOptions(content, '对', '错', 1)).toEqual([{ letter: 'A', text: '乙' }, { letter: 'B', text: '丙' }, { letter: 'C', text: '甲' }])
  expect(seenOptions(content, '对', '错', 4)[0]?.text).toBe('乙')
  expect(seenOptions({ type: 'TRUE_FALSE' }, '对', '错', 1).map((o) => o.text)).toEqual(['对', '错'])
  expect(seenOptions({ type: 'SINGLE' }, '对', '错', 3)).toEqual([])
})

it('is question 1 of a paper before anything is written, and after', () => {
  const words = { yes: '对', no: '错', stem: '还没有题干', option: '还没有写' }
  expect(seenQuestion({ type: 'SINGLE', stem: '', options: ['甲', ''] }, words, 1)).toEqual({ no: 1, type: 'SINGLE', section: '', points: 0, stem: '还没有题干', options: [{ letter: 'A', text: '还没有写' }, { letter: 'B', text: '甲' }] })
  const media = [{ digest: 'd', type: 'image/png' as const, alt: 'a', width: 1, height: 1 }]
  expect(seenQuestion({ type: 'TRUE_FALSE', stem: 's', media }, words)).toMatchObject({ stem: 's', media, options: [{ letter: 'A', text: '对' }, { letter: 'B', text: '错' }] })
})
