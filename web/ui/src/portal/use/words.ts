// Times and bilingual texts in the language of the page.
import { useI18n } from 'vue-i18n'
import { dayName, dayTime, timeSpan, clockTime } from '@/kit/time'
import { useServerTime } from './servertime'

/** A civil date "2026-11-21" as an instant that lies on that day in China. */
export function noon(date: string): Date {
  return new Date(`${date}T12:00:00+08:00`)
}

export function useWords() {
  const { t, locale } = useI18n()
  const time = useServerTime()
  const words = () => ({ today: t('kit.today'), tomorrow: t('kit.tomorrow'), yesterday: t('kit.yesterday') })
  const today = () => new Date(time.now())
  return {
    /** "今天", "11月23日（周一）". */
    day: (at: string | Date) => dayName(new Date(at), today(), words(), locale.value),
    /** The same for a civil date. */
    date: (date: string) => dayName(noon(date), today(), words(), locale.value),
    /** "2026年11月21日": for documents, where 今天 would age. */
    fullDate: (date: string) => new Intl.DateTimeFormat(locale.value, { timeZone: 'Asia/Shanghai', dateStyle: 'long' }).format(noon(date)),
    /** "今天 14:30". */
    moment: (at: string) => dayTime(new Date(at), today(), words(), locale.value),
    /** "14:30". */
    clock: (at: string) => clockTime(new Date(at)),
    /** "今天 14:30–16:30". */
    span: (from: string, to: string) => timeSpan(new Date(from), new Date(to), today(), words(), locale.value),
    /** The text in the page's language; Chinese where there is no English. */
    text: (both: { zh: string; en: string }) => (locale.value === 'en' && both.en ? both.en : both.zh),
  }
}
