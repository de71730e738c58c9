// One question at a time, its answer, and how long to wait after too many.
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { call, type Api } from '@/core/api'
import type { components } from '@/core/api.gen'
import { asProblem, type Problem } from '@/core/problem'
import { solve } from '@/core/puzzle'

export type Answer = components['schemas']['PermitAnswer']
export type Permit = components['schemas']['CheckedPermit']
export type Question = { number: string; name: string } | { code: string }

export function useCheck(api: Api, now: () => number = Date.now) {
  const answer = shallowRef<Answer>()
  const problem = ref<Problem>()
  const busy = ref(false)
  const waitUntil = ref(0)
  const tick = ref(now())
  let timer: ReturnType<typeof setInterval> | undefined
  let turn = 0
  let proof: Promise<string> | undefined
  const wait = computed(() => Math.max(0, Math.ceil((waitUntil.value - tick.value) / 1000)))

  function pause(ms: number) {
    clearInterval(timer)
    tick.value = now()
    waitUntil.value = tick.value + ms
    timer = setInterval(() => {
      tick.value = now()
      if (tick.value >= waitUntil.value) clearInterval(timer)
    }, 1000)
  }
  /** Solves what a question by number costs while its asker types. */
  function prepare(): Promise<string> {
    proof ??= call(api.GET('/api/public/verify/puzzle')).then((one) => solve(one.puzzle, one.bits))
    proof.catch(() => (proof = undefined))
    return proof
  }
  async function byNumber(body: { number: string; name: string }, again = true): Promise<Answer> {
    const solved = await prepare()
    proof = undefined // each counts once
    try {
      return await call(api.POST('/api/public/verify/number', { body: { ...body, proof: solved } }))
    } catch (err) {
      if (again && asProblem(err).code === 'verify.puzzle') return byNumber(body, false) // it lay too long
      throw err
    }
  }
  /** Asks; an older answer goes at once, so that nobody takes it for the new one's. */
  async function ask(question: Question): Promise<void> {
    if (wait.value > 0) return
    const mine = ++turn
    busy.value = true
    answer.value = undefined
    problem.value = undefined
    try {
      const got = await ('code' in question ? call(api.POST('/api/public/verify/code', { body: question })) : byNumber(question))
      if (mine === turn) answer.value = got
    } catch (err) {
      if (mine !== turn) return
      problem.value = asProblem(err)
      if (problem.value.retryAfter) pause(problem.value.retryAfter)
    } finally {
      if (mine === turn) busy.value = false
    }
  }
  function clear() {
    turn++
    busy.value = false
    answer.value = undefined
    problem.value = undefined
  }
  onScopeDispose(() => clearInterval(timer))
  return { answer, problem, busy, wait, ask, clear, prepare }
}
