// Which colour a state has. The word and the icon say the same without it.
import type { TagKind } from '@/kit/StatusTag.vue'

const kinds = {
  application: { DRAFT: 'neutral', SUBMITTED: 'info', TO_CORRECT: 'warn', ACCEPTED: 'info', APPROVED: 'safe', REJECTED: 'danger', LAPSED: 'neutral', FULFILLED: 'safe' },
  photo: { NONE: 'neutral', PENDING: 'info', APPROVED: 'safe', REJECTED: 'warn' },
  seat: { IN_SERVICE: 'safe', SPARE: 'info', OUT: 'warn' },
  booking: { HELD: 'info', CONFIRMED: 'info', ADMITTED: 'safe', STARTED: 'safe', FINISHED: 'safe', EXPIRED: 'neutral', CANCELLED: 'neutral', ABSENT: 'warn', TO_REBOOK: 'warn' },
  admission: { SEATED: 'info', STARTED: 'safe', FINISHED: 'neutral', ABSENT: 'warn', ABORTED: 'warn' },
  sitting: { ASSIGNED: 'info', PLEDGED: 'info', PRACTISED: 'info', RUNNING: 'safe', PAUSED: 'warn', SUBMITTED: 'neutral', SCORED: 'safe', UNDER_REVIEW: 'warn', ABORTED_TECHNICAL: 'warn', LAPSED: 'neutral', VOIDED: 'danger' },
  device: { LIVE: 'safe', SILENT: 'warn', REVOKED: 'neutral' },
  agent: { OK: 'safe', FAILING: 'danger', SILENT: 'warn', NEW: 'info', NONE: 'neutral' },
  node: { HEARD: 'safe', CUT: 'warn', SINGLE: 'warn', SILENT: 'danger', REVOKED: 'neutral' },
  export: { ASKED: 'info', APPROVED: 'safe', REFUSED: 'neutral' },
  keeping: { LIVE: 'warn', ASKED: 'info', LIFTED: 'neutral' },
  handed: { AWAY: 'info', RECALLED: 'warn', RETURNED: 'safe', RELEASED: 'safe', CALLED_BACK: 'warn' },
  onCall: { CALLING: 'info', ANSWERED: 'safe', SENT: 'info', FAILED: 'danger', NO_PATH: 'warn', NO_PERSON: 'warn' },
  incident: { OPEN: 'danger', TAKEN: 'info', CLOSED: 'neutral', REFERRED: 'warn', SETTLED: 'neutral' },
  case: { FACTS: 'info', NOTICE: 'warn', SERVING_NOTICE: 'warn', STATEMENT: 'info', DECISION: 'warn', SERVING_DECISION: 'warn', APPEALABLE: 'info', APPEALED: 'warn', FINAL: 'neutral', DISMISSED: 'safe' },
  journal: { OPEN: 'danger', DECIDED: 'neutral' },
  item: { DRAFT: 'neutral', CHECKED: 'info', APPROVED: 'safe', REJECTED: 'warn', RETIRED: 'neutral' },
  release: { PROPOSED: 'info', ACTIVE: 'safe', REFUSED: 'warn', REPLACED: 'neutral' },
  proposal: { PENDING: 'info', APPROVED: 'safe', REJECTED: 'warn', WITHDRAWN: 'neutral' },
  registerLine: { OPEN: 'info', REPORTED: 'neutral', CONFIRMED: 'safe', REFUSED: 'warn' },
  archive: { WAITING: 'info', MADE: 'safe', FAILED: 'warn' },
  printedCard: { FREE: 'neutral', LAID: 'info', HANDED: 'safe', POSTED: 'safe', SPOILED: 'warn', DESTROYED: 'neutral' },
  permitRun: { RUNNING: 'warn', STOPPED: 'neutral', DONE: 'safe' },
  registerImport: { PENDING: 'info', EMPTY: 'neutral', APPROVED: 'warn', REFUSED: 'neutral', DONE: 'safe' },
  registerAnswer: { WAITING: 'info', DONE: 'safe', FAILED: 'warn' },
  template: { PENDING: 'info', APPROVED: 'safe', REFUSED: 'neutral' },
  record: { OPEN: 'neutral', DRAFT: 'info', SIGNED: 'safe' },
  result: { PROVISIONAL: 'info', HELD: 'warn', RELEASED: 'safe', VOIDED: 'danger' },
  rescore: { COUNTING: 'info', READY: 'warn', APPROVED: 'safe', REJECTED: 'neutral' },
  outcome: { SAME: 'neutral', CHANGED: 'warn', BROKEN: 'danger', SKIPPED: 'info' },
  check: { REQUESTED: 'warn', ASSIGNED: 'info', REPLIED: 'safe' },
  practical: { OPEN: 'info', DIFFERENT: 'warn', CONFIRMED: 'safe', VOID: 'neutral' },
  permit: { NOT_ISSUED: 'neutral', NOT_YET: 'info', VALID: 'safe', EXPIRING: 'warn', EXPIRED: 'neutral', REVIEW_OVERDUE: 'danger', SUSPENDED: 'warn', REVOKED: 'danger', WITHDRAWN: 'danger', CANCELLED: 'neutral', EXTENDED: 'warn', REPLACED: 'neutral', NATIONAL_PENDING: 'warn', NATIONAL_CONFIRMED: 'safe' },
  national: { PENDING: 'warn', CONFIRMED: 'safe' },
  permitApplication: { SUBMITTED: 'info', TO_CORRECT: 'warn', APPROVED: 'safe', REJECTED: 'danger', WITHDRAWN: 'neutral', ISSUED: 'safe' },
  change: { OPEN: 'info', APPROVED: 'safe', REFUSED: 'warn' },
  ban: { PROPOSED: 'info', IN_FORCE: 'danger', LIFTED: 'neutral' },
  account: { INVITED: 'info', ACTIVE: 'safe', DISABLED: 'neutral' },
  exemption: { SUBMITTED: 'info', APPROVED: 'safe', REJECTED: 'warn', REVOKED: 'danger' },
} as const satisfies Record<string, Record<string, TagKind>>

export type StateOf = keyof typeof kinds

/** Every state that has a colour; the tests ask for its words. */
export const stateCodes: Record<StateOf, readonly string[]> = Object.fromEntries(
  Object.entries(kinds).map(([of, codes]) => [of, Object.keys(codes)]),
) as unknown as Record<StateOf, readonly string[]>

export function kindOf(of: StateOf, code: string): TagKind {
  return (kinds[of] as Record<string, TagKind>)[code] ?? 'neutral'
}
