import '@/kit/theme/vant.css'
import './portal.css'
import { createApi } from '@/core/api'
import { apiKey } from '@/kit/api'
import { mountPage } from '@/kit/mount'
import PortalApp from './PortalApp.vue'
import zh from './locales/zh-CN'
import { makeRouter } from './router'

void mountPage(PortalApp, {
  place: 'portal',
  zh,
  loadEn: () => import('./locales/en'),
  prepare(app, i18n) {
    app.provide(apiKey, createApi({ locale: () => i18n.locale.value }))
    app.use(makeRouter((title) => (document.title = `${i18n.t(title)} · ${i18n.t('product')}`)))
  },
})
