// Language of a page: zh-CN is bundled and is the fallback, English is fetched when somebody asks for it.
import { createI18n } from 'vue-i18n'
import kitZh from './locales/zh-CN'

export type Locale = 'zh-CN' | 'en'
export interface Messages {
  [key: string]: string | Messages
}
type Loader = () => Promise<{ default: Messages }>

export const locales: readonly { id: Locale; name: string }[] = [
  { id: 'zh-CN', name: '中文' },
  { id: 'en', name: 'English' },
]
const storageKey = 'suikao.locale'

/** The language this browser asked for last; Chinese when it never did. Never guessed from the browser's own language. */
export function preferredLocale(storage: Pick<Storage, 'getItem'> | undefined = safeStorage()): Locale {
  return storage?.getItem(storageKey) === 'en' ? 'en' : 'zh-CN'
}

/** Storage may be forbidden by policy; a page must still open. */
function safeStorage(): Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}

/**
 * Makes the vue-i18n instance of one entry. `zh` are the entry's own texts, `loadEn` fetches the English ones.
 * The kit's texts are added under `kit`. Await it before mounting.
 */
export async function setUpI18n(zh: Messages, loadEn: Loader) {
  const i18n = createI18n({
    legacy: false,
    globalInjection: false,
    locale: 'zh-CN',
    fallbackLocale: 'zh-CN',
    missingWarn: import.meta.env.DEV,
    fallbackWarn: import.meta.env.DEV,
    messages: { 'zh-CN': { ...zh, kit: kitZh } } as Record<string, Messages>,
  })
  let english: Promise<void> | undefined
  async function use(locale: Locale): Promise<void> {
    if (locale === 'en') {
      english ??= Promise.all([loadEn(), import('./locales/en')]).then(([own, kit]) => {
        i18n.global.setLocaleMessage('en', { ...own.default, kit: kit.default })
      })
      await english.catch((err: unknown) => {
        english = undefined // a lost network must not forbid another try
        throw err
      })
    }
    i18n.global.locale.value = locale
    document.documentElement.lang = locale
    safeStorage()?.setItem(storageKey, locale)
  }
  await use(preferredLocale()).catch(() => use('zh-CN'))
  return { plugin: i18n, use, t: i18n.global.t, locale: i18n.global.locale }
}

export type PageI18n = Awaited<ReturnType<typeof setUpI18n>>
