// Puts together what is known of the time around an incident: pieces of the recording and its gaps, the times of answers, what
// officers did, what detectors said. Of answers the time alone is known here.
import { inputComma, inputWords } from '../locales/inputs'
import type { IncidentDetail, Lane, Timeline, TimelineItem } from './types'

/** A time on file of a sitting. */
export interface SittingItem {
  kind: string
  at: string
  to?: string
  note?: string
}

interface Film {
  segments: readonly { id: string; from: string; to: string; track?: string }[]
  gaps: readonly { from: string; to?: string }[]
}

const lanes: Partial<Record<string, Lane>> = {
  STILL: 'CAMERA', DOOR: 'SYSTEM', ANSWER: 'ANSWER', MARK: 'ANSWER', INPUT: 'INPUT', SOUND: 'SOUND', SEGMENT: 'CAMERA', GAP: 'CAMERA', UNWATCHED: 'SYSTEM', INCIDENT: 'DETECTOR', PAUSE: 'OFFICER', RESUME: 'OFFICER', CREDIT: 'SYSTEM', MOVE: 'OFFICER', ABORT: 'OFFICER',
}

/** "KEYS:3 ANSWERS:2" in words: counts and levels of ten seconds, nothing of what was asked or answered. */
export function inputText(note: string): { zh: string; en: string } {
  const parts = note.split(' ').map((one) => one.split(':'))
  const say = (at: 0 | 1) => parts.map(([code = '', n = '']) => `${inputWords[code]?.[at] ?? code} ${n}`).join(inputComma[at])
  return { zh: say(0), en: say(1) }
}

/** Counts and levels are said here; of the journal's notes those that a page can say in words. Codes of other kinds are for programs. */
function ofNote({ kind, note }: SittingItem): Pick<TimelineItem, 'text' | 'note'> {
  if (!note) return {}
  if (kind === 'INPUT' || kind === 'SOUND') return { text: inputText(note) }
  if (kind === 'MOVE') return { note: note.replace(/^\S+ > \S+: /, '') } // seats stand there by ids
  return ['PAUSE', 'RESUME', 'ABORT', 'START'].includes(kind) ? { note } : {}
}

/** The newest interval of sound: its loudest level of 0 to 100, and seconds that may be speech. */
export interface Sound {
  loudest: number
  voiced: number
}

/** What is older says nothing of now; in ms. */
export const soundFresh = 25_000

export function soundOf(items: readonly SittingItem[]): Sound | undefined {
  const newest = items.filter((one) => one.kind === 'SOUND').sort((a, b) => a.at.localeCompare(b.at)).at(-1)
  if (!newest) return undefined
  const counts = new Map((newest.note ?? '').split(' ').map((one) => one.split(':') as [string, string]))
  return { loudest: Number(counts.get('LOUDEST') ?? 0), voiced: Number(counts.get('VOICED_S') ?? 0) }
}

/** Pieces of the camera alone: the screen is looked at elsewhere, with its questions masked. */
const ofCamera = (segment: { track?: string }) => !segment.track || segment.track.toUpperCase() === 'CAMERA'

export function lineOf(clip: { from: string; to: string }, film: Film | undefined, items: readonly SittingItem[], more: Partial<IncidentDetail> = {}): Timeline {
  const touches = (from: string, to: string | undefined) => Date.parse(from) <= Date.parse(clip.to) && (to === undefined || Date.parse(to) >= Date.parse(clip.from))
  const segments = (film?.segments ?? []).filter((one) => ofCamera(one) && touches(one.from, one.to)).map(({ id, from, to }) => ({ id, from, to }))
  const gaps = (film?.gaps ?? []).filter((gap) => touches(gap.from, gap.to)).map((gap): TimelineItem => ({ at: gap.from, until: gap.to ?? clip.to, lane: 'CAMERA', code: 'GAP' }))
  const seen = items
    .filter((one) => one.kind !== 'SEGMENT' && !(one.kind === 'GAP' && film) && touches(one.at, one.to ?? one.at))
    .map((one): TimelineItem => ({ at: one.at, ...(one.to ? { until: one.to } : {}), lane: lanes[one.kind] ?? 'SYSTEM', code: one.kind, ...ofNote(one) }))
  const deeds = (more.acts ?? []).filter((act) => touches(act.at, act.at)).map((act): TimelineItem => ({ at: act.at, lane: 'OFFICER', code: act.deed }))
  const own = more.incident
  const detector: TimelineItem[] = own ? [{ at: own.at, ...(own.until ? { until: own.until } : {}), lane: 'DETECTOR', code: own.kind, text: own.title, ...(own.score === undefined ? {} : { score: own.score }) }] : []
  return { from: clip.from, to: clip.to, segments, items: [...detector, ...seen.filter((one) => !(own && one.code === 'INCIDENT' && one.at === own.at)), ...gaps, ...deeds] }
}
