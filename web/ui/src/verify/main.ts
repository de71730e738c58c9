import './verify.css'
import { createApi } from '@/core/api'
import { apiKey } from '@/kit/api'
import { mountPage } from '@/kit/mount'
import { keepShell } from '@/kit/shell'
import VerifyApp from './VerifyApp.vue'
import zh from './locales/zh-CN'

void mountPage(VerifyApp, {
  place: 'verify',
  zh,
  loadEn: () => import('./locales/en'),
  prepare: (app, i18n) => app.provide(apiKey, createApi({ locale: () => i18n.locale.value })),
})

// What a check needs later is fetched now, while there is a network; the worker keeps it.
async function keepAll() {
  await Promise.allSettled([import('@/kit/qr'), import('./locales/en'), import('@/core/permit/sm2'), import('./log/LogPage.vue')])
  await keepShell(navigator.serviceWorker, () => performance.getEntriesByType('resource'), location.origin, '/verify-sw.js', ['/verify', '/V/', '/W/'])
}
if (import.meta.env.PROD) void keepAll()
