// Rules of the question-bank pages.
import type { Schemas } from '../types'

export type ItemView = Schemas['ItemView']
export type Body = Schemas['Body']
export type Section = Schemas['Section']

export type ItemAct = 'submit' | 'approve' | 'reject' | 'retire' | 'discard'

/** What may be done with items of a state, by role. The server refuses one's own items. */
export function itemActs(state: ItemView['state'], writer: boolean, reviewer: boolean): ItemAct[] {
  if (state === 'DRAFT') return writer ? ['submit', 'discard'] : []
  if (state === 'CHECKED') return reviewer ? ['approve', 'reject'] : []
  return state === 'APPROVED' && reviewer ? ['retire'] : []
}

/** The letter before an option. */
export const letter = (index: number) => String.fromCharCode(65 + index)

/** "判断 70×1，单选 30×1 …" is built from these. */
export interface Sum {
  questions: number
  points: number
}

export function sumOf(body: Pick<Body, 'sections'>): Sum {
  const asks = (s: Section) => s.count * (s.type === 'CASE' ? (s.parts ?? 0) : 1)
  return body.sections.reduce((sum, s) => ({ questions: sum.questions + asks(s), points: sum.points + asks(s) * s.points }), { questions: 0, points: 0 })
}

export function emptyBody(trueFalse: string, single: string): Body {
  return {
    minutes: 120, total: 100, pass: 80,
    sections: [{ title: trueFalse, type: 'TRUE_FALSE', count: 70, points: 1 }, { title: single, type: 'SINGLE', count: 30, points: 1 }],
  }
}

/** Quotas as people write them: one per line, "安全用电 12". Wrong lines are named. */
export function readQuotas(text: string): { quotas: { topic: string; count: number }[]; wrong: string[] } {
  const quotas: { topic: string; count: number }[] = []
  const wrong: string[] = []
  for (const line of text.split('\n').map((l) => l.trim()).filter(Boolean)) {
    const match = /^(.+?)[\s:：,，]+(\d{1,3})$/.exec(line)
    if (match?.[1] && Number(match[2]) > 0) quotas.push({ topic: match[1].trim(), count: Number(match[2]) })
    else wrong.push(line)
  }
  return { quotas, wrong }
}

export const writeQuotas = (section: Section) => (section.topics ?? []).map((q) => `${q.topic} ${q.count}`).join('\n')
