// The time that is left, in words.
import { useI18n } from 'vue-i18n'
import { formatRemaining, timeLeft } from '@/core/clock'

/** "1 小时 59 分", "40 分钟"; "04:59" only in the last minutes. */
export function useTimeWord(): (ms: number) => string {
  const { t } = useI18n()
  return (ms) => {
    const { hours, minutes, seconds } = timeLeft(ms)
    if (seconds !== undefined) return formatRemaining(ms)
    if (hours === 0) return t('seat.clock.minutes', { m: minutes })
    return minutes === 0 ? t('seat.clock.hours', { h: hours }) : t('seat.clock.both', { h: hours, m: minutes })
  }
}
