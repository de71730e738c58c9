// What can be asked for about a permit that one has, and what each kind wants to know.
import type { PermitRequest } from '../types'

export type AskKind = 'RENEWAL' | 'REPLACEMENT' | 'CORRECTION' | 'DEFERRED'
type Ask = PermitRequest
export type Ground = NonNullable<Ask['ground']>

export interface AskDraft {
  ground: Ground | ''
  proof: string
  deferTo: string
  work: string
}

export const askKinds: readonly AskKind[] = ['RENEWAL', 'REPLACEMENT', 'CORRECTION', 'DEFERRED']

export const grounds: Record<AskKind, readonly Ground[]> = {
  RENEWAL: [], REPLACEMENT: ['LOST', 'DAMAGED', 'STOLEN', 'OTHER'], CORRECTION: ['NAME', 'DOCUMENT'], DEFERRED: ['ABROAD', 'DETAINED', 'MILITARY', 'ILLNESS', 'OTHER'],
}

/** Whether the kind wants the paper that proves its ground. */
export const wantsProof = (kind: AskKind) => kind === 'CORRECTION' || kind === 'DEFERRED'

/** The kinds that make sense for a permit today; whether one is granted is the server's word. */
export function kindsFor(permit: { state: string }): AskKind[] {
  if (['VALID', 'EXPIRING', 'REVIEW_OVERDUE'].includes(permit.state)) return [...askKinds]
  if (permit.state === 'NOT_YET') return ['REPLACEMENT', 'CORRECTION']
  return permit.state === 'EXTENDED' ? ['RENEWAL', 'DEFERRED'] : []
}

export function isAskKind(kind: string | undefined): kind is AskKind {
  return askKinds.includes(kind as AskKind)
}

/** What is still empty, by the name of its field. */
export function missing(kind: AskKind, draft: AskDraft, needsWork: boolean): (keyof AskDraft)[] {
  const out: (keyof AskDraft)[] = []
  if (grounds[kind].length && !draft.ground) out.push('ground')
  if (wantsProof(kind) && draft.proof.trim().length < 2) out.push('proof')
  if (kind === 'DEFERRED' && !draft.deferTo) out.push('deferTo')
  if (needsWork && draft.work.trim().length < 10) out.push('work')
  return out
}

/** The fields of a request; empty ones are left out. */
export function askBody(kind: AskKind, draft: AskDraft): Pick<Ask, 'ground' | 'proof' | 'deferTo' | 'work'> {
  return {
    ...(grounds[kind].length && draft.ground ? { ground: draft.ground } : {}), ...(wantsProof(kind) ? { proof: draft.proof.trim() } : {}),
    ...(kind === 'DEFERRED' && draft.deferTo ? { deferTo: draft.deferTo } : {}), ...(kind === 'RENEWAL' && draft.work.trim() ? { work: draft.work.trim() } : {}),
  }
}
