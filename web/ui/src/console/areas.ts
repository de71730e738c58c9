// The areas of the console: what stands in the menu, which pages an area has, and which roles are led there. A page that is
// not in the reader's menu is not secret – the server decides – but nobody should be led to a closed door.
import type { IconName } from '@/kit/KitIcon.vue'

export interface AreaPage {
  path: string
  /** Key of its title. */
  title: string
  roles?: readonly string[]
  load: () => Promise<unknown>
}

export interface Area {
  title: string
  icon: IconName
  /** Second key after `g`. */
  key: string
  /** The first page that the reader may open is where the menu leads. */
  pages: readonly AreaPage[]
  /** Pages of one thing, outside the tabs. */
  inner?: readonly AreaPage[]
}

const duty = ['REMOTE_INVIGILATOR', 'REMOTE_ATTENDANT']
const watching = [...duty, 'EXAM_MANAGER', 'INSPECTOR', 'REGULATOR']
const places = ['EXAM_MANAGER', 'SYSTEM_ADMIN', 'REGULATOR', 'INSPECTOR']
const bank = ['ITEM_WRITER', 'ITEM_REVIEWER', 'AUDIT_ADMIN']
const rules = ['RULE_EDITOR', 'RULE_APPROVER', 'REGULATOR', 'APPLICATION_REVIEWER', 'AUDIT_ADMIN', 'EXAM_MANAGER', 'PERMIT_ISSUER', 'TRAINING_CLERK']
const people = ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'APPLICATION_REVIEWER', 'COUNTER_CLERK', 'TRAINING_CLERK', 'ENTERPRISE_MANAGER', 'REGULATOR', 'AUDIT_ADMIN']
const permits = ['PERMIT_ISSUER', 'APPLICATION_REVIEWER', 'REGULATOR', 'COUNTER_CLERK', 'ARCHIVIST']

