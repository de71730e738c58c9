import 'element-plus/dist/index.css'
import '@/kit/theme/element.css'
import './console.css'
import { createApi } from '@/core/api'
import { apiKey } from '@/kit/api'
import { mountPage } from '@/kit/mount'
import ConsoleApp from './ConsoleApp.vue'
import zh from './locales/zh-CN'
import { makeRouter } from './router'
import { makeSession, sessionKey } from './session'

void mountPage(ConsoleApp, {
  place: 'console',
  zh,
  loadEn: () => import('./locales/en'),
  prepare(app, i18n) {
    const api = createApi({
      locale: () => i18n.locale.value,
      onProblem: (problem) => {
        if (problem.status === 401) session.expired()
      },
    })
    const session = makeSession(api)
    app.provide(apiKey, api)
    app.provide(sessionKey, session)
    app.use(makeRouter(session, (title) => (document.title = `${i18n.t(title)} · ${i18n.t('product')}`)))
  },
})
