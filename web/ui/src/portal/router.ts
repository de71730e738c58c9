// Pages of the portal. Each is its own chunk: a phone on a slow line loads only what it opens.
import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router'
import type { Session } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title. */
    title: string
    /** Tasks (not tabs) hide the tab bar: one task per screen. */
    task?: boolean
    /** Opens without a login. */
    open?: boolean
  }
}

const task = (path: string, title: string, component: RouteRecordRaw['component'], more: { open?: boolean } = {}): RouteRecordRaw =>
  ({ path, component, props: true, meta: { title, task: true, ...more } }) as RouteRecordRaw

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./pages/HomePage.vue'), meta: { title: 'tab.home', open: true } },
  { path: '/learn', name: 'learn', component: () => import('./pages/LearnPage.vue'), meta: { title: 'tab.learn' } },
  { path: '/exams', name: 'exams', component: () => import('./pages/ExamsPage.vue'), meta: { title: 'tab.exams' } },
  { path: '/permits', name: 'permits', component: () => import('./permits/PermitsPage.vue'), meta: { title: 'tab.permits' } },
  { path: '/me', name: 'me', component: () => import('./pages/MePage.vue'), meta: { title: 'tab.me' } },
  task('/login', 'auth.login', () => import('./auth/LoginPage.vue'), { open: true }),
  task('/register', 'auth.register', () => import('./auth/RegisterPage.vue'), { open: true }),
  task('/claim', 'auth.claim', () => import('./auth/ClaimPage.vue'), { open: true }),
  task('/reset', 'auth.lost', () => import('./auth/ResetPage.vue'), { open: true }),
  task('/photo', 'photo.title', () => import('./photo/PhotoPage.vue')),
  task('/come', 'come.title', () => import('./come/ComePage.vue'), { open: true }),
  task('/apply', 'apply.chooseItem', () => import('./apply/ItemsPage.vue'), { open: true }),
  task('/apply/:item', 'apply.guide', () => import('./apply/GuidePage.vue'), { open: true }),
  task('/apply/:item/start', 'apply.start', () => import('./apply/StartPage.vue')),
  task('/applications/:id', 'apply.mine', () => import('./apply/ApplicationPage.vue')),
  task('/applications/:id/:kind', 'apply.materials', () => import('./apply/MaterialPage.vue')),
  task('/book/:application', 'book.title', () => import('./book/BookPage.vue')),
  task('/bookings/:id', 'book.mine', () => import('./book/BookingPage.vue')),
  task('/results', 'result.all', () => import('./results/ResultsPage.vue')),
  task('/results/:id', 'result.one', () => import('./results/ResultPage.vue')),
  task('/matters', 'matter.all', () => import('./matters/MattersPage.vue')),
  task('/matters/:id', 'matter.one', () => import('./matters/MatterPage.vue')),
  task('/permit-checks', 'permit.checks', () => import('./permits/WhoCheckedPage.vue')),
  task('/permits/apply/:item', 'permit.apply', () => import('./permits/ApplyPermitPage.vue')),
  task('/permits/:id/ask/:kind', 'ask.title', () => import('./permits/AskPage.vue')),
  task('/permits/:id', 'permit.one', () => import('./permits/PermitPage.vue')),
  task('/permit-applications/:id', 'permit.application', () => import('./permits/PermitApplicationPage.vue')),
  task('/learn/:item', 'mat.HOURS_OR_EXEMPTION', () => import('./learn/NeedPage.vue')),
  task('/me/phone', 'me.changePhone', () => import('./me/PhonePage.vue')),
  task('/me/password', 'me.changePassword', () => import('./me/PasswordPage.vue')),
  task('/me/texts', 'me.texts', () => import('./me/TextsPage.vue')),
  task('/me/record', 'me.record', () => import('./me/RecordPage.vue')),
  task('/me/privacy', 'auth.stepNotice', () => import('./me/PrivacyPage.vue')),
  { path: '/:rest(.*)*', redirect: '/' },
]

/** Where a page that needs a login may be opened: yes, or the way to the login and back. A lost network is no reason to log in. */
export function gate(session: Pick<Session, 'me' | 'known'>, to: { fullPath: string; meta: { open?: boolean } }): true | { path: string; query: Record<string, string> } {
  if (to.meta.open || session.me.value || !session.known.value) return true
  return { path: '/login', query: { to: to.fullPath } }
}

/** `setTitle` is told the title's key after every step. */
export function makeRouter(session: Session, setTitle: (key: string) => void): Router {
  const router = createRouter({
    history: createWebHistory('/'),
    routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
  router.beforeEach(async (to) => {
    if (!session.known.value && !to.meta.open) await session.refresh()
    return gate(session, to)
  })
  router.afterEach((to) => setTitle(to.meta.title))
  return router
}
