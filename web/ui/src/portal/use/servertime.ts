// The server's time for pages that count down: its difference to this phone's clock is measured, never trusted.
import { inject, type InjectionKey } from 'vue'
import { call, type Api } from '@/core/api'
import { ServerClock } from '@/core/clock'

export interface ServerTime {
  /** Server time in ms; this phone's own until the first answer. */
  now: () => number
  /** Measures again, for example when the page comes back to the front. */
  measure: () => Promise<void>
}

export const serverTimeKey: InjectionKey<ServerTime> = Symbol('server time')

export function makeServerTime(api: Api, clock = new ServerClock(), own: () => number = Date.now): ServerTime {
  return {
    now: () => clock.now() ?? own(),
    async measure() {
      const sentAt = clock.tick()
      const about = await call(api.GET('/api/public/about')).catch(() => undefined)
      if (about) clock.add({ sentAt, receivedAt: clock.tick(), serverTime: Date.parse(about.now) })
    },
  }
}

export function useServerTime(): ServerTime {
  const time = inject(serverTimeKey)
  if (!time) throw new Error('no server time provided')
  return time
}
