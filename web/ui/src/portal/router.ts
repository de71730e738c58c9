// Pages of the portal. Each is its own chunk: a phone on a slow line loads only what it opens.
import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title. */
    title: string
    /** Tasks (not tabs) hide the tab bar: one task per screen. */
    task?: boolean
  }
}

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./pages/HomePage.vue'), meta: { title: 'tab.home' } },
  { path: '/learn', name: 'learn', component: () => import('./pages/LearnPage.vue'), meta: { title: 'tab.learn' } },
  { path: '/exams', name: 'exams', component: () => import('./pages/ExamsPage.vue'), meta: { title: 'tab.exams' } },
  { path: '/permits', name: 'permits', component: () => import('./pages/PermitsPage.vue'), meta: { title: 'tab.permits' } },
  { path: '/me', name: 'me', component: () => import('./pages/MePage.vue'), meta: { title: 'tab.me' } },
  { path: '/:rest(.*)*', redirect: '/' },
]

/** `setTitle` is told the title's key after every step. */
export function makeRouter(setTitle: (key: string) => void): Router {
  const router = createRouter({
    history: createWebHistory('/'),
    routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
  router.afterEach((to) => setTitle(to.meta.title))
  return router
}
