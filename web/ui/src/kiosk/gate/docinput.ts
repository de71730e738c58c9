// Document numbers as they are typed on the gate's own keys.

/** The kinds of documents that the house accepts, most common first (exam/people DocRules). */
export const docKinds = ['ID_CARD', 'TEMPORARY_ID', 'HMT_RESIDENCE', 'FOREIGN_RESIDENCE', 'PASSPORT', 'MAINLAND_TRAVEL', 'HOUSEHOLD_EXTRACT', 'ELECTRONIC_ID'] as const
export type DocKind = (typeof docKinds)[number]

const citizen: readonly DocKind[] = ['ID_CARD', 'TEMPORARY_ID', 'HOUSEHOLD_EXTRACT', 'ELECTRONIC_ID', 'HMT_RESIDENCE', 'FOREIGN_RESIDENCE']

/** Kinds whose numbers are 18 digits, the last of which may be X: no letters to type. The foreigner's older number has three. */
export function needsLetters(kind: DocKind): boolean {
  return !citizen.includes(kind) || kind === 'FOREIGN_RESIDENCE'
}

export const longest = 24

/** The number after a key. Only letters and digits count. */
export function typed(number: string, key: string): string {
  if (key === 'Backspace') return number.slice(0, -1)
  const letter = key.toUpperCase()
  return /^[0-9A-Z]$/.test(letter) && number.length < longest ? number + letter : number
}

/** In groups, so that it can be compared with the card: 110105 1949 1231 002X. */
export function grouped(number: string, kind: DocKind): string {
  if (!citizen.includes(kind)) return number.replace(/(.{4})(?=.)/g, '$1 ')
  return [number.slice(0, 6), number.slice(6, 10), number.slice(10, 14), number.slice(14)].filter(Boolean).join(' ')
}
