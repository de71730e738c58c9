// What waits for whom. One failing question does not hide the others.
import { call, type Api } from '@/core/api'
import { commas } from '../parts/upload'

export interface Waiting {
  key: string
  to: string
  count: number
  /** There are more than were counted. */
  more: boolean
  /** How many are past their day. */
  late: number
  /** The nearest day, where there is one. */
  first: string
  failed: boolean
}

interface Listed {
  items: readonly unknown[]
  next?: string
}

interface Question {
  key: string
  to: string
  roles: readonly string[]
  read: (api: Api) => Promise<Listed>
  /** The day by which one must be done. */
  due?: (item: never) => string | undefined
}

const most = { limit: 200 }
const questions: readonly Question[] = [
  { key: 'matches', to: '/duty', roles: ['REMOTE_INVIGILATOR', 'REMOTE_ATTENDANT'], read: (api) => call(api.GET('/api/staff/matches')) },
  { key: 'facts', to: '/incidents/cases?stage=FACTS', roles: ['INSPECTOR', 'EXAM_MANAGER'], read: (api) => call(api.GET('/api/staff/reviews', { params: { query: { ...most, stage: 'FACTS' } } })) },
  { key: 'notices', to: '/incidents/cases?stage=NOTICE', roles: ['REGULATOR', 'PERMIT_ISSUER'], read: (api) => call(api.GET('/api/staff/reviews', { params: { query: { ...most, stage: 'NOTICE' } } })) },
  { key: 'decisions', to: '/incidents/cases?stage=DECISION', roles: ['REGULATOR', 'PERMIT_ISSUER'], read: (api) => call(api.GET('/api/staff/reviews', { params: { query: { ...most, stage: 'DECISION' } } })) },
  { key: 'appeals', to: '/incidents/cases?stage=APPEALED', roles: ['REGULATOR', 'PERMIT_ISSUER'], read: (api) => call(api.GET('/api/staff/reviews', { params: { query: { ...most, stage: 'APPEALED' } } })) },
  {
    key: 'applications', to: '/review/applications', roles: ['APPLICATION_REVIEWER'], due: (a: { dueOn?: string }) => a.dueOn,
    read: (api) => call(api.GET('/api/staff/applications', { params: { query: { ...most, state: ['SUBMITTED', 'ACCEPTED'] } }, ...commas })),
  },
  {
    key: 'photos', to: '/review/photos', roles: ['APPLICATION_REVIEWER', 'COUNTER_CLERK'],
    read: (api) => call(api.POST('/api/staff/persons/search', { params: { query: most }, body: { photo: 'PENDING' } })),
  },
  {
    key: 'proposals', to: '/rules/proposals?state=PENDING', roles: ['RULE_APPROVER'],
    read: (api) => call(api.GET('/api/staff/rules/proposals', { params: { query: { ...most, state: 'PENDING' } } })),
  },
  {
    key: 'practical', to: '/practical?mine=yes&state=OPEN', roles: ['ASSESSOR'],
    read: (api) => call(api.GET('/api/staff/practical', { params: { query: { ...most, mine: true, state: 'OPEN' } } })),
  },
  {
    key: 'records', to: '/results/records?state=DRAFT', roles: ['REMOTE_INVIGILATOR'],
    read: (api) => call(api.GET('/api/staff/room-records', { params: { query: { ...most, state: 'DRAFT' } } })),
  },
  {
    key: 'queue', to: '/results/queue', roles: ['RESULT_RELEASER'], due: (l: { publishBy?: string }) => l.publishBy,
    read: (api) => call(api.GET('/api/staff/release-queue', { params: { query: most } })),
  },
  {
    key: 'checks', to: '/results/checks', roles: ['RESULT_RELEASER', 'ITEM_REVIEWER'], due: (c: { dueOn?: string }) => c.dueOn,
    read: (api) => call(api.GET('/api/staff/score-checks', { params: { query: { ...most, state: 'REQUESTED' } } })),
  },
  {
    key: 'permits', to: '/permits/applications', roles: ['PERMIT_ISSUER', 'APPLICATION_REVIEWER'], due: (a: { dueOn?: string }) => a.dueOn,
    read: (api) => call(api.GET('/api/staff/permit-applications', { params: { query: { ...most, state: 'SUBMITTED,APPROVED' } } })),
  },
  {
    key: 'changes', to: '/permits/changes', roles: ['PERMIT_ISSUER', 'APPLICATION_REVIEWER'],
    read: (api) => call(api.GET('/api/staff/permit-changes', { params: { query: most } })),
  },
  {
    key: 'bans', to: '/permits/bans', roles: ['RESULT_RELEASER', 'PERMIT_ISSUER'],
    read: async (api) => ({ items: (await call(api.GET('/api/staff/bans', { params: { query: most } }))).items.filter((b) => b.state === 'PROPOSED') }),
  },
  {
    key: 'texts', to: '/rules/texts', roles: ['RULE_APPROVER'],
    read: async (api) => ({ items: (await call(api.GET('/api/staff/notice-proposals'))).items.filter((p) => p.state === 'PENDING' && !p.mine) }),
  },
  { key: 'items', to: '/banks', roles: ['ITEM_REVIEWER'], read: itemsToReview },
  { key: 'quarantines', to: '/banks', roles: ['ITEM_REVIEWER'], read: quarantinesToDecide },
  { key: 'exemptions', to: '/training/exemptions?state=SUBMITTED', roles: ['APPLICATION_REVIEWER'], read: exemptionsToDecide },
]

