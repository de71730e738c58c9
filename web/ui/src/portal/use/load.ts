// Reading and writing for pages: one place for loading, error and busy states.
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { asProblem, type Problem } from '@/core/problem'
import type { ViewState } from '@/kit/StateView.vue'

export interface Loaded<T> {
  state: Ref<ViewState>
  data: ShallowRef<T | undefined>
  problem: Ref<Problem | undefined>
  /** Asks again; what is shown stays until the answer is there. */
  reload: () => Promise<void>
}

/** Loads at once. An answer that was overtaken by a later question, or comes after the page was left, is dropped. */
export function useLoad<T>(get: () => Promise<T>, isEmpty: (data: T) => boolean = () => false): Loaded<T> {
  const state = ref<ViewState>('loading')
  const data = shallowRef<T>()
  const problem = ref<Problem>()
  let turn = 0
  async function reload() {
    const mine = ++turn
    if (data.value === undefined) state.value = 'loading'
    try {
      const answer = await get()
      if (mine !== turn) return
      data.value = answer
      problem.value = undefined
      state.value = isEmpty(answer) ? 'empty' : 'ready'
    } catch (err) {
      if (mine !== turn) return
      problem.value = asProblem(err)
      state.value = problem.value.status === 403 ? 'forbidden' : 'error'
    }
  }
  onScopeDispose(() => turn++)
  void reload()
  return { state, data, problem, reload }
}

/** One act at a time: a second press while the first is under way does nothing. */
export function useAct() {
  const busy = ref(false)
  const problem = ref<Problem>()
  /** Runs the act; true when it succeeded. `problem` holds why it did not. */
  async function run(work: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = undefined
    try {
      await work()
      return true
    } catch (err) {
      problem.value = asProblem(err)
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, problem, run }
}
