// How an entry starts: styles, language, place, then the component.
import './tokens.css'
import './base.css'
import { createApp, type App, type Component, type InjectionKey } from 'vue'
import { setUpI18n, type Messages, type PageI18n } from './i18n'

export const pageI18nKey: InjectionKey<PageI18n> = Symbol('page i18n')
export type Place = 'portal' | 'seat' | 'gate' | 'console' | 'verify'

/** The size of targets depends on where the page stands; the kiosk changes it when it learns what it is. */
export function setPlace(place: Place): void {
  document.documentElement.dataset['place'] = place
}

/** Mounts an entry's root component on #app; `prepare` may add a router or provide values. */
export async function mountPage(
  root: Component,
  options: { place: Place; zh: Messages; loadEn: () => Promise<{ default: Messages }>; prepare?: (app: App, i18n: PageI18n) => void },
): Promise<PageI18n> {
  setPlace(options.place)
  const i18n = await setUpI18n(options.zh, options.loadEn)
  const app = createApp(root)
  app.use(i18n.plugin)
  app.provide(pageI18nKey, i18n)
  options.prepare?.(app, i18n)
  app.mount('#app')
  return i18n
}
