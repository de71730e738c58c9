// Who is logged in at the console. The cookie holds the session; this holds what the pages need to know of it.
import { computed, inject, shallowRef, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { call, type Api } from '@/core/api'
import { asProblem } from '@/core/problem'
import type { Schemas } from './types'

export type StaffUser = Schemas['StaffMeView']

export interface Session {
  readonly user: Readonly<Ref<StaffUser | undefined>>
  /** The roles held anywhere. */
  readonly roles: ComputedRef<string[]>
  /** Whether the reader holds one of the roles; what counts is the server's word. */
  has(...roles: string[]): boolean
  /** Asks the server who we are; undefined when nobody is logged in. Throws a Problem when it cannot be asked. */
  load(): Promise<StaffUser | undefined>
  /** Throws a Problem when the login is refused. */
  signIn(login: string, password: string): Promise<void>
  /** The server has begun a session by another way (invitation, first start, new password). */
  renewed(): Promise<void>
  signOut(everywhere?: boolean): Promise<void>
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
  const user = shallowRef<StaffUser>()
  const roles = computed(() => [...new Set((user.value?.grants ?? []).map((grant) => grant.role))])
  let asked: Promise<StaffUser | undefined> | undefined
  const ask = async () => {
    try {
      user.value = await call(api.GET('/api/staff/me'))
    } catch (err) {
      if (asProblem(err).status !== 401) throw err
      user.value = undefined
    }
    return user.value
  }
  const self: Session = {
    user: computed(() => user.value),
    roles,
    has: (...wanted) => wanted.some((role) => roles.value.includes(role)),
    load() {
      asked ??= ask().catch((err: unknown) => {
        asked = undefined // ask again next time
        throw err
      })
      return asked
    },
    async signIn(login, password) {
      await call(api.POST('/api/auth/staff/login', { body: { login, password } }))
      await self.renewed()
    },
    async renewed() {
      asked = ask()
      await asked
    },
    async signOut(everywhere = false) {
      await call(everywhere ? api.POST('/api/staff/logout-everywhere') : api.POST('/api/staff/logout'))
      self.expired()
    },
    expired() {
      user.value = undefined
      asked = Promise.resolve(undefined)
    },
  }
  return self
}
