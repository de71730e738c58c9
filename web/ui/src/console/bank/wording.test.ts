import { expect, it } from 'vitest'
import { blank, fieldsOf, named, wordedBy, whole } from './wording'
import type { ItemForm } from './writing'

const base = { difficulty: 1, topic: 't' }
const one: ItemForm = { ...base, type: 'SINGLE', stem: '题干', options: ['甲', '乙'], explanation: '解析', media: [{ digest: 'd', type: 'image/png', alt: '图', width: 1, height: 1 }] }
const many: ItemForm = { ...base, type: 'CASE', stem: '案情', parts: [{ type: 'TRUE_FALSE', stem: '一' }, { type: 'SINGLE', stem: '二', options: ['甲', '乙', '丙'], explanation: '因为' }] }

it('names every text of an item once, the explanations too', () => {
  expect(fieldsOf(one).map((f) => `${f.place}=${f.source}`)).toEqual(['stem=题干', 'A=甲', 'B=乙', 'alt1=图', 'why=解析'])
  expect(fieldsOf(many).map((f) => f.place)).toEqual(['stem', '1', '1A', '1B', '2', '2A', '2B', '2C', '2why'])
})

it.each([one, many])('puts each text where the server looks for it', (content) => {
  const w = blank(content)
  expect(whole(content, w)).toBe(false)
  for (const f of fieldsOf(content)) if (!f.place.endsWith('why')) f.set(w, `ug:${f.source}`)
  expect(whole(content, w)).toBe(true)
  for (const f of fieldsOf(content)) expect(f.get(w)).toBe(f.place.endsWith('why') ? '' : `ug:${f.source}`)
  expect(w.options?.length ?? 0).toBe(content.type === 'CASE' ? 0 : 2)
  expect(w.parts?.map((p) => p.options?.length)).toEqual(content.parts?.map((p) => (p.type === 'TRUE_FALSE' ? 2 : 3)))
})

it('reads the texts of an item that come without the item', () => {
  const source = { stem: '题干', options: ['正确', '错误'], alts: ['图'], explanation: '解析' }
  expect(fieldsOf(wordedBy(source)).map((f) => `${f.place}=${f.source}`)).toEqual(['stem=题干', 'A=正确', 'B=错误', 'alt1=图', 'why=解析'])
  const parts = [{ stem: '一', options: ['正确', '错误'] }, { stem: '二', options: ['甲', '乙', '丙'], explanation: '因为' }]
  expect(fieldsOf(wordedBy({ stem: '案情', parts })).map((f) => f.place)).toEqual(fieldsOf(many).map((f) => f.place))
})

it('names the translation that cannot be confirmed', () => {
  const say = (stem: string, why: string) => `${stem}：${why}`
  expect(named([{ path: 'ids[1]', code: 'variant.own', message: '自己的' }, { path: 'body.ids[0]', code: 'x', message: '状态' }, { path: 'ids[9]', code: 'y', message: '别的' }], ['甲', '乙'], say).map((e) => e.message))
    .toEqual(['乙：自己的', '甲：状态', '别的'])
})
