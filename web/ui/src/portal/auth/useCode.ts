// Asking for a code by text message, and not again too soon.
import { computed, ref } from 'vue'
import { useCountdown } from '../use/countdown'
import { useAct } from '../use/load'

/** Milliseconds before the button works again. The server counts the codes on its own. */
export const pause = 60_000

export function useCode(send: () => Promise<void>, now: () => number = Date.now) {
  const act = useAct()
  const sent = ref(false)
  const again = ref<number>()
  const left = useCountdown(again, now)
  const wait = computed(() => Math.ceil((left.value ?? 0) / 1000))
  async function ask(): Promise<boolean> {
    if (wait.value > 0) return false
    const done = await act.run(send)
    if (done) {
      sent.value = true
      again.value = now() + pause
    } else if (act.problem.value?.retryAfter) {
      again.value = now() + act.problem.value.retryAfter
    }
    return done
  }
  return { sent, wait, ask, busy: act.busy, problem: act.problem }
}
