// Who can be put on a roster or given a task, as choices of a field.
import { call, type Api } from '@/core/api'

export async function colleagues(api: Api, ...roles: string[]): Promise<{ value: string; label: string }[]> {
  const lists = await Promise.all(roles.map(async (role) => (await call(api.GET('/api/staff/colleagues', { params: { query: { role } } }))).items))
  const found = new Map(lists.flat().map((c) => [c.account, `${c.name}（${c.orgName}）`]))
  return [...found].map(([value, label]) => ({ value, label }))
}
