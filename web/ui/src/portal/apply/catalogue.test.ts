import { expect, it, vi } from 'vitest'
import type { Api } from '@/core/api'
import type { CatalogueItem } from '../types'
import { groupItems, makeCatalogue } from './catalogue'

function item(code: string, name: string, category: string, more: Partial<CatalogueItem> = {}): CatalogueItem {
  return {
    code, name: { zh: name, en: `${code} in English` }, category: { zh: category, en: 'Category' }, group: 'G', industry: 'I', track: 'EMERGENCY', personType: 'SPECIAL_OPERATOR',
    since: '2020-01-01', version: '1', source: '[K]', placeholder: false, ...more,
  }
}
const items = [
  item('DG-01', '低压电工作业', '电工作业'),
  item('HJ-01', '熔化焊接与热切割作业', '焊接与热切割作业'),
  item('DG-02', '高压电工作业', '电工作业'),
  item('ZR-01', '危险物品主要负责人', '主要负责人', { personType: 'PRINCIPAL' }),
]

it('groups by category in the order of the catalogue', () => {
  expect(groupItems(items, 'SPECIAL_OPERATOR', '').map((g) => [g.category.zh, g.items.map((i) => i.code)])).toEqual([
    ['电工作业', ['DG-01', 'DG-02']],
    ['焊接与热切割作业', ['HJ-01']],
  ])
  expect(groupItems(items, 'PRINCIPAL', '')).toHaveLength(1)
})

it.each([
  ['低压', ['DG-01']],
  ['电工', ['DG-01', 'DG-02']],
  ['dg-02', ['DG-02']],
  ['ＤＧ－０２', ['DG-02']],
  ['  高压   电工 ', ['DG-02']],
  ['english hj', ['HJ-01']],
  ['游泳', []],
])('finds %s', (query, codes) => {
  expect(groupItems(items, 'SPECIAL_OPERATOR', query).flatMap((g) => g.items.map((i) => i.code))).toEqual(codes)
})

it('is fetched once, and again after a failure', async () => {
  const answers = [Promise.reject(new TypeError()), Promise.resolve({ data: { items }, response: new Response('{}') })]
  const GET = vi.fn(() => answers.shift())
  const catalogue = makeCatalogue({ GET } as unknown as Api)
  await expect(catalogue.items()).rejects.toThrow()
  await Promise.all([catalogue.items(), catalogue.find('DG-01')])
  expect((await catalogue.find('HJ-01'))?.name.zh).toBe('熔化焊接与热切割作业')
  expect(await catalogue.find('XX')).toBeUndefined()
  expect(GET).toHaveBeenCalledTimes(2)
})
