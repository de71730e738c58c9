import 'element-plus/dist/index.css'
import '@/kit/theme/element.css'
import './console.css'
import { createApi, type ApiOptions } from '@/core/api'
import { createUpload } from '@/core/upload'
import { apiKey, uploadKey } from '@/kit/api'
import { mountPage } from '@/kit/mount'
import ConsoleApp from './ConsoleApp.vue'
import zh from './locales/zh-CN'
import { actsKey, makeActs } from './parts/acts'
import { apiNames, namesKey } from './parts/names'
import { followServer } from './parts/now'
import { makeNotice, noticeKey } from './parts/notice'
import { makeRouter } from './router'
import { makeSession, sessionKey } from './session'

void mountPage(ConsoleApp, {
  place: 'console',
  zh,
  loadEn: () => import('./locales/en'),
  prepare(app, i18n) {
    const options: ApiOptions = {
      locale: () => i18n.locale.value,
      onProblem: (problem) => {
        if (problem.status === 401) session.expired()
      },
    }
    const api = createApi({ ...options, timeout: 60_000 }) // pictures of several megabytes
    const session = makeSession(api)
    app.provide(apiKey, api)
    app.provide(uploadKey, createUpload(options))
    app.provide(sessionKey, session)
    app.provide(actsKey, makeActs())
    app.provide(noticeKey, makeNotice())
    app.provide(namesKey, apiNames(api, () => i18n.locale.value === 'en'))
    app.use(makeRouter(session, (title) => (document.title = `${i18n.t(title)} · ${i18n.t('product')}`), followServer(api)))
  },
})
