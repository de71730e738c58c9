// After a login: learn who we are, then go where the person wanted to go.
import { useRoute, useRouter } from 'vue-router'
import { asProblem } from '@/core/problem'
import { useSession } from '../session'

/** Only a path of this portal may be the target: an address from elsewhere must not choose it. */
export function safeTarget(wanted: unknown): string {
  return typeof wanted === 'string' && /^\/(?![/\\])/.test(wanted) ? wanted : '/'
}

export function useEnter() {
  const session = useSession()
  const route = useRoute()
  const router = useRouter()
  return async () => {
    if (!(await session.refresh())) throw session.problem.value ?? asProblem(undefined)
    await router.replace(safeTarget(route.query['to']))
  }
}
