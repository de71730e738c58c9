// The log as this device sees it: signed by the key it saw first, and going on from what it saw last. Each browser is a witness to itself.
import { type Checkpoint, NoCheckpoint, openCheckpoint, parseKey, Unsigned } from '@/core/log/checkpoint'
import { BadLog } from '@/core/log/leaf'
import { Tree } from '@/core/log/tree'

/** What a device remembers of the log. */
export interface Seen {
  key: string
  origin: string
  size: number
  root: Uint8Array
  at: number // ms
}
/** A place to remember it; the device's shelf is one. */
export interface Memory {
  get(name: string): Promise<unknown>
  put(name: string, value: unknown): Promise<void>
}
export type Trouble =
  | 'offline'
  | 'empty' // nothing published yet
  | 'other-key' // another key than this device knows
  | 'renamed' // another log than this device knows, under the same key
  | 'unsigned'
  | 'forked' // it does not go on from what this device saw
  | 'damaged'

export interface Watched {
  trouble?: Trouble
  key: string
  checkpoint?: Checkpoint
  before?: Seen // what was seen last time
  tree?: Tree
}

async function fetched(get: typeof fetch, path: string, kind: string): Promise<Response | undefined> {
  const answer = await get(path, { cache: 'no-cache' })
  if (answer.status === 404) return undefined
  if (!answer.ok || !(answer.headers.get('content-type') ?? '').startsWith(kind)) throw new TypeError(String(answer.status))
  return answer
}

/** Asks the house for its log's newest state and judges it. It throws nothing. */
export async function watch(memory: Memory, get: typeof fetch = (...args) => fetch(...args), now = Date.now): Promise<Watched> {
  const before = (await memory.get('log')) as Seen | undefined
  const out: Watched = { key: before?.key ?? '', ...(before ? { before } : {}) }
  try {
    const said = (await (await fetched(get, '/v1/public/log', 'application/json'))?.json()) as { key: string; witnesses: string[] } | undefined
    const key = parseKey(said?.key ?? '')
    if (!said || !key) return { ...out, trouble: 'damaged' }
    if (before && before.key !== said.key) return { ...out, trouble: 'other-key' }
    out.key = said.key
    const raw = await (await fetched(get, '/log/checkpoint', 'text/plain'))?.text()
    if (raw === undefined) return { ...out, trouble: before ? 'forked' : 'empty' }
    const checkpoint = openCheckpoint(raw, key, said.witnesses.flatMap((line) => parseKey(line) ?? []))
    const tree = new Tree(async (path) => {
      const file = await fetched(get, `/log/${path}`, 'application/octet-stream')
      if (!file) throw new BadLog(path)
      return new Uint8Array(await file.arrayBuffer())
    }, checkpoint.size)
    Object.assign(out, { checkpoint, tree })
    if (before && before.origin !== checkpoint.origin) return { ...out, trouble: 'renamed' }
    if (before) await tree.goesOn(before, checkpoint.root)
    await memory.put('log', { key: said.key, origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root, at: now() } satisfies Seen)
    return out
  } catch (err) {
    if (err instanceof BadLog) return { ...out, trouble: before ? 'forked' : 'damaged' }
    if (err instanceof Unsigned || err instanceof NoCheckpoint) return { ...out, trouble: 'unsigned' }
    return { ...out, trouble: 'offline' }
  }
}

/** The root as people compare it. */
export const rootText = (root: Uint8Array) => [...root.slice(0, 8)].map((b) => b.toString(16).padStart(2, '0')).join('').replace(/(.{4})(?=.)/g, '$1 ')

/** The name under which a kind of leaf has its words. */
export const wordOf = (label: string) => label.replace(/[^a-z]+/g, '_') || 'plain'

/** The number in an address or an entry; undefined for none. */
export function numberIn(text: string): number | undefined {
  const found = /^(?:#?log=)?\s*(\d{1,12})$/.exec(text.trim())
  return found ? Number(found[1]) : undefined
}

