// What an officer does about an incident, asked for in the one way of the console. Taking it needs no dialog: seconds count.
import { useI18n } from 'vue-i18n'
import { useActs, type ActField } from '../parts/acts'
import { useIncidents } from './api'
import { useSession } from '../session'
import { usePlaceName } from './rooms'
import { aboutOf, mayOf } from './queue'
import type { Both, IncidentView } from './types'

/** Acts that are asked for in a dialog, in the order of the buttons. Taking is a button of its own. */
export const askedActs = ['MESSAGE', 'TALK', 'PAUSE', 'RESUME', 'HELP', 'NOTE', 'END', 'CLOSE'] as const
export type AskedAct = (typeof askedActs)[number]

export const findings = ['HANDLED', 'TECHNICAL_CAUSE', 'FALSE_ALARM', 'TO_REVIEW'] as const

/** What the reader may do, in the order of the buttons. */
export function actsFor(may: readonly string[]): AskedAct[] {
  return askedActs.filter((act) => may.includes(act))
}

/** The ends that fit: what concerns no sitting cannot be reviewed, and what a result hangs on is reviewed unless somebody says why not. */
export function findingsFor(one: Pick<IncidentView, 'holds' | 'sitting'>): string[] {
  const fit = findings.filter((code) => code !== 'TO_REVIEW' || one.sitting)
  return one.holds ? [...fit].reverse() : [...fit]
}

/** What says where something is: ids, and the server's words for them. */
export type Spot = Pick<IncidentView, 'room' | 'seat' | 'where'>

export function useIncidentActs() {
  const { t, te, locale } = useI18n()
  const acts = useActs()
  const api = useIncidents()
  const session = useSession()
  const placeName = usePlaceName()
  const say = (both: Both) => (locale.value === 'en' ? both.en : both.zh)
  const name = (one: IncidentView) => say(one.title)
  /** In words what an incident is about beyond its name; '' where its name says all. */
  const about = (one: IncidentView, catalogue: readonly { kind: string; title: Both }[]) => {
    const found = aboutOf(one)
    if (!found) return ''
    if ('kind' in found) return catalogue.filter((entry) => entry.kind === found.kind).map((entry) => say(entry.title)).join('')
    return te(`word.factValue.what.${found.what}`, 'zh-CN') ? t(`word.factValue.what.${found.what}`) : ''
  }
  /** 考位 S5, or that the whole room is concerned; '' while the label is not known. */
  const spot = (one: Spot) => {
    const label = one.where.seat || (one.seat && placeName.seat(one.room, one.seat))
    return label ? t('duty.seat', { label }) : one.seat ? '' : t('incident.wholeRoom')
  }
  const roomName = (one: Spot) => (one.where.room ? [one.where.point, one.where.room].filter(Boolean).join(' · ') : placeName.room(one.room))
  /** Seat, masked name and room in one line, what tells people apart first. */
  const place = (one: Spot) => [spot(one), one.where.person, roomName(one)].filter(Boolean).join(' · ')

  function fieldsOf(act: AskedAct, one: IncidentView): ActField[] {
    const text: ActField = { name: 'text', label: t(`incident.ask.${act}`), kind: 'long', required: true, min: 2, max: act === 'MESSAGE' ? 120 : 400, hint: t(`incident.askHint.${act}`) }
    if (act !== 'CLOSE') return [text]
    const options = findingsFor(one).map((value) => ({ value, label: t(`word.finding.${value}`) }))
    return [{ name: 'finding', label: t('incident.finding'), kind: 'pick', required: true, options, ...(one.holds ? { hint: t('incident.holdsHint') } : {}) }, text]
  }

  return {
    name,
    about,
    place,
    spot,
    roomName,
    say,
    may: (one: IncidentView) => mayOf(one, { has: session.has }),
    /** At once; a colleague who was quicker is named by the refusal. `over` takes it from a colleague, who stays named on the trail. */
    take: (one: IncidentView) => api.take(one.id),
    takeOver: (one: IncidentView) => acts.ask({
      title: t('incident.takeOver'), object: `${place(one)}\n${name(one)}`, effect: t('incident.takeOverEffect', { name: one.taker ?? '' }), verb: t('incident.takeOver'), done: t('incident.done.TAKE'),
      fields: [{ name: 'text', label: t('act.reason'), kind: 'long', required: true, min: 2, max: 400 }],
      run: (v) => api.takeFrom(one.id, v['text'] ?? ''),
    }),
    ask: (act: AskedAct, one: IncidentView) => acts.ask({
      title: t(`incident.do.${act}`), object: `${place(one)}\n${name(one)}`, effect: t(`incident.effect.${act}`), verb: t(`incident.do.${act}`), done: t(`incident.done.${act}`),
      danger: act === 'PAUSE' || act === 'END', fields: fieldsOf(act, one), run: (v) => api.act(one.id, act, v['text'] ?? '', v['finding'] ?? ''),
    }),
  }
}