export const areas: readonly Area[] = [
  { title: 'menu.home', icon: 'home', key: 'h', pages: [{ path: '/', title: 'menu.home', load: () => import('./pages/HomePage.vue') }] },
  {
    title: 'menu.duty', icon: 'bell', key: 'd',
    pages: [{ path: '/duty', title: 'menu.duty', roles: watching, load: () => import('./duty/DutyPage.vue') }],
  },
  {
    title: 'menu.incidents', icon: 'warn', key: 'i',
    pages: [
      { path: '/incidents/list', title: 'menu.incidents', roles: watching, load: () => import('./incidents/IncidentsPage.vue') },
      { path: '/incidents/cases', title: 'menu.cases', roles: ['REMOTE_INVIGILATOR', 'INSPECTOR', 'EXAM_MANAGER', 'REGULATOR', 'PERMIT_ISSUER', 'RESULT_RELEASER'], load: () => import('./cases/CasesPage.vue') },
      { path: '/incidents/figures', title: 'menu.figures', roles: watching, load: () => import('./incidents/FiguresPage.vue') },
      { path: '/incidents/detectors', title: 'menu.detectors', roles: [...watching, 'SYSTEM_ADMIN'], load: () => import('./incidents/DetectorsPage.vue') },
      { path: '/incidents/samples', title: 'menu.samples', roles: ['REMOTE_INVIGILATOR', 'INSPECTOR'], load: () => import('./incidents/SamplesPage.vue') },
      { path: '/incidents/foreknowledge', title: 'menu.foreknowledge', roles: ['REMOTE_INVIGILATOR', 'INSPECTOR'], load: () => import('./incidents/ForeknowledgePage.vue') },
    ],
    inner: [{ path: '/incidents/cases/:id', title: 'menu.case', load: () => import('./cases/CasePage.vue') }],
  },
  {
    title: 'menu.review', icon: 'list', key: 'a',
    pages: [
      { path: '/review/applications', title: 'menu.applications', roles: ['APPLICATION_REVIEWER', 'COUNTER_CLERK', 'REGULATOR', 'TRAINING_CLERK', 'ENTERPRISE_MANAGER'], load: () => import('./review/ApplicationsPage.vue') },
      { path: '/review/photos', title: 'menu.photos', roles: ['APPLICATION_REVIEWER', 'COUNTER_CLERK'], load: () => import('./review/PhotosPage.vue') },
    ],
    inner: [
      { path: '/review/applications/:id', title: 'menu.application', load: () => import('./review/ApplicationPage.vue') },
      { path: '/review/applications/:id/book', title: 'counter.title', load: () => import('./counter/BookPage.vue') },
    ],
  },
  {
    title: 'menu.places', icon: 'calendar', key: 'p',
    pages: [
      { path: '/places/points', title: 'menu.points', roles: places, load: () => import('./places/PointsPage.vue') },
      { path: '/places/slots', title: 'menu.slots', roles: [...places, ...duty], load: () => import('./places/SlotsPage.vue') },
      { path: '/places/roster', title: 'menu.roster', roles: [...places, ...duty], load: () => import('./places/RosterPage.vue') },
      { path: '/places/nodes', title: 'menu.nodes', roles: [...places, ...duty, 'RESULT_RELEASER'], load: () => import('./places/NodesPage.vue') },
      { path: '/places/agents', title: 'menu.agents', roles: [...places, ...duty], load: () => import('./places/AgentsPage.vue') },
      { path: '/places/closures', title: 'menu.closures', roles: places, load: () => import('./places/ClosuresPage.vue') },
      { path: '/places/evidence', title: 'menu.evidence', roles: [...places, 'ARCHIVIST', 'RESULT_RELEASER'], load: () => import('./places/EvidencePage.vue') },
    ],
    inner: [
      { path: '/places/rooms/:id', title: 'menu.room', load: () => import('./places/RoomPage.vue') },
      { path: '/places/nodes/:id', title: 'menu.node', load: () => import('./places/NodePage.vue') },
    ],
  },
  {
    title: 'menu.bank', icon: 'book', key: 'b',
    pages: [
      { path: '/banks', title: 'menu.banks', roles: bank, load: () => import('./bank/BanksPage.vue') },
      { path: '/banks/sealed', title: 'menu.sealed', roles: ['ITEM_REVIEWER', 'SYSTEM_ADMIN'], load: () => import('./bank/SealedPage.vue') },
    ],
    inner: [
      { path: '/banks/:id/write', title: 'writing.title', load: () => import('./bank/ItemWritePage.vue') },
      { path: '/banks/:id/items', title: 'menu.items', load: () => import('./bank/ItemsPage.vue') },
      { path: '/banks/:id/items/:version/health', title: 'menu.itemHealth', load: () => import('./bank/ItemHealthPage.vue') },
      { path: '/banks/:id/imports', title: 'menu.imports', load: () => import('./bank/ImportsPage.vue') },
      { path: '/banks/:id/releases', title: 'menu.releases', load: () => import('./bank/ReleasesPage.vue') },
      { path: '/banks/:id/exports', title: 'menu.exports', load: () => import('./bank/ExportsPage.vue') },
      { path: '/banks/:id/keys', title: 'menu.keys', load: () => import('./bank/KeysPage.vue') },
      { path: '/banks/:id/blueprints', title: 'menu.blueprints', load: () => import('./bank/BlueprintsPage.vue') },
      { path: '/banks/:id/overview', title: 'menu.overview', load: () => import('./bank/OverviewPage.vue') },
      { path: '/banks/:id/alike', title: 'menu.alike', load: () => import('./bank/AlikePage.vue') },
      { path: '/banks/:id/citations', title: 'menu.citations', load: () => import('./bank/CitationsPage.vue') },
      { path: '/banks/:id/languages', title: 'menu.languages', load: () => import('./bank/LanguagesPage.vue') },
    ],
  },
  {
    title: 'menu.rules', icon: 'shield', key: 'u',
    pages: [
      { path: '/rules/in-force', title: 'menu.inForce', roles: rules, load: () => import('./rules/InForcePage.vue') },
      { path: '/rules/proposals', title: 'menu.proposals', roles: ['RULE_EDITOR', 'RULE_APPROVER', 'AUDIT_ADMIN'], load: () => import('./rules/ProposalsPage.vue') },
      { path: '/rules/texts', title: 'menu.texts', roles: ['RULE_EDITOR', 'RULE_APPROVER', 'REGULATOR', 'AUDIT_ADMIN'], load: () => import('./texts/TextsPage.vue') },
      { path: '/rules/catalogue', title: 'menu.catalogue', roles: rules, load: () => import('./rules/CataloguePage.vue') },
      { path: '/rules/calendar', title: 'menu.calendar', roles: rules, load: () => import('./rules/CalendarPage.vue') },
    ],
    inner: [{ path: '/rules/proposals/:id', title: 'menu.proposal', load: () => import('./rules/ProposalPage.vue') }],
  },
  {
    title: 'menu.results', icon: 'flag', key: 'r',
    pages: [
      { path: '/results/records', title: 'menu.records', roles: ['REMOTE_INVIGILATOR', 'REMOTE_ATTENDANT', 'EXAM_MANAGER', 'INSPECTOR', 'RESULT_RELEASER', 'REGULATOR', 'ARCHIVIST'], load: () => import('./results/RecordsPage.vue') },
      { path: '/results/queue', title: 'menu.queue', roles: ['RESULT_RELEASER', 'REGULATOR', 'EXAM_MANAGER'], load: () => import('./results/QueuePage.vue') },
      { path: '/results/checks', title: 'menu.checks', roles: ['RESULT_RELEASER', 'ITEM_REVIEWER', 'REGULATOR'], load: () => import('./results/ChecksPage.vue') },
      { path: '/results/rescores', title: 'menu.rescores', roles: ['RESULT_RELEASER', 'ITEM_REVIEWER', 'REGULATOR'], load: () => import('./results/RescoresPage.vue') },
    ],
    inner: [
      { path: '/results/records/:id', title: 'menu.record', load: () => import('./results/RecordPage.vue') },
      { path: '/results/checks/:id', title: 'menu.check', load: () => import('./results/CheckPage.vue') },
    ],
  },
  {
    title: 'menu.practical', icon: 'pen', key: 'k',
    pages: [{ path: '/practical', title: 'menu.practical', roles: ['ASSESSOR', 'EXAM_MANAGER', 'REGULATOR'], load: () => import('./practical/PracticalPage.vue') }],
    inner: [{ path: '/practical/:id', title: 'menu.practicalOne', load: () => import('./practical/PracticalOne.vue') }],
  },
  {
    title: 'menu.permits', icon: 'card', key: 'c',
    pages: [
      { path: '/permits/applications', title: 'menu.permitApplications', roles: permits, load: () => import('./permits/PermitApplicationsPage.vue') },
      { path: '/permits/runs', title: 'menu.permitRuns', roles: ['PERMIT_ISSUER'], load: () => import('./permits/RunsPage.vue') },
      { path: '/permits/list', title: 'menu.permitList', roles: permits, load: () => import('./permits/PermitsPage.vue') },
      { path: '/permits/cards', title: 'menu.permitCards', roles: ['PERMIT_ISSUER'], load: () => import('./permits/CardsPage.vue') },
      { path: '/permits/employees', title: 'menu.employeePermits', roles: ['ENTERPRISE_MANAGER', 'REGULATOR'], load: () => import('./permits/EmployeePermitsPage.vue') },
      { path: '/permits/changes', title: 'menu.permitChanges', roles: ['PERMIT_ISSUER', 'APPLICATION_REVIEWER'], load: () => import('./permits/ChangesPage.vue') },
      { path: '/permits/bans', title: 'menu.bans', roles: ['PERMIT_ISSUER', 'EXAM_MANAGER', 'RESULT_RELEASER', 'REGULATOR'], load: () => import('./permits/BansPage.vue') },
      { path: '/permits/register', title: 'menu.permitRegister', roles: ['PERMIT_ISSUER', 'APPLICATION_REVIEWER'], load: () => import('./permits/RegisterPage.vue') },
      { path: '/permits/intake', title: 'menu.permitIntake', roles: ['PERMIT_ISSUER', 'APPLICATION_REVIEWER'], load: () => import('./permits/IntakePage.vue') },
      { path: '/permits/sheets', title: 'menu.permitSheets', roles: ['ENTERPRISE_MANAGER', 'REGULATOR'], load: () => import('./permits/SheetsPage.vue') },
      { path: '/permits/subscriptions', title: 'menu.permitSubs', roles: ['ENTERPRISE_MANAGER', 'REGULATOR'], load: () => import('./permits/SubscriptionsPage.vue') },
      { path: '/permits/keys', title: 'menu.apiKeys', roles: ['ENTERPRISE_MANAGER', 'REGULATOR'], load: () => import('./permits/ApiKeysPage.vue') },
      { path: '/permits/archive', title: 'menu.permitArchive', roles: ['ARCHIVIST'], load: () => import('./permits/ArchivePage.vue') },
      { path: '/permits/templates', title: 'menu.permitTemplates', roles: ['PERMIT_ISSUER'], load: () => import('./permits/TemplatesPage.vue') },
    ],
    inner: [{ path: '/permits/list/:id', title: 'menu.permit', load: () => import('./permits/PermitPage.vue') }],
  },
  {
    title: 'menu.people', icon: 'person', key: 'o',
    pages: [
      { path: '/people/persons', title: 'menu.persons', roles: people, load: () => import('./people/PersonsPage.vue') },
      { path: '/people/roster', title: 'menu.import', roles: ['ENTERPRISE_MANAGER', 'TRAINING_CLERK', 'COUNTER_CLERK', 'APPLICATION_REVIEWER', 'SYSTEM_ADMIN'], load: () => import('./people/RosterImportPage.vue') },
      { path: '/people/orgs', title: 'menu.orgs', roles: people, load: () => import('./people/OrgsPage.vue') },
      { path: '/people/accounts', title: 'menu.accounts', roles: ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN'], load: () => import('./people/AccountsPage.vue') },
      { path: '/people/faces', title: 'menu.faces', roles: ['SECURITY_ADMIN', 'INSPECTOR', 'REGULATOR'], load: () => import('./people/FaceRegisterPage.vue') },
    ],
    inner: [
      { path: '/people/persons/:id', title: 'menu.person', load: () => import('./people/PersonPage.vue') },
      { path: '/people/accounts/:id', title: 'menu.account', load: () => import('./people/AccountPage.vue') },
    ],
  },
  {
    title: 'menu.training', icon: 'clock', key: 't',
    pages: [
      { path: '/training/hours', title: 'menu.hours', roles: ['TRAINING_CLERK', 'REGULATOR', 'ARCHIVIST', 'AUDIT_ADMIN'], load: () => import('./training/HoursPage.vue') },
      { path: '/training/exemptions', title: 'menu.exemptions', roles: ['APPLICATION_REVIEWER', 'COUNTER_CLERK', 'REGULATOR', 'AUDIT_ADMIN'], load: () => import('./training/ExemptionsPage.vue') },
    ],
  },
  {
    title: 'menu.audit', icon: 'search', key: 'l',
    pages: [{ path: '/audit', title: 'menu.audit', roles: ['AUDIT_ADMIN', 'SECURITY_ADMIN'], load: () => import('./audit/AuditPage.vue') }],
  },
]

const mayOpen = (page: AreaPage, roles: readonly string[]) => !page.roles || page.roles.some((role) => roles.includes(role))

/** The tabs of an area for these roles. */
export function pagesFor(area: Area, roles: readonly string[]): AreaPage[] {
  return area.pages.filter((page) => mayOpen(page, roles))
}

/** The area an address belongs to: the one with the longest beginning. */
export function areaOf(path: string): Area | undefined {
  let best: Area | undefined
  let length = 0
  for (const area of areas) {
    const root = `/${area.pages[0]?.path.split('/')[1] ?? ''}`
    if (root !== '/' && (path === root || path.startsWith(`${root}/`)) && root.length > length) [best, length] = [area, root.length]
  }
  return best
}

export interface MenuItem {
  to: string
  title: string
  icon: IconName
  key: string
}

/** The menu for these roles; each entry leads to the first page one may open. */
export function menuFor(roles: readonly string[]): MenuItem[] {
  return areas.flatMap((area) => {
    const first = pagesFor(area, roles)[0]
    return first ? [{ to: first.path, title: area.title, icon: area.icon, key: area.key }] : []
  })
}

/** Where the work of these roles begins: at the duty desk for those who sit there. */
export function firstPage(roles: readonly string[]): string {
  return roles.some((role) => duty.includes(role)) ? '/duty' : '/'
}
