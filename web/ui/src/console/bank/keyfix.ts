// Corrected keys: what is proposed and what is wrong with it. The items stay as they were shown; only the key changes.
import type { ItemView } from './banks'
import { askedIn, severalOf, type Asked } from './writing'

/** The ids in "a,b", each once. */
export const idsIn = (text: string): string[] => [...new Set(text.split(',').map((id) => id.trim()).filter(Boolean))]

export const idsWith = (text: string, id: string): string => [...idsIn(text), id].filter((one, index, all) => all.indexOf(one) === index).join(',')

export const idsWithout = (text: string, id: string): string => idsIn(text).filter((one) => one !== id).join(',')

/** The key after place `at` was ticked, ascending as the server wants it. */
export function tickKey(type: ItemView['content']['type'], key: readonly number[], at: number): number[] {
  if (!severalOf(type)) return [at]
  return (key.includes(at) ? key.filter((k) => k !== at) : [...key, at]).sort((a, b) => a - b)
}

export type KeyFault = 'same' | 'none' | 'many'

/** A question whose key can be corrected, by the name the server knows it by: of a case "01….2". */
export interface Keyed extends Asked {
  name: string
  item: ItemView
}

export const keyedIn = (items: readonly ItemView[]): Keyed[] =>
  items.flatMap((item) => askedIn(item.content).map((asked) => ({ ...asked, item, name: asked.part ? `${item.id}.${asked.part}` : item.id })))

/** Of a case those questions are sent whose key changes; of any other item the one there is. */
export const sentKeys = (all: readonly Keyed[], keyOf: (one: Keyed) => readonly number[]): Keyed[] =>
  all.filter((one) => one.part === 0 || keyFault(one, keyOf(one)) !== 'same')

/** Why what is asked for cannot be proposed, question by question; a case needs a change in one of its parts only. */
export function keyFaults(all: readonly Keyed[], keyOf: (one: Keyed) => readonly number[]): (KeyFault | undefined)[] {
  const own = all.map((one) => keyFault(one, keyOf(one)))
  const changed = (item: string) => all.some((one, at) => one.item.id === item && own[at] !== 'same')
  return all.map((one, at) => (own[at] === 'same' && changed(one.item.id) ? undefined : own[at]))
}

/** Why a corrected key cannot be proposed. */
export function keyFault(content: Pick<Asked, 'type' | 'key'>, key: readonly number[]): KeyFault | undefined {
  if (key.length === 0) return 'none'
  if (content.type === 'MULTIPLE' && key.length < 2) return 'many'
  return key.join() === (content.key ?? []).join() ? 'same' : undefined
}

/** The letters of a key: AC. */
export const letters = (key: readonly number[] | undefined): string => (key ?? []).map((k) => String.fromCharCode(65 + k)).join('') || '–'

/** Sitting numbers as people paste them: one per line or anything between; wrong ones are named. */
export function sittingsIn(text: string): { ids: string[]; wrong: string[] } {
  const words = [...new Set(text.split(/[\s,，、;；]+/).filter(Boolean).map((word) => word.toLowerCase()))]
  const well = (word: string) => /^[0-7][0-9abcdefghjkmnpqrstvwxyz]{25}$/.test(word)
  return { ids: words.filter(well), wrong: words.filter((word) => !well(word)) }
}
