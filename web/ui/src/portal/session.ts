// Who is logged in. The cookie is the session; this only remembers what /me said.
import { inject, ref, type InjectionKey, type Ref } from 'vue'
import { call, type Api } from '@/core/api'
import { asProblem, type Problem } from '@/core/problem'
import type { Me } from './types'

export interface Session {
  /** The candidate, undefined while unknown or logged out. */
  me: Readonly<Ref<Me | undefined>>
  /** Whether the server has said who we are since the page was opened. */
  known: Readonly<Ref<boolean>>
  /** Why the server could not say it. */
  problem: Readonly<Ref<Problem | undefined>>
  /** Asks the server; also fetches the token that writes need. Never throws. */
  refresh: () => Promise<Me | undefined>
  /** Ends the session here, or on every device. Throws a Problem and stays logged in when the server cannot be reached. */
  leave: (everywhere: boolean) => Promise<void>
  /** Called when an answer said that nobody is logged in. */
  expired: () => void
  /** Counts the sessions that the server ended, not those that were left. */
  ended: Readonly<Ref<number>>
}

/** Whether a refusal says that the session is over, not that a password was wrong. */
export function sessionOver(problem: Problem): boolean {
  return ['session.none', 'auth.ended', 'kv.no_session'].includes(problem.code)
}

export const sessionKey: InjectionKey<Session> = Symbol('session')

/** `onOut` runs whenever a session ends: what pages keep on the phone must go with it. */
export function makeSession(api: Api, onOut: () => void = () => undefined): Session {
  const me = ref<Me>()
  const known = ref(false)
  const problem = ref<Problem>()
  const ended = ref(0)
  function out(left = false) {
    const was = me.value
    me.value = undefined
    known.value = true
    if (!was) return
    onOut()
    if (!left) ended.value++
  }
  async function refresh() {
    try {
      me.value = await call(api.GET('/api/candidate/me'))
      known.value = true
      problem.value = undefined
    } catch (err) {
      const why = asProblem(err)
      if (why.status === 401) {
        out()
        problem.value = undefined
      } else problem.value = why
    }
    return me.value
  }
  async function leave(everywhere: boolean) {
    try {
      await call(everywhere ? api.POST('/api/candidate/logout-everywhere') : api.POST('/api/candidate/logout'))
    } catch (err) {
      if (asProblem(err).status !== 401) throw err // 401: the session had ended already
    }
    out(true)
  }
  return { me, known, problem, refresh, leave, expired: () => out(), ended }
}

export function useSession(): Session {
  const session = inject(sessionKey)
  if (!session) throw new Error('no session provided')
  return session
}
