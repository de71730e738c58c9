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
export type Spoken = NonNullable<ItemForm['spoken']>[number]
export type Area = NonNullable<ItemForm['areas']>[number]

/** Whether several answers may be right. */
export const severalOf = (type: ItemForm['type']): boolean => type === 'MULTIPLE' || type === 'HOTSPOT'

type FormPart = NonNullable<ItemForm['parts']>[number]

/** What is asked: of an item, or of one question of a case. */
export interface AskedDraft {
  type: ItemForm['type']
  stem: string
  options: OptionDraft[]
  /** TRUE_FALSE: whether the statement is true; undefined until the writer says so. */
  holds: boolean | undefined
}

export interface PartDraft extends AskedDraft {
  type: FormPart['type']
  explanation: string
}

export interface ItemDraft extends AskedDraft {
  media: Medium[]
  /** Sounds that read its texts aloud; those that still fit are sent with it. */
  spoken: Spoken[]
  /** CASE: its questions; kept while another type is looked at. */
  parts: PartDraft[]
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

export const limits = { stem: 2000, option: 500, explanation: 4000, label: 60, citation: 300, options: 8, leastParts: 2, mostParts: 6 } as const

const emptyOptions = () => Array.from({ length: 4 }, (): OptionDraft => ({ text: '', right: false }))

export const newPart = (type: PartDraft['type'] = 'SINGLE'): PartDraft => ({ type, stem: '', options: emptyOptions(), holds: undefined, explanation: '' })

export function newItem(type: ItemForm['type'] = 'SINGLE'): ItemDraft {
  return { type, media: [], spoken: [], stem: '', options: emptyOptions(), parts: [newPart(), newPart()], holds: undefined, topic: '', chapter: '', difficulty: 3, explanation: '', citation: '', fact: '', enemies: '', tags: '', sourceNo: '' }
}

type Written = { type: ItemForm['type']; options?: string[]; key?: number[]; areas?: Area[] }

function askedOf(content: Written): Pick<AskedDraft, 'options' | 'holds'> {
  const key = content.key ?? []
  const judge = content.type === 'TRUE_FALSE'
  return {
    options: judge || content.type === 'CASE' ? emptyOptions() : (content.options ?? []).map((text, index) => ({ text, right: key.includes(index), ...(content.areas?.[index] ? { area: content.areas[index] } : {}) })),
    holds: judge && key.length === 1 ? key[0] === 0 : undefined,
  }
}

/** The draft that begins where a version stands. */
export function draftOf(content: ItemForm): ItemDraft {
  const draft = newItem(content.type)
  return {
    ...draft, ...askedOf(content),
    stem: content.stem,
    media: content.media ?? [],
    spoken: content.spoken ?? [],
    parts: content.parts?.map((p) => ({ type: p.type, stem: p.stem, ...askedOf(p), explanation: p.explanation ?? '' })) ?? draft.parts,
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
  return {
    type: draft.type, stem: draft.stem.trim(), topic: draft.topic.trim(), difficulty: draft.difficulty,
    ...(draft.type === 'CASE'
      ? { parts: draft.parts.map((p) => ({ type: p.type, stem: p.stem.trim(), ...answersOf(p), ...(p.explanation.trim() ? { explanation: p.explanation.trim() } : {}) })) }
      : answersOf(draft)),
    ...(draft.type === 'HOTSPOT' ? { areas: written(draft).flatMap((o) => (o.area ? [o.area] : [])) } : {}),
    ...(draft.media.length ? { media: draft.media.map((m) => ({ ...m, alt: m.alt.trim() })) } : {}),
    ...some('chapter', draft.chapter), ...some('explanation', draft.explanation), ...some('citation', draft.citation), ...some('fact', draft.fact), ...some('source_no', draft.sourceNo),
    ...many('enemies', draft.enemies), ...many('tags', draft.tags),
  }
}

function answersOf(draft: AskedDraft): { options?: string[]; key: number[] } {
  if (draft.type === 'TRUE_FALSE') return { key: draft.holds === undefined ? [] : [draft.holds ? 0 : 1] }
  const options = written(draft)
  return { options: options.map((o) => o.text.trim()), key: options.flatMap((o, index) => (o.right ? [index] : [])) }
}

function written(draft: Pick<AskedDraft, 'options'>): OptionDraft[] {
  const used = draft.options.map((o, index) => (o.text.trim() !== '' || o.right ? index + 1 : 0))
  return draft.options.slice(0, Math.max(0, ...used))
}

export type Fault = 'stem' | 'options' | 'blank' | 'same' | 'keyNone' | 'keyOne' | 'keyMany' | 'holds' | 'topic' | 'alt' | 'picture' | 'areas' | 'parts'

/** What the server would refuse, in the order of the form. */
export function faultsOf(draft: ItemDraft): Fault[] {
  const faults = askedFaults(draft)
  if (draft.type === 'HOTSPOT' && draft.media.length === 0) faults.push('picture')
  else if (draft.type === 'HOTSPOT' && written(draft).some((o) => !o.area)) faults.push('areas')
  if (draft.type === 'CASE' && draft.parts.some((p) => askedFaults(p).length)) faults.push('parts')
  if (draft.media.some((m) => !m.alt.trim())) faults.push('alt')
  if (!draft.topic.trim()) faults.push('topic')
  return faults
}

/** What is wrong with a question by itself; of a case with what its questions share. */
export function askedFaults(draft: AskedDraft): Fault[] {
  const faults: Fault[] = []
  if (!draft.stem.trim()) faults.push('stem')
  if (draft.type === 'CASE') return faults
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
  }
  return faults
}

/** The options after one was ticked: a single-choice item has one right answer. */
export function tickRight(draft: Pick<ItemDraft, 'type' | 'options'>, at: number): OptionDraft[] {
  return draft.options.map((o, index) => ({ ...o, right: index === at ? draft.type === 'SINGLE' || !o.right : draft.type === 'SINGLE' ? false : o.right }))
}

/** One question to be answered: an item (part 0), or a part of a case, counted from 1. */
export interface Asked extends Omit<FormPart, 'type'> {
  type: ItemForm['type']
  part: number
}

/** The questions of an item: itself, or the parts of a case. */
export function askedIn(content: ItemForm): Asked[] {
  return content.type === 'CASE' ? (content.parts ?? []).map((p, index) => ({ ...p, part: index + 1 })) : [{ ...content, part: 0 }]
}

export interface SeenOption {
  letter: string
  text: string
  area?: Area
}

/** The answers as a candidate sees them; turned by `turn` places, because the program shuffles them for each paper. */
export function seenOptions(content: { type: ItemForm['type']; options?: string[]; areas?: Area[] }, yes: string, no: string, turn = 0): SeenOption[] {
  const texts = content.type === 'TRUE_FALSE' ? [yes, no] : (content.options ?? [])
  const by = content.type === 'TRUE_FALSE' || texts.length === 0 ? 0 : turn % texts.length
  const all = texts.map((text, index) => ({ text, area: content.type === 'HOTSPOT' ? content.areas?.[index] : undefined }))
  return [...all.slice(by), ...all.slice(0, by)].map(({ text, area }, index) => ({ letter: String.fromCharCode(65 + index), text, ...(area ? { area } : {}) }))
}

/** What stands where nothing was written yet, and the words of 判断. */
export interface SeenWords { yes: string; no: string; stem: string; option: string }

export type Seen = Pick<ItemForm, 'type' | 'stem' | 'options' | 'media' | 'areas' | 'parts'>

/** An item as question 1 of a paper, its answers turned by `turn` places; of a case the question at `part`, from 0. */
export function seenQuestion(content: Seen, words: SeenWords, turn = 0, part = 0): SheetQuestion {
  const parts = content.type === 'CASE' ? (content.parts ?? []) : []
  const asked = parts[part] ?? content
  const options = seenOptions(asked, words.yes, words.no, turn).map((o) => ({ ...o, text: o.text || words.option }))
  return {
    no: part + 1, type: asked.type === 'CASE' ? 'SINGLE' : asked.type, section: '', points: 0, stem: asked.stem || words.stem, options,
    ...(content.media?.length ? { media: content.media } : {}), ...(parts[part] ? { case: { stem: content.stem || words.stem, part: part + 1, parts: parts.length } } : {}),
  }
}
