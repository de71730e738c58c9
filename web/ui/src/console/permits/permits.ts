// Rules of the permit pages.
import type { Schemas } from '../types'

export type Review = Schemas['PermitReviewView']
export type PermitView = Schemas['PermitView']
export type Change = Schemas['PermitChangeView']

/** What two people may decide; EXTEND and REPLACE follow from applications. */
export type Proposal = Exclude<Change['kind'], 'EXTEND' | 'REPLACE'>

export type ReviewAct = 'approve' | 'return' | 'reject' | 'issue'

/** What may come next; who may do it is the server's word. */
export function reviewActs(state: Review['state'], reviewer: boolean, issuer: boolean): ReviewAct[] {
  if (state === 'SUBMITTED') return reviewer ? ['approve', 'return', 'reject'] : []
  if (state === 'APPROVED') return [...(issuer ? (['issue'] as const) : []), ...(reviewer ? (['return', 'reject'] as const) : [])]
  return []
}

/** One defect per line. */
export function defectsIn(text: string): string[] {
  return text.split('\n').map((line) => line.replace(/^\s*(\d+[.、)]|[-•])\s*/, '').trim()).filter(Boolean)
}

const final = ['REVOKED', 'WITHDRAWN', 'CANCELLED', 'REPLACED']

/** Which changes make sense for a permit today. */
export function changesFor(permit: Pick<PermitView, 'state' | 'national'>): Proposal[] {
  if (final.includes(permit.state)) return []
  const kinds: Proposal[] = permit.state === 'SUSPENDED' || permit.state === 'EXTENDED' ? ['RESUME'] : ['SUSPEND']
  kinds.push('REVOKE', 'WITHDRAW', 'CANCEL')
  if (permit.national === 'PENDING') kinds.unshift('CONFIRM_NATIONAL')
  return kinds
}

/** A search box for permits: a whole number or a whole name. */
export function permitQuery(typed: string): { number?: string; name?: string } {
  const text = typed.trim()
  if (!text) return {}
  return /\d/.test(text) ? { number: text.replace(/\s/g, '').toUpperCase() } : { name: text }
}
