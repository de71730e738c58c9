// Times as people say them: 今天 14:30–16:30. Always China time, whatever zone the device is set to.
const zone = 'Asia/Shanghai'
const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const dayMs = 24 * 60 * 60 * 1000

export interface DayWords {
  today: string
  tomorrow: string
  yesterday: string
}

/** The civil date of an instant in China, "2026-11-21". */
export function civilDate(at: Date): string {
  return day.format(at)
}

/** "14:30", 24 hours. */
export function clockTime(at: Date): string {
  return clock.format(at)
}

/** 今天, 明天, 昨天, otherwise "11月23日（周一）" (with the year when it is not this one). */
export function dayName(at: Date, now: Date, words: DayWords, locale: string): string {
  const date = civilDate(at)
  if (date === civilDate(now)) return words.today
  if (date === civilDate(new Date(now.getTime() + dayMs))) return words.tomorrow
  if (date === civilDate(new Date(now.getTime() - dayMs))) return words.yesterday
  const sameYear = date.slice(0, 4) === civilDate(now).slice(0, 4)
  const month = locale === 'en' ? 'short' : 'long'
  const calendar = new Intl.DateTimeFormat(locale, { timeZone: zone, ...(sameYear ? {} : { year: 'numeric' }), month, day: 'numeric' })
  const weekday = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'short' })
  return locale === 'en' ? `${weekday.format(at)} ${calendar.format(at)}` : `${calendar.format(at)}（${weekday.format(at)}）`
}

/** "今天 14:30", "11月23日（周一）14:30". */
export function dayTime(at: Date, now: Date, words: DayWords, locale: string): string {
  const name = dayName(at, now, words, locale)
  return name.endsWith('）') ? `${name}${clockTime(at)}` : `${name} ${clockTime(at)}`
}

/** "今天 14:30–16:30"; an end on another day carries its own day. */
export function timeSpan(from: Date, to: Date, now: Date, words: DayWords, locale: string): string {
  const start = dayTime(from, now, words, locale)
  return civilDate(from) === civilDate(to) ? `${start}–${clockTime(to)}` : `${start} – ${dayTime(to, now, words, locale)}`
}
