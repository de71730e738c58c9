import './verify.css'
import { createApi } from '@/core/api'
import { apiKey } from '@/kit/api'
import { mountPage } from '@/kit/mount'
import VerifyApp from './VerifyApp.vue'
import zh from './locales/zh-CN'

void mountPage(VerifyApp, {
  place: 'verify',
  zh,
  loadEn: () => import('./locales/en'),
  prepare: (app, i18n) => app.provide(apiKey, createApi({ locale: () => i18n.locale.value })),
})
