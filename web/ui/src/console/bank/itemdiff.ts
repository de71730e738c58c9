// What changed between two versions of an item, down to the characters.
import type { Schemas } from '../types'
import type { ItemForm } from './writing'
import { letter } from './banks'

export interface Piece {
  kind: 'same' | 'gone' | 'new'
  text: string
}

export interface OptionChange {
  letter: string
  pieces: Piece[]
  /** Letter where the same text stood before, if elsewhere. */
  from?: string
  right: boolean
  wasRight: boolean
}

export interface Change {
  /** Which field; `part` counts from 1 inside a case. */
  field: 'type' | 'stem' | 'options' | 'explanation' | 'citation' | 'topic' | 'chapter' | 'difficulty' | 'points' | 'tags' | 'fact' | 'enemies' | 'media' | 'areas' | 'spoken'
  part?: number
  pieces: Piece[]
  options: OptionChange[]
}

/** Longer texts are compared by what they begin and end with alike, not character by character in between. */
const most = 1500

/** The characters of a text; Latin words and numbers stay whole, so that a changed value is seen as one. */
const tokens = (text: string) => text.match(/[A-Za-z]+|\d+(?:\.\d+)?|[\s\S]/gu) ?? []

/** How one text became the other: what stayed, what went, what came (longest common subsequence). */
export function pieces(before: string, after: string): Piece[] {
  const a = tokens(before), b = tokens(after)
  let head = 0, tail = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const out: Piece[] = []
  const add = (kind: Piece['kind'], text: string) => {
    const last = out.at(-1)
    if (!text) return
    if (last?.kind === kind) last.text += text
    else out.push({ kind, text })
  }
  add('same', a.slice(0, head).join(''))
  middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), add)
  add('same', a.slice(a.length - tail).join(''))
  return out
}

function middle(a: readonly string[], b: readonly string[], add: (kind: Piece['kind'], text: string) => void) {
  if (a.length > most || b.length > most) {
    add('gone', a.join(''))
    add('new', b.join(''))
    return
  }
  // longest[i][j]: of what a has from i on and b from j on
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) (longest[i] as Uint16Array)[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  let i = 0, j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add('same', a[i] ?? '')
      i++
      j++
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) add('gone', a[i++] ?? '')
    else add('new', b[j++] ?? '')
  }
}

type Asked = Pick<ItemForm, 'stem' | 'options' | 'key' | 'explanation'> & { type: string }

/** Options before and after, in the order of the newer version; those that went stand last. */
function optionChanges(before: Asked, after: Asked, yes: string, no: string): OptionChange[] {
  const list = (x: Asked) => (x.type === 'TRUE_FALSE' ? [yes, no] : (x.options ?? []))
  const a = list(before), b = list(after)
  const right = (x: Asked, i: number) => x.key?.includes(i) ?? false
  const used = new Set<number>()
  const from = b.map((text, i) => {
    const was = a[i] === text ? i : a.findIndex((t, k) => t === text && b[k] !== t && !used.has(k))
    if (was >= 0) used.add(was)
    return was
  })
  const out = b.map((text, i): OptionChange => {
    let was = from[i] ?? -1
    if (was < 0 && i < a.length && !used.has(i)) used.add(was = i)
    const old = was < 0 ? '' : (a[was] ?? '')
    return { letter: letter(i), pieces: pieces(old, text), ...(was >= 0 && was !== i ? { from: letter(was) } : {}), right: right(after, i), wasRight: was >= 0 && right(before, was) }
  })
  a.forEach((text, i) => {
    if (!used.has(i)) out.push({ letter: letter(i), pieces: pieces(text, ''), right: false, wasRight: right(before, i) })
  })
  return out.some((o) => o.from || o.right !== o.wasRight || o.pieces.some((p) => p.kind !== 'same')) ? out : []
}

const pictureText = (list: Schemas['Medium'][] | undefined) => (list ?? []).map((m) => `${m.alt} (${m.digest.slice(0, 8)})`).join('\n')
const spokenText = (list: Schemas['SpokenForm'][] | undefined, stem: string) => (list ?? []).map((s) => `${s.place === 'stem' ? stem : s.place} ${s.said ?? ''}(${s.digest.slice(0, 8)})`).join('\n')
const areaText = (list: Schemas['Area'][] | undefined) => (list ?? []).map((x, i) => `${letter(i)} ${x.coords.join(', ')}`).join('\n')

function asked(before: Asked, after: Asked, words: { yes: string; no: string }, part?: number): Change[] {
  const of = part === undefined ? {} : { part }
  const options = optionChanges(before, after, words.yes, words.no)
  return [
    ...text('type', before.type, after.type, of), ...text('stem', before.stem, after.stem, of),
    ...(options.length ? [{ field: 'options' as const, ...of, pieces: [], options }] : []),
    ...text('explanation', before.explanation, after.explanation, of),
  ]
}

function text(field: Change['field'], before: unknown, after: unknown, of: { part?: number } = {}): Change[] {
  const a = String(before ?? ''), b = String(after ?? '')
  return a === b ? [] : [{ field, ...of, pieces: pieces(a, b), options: [] }]
}

/** All that differs; nothing where the versions say the same. */
export function itemChanges(before: ItemForm, after: ItemForm, words: { yes: string; no: string; stem: string }): Change[] {
  const none: Asked = { type: '', stem: '' }
  const parts = Math.max(before.parts?.length ?? 0, after.parts?.length ?? 0)
  return [
    ...asked(before, after, words),
    ...Array.from({ length: parts }, (_, i) => asked(before.parts?.[i] ?? none, after.parts?.[i] ?? none, words, i + 1)).flat(),
    ...text('media', pictureText(before.media), pictureText(after.media)), ...text('areas', areaText(before.areas), areaText(after.areas)), ...text('spoken', spokenText(before.spoken, words.stem), spokenText(after.spoken, words.stem)),
    ...text('citation', before.citation, after.citation), ...text('topic', before.topic, after.topic), ...text('chapter', before.chapter, after.chapter),
    ...text('difficulty', before.difficulty, after.difficulty), ...text('points', before.points, after.points), ...text('tags', before.tags?.join('、'), after.tags?.join('、')),
    ...text('fact', before.fact, after.fact), ...text('enemies', before.enemies?.join('、'), after.enemies?.join('、')),
  ]
}
