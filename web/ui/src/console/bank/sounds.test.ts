import { describe, expect, it } from 'vitest'
import { fitting, heardOf, sumOf, textsOf } from './sounds'
import { contentOf, draftOf, type ItemForm, type Spoken } from './writing'

const single: ItemForm = { type: 'SINGLE', stem: '先做什么？', options: ['验电', '合闸'], key: [0], topic: '验电', difficulty: 3 }
const say = async (place: string, text: string): Promise<Spoken> => ({ place, of: await sumOf(text), digest: 'a'.repeat(64) })

describe('the sounds of an item', () => {
  it('belong to its texts in the order they are read', () => {
    expect(textsOf(single).map((t) => t.place)).toEqual(['stem', 'A', 'B'])
    expect(textsOf({ type: 'TRUE_FALSE', stem: '断电后作业。' })).toEqual([{ place: 'stem', text: '断电后作业。' }, { place: 'A', text: '正确' }, { place: 'B', text: '错误' }])
    const parts = [{ type: 'SINGLE' as const, stem: '甲', options: ['x', 'y'] }, { type: 'TRUE_FALSE' as const, stem: '乙' }]
    expect(textsOf({ type: 'CASE', stem: '案情', parts }).map((t) => `${t.place}=${t.text}`)).toEqual(['stem=案情', '1=甲', '1A=x', '1B=y', '2=乙', '2A=正确', '2B=错误'])
  })

  it('are bound as the server binds them', async () => expect(await sumOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'))

  it('fall away with the text that they read, and come back with it', async () => {
    const spoken = [await say('stem', '先做什么？'), await say('B', '合闸')]
    expect((await heardOf(single, spoken)).map((h) => [h.place, h.spoken !== undefined, h.stale])).toEqual([['stem', true, false], ['A', false, false], ['B', true, false]])
    const changed = { ...single, stem: '先做哪一步？' }
    expect((await heardOf(changed, spoken))[0]).toMatchObject({ spoken: undefined, stale: true })
    expect((await fitting(changed, spoken)).map((s) => s.place)).toEqual(['B'])
    expect(await fitting(single, spoken)).toHaveLength(2)
    expect(await fitting({ ...single, options: ['合闸', '验电'] }, spoken)).toHaveLength(1)
  })

  it('go through the form unchanged', async () => {
    const spoken = [{ ...(await say('stem', '先做什么？')), said: '先 做什么', millis: 900 }]
    const draft = draftOf({ ...single, spoken })
    expect(draft.spoken).toEqual(spoken)
    expect(contentOf(draft).spoken).toBeUndefined() // what still fits is put in when it is sent
  })
})
