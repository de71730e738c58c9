// What this device keeps so that it can judge codes without a network, and how it renews it. The first root key seen is kept: a site that looks
// like the house's but has another root changes nothing on a device that knows the house.
import { openDB, type IDBPDatabase } from 'idb'
import { keyId, type Key, SM2 } from '@/core/permit/sign1'
import { applyDelta, openStatus, WrongVersion, type StatusList } from '@/core/permit/status'
import { openTrust, type TrustList } from '@/core/permit/trust'
import type { Colour, Known, Reason } from '@/core/permit/verdict'

export interface Root {
  alg: string
  key: string // base64
  fingerprint: string
  house: string
}
export interface Job {
  code: string
  name: { zh: string; en?: string | undefined }
  category: { zh: string; en?: string | undefined }
}
/** In the language of the page, Chinese where there is no other. */
export const inWords = (text: Job['name'], locale: string) => (locale.startsWith('zh') ? text.zh : text.en || text.zh)

/** One check, as it is kept until it can be handed in. It names nobody. */
export interface Check {
  at: number // ms
  place: number | undefined // of the permit in the status lists
  colour: Colour
  reasons: Reason[]
  job: string
}
export type Renewal = 'fresh' | 'offline' | 'other-root' | 'refused'

const algs: Record<string, number> = { ES256: -7, SM2 }
const bytes = (b64: string) => Uint8Array.from(atob(b64), (c) => c.charCodeAt(0))

/** Whether it is what was asked for: the page with which a hotel's network answers everything is no network. */
const of = (answer: Response, kind: string) => answer.ok && (answer.headers.get('content-type') ?? '').startsWith(kind)

/** Keeps things by name; in memory where the browser keeps nothing. */
interface Shelf {
  get(name: string): Promise<unknown>
  put(name: string, value: unknown): Promise<void>
  add(check: Check): Promise<void>
  checks(): Promise<{ keys: number[]; list: Check[] }>
  drop(keys: number[]): Promise<void>
}

export async function openShelf(): Promise<Shelf> {
  let db: IDBPDatabase | undefined
  try {
    db = await openDB('verify', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('kept')
        fresh.createObjectStore('checks', { autoIncrement: true })
      },
    })
  } catch {
    // private mode, or storage is off
  }
  const kept = new Map<string, unknown>()
  const noted: Check[] = []
  if (!db) {
    return {
      get: (name) => Promise.resolve(kept.get(name)),
      put: (name, value) => Promise.resolve(void kept.set(name, value)),
      add: (check) => Promise.resolve(void noted.push(check)),
      checks: () => Promise.resolve({ keys: noted.map((_, i) => i), list: [...noted] }),
      drop: (keys) => Promise.resolve(void noted.splice(0, keys.length)),
    }
  }
  const open = db
  return {
    get: (name) => open.get('kept', name) as Promise<unknown>,
    put: async (name, value) => void (await open.put('kept', value, name)),
    add: async (check) => void (await open.add('checks', check)),
    async checks() {
      const tx = open.transaction('checks')
      const [keys, list] = await Promise.all([tx.store.getAllKeys(undefined, 500), tx.store.getAll(undefined, 500)])
      return { keys: keys as number[], list: list as Check[] }
    },
    async drop(keys) {
      const tx = open.transaction('checks', 'readwrite')
      await Promise.all([...keys.map((k) => tx.store.delete(k)), tx.done])
    },
  }
}

export class Device {
  root: Root | undefined
  trust: TrustList | undefined
  status: StatusList | undefined
  private sm2: Known['sm2']

  constructor(
    private readonly shelf: Shelf,
    private readonly get: typeof fetch = (...args) => fetch(...args),
  ) {}

  /** Reads what was kept. What is damaged is as if it were not there. */
  async load(): Promise<void> {
    this.root = (await this.shelf.get('root')) as Root | undefined
    const raw = (await this.shelf.get('trust')) as Uint8Array | undefined
    if (!this.root || !raw) return
    try {
      this.trust = await this.read(raw)
      this.status = (await this.shelf.get('status')) as StatusList | undefined
    } catch {
      this.trust = undefined
    }
  }

