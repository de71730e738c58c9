// Counting down to an instant of the server's clock.
import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** Milliseconds left until `until` (server time, ms); undefined while there is none. `now` gives the server's time. */
export function useCountdown(until: Ref<number | undefined>, now: () => number, step = 1000): Ref<number | undefined> {
  const left = ref<number>()
  let timer: ReturnType<typeof setInterval> | undefined
  const look = () => {
    left.value = until.value === undefined ? undefined : Math.max(0, until.value - now())
    if (!left.value) stop()
  }
  const stop = () => {
    clearInterval(timer)
    timer = undefined
  }
  watch(
    until,
    () => {
      stop()
      look()
      if (left.value) timer = setInterval(look, step)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return left
}
