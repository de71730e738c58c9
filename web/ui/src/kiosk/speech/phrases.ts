// Sentences put together from clips. Every function gives clip names, or nothing when a part has no clip: then the
// screen alone says it – half a sentence would be wrong.
import type { Utterance } from '@/kit/speaker'
import clips from './clips.json'

export type ClipId = keyof typeof clips

/** 0–100 are clips of their own; larger numbers are read digit by digit; 87.5 is 八十七 点 五. */
export function numberClips(value: number): Utterance {
  if (!Number.isFinite(value) || value < 0) return []
  const [whole = '', part] = String(value).split('.')
  if (!/^\d+$/.test(whole) || (part !== undefined && !/^\d+$/.test(part))) return []
  const number = Number(whole) <= 100 ? [`n${Number(whole)}`] : [...whole].map((d) => `n${d}`)
  return part === undefined ? number : [...number, 'point', ...[...part].map((d) => `n${d}`)]
}

/** "A3", "12", "B07": letters A–F and numbers. Anything else has no clips. */
export function seatClips(label: string): Utterance {
  const parts = /^([A-F]*)-?(\d*)$/i.exec(label.trim())
  if (!parts || label.trim() === '') return []
  const letters = [...(parts[1] ?? '').toUpperCase()].map((letter) => `letter.${letter}`)
  return parts[2] ? [...letters, ...numberClips(Number(parts[2]))] : letters
}

/** 您的座位是 A 三 号. */
export function seatAnnouncement(label: string): Utterance {
  const seat = seatClips(label)
  return seat.length === 0 ? [] : ['gate.seatIs', ...seat, 'gate.seatEnd']
}

/** 您的成绩是 八十七 分, 合格, 成绩待发布. `passed` undefined: the pass mark is not said. */
export function scoreAnnouncement(score: number, passed: boolean | undefined, provisional: boolean): Utterance {
  const number = numberClips(score)
  if (number.length === 0) return []
  const verdict: ClipId[] = passed === undefined ? [] : [passed ? 'seat.passed' : 'seat.failed']
  const state: ClipId[] = provisional ? ['seat.provisional'] : []
  return ['seat.scoreIs', ...number, 'seat.scoreEnd', ...verdict, ...state]
}

/** What a clip says, as text in a language; "" for numbers. */
export function clipText(id: ClipId, lang: 'zh' | 'en'): string {
  return clips[id][lang]
}
