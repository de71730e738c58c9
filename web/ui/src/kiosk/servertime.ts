// The server's time for what a terminal shows of days and hours. Its own clock may be wrong, and nobody sets it.
import { inject, onBeforeUnmount, onMounted, readonly, ref, type InjectionKey, type Ref } from 'vue'
import { call, loose, type Api } from '@/core/api'
import { ServerClock } from '@/core/clock'

export interface ServerTime {
  /** Unix ms; this terminal's own until the server has answered. */
  now: () => number
  /** Asks the server. Never throws: an old estimate is better than none. */
  measure: () => Promise<void>
}

export const serverTimeKey: InjectionKey<ServerTime> = Symbol('server time')

export function makeServerTime(api: Api, clock = new ServerClock(), own: () => number = Date.now): ServerTime {
  return {
    now: () => clock.now() ?? own(),
    async measure() {
      const sentAt = clock.tick()
      const about = await call(loose(api).GET<{ now: string }>('/api/public/about')).catch(() => undefined)
      if (about) clock.add({ sentAt, receivedAt: clock.tick(), serverTime: Date.parse(about.now) })
    },
  }
}

const look = 10_000 // ms between two looks of a screen that shows a day

/** The server's time as a ref: right when the screen opens, and again when it has been measured. */
export function useServerTime(): { now: Readonly<Ref<number>> } {
  const time = inject(serverTimeKey)
  if (!time) throw new Error('no server time provided')
  const now = ref(time.now())
  const show = () => (now.value = time.now())
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    timer = setInterval(show, look)
    void time.measure().then(show)
  })
  onBeforeUnmount(() => clearInterval(timer))
  return { now: readonly(now) }
}
