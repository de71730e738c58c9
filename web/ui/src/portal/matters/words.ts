// A matter that concerns somebody's own sitting: how it is called, where it stands, what comes next. Pure.
// 疑似违纪 is said of the candidate class alone: a power cut beside a name is an 异常事件.
import type { TagKind } from '@/kit/StatusTag.vue'
import type { Matter, MatterDetail, MatterEvent, Stage } from './types'

export const matterTags: Record<Stage, TagKind> = {
  FACTS: 'neutral', NOTICE: 'neutral', // never shown
  SERVING_NOTICE: 'warn', STATEMENT: 'warn', DECISION: 'info', SERVING_DECISION: 'warn', APPEALABLE: 'info', APPEALED: 'info', FINAL: 'neutral', DISMISSED: 'safe',
}

export const matterStates: Record<Stage, string> = {
  FACTS: 'matter.state.DECISION', NOTICE: 'matter.state.DECISION', // never shown
  SERVING_NOTICE: 'matter.state.SERVING_NOTICE', STATEMENT: 'matter.state.STATEMENT', DECISION: 'matter.state.DECISION', SERVING_DECISION: 'matter.state.SERVING_DECISION', APPEALABLE: 'matter.state.APPEALABLE', APPEALED: 'matter.state.APPEALED', FINAL: 'matter.state.FINAL', DISMISSED: 'matter.state.DISMISSED',
}

/** What a matter is called, by what was noticed. */
export function nameKey(events: readonly Pick<MatterEvent, 'kind'>[]): string {
  return events.some(({ kind }) => /^(candidate|input)\./.test(kind)) ? 'matter.name.CANDIDATE' : 'matter.name.INCIDENT'
}

/** The steps of the procedure from the person's side, with where this one stands. */
export const matterSteps = ['matter.step.notice', 'matter.step.answer', 'matter.step.decision', 'matter.step.appeal'] as const

export function stepOf(stage: Stage): number {
  return { FACTS: 1, NOTICE: 1, SERVING_NOTICE: 1, STATEMENT: 2, DECISION: 3, SERVING_DECISION: 3, APPEALABLE: 4, APPEALED: 4, FINAL: 4, DISMISSED: 4 }[stage]
}

/** What the person can do now; nothing of it after its last day. `today` is a civil day in China. */
export type Act = 'receive' | 'answer' | 'appeal'

export function actOf(matter: Pick<Matter, 'stage' | 'statementUntil' | 'appealUntil'>, today: string): Act | undefined {
  if (matter.stage === 'SERVING_NOTICE' || matter.stage === 'SERVING_DECISION') return 'receive'
  if (matter.stage === 'STATEMENT' && (!matter.statementUntil || today <= matter.statementUntil)) return 'answer'
  if (matter.stage === 'APPEALABLE' && (!matter.appealUntil || today <= matter.appealUntil)) return 'appeal'
  return undefined
}

/** The last day of what the person can do now. */
export function lastDay(matter: Pick<Matter, 'stage' | 'statementUntil' | 'appealUntil'>): string | undefined {
  return matter.stage === 'STATEMENT' ? matter.statementUntil : matter.stage === 'APPEALABLE' ? matter.appealUntil : undefined
}

/** The document whose receipt is asked for. */
export function toReceive(stage: Stage): 'NOTICE' | 'DECISION' {
  return stage === 'SERVING_DECISION' ? 'DECISION' : 'NOTICE'
}

/** One person makes so many statements at most. */
export const mostStatements = 5

/** The pieces of film that show an event, with the second of the first at which it happened. */
export function filmsOf(event: MatterEvent, films: MatterDetail['films']): { id: string; second: number; screen: boolean }[] {
  return films
    .filter((film) => Date.parse(film.from) < Date.parse(event.to) && Date.parse(film.to) > Date.parse(event.from))
    .map((film) => ({ id: film.segment, second: Math.max(0, (Date.parse(event.from) - Date.parse(film.from)) / 1000), screen: film.screen === true }))
}

/** The lines of a document as plain text: what a phone shows of it. Nothing of its markup is taken over. */
export function linesOf(html: string, parse: (text: string) => Document = (text) => new DOMParser().parseFromString(text, 'text/html')): string[] {
  const page = parse(html.replace(/<br\s*\/?>/g, '\n'))
  return [...page.querySelectorAll('body h1, body .no, body p, body li, body .sign')].map((node) => (node.tagName === 'LI' ? '· ' : '') + (node.textContent ?? '').trim()).filter(Boolean)
}
