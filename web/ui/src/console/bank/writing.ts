// An item while it is being written: what the form holds, what is wrong with it, and what is sent.
import type { SheetQuestion } from '@/core/wire'
import type { Schemas } from '../types'

export type ItemForm = Schemas['ItemForm']

export interface OptionDraft {
  text: string
  right: boolean
  /** HOTSPOT: what of the picture it is. */
  area?: Area
}

export type Medium = NonNullable<ItemForm['media']>[number]
export type Area = NonNullable<ItemForm['areas']>[number]

/** Whether several answers may be right. */
export const severalOf = (type: ItemForm['type']): boolean => type === 'MULTIPLE' || type === 'HOTSPOT'

export interface ItemDraft {
  media: Medium[]
  type: ItemForm['type']
  stem: string
  options: OptionDraft[]
  /** TRUE_FALSE: whether the statement is true; undefined until the writer says so. */
  holds: boolean | undefined
  topic: string
  chapter: string
  difficulty: number
  explanation: string
  citation: string
  fact: string
  enemies: string
  tags: string
  sourceNo: string
}

export const limits = { stem: 2000, option: 500, explanation: 4000, label: 60, citation: 300, options: 8 } as const

export function newItem(type: ItemForm['type'] = 'SINGLE'): ItemDraft {
  const options = Array.from({ length: 4 }, (): OptionDraft => ({ text: '', right: false }))
  return { type, media: [], stem: '', options, holds: undefined, topic: '', chapter: '', difficulty: 3, explanation: '', citation: '', fact: '', enemies: '', tags: '', sourceNo: '' }
}

/** The draft that begins where a version stands. */
export function draftOf(content: ItemForm): ItemDraft {
  const key = content.key ?? []
  const draft = newItem(content.type)
  return {
    ...draft,
    stem: content.stem,
    options: content.type === 'TRUE_FALSE' ? draft.options : (content.options ?? []).map((text, index) => ({ text, right: key.includes(index), ...(content.areas?.[index] ? { area: content.areas[index] } : {}) })),
    media: content.media ?? [],
    holds: content.type === 'TRUE_FALSE' && key.length === 1 ? key[0] === 0 : undefined,
    topic: content.topic, chapter: content.chapter ?? '', difficulty: content.difficulty, explanation: content.explanation ?? '', citation: content.citation ?? '',
    fact: content.fact ?? '', enemies: (content.enemies ?? []).join('、'), tags: (content.tags ?? []).join('、'), sourceNo: content.source_no ?? '',
  }
}

/** Words between commas of either language; none twice. */
export function listOf(text: string): string[] {
  return [...new Set(text.split(/[,，、;；\n]/).map((word) => word.trim()).filter(Boolean))]
}

/** What is sent. Empty options at the end were only offered, not written. */
export function contentOf(draft: ItemDraft): ItemForm {
  const some = (name: keyof ItemForm, text: string) => (text.trim() ? { [name]: text.trim() } : {})
  const many = (name: keyof ItemForm, text: string) => (listOf(text).length ? { [name]: listOf(text) } : {})
  const options = written(draft)
  return {
    type: draft.type, stem: draft.stem.trim(), topic: draft.topic.trim(), difficulty: draft.difficulty,
    ...(draft.type === 'TRUE_FALSE'
      ? { key: draft.holds === undefined ? [] : [draft.holds ? 0 : 1] }
      : { options: options.map((o) => o.text.trim()), key: options.flatMap((o, index) => (o.right ? [index] : [])) }),
    ...(draft.type === 'HOTSPOT' ? { areas: options.flatMap((o) => (o.area ? [o.area] : [])) } : {}),
    ...(draft.media.length ? { media: draft.media.map((m) => ({ ...m, alt: m.alt.trim() })) } : {}),
    ...some('chapter', draft.chapter), ...some('explanation', draft.explanation), ...some('citation', draft.citation), ...some('fact', draft.fact), ...some('source_no', draft.sourceNo),
    ...many('enemies', draft.enemies), ...many('tags', draft.tags),
  }
}

function written(draft: ItemDraft): OptionDraft[] {
  const used = draft.options.map((o, index) => (o.text.trim() !== '' || o.right ? index + 1 : 0))
  return draft.options.slice(0, Math.max(0, ...used))
}

export type Fault = 'stem' | 'options' | 'blank' | 'same' | 'keyNone' | 'keyOne' | 'keyMany' | 'holds' | 'topic' | 'alt' | 'picture' | 'areas'

/** What the server would refuse, in the order of the form. */
export function faultsOf(draft: ItemDraft): Fault[] {
  const faults: Fault[] = []
  if (!draft.stem.trim()) faults.push('stem')
  if (draft.type === 'TRUE_FALSE') {
    if (draft.holds === undefined) faults.push('holds')
  } else {
    const options = written(draft)
    const texts = options.map((o) => o.text.trim())
    const right = options.filter((o) => o.right).length
    if (options.length < 2) faults.push('options')
    if (texts.includes('')) faults.push('blank')
    if (new Set(texts).size < texts.length) faults.push('same')
    if (right === 0) faults.push('keyNone')
    else if (draft.type === 'SINGLE' && right > 1) faults.push('keyOne')
    else if (draft.type === 'MULTIPLE' && right < 2) faults.push('keyMany')
    if (draft.type === 'HOTSPOT' && draft.media.length === 0) faults.push('picture')
    else if (draft.type === 'HOTSPOT' && options.some((o) => !o.area)) faults.push('areas')
  }
  if (draft.media.some((m) => !m.alt.trim())) faults.push('alt')
  if (!draft.topic.trim()) faults.push('topic')
  return faults
}

/** The options after one was ticked: a single-choice item has one right answer. */
export function tickRight(draft: Pick<ItemDraft, 'type' | 'options'>, at: number): OptionDraft[] {
  return draft.options.map((o, index) => ({ ...o, right: index === at ? draft.type === 'SINGLE' || !o.right : draft.type === 'SINGLE' ? false : o.right }))
}

export interface SeenOption {
  letter: string
  text: string
  area?: Area
}

/** The answers as a candidate sees them; turned by `turn` places, because the program shuffles them for each paper. */
export function seenOptions(content: Pick<ItemForm, 'type' | 'options' | 'areas'>, yes: string, no: string, turn = 0): SeenOption[] {
  const texts = content.type === 'TRUE_FALSE' ? [yes, no] : (content.options ?? [])
  const by = content.type === 'TRUE_FALSE' || texts.length === 0 ? 0 : turn % texts.length
  const all = texts.map((text, index) => ({ text, area: content.type === 'HOTSPOT' ? content.areas?.[index] : undefined }))
  return [...all.slice(by), ...all.slice(0, by)].map(({ text, area }, index) => ({ letter: String.fromCharCode(65 + index), text, ...(area ? { area } : {}) }))
}

/** What stands where nothing was written yet, and the words of 判断. */
export interface SeenWords { yes: string; no: string; stem: string; option: string }

/** An item as question 1 of a paper, its answers turned by `turn` places. */
export function seenQuestion(content: Pick<ItemForm, 'type' | 'stem' | 'options' | 'media' | 'areas'>, words: SeenWords, turn = 0): SheetQuestion {
  const options = seenOptions(content, words.yes, words.no, turn).map((o) => ({ ...o, text: o.text || words.option }))
  return { no: 1, type: content.type, section: '', points: 0, stem: content.stem || words.stem, options, ...(content.media?.length ? { media: content.media } : {}) }
}
