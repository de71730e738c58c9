// Times as the console writes them. All in China time; 今天 is the server's today, whatever this computer believes.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { civilDate, clockTime, dayName, timeSpan } from '@/kit/time'
import { serverNow } from './now'

const dayMs = 24 * 60 * 60 * 1000

/** The instant of "2026-11-21T14:30" as typed in China, RFC 3339; '' for nothing. */
export function fromMoment(typed: string): string {
  return typed ? new Date(`${typed}:00+08:00`).toISOString() : ''
}

/** An instant for a datetime-local field, China time. */
export function toMoment(at: string | Date | undefined): string {
  if (!at) return ''
  const date = typeof at === 'string' ? new Date(at) : at
  return `${civilDate(date)}T${clockTime(date)}`
}

/** Days from `today` to the civil date `due`; negative when it has passed. */
export function daysUntil(due: string, today: string): number {
  return Math.round((Date.parse(`${due}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / dayMs)
}

/** The civil date `n` days after `date`. */
export function addDays(date: string, n: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + n * dayMs).toISOString().slice(0, 10)
}

export type Urgency = 'danger' | 'warn' | 'info'

/** How pressing a deadline is: passed or today, within two days, later. */
export function urgency(days: number): Urgency {
  return days <= 0 ? 'danger' : days <= 2 ? 'warn' : 'info'
}

/** "4:05", "1:02:03"; never negative. */
export function span(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds))
  const two = (n: number) => String(n).padStart(2, '0')
  const h = Math.floor(s / 3600)
  return h > 0 ? `${h}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`
}

export function useWhen() {
  const { t, locale } = useI18n()
  const words = computed(() => ({ today: t('kit.today'), tomorrow: t('kit.tomorrow'), yesterday: t('kit.yesterday') }))
  const now = () => new Date(serverNow())
  const date = (at: string | Date) => (typeof at === 'string' ? new Date(at) : at)
  return {
    /** 今天 14:30 */
    moment: (at: string | Date | undefined) =>
      at ? `${dayName(date(at), now(), words.value, locale.value)} ${clockTime(date(at))}` : '–',
    /** 今天 14:30–16:30 */
    period: (from: string | Date, to: string | Date) => timeSpan(date(from), date(to), now(), words.value, locale.value),
    /** 2026年11月22日星期日 14:30, for paper: never 今天 */
    dated: (at: string | Date) => `${new Intl.DateTimeFormat(locale.value, { dateStyle: 'full', timeZone: 'Asia/Shanghai' }).format(date(at))} ${clockTime(date(at))}`,
    /** 14:30 */
    clock: (at: string | Date) => clockTime(date(at)),
    /** 14:30:05 */
    second: (at: string | Date) => `${clockTime(date(at))}:${String(date(at).getSeconds()).padStart(2, '0')}`,
    /** A civil date by its name. */
    day: (civil: string | undefined) =>
      civil ? dayName(new Date(`${civil}T12:00:00+08:00`), now(), words.value, locale.value) : '–',
    today: () => civilDate(now()),
    /** 2026年11月22日 星期日, never 今天 */
    fullDay: (civil: string) => new Intl.DateTimeFormat(locale.value, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${civil}T00:00:00Z`)),
  }
}
