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
}

export const sessionKey: InjectionKey<Session> = Symbol('session')

/** `onOut` runs whenever a session ends: what pages keep on the phone must go with it. */
export function makeSession(api: Api, onOut: () => void = () => undefined): Session {
  const me = ref<Me>()
  const known = ref(false)
  const problem = ref<Problem>()
  function out() {
    const was = me.value
    me.value = undefined
    known.value = true
    if (was) onOut()
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
    await call(everywhere ? api.POST('/api/candidate/logout-everywhere') : api.POST('/api/candidate/logout'))
    me.value ??= undefined
    out()
    onOut()
  }
  return { me, known, problem, refresh, leave, expired: out }
}

export function useSession(): Session {
  const session = inject(sessionKey)
  if (!session) throw new Error('no session provided')
  return session
}
