// Names for ids that lists carry. Each is asked for once; what the reader may not see stays a short id.
import { inject, reactive, type InjectionKey } from 'vue'
import { call, type Api } from '@/core/api'
import { roomsOf } from '../places/rooms'

export type NameKind = 'person' | 'org' | 'item' | 'room' | 'point'

export interface Names {
  /** The name, or undefined while it is being asked for. Reactive. */
  of(kind: NameKind, id: string): string | undefined
  /** Tells a name that an answer carried. */
  know(kind: NameKind, id: string, name: string): void
}

export const namesKey: InjectionKey<Names> = Symbol('names')

/** What is left of an id whose name may not be read. */
export function shortId(id: string): string {
  return id.length === 26 ? `…${id.slice(-6)}` : id
}

export function makeNames(readers: Record<NameKind, (id: string) => Promise<string>>): Names {
  const known = reactive(new Map<string, string>())
  const asked = new Set<string>()
  return {
    of(kind, id) {
      const key = `${kind}:${id}`
      if (!known.has(key) && !asked.has(key)) {
        asked.add(key)
        readers[kind](id)
          .then((name) => known.set(key, name))
          .catch(() => known.set(key, shortId(id)))
      }
      return known.get(key)
    },
    know(kind, id, name) {
      known.set(`${kind}:${id}`, name)
      asked.add(`${kind}:${id}`)
    },
  }
}

/** The readers over the API; the catalogue, rooms and points are read whole, once. */
export function apiNames(api: Api, english: () => boolean): Names {
  let items: Promise<Map<string, string>> | undefined
  let points: Promise<Map<string, string>> | undefined
  const catalogue = async () => {
    const page = await call(api.GET('/api/staff/rules/catalogue'))
    return new Map(page.items.map((i) => [i.code, english() ? i.name.en : i.name.zh]))
  }
  const places = async () => new Map((await call(api.GET('/api/staff/points'))).items.map((p) => [p.id, p.name]))
  let rooms: Promise<Map<string, string>> | undefined
  const halls = async () => new Map((await roomsOf(api)).map((r) => [r.id, `${r.pointName} · ${r.name}`]))
  return makeNames({
    person: async (id) => (await call(api.GET('/api/staff/persons/{id}', { params: { path: { id } } }))).name,
    org: async (id) => (await call(api.GET('/api/staff/orgs/{id}', { params: { path: { id } } }))).name,
    item: async (id) => (await (items ??= catalogue())).get(id) ?? id,
    room: async (id) => (await (rooms ??= halls())).get(id) ?? shortId(id),
    point: async (id) => (await (points ??= places())).get(id) ?? shortId(id),
  })
}

export function useNames(): Names {
  const names = inject(namesKey)
  if (!names) throw new Error('no names provided')
  return names
}
