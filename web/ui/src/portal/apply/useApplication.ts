// One application with everything its page shows beside it.
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import { useLoad } from '../use/load'
import { useSession } from '../session'
import { useCatalogue } from './catalogue'
import { makeChecklist } from './checklist'
import { open } from './words'

export function useApplication(id: string) {
  const api = useApi()
  const session = useSession()
  const catalogue = useCatalogue()
  const path = { params: { path: { id } } }
  return useLoad(async () => {
    const application = await call(api.GET('/api/candidate/applications/{id}', path))
    const item = await catalogue.find(application.itemCode).catch(() => undefined)
    if (!open(application.state)) return { application, item, checklist: undefined }
    const [check, training] = await Promise.all([
      call(api.GET('/api/candidate/applications/{id}/check', path)),
      // Hours are a detail here: where they cannot be read, the check still says what is missing.
      call(api.GET('/api/candidate/training', { params: { query: { item: application.itemCode, org: application.authority } } })).catch(() => undefined),
      session.refresh(),
    ])
    const photo = session.me.value?.photo ?? { state: 'NONE' as const }
    return { application, item, checklist: makeChecklist(application, check, photo, training) }
  })
}
