// The operation catalogue in force: fetched once a visit, looked up by code, searched and grouped.
import { inject, type InjectionKey } from 'vue'
import { call, type Api } from '@/core/api'
import type { Bilingual, CatalogueItem } from '../types'

export interface Catalogue {
  /** All items one can apply for. Asked again after a failure. */
  items: () => Promise<CatalogueItem[]>
  /** The item's row, or undefined for a code that is no longer in force. */
  find: (code: string) => Promise<CatalogueItem | undefined>
}

export const catalogueKey: InjectionKey<Catalogue> = Symbol('catalogue')

export function makeCatalogue(api: Api): Catalogue {
  let asked: Promise<CatalogueItem[]> | undefined
  const items = () => {
    asked ??= call(api.GET('/api/public/guide')).then((page) => page.items)
    asked.catch(() => (asked = undefined))
    return asked
  }
  return { items, find: async (code) => (await items()).find((item) => item.code === code) }
}

export function useCatalogue(): Catalogue {
  const catalogue = inject(catalogueKey)
  if (!catalogue) throw new Error('no catalogue provided')
  return catalogue
}

export interface ItemGroup {
  key: string
  category: Bilingual
  items: CatalogueItem[]
}

/** Items of a person type that contain every word of the query, by category in the catalogue's order. */
export function groupItems(items: readonly CatalogueItem[], personType: CatalogueItem['personType'], query: string): ItemGroup[] {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, ItemGroup>()
  for (const item of items) {
    if (item.personType !== personType) continue
    const text = [item.code, item.name.zh, item.name.en, item.category.zh, item.category.en, item.industry].join(' ').toLowerCase()
    if (!words.every((word) => text.includes(word))) continue
    const key = `${item.track} ${item.category.zh}`
    const group = groups.get(key)
    if (group) group.items.push(item)
    else groups.set(key, { key, category: item.category, items: [item] })
  }
  return [...groups.values()]
}
