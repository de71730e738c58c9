// Texts that people confirm: their versions, and a new wording on its way through two people.
import type { Schemas } from '../types'

export type Version = Schemas['NoticeVersionView']
export type Proposal = Schemas['NoticeProposalView']
export type Kind = Version['kind']
export interface Wording {
  title: string
  body: string
}

export const kinds: readonly Kind[] = ['PRIVACY', 'TRUTH_PLEDGE', 'EXAM_PLEDGE', 'RECORDING', 'FACE_CONSENT']

/** The versions of one text, newest first. */
export function versionsOf(all: readonly Version[], kind: Kind): Version[] {
  return all.filter((v) => v.kind === kind).sort((a, b) => b.version - a.version)
}

/** Paragraphs as readers see them: separated by an empty line. */
export const paragraphs = (body: string): string[] => body.split(/\n\s*\n/).map((p) => p.trim()).filter(Boolean)

export type Lack = 'zh' | 'en' | 'same' | 'reason' | 'paragraphs'

/** Why a new wording cannot be handed in. */
export function lackOf(draft: { zh: Wording; en: Wording; reason: string }, now: Version | undefined): Lack | undefined {
  const empty = (w: Wording) => !w.title.trim() || !w.body.trim()
  if (empty(draft.zh)) return 'zh'
  if (empty(draft.en)) return 'en'
  const same = (a: Wording, b: Wording) => a.title.trim() === b.title.trim() && a.body.trim() === b.body.trim()
  if (now && same(draft.zh, now.zh) && same(draft.en, now.en)) return 'same'
  if (paragraphs(draft.zh.body).length !== paragraphs(draft.en.body).length) return 'paragraphs'
  return [...draft.reason.trim()].length < 2 ? 'reason' : undefined
}

/** Paragraphs of the new wording that stand nowhere in the old one. */
export function newParagraphs(body: string, before: string): boolean[] {
  const old = new Set(paragraphs(before))
  return paragraphs(body).map((p) => !old.has(p))
}
