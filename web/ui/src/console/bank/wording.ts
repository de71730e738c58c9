// An item's texts and their translation, field by field, as a translator sees them side by side.
import type { Mistake } from '@/core/problem'
import { truth } from '../locales/truth'
import type { Schemas } from '../types'
import { letter } from './banks'
export type Wording = Schemas['WordingForm']

export interface WordingField {
  /** stem, A, alt1, 2, 2B, why, 2why */
  place: string
  source: string
  /** The place of the text in a Wording. */
  get: (w: Wording) => string
  set: (w: Wording, text: string) => void
}

/** What a translator reads of an item or of its texts. */
export interface Worded {
  type: string
  stem: string
  options?: string[]
  explanation?: string
  media?: readonly { alt: string }[]
  parts?: readonly { type: string; stem: string; options?: string[]; explanation?: string }[]
}

/** The Chinese texts of an item as the server gives them beside a translation: with their answers, of whatever type. */
export function wordedBy(w: Wording): Worded {
  const { alts, parts, ...rest } = w
  return { ...rest, type: parts?.length ? 'CASE' : 'SINGLE', ...(alts ? { media: alts.map((alt) => ({ alt })) } : {}), ...(parts ? { parts: parts.map((p) => ({ ...p, type: 'SINGLE' })) } : {}) }
}

/** What is wrong with some of many, ids[n] by id, with what each is about before the reason. */
export function named(errors: readonly Mistake[], stems: readonly string[], say: (stem: string, why: string) => string): Mistake[] {
  return errors.map((e) => {
    const stem = stems[Number(/(?:^|\.)ids\[(\d+)\]$/.exec(e.path)?.[1] ?? -1)]
    return stem === undefined ? e : { ...e, message: say(stem, e.message) }
  })
}

const answers = (x: { type: string; options?: string[] }) => (x.type === 'TRUE_FALSE' ? [...truth] : (x.options ?? []))

/** The empty translation of an item: as many options, parts and pictures as it has. */
export function blank(c: Worded): Wording {
  const empty = (n: number): string[] => Array.from({ length: n }, () => '')
  const isCase = c.type === 'CASE'
  return {
    stem: '', ...(isCase ? {} : { options: empty(answers(c).length) }), ...(c.media?.length ? { alts: empty(c.media.length) } : {}),
    ...(isCase ? { parts: (c.parts ?? []).map((p) => ({ stem: '', options: empty(answers(p).length) })) } : {}),
  }
}

/** All texts of an item in the order in which they are read; explanations last, which may stay empty. */
export function fieldsOf(c: Worded): WordingField[] {
  const list = (before: string, source: readonly string[], of: (w: Wording) => string[]): WordingField[] => source.map((text, i) => ({
    place: `${before}${letter(i)}`, source: text, get: (w) => of(w)[i] ?? '', set: (w, told) => { of(w)[i] = told },
  }))
  const out: WordingField[] = [{ place: 'stem', source: c.stem, get: (w) => w.stem, set: (w, told) => { w.stem = told } }]
  if (c.type !== 'CASE') out.push(...list('', answers(c), (w) => (w.options ??= [])))
  ;(c.parts ?? []).forEach((p, n) => {
    const part = (w: Wording) => ((w.parts ??= [])[n] ??= { stem: '' })
    out.push({ place: String(n + 1), source: p.stem, get: (w) => part(w).stem, set: (w, told) => { part(w).stem = told } })
    out.push(...list(String(n + 1), answers(p), (w) => (part(w).options ??= [])))
    if (p.explanation) out.push({ place: `${n + 1}why`, source: p.explanation, get: (w) => part(w).explanation ?? '', set: (w, told) => { part(w).explanation = told } })
  })
  ;(c.media ?? []).forEach((m, i) => out.push({ place: `alt${i + 1}`, source: m.alt, get: (w) => w.alts?.[i] ?? '', set: (w, told) => { (w.alts ??= [])[i] = told } }))
  if (c.explanation) out.push({ place: 'why', source: c.explanation, get: (w) => w.explanation ?? '', set: (w, told) => { w.explanation = told } })
  return out
}

/** Whether everything that a candidate sees is translated. */
export const whole = (c: Worded, w: Wording): boolean => fieldsOf(c).every((f) => f.place.endsWith('why') || f.get(w).trim() !== '')
