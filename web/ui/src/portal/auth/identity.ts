// What can be said about typed-in identity data before the server is asked. It only saves a round trip: the server decides.
import type { DocKind } from '../types'

export type NumberFault = 'missing' | 'form' | 'check' | 'birth'

/** Documents that carry a resident identity number of 18 signs (GB 11643). */
const resident: readonly DocKind[] = ['ID_CARD', 'TEMPORARY_ID', 'HOUSEHOLD_EXTRACT', 'ELECTRONIC_ID']
/** Documents that do not say sex and birth date inside their number; the form asks for both. */
const silent: readonly DocKind[] = ['PASSPORT', 'MAINLAND_TRAVEL', 'FOREIGN_RESIDENCE']

export function asksBirth(kind: DocKind): boolean {
  return silent.includes(kind)
}

/** As people type it: full-width signs, spaces and hyphens, a small x. */
export function tidyNumber(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

export function checkNumber(kind: DocKind, typed: string): NumberFault | undefined {
  const number = tidyNumber(typed)
  if (number === '') return 'missing'
  if (!resident.includes(kind)) return /^[A-Z0-9]{5,20}$/.test(number) ? undefined : 'form'
  if (!/^\d{17}[\dX]$/.test(number)) return 'form'
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number) as [number, number, number]
  const born = new Date(Date.UTC(year, month - 1, day))
  if (year < 1800 || born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day) return 'birth'
  return checkSign(number) === number[17] ? undefined : 'check'
}

/** ISO 7064 MOD 11-2 over the first 17 digits. */
function checkSign(number: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += Number(number[i]) * (2 ** (17 - i) % 11)
  return '10X98765432'[sum % 11] ?? ''
}

/** A mainland mobile number as typed, with or without +86, spaces and hyphens. */
export function tidyPhone(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s()-]/g, '').replace(/^(\+|00)86/, '')
}

export function phoneFits(typed: string): boolean {
  return /^1[3-9]\d{9}$/.test(tidyPhone(typed))
}

/** Names as on the document: letters of any script, spaces and the middle dots of minority names; at most 30 signs. */
export function nameFits(typed: string): boolean {
  const name = typed.trim()
  return [...name].length <= 30 && /^[\p{L}\p{M}][\p{L}\p{M}\s·•・.'’-]*$/u.test(name)
}

export type PasswordFault = 'short' | 'long' | 'digits'

/** The shortest candidate password the server accepts by default. */
export const shortest = 8

export function checkPassword(password: string): PasswordFault | undefined {
  if ([...password].length < shortest) return 'short'
  if (new TextEncoder().encode(password).length > 256) return 'long'
  return /^\d+$/.test(password) && password.length < 12 ? 'digits' : undefined
}
