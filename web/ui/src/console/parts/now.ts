// One clock for everything on the page that counts seconds.
import { onScopeDispose, ref, type Ref } from 'vue'
import { call, type Api } from '@/core/api'

let shift = 0 // of the server's clock against this computer's; the server's is the only clock

/** Learns the server's clock once; without an answer this computer's stays. */
export async function followServer(api: Api): Promise<void> {
  const asked = Date.now()
  const about = await call(api.GET('/api/public/about')).catch(() => undefined)
  if (about) shift = Date.parse(about.now) - (asked + Date.now()) / 2
}

/** Milliseconds since 1970 by the server's clock. */
export const serverNow = (): number => Date.now() + shift

/** The same, every second. */
export function useNow(): Readonly<Ref<number>> {
  const now = ref(serverNow())
  const timer = setInterval(() => (now.value = serverNow()), 1000)
  onScopeDispose(() => clearInterval(timer))
  return now
}
