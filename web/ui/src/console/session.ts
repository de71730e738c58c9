// Who is logged in at the console. The cookie holds the session; this holds what the pages need to know of it.
import { computed, inject, shallowRef, type InjectionKey, type Ref } from 'vue'
import { call, loose, type Api } from '@/core/api'
import type { Problem } from '@/core/problem'

export interface Grant {
  role: string
  org: string
  orgName: string
  orgPath: string
}

export interface StaffUser {
  id: string
  login: string
  name: string
  /** The password must be changed before anything else. */
  mustChange: boolean
  grants: Grant[]
}

export interface Session {
  readonly user: Readonly<Ref<StaffUser | undefined>>
  /** Asks the server who we are; undefined when nobody is logged in. Throws a Problem when it cannot be asked. */
  load(): Promise<StaffUser | undefined>
  /** Throws a Problem when the login is refused. */
  signIn(login: string, password: string): Promise<void>
  signOut(): Promise<void>
  /** The server no longer knows the session. */
  expired(): void
}

export const sessionKey: InjectionKey<Session> = Symbol('session')

export function useSession(): Session {
  const session = inject(sessionKey)
  if (!session) throw new Error('no session provided')
  return session
}

export function makeSession(api: Api): Session {
  const http = loose(api)
  const user = shallowRef<StaffUser>()
  let asked: Promise<StaffUser | undefined> | undefined
  const ask = async () => {
    try {
      user.value = await call(http.GET<StaffUser>('/api/staff/me'))
    } catch (err) {
      if ((err as Problem).status !== 401) throw err
      user.value = undefined
    }
    return user.value
  }
  return {
    user: computed(() => user.value),
    load() {
      asked ??= ask().catch((err: unknown) => {
        asked = undefined // ask again next time
        throw err
      })
      return asked
    },
    async signIn(login, password) {
      await call(http.POST('/api/auth/staff/login', { body: { login, password } }))
      asked = ask()
      await asked
    },
    async signOut() {
      await call(http.POST('/api/staff/logout', { body: {} }))
      this.expired()
    },
    expired() {
      user.value = undefined
      asked = Promise.resolve(undefined)
    },
  }
}
