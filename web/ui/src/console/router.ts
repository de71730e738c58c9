// Pages of the console. Filters live in the address (query), so that every list can be sent to a colleague.
import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router'
import { areas, firstPage } from './areas'
import type { Session } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title. */
    title: string
    /** Reachable without a login, and shown without menu and header. */
    open?: boolean
  }
}

export const routes: RouteRecordRaw[] = [
  { path: '/login', name: 'login', component: () => import('./pages/LoginPage.vue'), meta: { title: 'login.title', open: true } },
  { path: '/setup', name: 'setup', component: () => import('./pages/SetupPage.vue'), meta: { title: 'setup.title', open: true } },
  { path: '/accept', name: 'accept', component: () => import('./pages/AcceptPage.vue'), meta: { title: 'accept.title', open: true } },
  { path: '/account', name: 'account', component: () => import('./pages/OwnAccountPage.vue'), meta: { title: 'own.title' } },
  ...areas.flatMap((area) => [...area.pages, ...(area.inner ?? [])]).map((page) => ({ path: page.path, component: page.load as () => Promise<never>, meta: { title: page.title } })),
  { path: '/:rest(.*)*', redirect: '/' },
]

/**
 * `setTitle` is told the title's key after every step. Pages that need a login lead there and back. `ready` is waited for
 * before the first page: the server's clock, so that no page begins with a wrong today. It must not fail.
 */
export function makeRouter(session: Session, setTitle: (key: string) => void, ready: Promise<void> = Promise.resolve()): Router {
  const router = createRouter({ history: createWebHistory('/console/'), routes })
  router.beforeEach(async (to, from) => {
    await ready
    if (to.meta.open) return true
    const user = await session.load().catch(() => undefined) // the login page says that the server is away
    if (!user) return { name: 'login', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
    if (user.mustChange && to.name !== 'account') return { name: 'account' }
    const start = firstPage(session.roles.value)
    return to.path === '/' && start !== '/' && (from.matched.length === 0 || from.meta.open) ? start : true
  })
  router.afterEach((to) => setTitle(to.meta.title))
  return router
}

/** Where to go after the login: only a path of this console, never another site. */
export function nextPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
}