/** Items that wait in any bank. */
async function itemsToReview(api: Api): Promise<Listed> {
  const banks = (await call(api.GET('/api/staff/banks'))).items
  const lists = await Promise.all(banks.map((b) => call(api.GET('/api/staff/banks/{id}/items', { params: { path: { id: b.id }, query: { ...most, latest: true, state: 'CHECKED' } } }))))
  return { items: lists.flatMap((l) => l.items), ...(lists.some((l) => l.next) ? { next: 'yes' } : {}) }
}

/** Items of any bank that somebody, or the watch for leaks, wants kept out of papers. */
async function quarantinesToDecide(api: Api): Promise<Listed> {
  const banks = (await call(api.GET('/api/staff/banks'))).items
  const lists = await Promise.all(banks.map((b) => call(api.GET('/api/staff/banks/{id}/quarantines', { params: { path: { id: b.id }, query: { live: true } } }))))
  return { items: lists.flatMap((l) => l.items.filter((q) => q.state === 'PROPOSED')) }
}

/** Exemptions that wait where the reader reviews. */
async function exemptionsToDecide(api: Api): Promise<Listed> {
  const { grants } = await call(api.GET('/api/staff/me'))
  const orgs = [...new Set(grants.filter((g) => g.role === 'APPLICATION_REVIEWER').map((g) => g.org))]
  const lists = await Promise.all(orgs.map((org) => call(api.GET('/api/staff/exemptions', { params: { query: { ...most, org, state: 'SUBMITTED' } } }))))
  return { items: lists.flatMap((l) => l.items), ...(lists.some((l) => l.next) ? { next: 'yes' } : {}) }
}

/** Late ones and the nearest day among the days. */
export function deadlines(days: readonly (string | undefined)[], today: string): { late: number; first: string } {
  const known = days.filter((day): day is string => !!day)
  return { late: known.filter((day) => day < today).length, first: known.reduce((a, b) => (a && a < b ? a : b), '') }
}

/** Asks everything that concerns these roles; the late ones come first, then the fuller lists. */
export async function countsFor(api: Api, roles: readonly string[], today: string, all: readonly Question[] = questions): Promise<Waiting[]> {
  const mine = all.filter((q) => q.roles.some((role) => roles.includes(role)))
  const counted = await Promise.all(
    mine.map(async ({ key, to, read, due }): Promise<Waiting> => {
      const none = { key, to, count: 0, more: false, late: 0, first: '', failed: false }
      try {
        const list = await read(api)
        const days = due ? list.items.map((item) => due(item as never)) : []
        return { ...none, count: list.items.length, more: !!list.next, ...deadlines(days, today) }
      } catch {
        return { ...none, failed: true }
      }
    }),
  )
  return counted.filter((w) => !w.failed || w.count === 0).sort((a, b) => b.late - a.late || b.count - a.count)
}
