// Names of examination items for the gate, which gets codes only. Without the list the code itself is shown.
import { shallowRef } from 'vue'
import { call, loose, type Api } from '@/core/api'

interface CatalogueItem {
  code: string
  name: { zh: string; en: string }
}

export function useItemNames(api: Api, locale: () => string): (code: string) => string {
  const names = shallowRef(new Map<string, CatalogueItem['name']>())
  async function load() {
    const { items } = await call(loose(api).GET<{ items: CatalogueItem[] }>('/api/public/guide'))
    names.value = new Map(items.map((item) => [item.code, item.name]))
  }
  load().catch(() => undefined)
  return (code) => {
    const name = names.value.get(code)
    return (locale() === 'en' ? name?.en : name?.zh) || name?.zh || code
  }
}
