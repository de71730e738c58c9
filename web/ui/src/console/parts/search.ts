// What a clerk types into one search box, as the server wants it asked.
import type { Schemas } from '../types'

export type PersonQuery = Schemas['Persons-searchRequest']

/** A mainland mobile, an identity card number, any other whole document number, or the beginning of a name. */
export function personQuery(typed: string): PersonQuery | undefined {
  const text = typed.trim().replace(/\s+/g, ' ')
  if (!text) return undefined
  const solid = text.replace(/[\s-]/g, '').toUpperCase()
  if (/^1\d{10}$/.test(solid)) return { phone: solid }
  if (/^\d{17}[\dX]$/.test(solid)) return { document: { kind: 'ID_CARD', number: solid } }
  if (/^[HM]\d{8,10}$/.test(solid)) return { document: { kind: 'MAINLAND_TRAVEL', number: solid } }
  if (/^[A-Z]{1,3}\d{6,9}$/.test(solid)) return { document: { kind: 'PASSPORT', number: solid } }
  return { name: text }
}
