// What the officer wrote to this seat: asked for when the server says so, and every few seconds while somebody sits here, because
// what a socket says may be lost; shown until it was read. Never stops anything.
import { computed, onBeforeUnmount, ref, watch, type ComputedRef } from 'vue'
import { call } from '@/core/api'
import type { components } from '@/core/api.gen'
import type { Phase } from '@/core/sitting'
import { useApi } from '@/kit/api'
import type { Seat } from './useSeat'

export type OfficerWord = components['schemas']['SeatMessage']

/** ms between two looks. */
export const lookEvery = 4000
const seated: readonly Phase[] = ['pledge', 'practice', 'ready', 'running', 'paused', 'submitting']

/** Those that were not read yet, the newest last; at most three, so that the question stays in sight. */
export function unread(words: readonly OfficerWord[], read: readonly string[]): OfficerWord[] {
  return words.filter((word) => !read.includes(word.id)).slice(-3)
}

export function useOfficerWords(seat: Seat): { words: ComputedRef<OfficerWord[]>; seen: (id: string) => void } {
  const api = useApi()
  const all = ref<OfficerWord[]>([])
  let timer: ReturnType<typeof setInterval> | undefined
  let busy = false
  let again = false
  const here = () => seated.includes(seat.phase.value)

  async function look() {
    if (busy) return
    busy = true
    try {
      all.value = (await call(api.GET('/api/device/messages'))).items
    } catch {
      // the next look brings them: they stand for ten minutes
    } finally {
      busy = false
    }
    if (!again) return
    again = false
    await look()
  }
  watch(seat.written, () => {
    again = busy // written while a look is under way: that one may come too early
    if (here()) void look()
  })
  watch(here, (sits) => {
    clearInterval(timer)
    if (!sits) {
      all.value = []
      return
    }
    void look()
    timer = setInterval(() => void look(), lookEvery)
  }, { immediate: true })
  onBeforeUnmount(() => clearInterval(timer))
  return {
    words: computed(() => unread(all.value, seat.looked.value.read)),
    seen: (id) => (seat.looked.value.read = [...seat.looked.value.read, id].slice(-50)),
  }
}
