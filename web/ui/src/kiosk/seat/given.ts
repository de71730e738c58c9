// Time given back: in words, and what of it is news. The reasons are the server's; nothing is added up here.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { SeatTime } from '@/core/wire'
import { clockTime } from '@/kit/time'
import type { Seat } from './useSeat'

export interface GivenWords {
  key: string
  /** "5 分 1 秒" */
  time: string
  /** "整个考场暂停：电力故障 · 跳闸（14:30–14:35）" */
  why: string
}

/** What was given after the person last said 知道了; at most the newest two. */
export function news(given: readonly SeatTime[], seen: number): readonly SeatTime[] {
  return given.slice(Math.max(seen, given.length - 2))
}

export function minutesAndSeconds(seconds: number): { key: 'whole' | 'seconds' | 'minutes'; m: number; s: number } {
  const [m, s] = [Math.floor(seconds / 60), seconds % 60]
  return { key: s === 0 && m > 0 ? 'whole' : m === 0 ? 'seconds' : 'minutes', m, s }
}

const reasons = ['EQUIPMENT', 'NETWORK', 'POWER', 'MEDICAL', 'EMERGENCY', 'IDENTITY', 'INCIDENT', 'CAMERA', 'RECHECK', 'OTHER'] as const
const kinds = ['PAUSE', 'ROOM', 'SITE', 'BREAK', 'OUTAGE'] as const
const outages = ['SERVER_DOWN', 'ROOM_POWER'] as const

export function useGivenWords(): { time: (seconds: number) => string; words: (given: SeatTime) => GivenWords } {
  const { t } = useI18n()
  const time = (seconds: number) => {
    const { key, m, s } = minutesAndSeconds(seconds)
    return t(`seat.given.${key}`, { m, s })
  }
  const name = <K extends string>(list: readonly K[], code: string) => list.find((k) => k === code)
  function words(given: SeatTime): GivenWords {
    const kind = name(kinds, given.kind) ?? 'OUTAGE'
    const reason = name(reasons, given.code)
    const outage = name(outages, given.code)
    const why = [outage && t(`seat.given.code.${outage}`), kind !== 'OUTAGE' && reason && t(`seat.paused.why.${reason}`), given.text].filter(Boolean).join(' · ')
    const at = given.from && given.to ? `（${t('seat.given.from', { from: clockTime(new Date(given.from)), to: clockTime(new Date(given.to)) })}）` : ''
    return { key: `${given.at}${given.kind}${given.seconds}`, time: time(given.seconds), why: `${[kind === 'OUTAGE' && outage ? '' : t(`seat.given.kind.${kind}`), why].filter(Boolean).join('：')}${at}` }
  }
  return { time, words }
}

/** What the seat's page shows of given time. */
export function useGiven(seat: Seat): { all: ComputedRef<GivenWords[]>; fresh: ComputedRef<GivenWords[]>; sum: ComputedRef<string>; seen: () => void } {
  const { time, words } = useGivenWords()
  const given = computed(() => seat.sitting.value.state?.given ?? [])
  return {
    all: computed(() => given.value.map(words)),
    fresh: computed(() => news(given.value, seat.looked.value.given).map(words)),
    sum: computed(() => time(seat.sitting.value.state?.credited_seconds ?? 0)),
    seen: () => (seat.looked.value.given = given.value.length),
  }
}
