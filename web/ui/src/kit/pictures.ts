// Pictures and clips of questions, by digest: fetched once, checked, kept in this page's memory and nowhere else. A picture that did not
// come is asked for again until it comes; what is shown meanwhile is its description.
import { shallowRef, type Ref } from 'vue'

export interface Medium {
  digest: string
  type: string
  alt: string
  width: number
  height: number
}

export interface Area {
  shape: 'rect' | 'circle' | 'poly'
  coords: readonly number[]
}

/** The address of a picture, or why there is none yet. */
export type PictureState = { url: string } | { waiting: true; percent?: number } | { failed: true }

/** What a loader is told, and tells: how much has come, and whether somebody still wants it. */
export interface Wanted {
  told: (percent: number) => void
  gone: () => boolean
}

export interface Pictures {
  readonly states: Readonly<Ref<ReadonlyMap<string, PictureState>>>
  /** The pictures that are going to be shown; all others are let go. */
  want(digests: readonly string[]): void
  /** Asks again at once for what failed. */
  retry(): void
  clear(): void
}

const pauses = [1_000, 2_000, 5_000, 15_000]

/** The digest of bytes, in hex; undefined where this browser reckons none (a page without TLS). */
export async function digestOf(bytes: ArrayBuffer): Promise<string | undefined> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle
  if (!subtle) return undefined
  return [...new Uint8Array(await subtle.digest('SHA-256', bytes))].map((b) => b.toString(16).padStart(2, '0')).join('')
}

export interface PictureWays {
  load: (digest: string, wanted: Wanted) => Promise<Blob>
  /** Told of what is let go, also where it has not come. */
  forget?: (digest: string) => void
  /** Makes an address of a picture, and lets it go. */
  show?: (picture: Blob) => string
  drop?: (url: string) => void
  after?: (ms: number, act: () => void) => void
}

export function makePictures({ load, forget = () => undefined, show = (b) => URL.createObjectURL(b), drop = (u) => URL.revokeObjectURL(u), after = (ms, act) => void setTimeout(act, ms) }: PictureWays): Pictures {
  const states = shallowRef<ReadonlyMap<string, PictureState>>(new Map())
  let round = 0 // counts up when all are let go: what still comes from before is dropped

  function set(digest: string, state: PictureState) {
    states.value = new Map(states.value).set(digest, state)
  }

  async function fetchOne(digest: string, tries: number, mine: number): Promise<void> {
    const gone = () => mine !== round || !states.value.has(digest)
    const told = (percent: number) => { if (!gone()) set(digest, { waiting: true, percent }) }
    try {
      const picture = await load(digest, { told, gone })
      const sum = await digestOf(await picture.arrayBuffer())
      if (sum !== undefined && sum !== digest) throw new Error('another picture came')
      if (!gone()) set(digest, { url: show(picture) })
    } catch {
      if (gone()) return
      set(digest, { failed: true })
      after(pauses[Math.min(tries, pauses.length - 1)] ?? 15_000, () => {
        const state = states.value.get(digest)
        if (mine === round && state && 'failed' in state) begin(digest, tries + 1)
      })
    }
  }

  function begin(digest: string, tries = 0) {
    set(digest, { waiting: true })
    void fetchOne(digest, tries, round)
  }

  function letGo(digest: string, state: PictureState) {
    forget(digest)
    if ('url' in state) drop(state.url)
  }

  function clear() {
    round++
    for (const [digest, state] of states.value) letGo(digest, state)
    states.value = new Map()
  }

  return {
    states,
    want(digests) {
      const held = states.value
      if ([...held.keys()].some((digest) => !digests.includes(digest))) {
        const keep = new Map([...held].filter(([digest]) => digests.includes(digest)))
        for (const [digest, state] of held) if (!keep.has(digest)) letGo(digest, state)
        states.value = keep
      }
      for (const digest of digests) if (!states.value.has(digest)) begin(digest)
    },
    retry() {
      for (const [digest, state] of states.value) if ('failed' in state) begin(digest)
    },
    clear,
  }
}

/** The corners of an area as the points of a polygon; a circle has none. */
export function pointsOf(area: Area): string {
  const [a = 0, b = 0, c = 0, d = 0] = area.coords
  if (area.shape === 'rect') return `${a},${b} ${c},${b} ${c},${d} ${a},${d}`
  return area.coords.reduce((all, n, i) => all + (i === 0 ? '' : i % 2 ? ',' : ' ') + String(n), '')
}

/** Where the letter of an area stands: inside, near its upper left corner. */
export function signOf(area: Area, size: number): { x: number; y: number } {
  if (area.shape === 'circle') return { x: area.coords[0] ?? 0, y: area.coords[1] ?? 0 }
  const xs = area.coords.filter((_, i) => i % 2 === 0)
  const ys = area.coords.filter((_, i) => i % 2 === 1)
  const left = Math.min(...xs)
  const top = Math.min(...ys)
  if (area.shape === 'poly') return { x: xs.reduce((s, n) => s + n, 0) / xs.length, y: ys.reduce((s, n) => s + n, 0) / ys.length }
  return { x: Math.max(left, size), y: Math.max(top, size) } // on the corner: what is drawn inside is what is judged
}
