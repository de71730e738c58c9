// Why time was given, in words.
import type { Schemas } from '../types'

type Words = (key: string, values?: Record<string, string | number>) => string

const outages: readonly string[] = ['SERVER_DOWN', 'ROOM_POWER']

/** "考场暂停 · 停电 · 配电箱跳闸", "故障 · 服务器中断". A code that only a newer server knows is left out. */
export function givenWhy(given: Pick<Schemas['TimeGiven'], 'kind' | 'code' | 'text'>, t: Words): string {
  const code = given.code ?? ''
  const reason = given.kind === 'OUTAGE' ? (outages.includes(code) ? t(`word.outage.${code}`) : '') : code && given.kind !== 'BREAK' ? t(`word.step.${code}`) : ''
  return [t(`word.given.${given.kind}`), reason, given.text].filter(Boolean).join(' · ')
}

const reasons: readonly string[] = ['EQUIPMENT', 'NETWORK', 'POWER', 'MEDICAL', 'EMERGENCY', 'IDENTITY', 'INCIDENT', 'CAMERA', 'RECHECK', 'OTHER']

/** A journal's note in words: of a pause, resumption or abort ("ROOM/POWER: 跳闸", "+60 s, RECHECK: 本人"), move ("A1 > A2: POWER") or start ("attempt 2, 7200+600 s"). Others as they are. */
export function journalNote(note: string, t: Words): string {
  const [, attempt, base, extra] = /^(?:attempt (\d+), )?(\d+)\+(\d+) s$/.exec(note) ?? []
  if (base) return [attempt ? t('word.attemptNo', { n: attempt }) : '', t('duty.minutes', { n: Math.round((Number(base) + Number(extra)) / 60) })].filter(Boolean).join(' · ')
  const [, from, to, why = ''] = /^(\S+) > (\S+): (.*)$/s.exec(note) ?? []
  if (from) return [`${from} → ${to}`, journalNote(why, t)].filter(Boolean).join(' · ')
  const [, given, kind, code = '', text] = /^(?:\+(\d+) s, )?(?:([A-Z_]+)\/)?([A-Z0-9_]+)(?:: (.*))?$/s.exec(note) ?? []
  if (!kind && !reasons.includes(code)) return note
  return [given ? `+${given} s` : '', kind ? t(`word.paused.${kind}`) : '', reasons.includes(code) ? t(`word.step.${code}`) : '', text].filter(Boolean).join(' · ')
}

/** Who did something: a person by name; the program where a job of it did. */
export const whoDid = (name: string | undefined, t: Words): string => (name?.startsWith('job ') ? t('incident.byMachine') : (name ?? ''))
