// Pages of the console. Filters live in the address (query), so that every list can be sent to a colleague.
import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router'
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
  { path: '/', name: 'home', component: () => import('./pages/HomePage.vue'), meta: { title: 'menu.home' } },
  { path: '/:rest(.*)*', redirect: '/' },
]

/** `setTitle` is told the title's key after every step. Pages that need a login lead there and back. */
export function makeRouter(session: Session, setTitle: (key: string) => void): Router {
  const router = createRouter({ history: createWebHistory('/console/'), routes })
  router.beforeEach(async (to) => {
    if (to.meta.open) return true
    const user = await session.load().catch(() => undefined) // the login page says that the server is away
    return user ? true : { name: 'login', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  })
  router.afterEach((to) => setTitle(to.meta.title))
  return router
}

/** Where to go after the login: only a path of this console, never another site. */
export function nextPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
}
