// One clock for everything on the page that counts seconds.
import { onScopeDispose, ref, type Ref } from 'vue'

/** Milliseconds since 1970, every second. */
export function useNow(): Readonly<Ref<number>> {
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), 1000)
  onScopeDispose(() => clearInterval(timer))
  return now
}