  get known(): Known | undefined {
    return this.trust && { trust: this.trust, status: this.status, sm2: this.sm2 }
  }

  private async read(raw: Uint8Array): Promise<TrustList> {
    const key: Key = { alg: algs[this.root?.alg ?? ''] ?? 0, key: bytes(this.root?.key ?? '') }
    await keyId(key)
    if (!this.sm2 && key.alg === SM2) this.sm2 = (await import('@/core/permit/sm2')).verify
    const list = await openTrust(raw, key, this.sm2)
    if (!this.sm2 && [...list.keys.values()].some((k) => k.alg === SM2)) this.sm2 = (await import('@/core/permit/sm2')).verify
    return list
  }

  private async fetched(path: string): Promise<Uint8Array | undefined> {
    const answer = await this.get(path, { cache: 'no-store' }) // what the browser kept is no news
    if (answer.status === 410) return undefined
    if (!of(answer, 'application/cose')) throw new TypeError(String(answer.status))
    return new Uint8Array(await answer.arrayBuffer())
  }

  /** Fetches what is newer. */
  async renew(): Promise<Renewal> {
    try {
      const answer = await this.get('/v1/public/root', { cache: 'no-store' })
      if (!of(answer, 'application/json')) return 'offline'
      const root = (await answer.json()) as Root
      if (this.root && this.root.key !== root.key) return 'other-root'
      this.root = root
      const raw = await this.fetched('/v1/public/trust')
      if (!raw) return 'refused'
      const list = await this.read(raw)
      if (!this.trust || list.version >= this.trust.version) {
        this.trust = list
        await this.shelf.put('root', root)
        await this.shelf.put('trust', raw)
      }
      this.status = await this.newStatus(this.trust)
      await this.shelf.put('status', this.status)
      return 'fresh'
    } catch (err) {
      return err instanceof TypeError ? 'offline' : 'refused' // fetch fails with a TypeError
    }
  }

  private async newStatus(trust: TrustList): Promise<StatusList> {
    if (this.status) {
      const raw = await this.fetched(`/v1/public/status/delta?from=${this.status.version}`)
      try {
        if (raw) return applyDelta(this.status, raw, trust, this.sm2)
      } catch (err) {
        if (!(err instanceof WrongVersion)) throw err
      }
    }
    const raw = await this.fetched('/v1/public/status')
    if (!raw) throw new TypeError('no status list')
    const list = openStatus(raw, trust, this.sm2)
    // A house that was restored from a backup counts anew; a list made earlier than ours is no news.
    return this.status && list.issued < this.status.issued ? this.status : list
  }

  async jobs(): Promise<Job[]> {
    try {
      const answer = await this.get('/api/public/guide')
      if (answer.ok) {
        const page = (await answer.json()) as { items: (Job & { placeholder: boolean })[] }
        const list = page.items.filter((one) => !one.placeholder).map(({ code, name, category }) => ({ code, name, category }))
        await this.shelf.put('jobs', list)
        return list
      }
    } catch {
      // the kept ones
    }
    return ((await this.shelf.get('jobs')) as Job[] | undefined) ?? []
  }

  /** The job chosen on a day; empty on every other day, so that it is chosen anew. */
  async job(day: string): Promise<string> {
    const kept = (await this.shelf.get('job')) as { day: string; code: string } | undefined
    return kept?.day === day ? kept.code : ''
  }
  async chooseJob(day: string, code: string): Promise<void> {
    await this.shelf.put('job', { day, code })
  }

  async note(check: Check): Promise<void> {
    await this.shelf.add(check)
  }
  /** Hands kept checks in; returns how many are left. A server that takes none leaves them here. */
  async handIn(): Promise<number> {
    const { keys, list } = await this.shelf.checks()
    if (list.length === 0) return 0
    try {
      const answer = await this.get('/v1/public/checks', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ checks: list }) })
      if (!answer.ok) return list.length
      await this.shelf.drop(keys)
      return (await this.shelf.checks()).list.length
    } catch {
      return list.length
    }
  }
}
