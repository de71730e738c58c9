// The shapes of reviews: two people establish the facts, the issuing authority decides, the person is heard and may appeal.
import type { Both } from '../incidents/types'

export const stages = ['FACTS', 'NOTICE', 'SERVING_NOTICE', 'STATEMENT', 'DECISION', 'SERVING_DECISION', 'APPEALABLE', 'APPEALED', 'FINAL', 'DISMISSED'] as const
export type Stage = (typeof stages)[number]

export interface Measures {
  voidCurrent: boolean
  voidPassed: boolean
  banMonths: number
}

export interface CaseView {
  id: string
  no: string
  /** Masked name. */
  person: string
  sitting: string
  room: string
  seatLabel?: string
  item: string
  satOn: string
  stage: Stage
  incidents: string[]
  openedAt: string
  /** Last day of the step that is under way, where it has one. */
  statementUntil?: string
  appealUntil?: string
  endedAt?: string
}

export interface FindingView {
  by: string
  account?: string
  established: boolean
  breach?: string
  facts: string
  proposal: string
  at: string
}

export type DocumentKind = 'NOTICE' | 'DECISION' | 'APPEAL'

export interface DocumentView {
  id: string
  kind: DocumentKind
  no: string
  by: string
  at: string
  method?: 'PORTAL' | 'IN_PERSON' | 'POST' | 'PUBLIC' | ''
  servedOn?: string
  servedBy?: string
  note?: string
}

export interface StatementView {
  text: string
  last: boolean
  at: string
}

export interface AppealView {
  id: string
  case?: string
  no?: string
  person?: string
  text: string
  filedAt: string
  state: 'FILED' | 'UPHELD' | 'REVOKED'
  by?: string
  answer?: string
  at?: string
}

export interface CaseDetail extends CaseView {
  breach?: string
  proposed?: Measures
  decided?: Measures
  sanction?: boolean
  /** What the reader may be shown: before one's own signature nobody else's finding is. */
  findings: FindingView[]
  /** How many people have signed, shown or not. */
  signed: number
  /** The reader is one of them. */
  mine?: boolean
  documents: DocumentView[]
  statements: StatementView[]
  appeal?: AppealView
  litigateUntil?: string
  effects?: { results?: string; ban?: string; banFrom?: string; banTo?: string }
  may?: string[]
}

export interface BreachView {
  code: string
  grade: 'LESSER' | 'GRAVE'
  name: Both
}

/** What the rules in force allow; a blank is named in words. */
export interface TermsView {
  most: Measures
  statementDays?: number
  appealDays?: number
  legal: string
  blanks: string[]
}
