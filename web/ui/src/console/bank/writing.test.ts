import { describe, expect, it } from 'vitest'
import { sumOf, type ItemView } from './banks'
import { keyedIn, keyFaults, sentKeys } from './keyfix'
import { askedFaults, contentOf, draftOf, faultsOf, listOf, newItem, seenOptions, seenQuestion, tickRight, type ItemDraft, type ItemForm } from './writing'

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

describe('a case', () => {
  const content: ItemForm = {
    type: 'CASE', stem: '某厂停电检修', topic: '检修', difficulty: 3, explanation: '总说明',
    parts: [{ type: 'SINGLE', stem: '第一步', options: ['停电', '验电'], key: [0], explanation: '先停电' }, { type: 'TRUE_FALSE', stem: '可以不挂牌', key: [1] }, { type: 'MULTIPLE', stem: '应佩戴', options: ['手套', '靴', '布鞋'], key: [0, 1] }],
  }
  const words = { yes: '对', no: '错', stem: '没有题干', option: '没有写' }
  it('goes through a version and back unchanged', () => expect(contentOf(draftOf(content))).toEqual(content))
  it('says which of its parts are not complete', () => {
    const draft = draftOf(content)
    expect(faultsOf(draft)).toEqual([])
    draft.parts = draft.parts.map((p) => ({ ...p, holds: undefined, options: p.type === 'MULTIPLE' ? p.options.map((o, at) => ({ ...o, right: at === 0 })) : p.options }))
    expect(faultsOf(draft)).toEqual(['parts'])
    expect(draft.parts.map(askedFaults)).toEqual([[], ['holds'], ['keyMany']])
  })
  it('begins with two empty parts, which do not hinder an item of another type', () => {
    expect(newItem().parts).toHaveLength(2)
    expect(contentOf(single())).not.toHaveProperty('parts')
    expect(faultsOf({ ...single(), type: 'CASE' })).toEqual(['parts'])
  })
  it('is seen part by part under what they share', () => {
    expect(seenQuestion(content, words, 0, 1)).toMatchObject({ no: 2, type: 'TRUE_FALSE', stem: '可以不挂牌', case: { stem: '某厂停电检修', part: 2, parts: 3 }, options: [{ letter: 'A', text: '对' }, { letter: 'B', text: '错' }] })
    expect(seenQuestion({ type: 'SINGLE', stem: 's', options: ['甲', '乙'] }, words)).not.toHaveProperty('case')
  })
  it('is corrected part by part', () => {
    const item = { id: '01k', content } as ItemView
    const all = keyedIn([item, { id: '01m', content: { ...content, type: 'SINGLE', key: [0] } } as ItemView])
    expect(all.map((one) => one.name)).toEqual(['01k.1', '01k.2', '01k.3', '01m'])
    const keys: Record<string, number[]> = { '01k.1': [0], '01k.2': [0], '01k.3': [0, 1], '01m': [1] }
    const keyOf = (one: { name: string }) => keys[one.name] ?? []
    expect(sentKeys(all, keyOf).map((one) => one.name)).toEqual(['01k.2', '01m'])
    expect(keyFaults(all, keyOf)).toEqual([undefined, undefined, undefined, undefined])
    keys['01k.2'] = [1]
    expect(keyFaults(all, keyOf)).toEqual(['same', 'same', 'same', undefined])
  })
  it('counts by its parts in a blueprint', () =>
    expect(sumOf({ sections: [{ title: '案例', type: 'CASE', count: 2, parts: 4, points: 3 }, { title: '单选', type: 'SINGLE', count: 5, points: 1 }] })).toEqual({ questions: 13, points: 29 }))
})
