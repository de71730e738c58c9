// The sounds of an item: which texts it has to be read aloud, and which sounds still read what stands there.
import { digestOf } from '@/kit/pictures'
import { truth } from '../locales/truth'
import { letter } from './banks'
import type { ItemForm, Spoken } from './writing'

export interface SpokenText {
  /** As the server names it: stem, A, 2, 2B. */
  place: string
  text: string
}

const answers = (x: { type: string; options?: string[] }) => (x.type === 'TRUE_FALSE' ? [...truth] : (x.options ?? []))

/** All texts that a candidate sees beside the pictures, in the order they are read. */
export function textsOf(content: Pick<ItemForm, 'type' | 'stem' | 'options' | 'parts'>): SpokenText[] {
  const options = (before: string, list: readonly string[]) => list.map((text, i) => ({ place: `${before}${letter(i)}`, text }))
  return [
    { place: 'stem', text: content.stem },
    ...(content.type === 'CASE' ? [] : options('', answers(content))),
    ...(content.type === 'CASE' ? (content.parts ?? []).flatMap((p, i) => [{ place: String(i + 1), text: p.stem }, ...options(String(i + 1), answers(p))]) : []),
  ]
}

/** What a sound is bound to. Empty where this browser reckons none (a page without TLS): the server will refuse it. */
export const sumOf = async (text: string): Promise<string> => (await digestOf(new TextEncoder().encode(text).buffer as ArrayBuffer)) ?? ''

export interface Heard extends SpokenText {
  /** The sound that reads the text; undefined where it lacks one. */
  spoken: Spoken | undefined
  /** It had one, and the text has changed since. */
  stale: boolean
}

/** Each text with the sound that reads it. A sound of another text is none. */
export async function heardOf(content: Pick<ItemForm, 'type' | 'stem' | 'options' | 'parts'>, spoken: readonly Spoken[]): Promise<Heard[]> {
  return Promise.all(textsOf(content).map(async (t) => {
    const held = spoken.find((s) => s.place === t.place)
    const fits = held !== undefined && held.of === (await sumOf(t.text))
    return { ...t, spoken: fits ? held : undefined, stale: held !== undefined && !fits }
  }))
}

/** The sounds that may be kept with a content: those that read what it says. */
export async function fitting(content: ItemForm, spoken: readonly Spoken[]): Promise<Spoken[]> {
  return (await heardOf(content, spoken)).flatMap((h) => (h.spoken ? [h.spoken] : []))
}
