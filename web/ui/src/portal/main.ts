import '@/kit/theme/vant.css'
import './portal.css'
import { createApi } from '@/core/api'
import { apiKey } from '@/kit/api'
import { mountPage } from '@/kit/mount'
import { catalogueKey, makeCatalogue } from './apply/catalogue'
import { makeTicketStore, ticketStoreKey } from './book/ticketstore'
import PortalApp from './PortalApp.vue'
import zh from './locales/zh-CN'
import { makeRouter } from './router'
import { makeSession, sessionKey, sessionOver } from './session'
import { keepShell } from '@/kit/shell'
import { makeServerTime, serverTimeKey } from './use/servertime'

/** Storage may be forbidden by policy; the portal must still open. */
function storage(): Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}

void mountPage(PortalApp, {
  place: 'portal',
  zh,
  loadEn: () => import('./locales/en'),
  prepare(app, i18n) {
    const tickets = makeTicketStore(storage())
    const api = createApi({
      locale: () => i18n.locale.value,
      onProblem: (problem) => sessionOver(problem) && session.expired(),
    })
    const session = makeSession(api, tickets.clear)
    const time = makeServerTime(api)
    const router = makeRouter(session, (key) => (document.title = `${i18n.t(key)} · ${i18n.t('product')}`))
    app.provide(apiKey, api)
    app.provide(sessionKey, session)
    app.provide(serverTimeKey, time)
    app.provide(catalogueKey, makeCatalogue(api))
    app.provide(ticketStoreKey, tickets)
    app.use(router)
    void time.measure()
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void time.measure())
  },
})
if (import.meta.env.PROD) void keepShell(navigator.serviceWorker, () => performance.getEntriesByType('resource'), location.origin, '/portal-sw.js', ['/'])
