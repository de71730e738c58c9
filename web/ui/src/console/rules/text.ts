// Texts that the server gives in both languages.
import { useI18n } from 'vue-i18n'
import type { RuleText, Schemas } from '../types'

/** The text in the page's language, the Chinese where there is no other. */
export function usePair() {
  const { locale } = useI18n()
  return (text: RuleText) => (locale.value === 'en' ? text.en || text.zh : text.zh)
}

/** A blank: the authority must set it. Never zero. */
export function isOpen(field: Pick<Schemas['RuleField'], 'state'>): boolean {
  return field.state === 'BLANK'
}

export type CalendarDay = Schemas['RuleCalendarDay']

export interface CalendarCell {
  date: string
  day: number
  kind: 'holiday' | 'makeup' | 'weekend' | 'work'
  name: string
}

/** One month as weeks from Monday; undefined where the month has no day. */
export function monthOf(year: number, month: number, days: readonly CalendarDay[]): (CalendarCell | undefined)[] {
  const special = new Map(days.map((d) => [d.day, d]))
  const first = new Date(Date.UTC(year, month - 1, 1))
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const before = (first.getUTCDay() + 6) % 7
  const cells: (CalendarCell | undefined)[] = Array.from({ length: before }, () => undefined)
  for (let day = 1; day <= length; day++) {
    const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    const known = special.get(date)
    const weekday = (before + day - 1) % 7
    const kind = known ? (known.work ? 'makeup' : 'holiday') : weekday > 4 ? 'weekend' : 'work'
    cells.push({ date, day, kind, name: known?.name ?? '' })
  }
  return cells
}

/** What a word of a source means: the mark before it and the short words of the catalogue. */
export interface SourceWords {
  seen: string
  unsure: string
  practice: string
  design: string
  about: Readonly<Record<string, string>>
}

/**
 * Where a figure comes from, for people: files write [S: text] for what was read, [S~: text] for what is still to be checked
 * against the original, [K] for common practice and [design] for a default of this program.
 */
export function sourceText(source: string, words: SourceWords): string {
  return source
    .replace(/\[S: ?([^\]]*)\]/g, `${words.seen}$1`)
    .replace(/\[S~: ?([^\]]*)\]/g, `${words.unsure}$1`)
    .replace(/\[K\]/g, words.practice)
    .replace(/\[design\]/g, words.design)
    .replace(/ (hours|split|group|classes|interval|rest)\b/g, (_, word: string) => `（${words.about[word] ?? word}）`)
}

/** The words of the page's language. */
export function useSource() {
  const { t, tm } = useI18n()
  return (source: string | undefined): string =>
    source ? sourceText(source, { seen: '', unsure: t('rule.mark.unsure'), practice: t('rule.mark.practice'), design: t('rule.mark.design'), about: tm('rule.mark.about') as Record<string, string> }) : '–'
}
