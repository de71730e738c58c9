// Everything the home page draws its steps from. One part that fails leaves the others.
import { call } from '@/core/api'
import { asProblem } from '@/core/problem'
import { useApi } from '@/kit/api'
import { mattersApi } from '../matters/api'
import { useSession } from '../session'
import { useLoad } from '../use/load'
import { useServerTime } from '../use/servertime'
import { nextSteps } from './steps'

export function useHome() {
  const api = useApi()
  const session = useSession()
  const time = useServerTime()
  return useLoad(async () => {
    // Somebody who is not logged in asks once, not eight times.
    if (!session.me.value && !(await session.refresh())) throw session.problem.value ?? asProblem(undefined)
    let missing = 0
    const list = async <T>(pending: Promise<{ items: T[] }>): Promise<T[]> => {
      try {
        return (await pending).items
      } catch (err) {
        missing++
        if (asProblem(err).status === 401) throw err
        return []
      }
    }
    const [me, applications, bookings, results, passes, permitApplications, permits, matters] = await Promise.all([
      session.refresh(), list(call(api.GET('/api/candidate/applications'))), list(call(api.GET('/api/candidate/bookings'))),
      list(call(api.GET('/api/candidate/results', { params: { query: { limit: 20 } } }))), list(call(api.GET('/api/candidate/passes'))),
      list(call(api.GET('/api/candidate/permit-applications'))), list(call(api.GET('/api/candidate/permits'))), list(mattersApi(api).list()),
    ])
    if (!me || missing === 7) throw session.problem.value ?? asProblem(undefined)
    const steps = nextSteps({ me, applications, bookings, results, passes, permitApplications, permits, matters, now: time.now() })
    return { me, steps, missing }
  })
}
