// The help button: calls staff of the room. One state for all screens, so that a call stays visible on the next one.
import { inject, readonly, ref, type InjectionKey, type Ref } from 'vue'
import { call, loose, type Api } from '@/core/api'

export type CallState = 'ready' | 'calling' | 'called' | 'failed'

export interface Staff {
  readonly state: Readonly<Ref<CallState>>
  /** Calls a person. Never throws: a failed call shows the duty telephone instead. */
  call(): Promise<void>
  /** Staff was told by the server by itself. */
  told(): void
  reset(): void
}

/** How long the button says that somebody was called (ms); then it may be pressed again. */
const remembered = 60_000

export function makeStaff(api: Api): Staff {
  const state = ref<CallState>('ready')
  let timer: ReturnType<typeof setTimeout> | undefined
  function become(next: CallState) {
    clearTimeout(timer)
    state.value = next
    if (next === 'called' || next === 'failed') timer = setTimeout(() => (state.value = 'ready'), remembered)
  }
  return {
    state: readonly(state),
    async call() {
      if (state.value === 'calling') return
      become('calling')
      try {
        await call(loose(api).POST('/api/device/call'))
        become('called')
      } catch {
        become('failed')
      }
    },
    told: () => become('called'),
    reset: () => become('ready'),
  }
}

export const staffKey: InjectionKey<Staff> = Symbol('staff')

export function useStaff(): Staff {
  const staff = inject(staffKey)
  if (!staff) throw new Error('nobody to call')
  return staff
}
