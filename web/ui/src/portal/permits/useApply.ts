// Applying for a permit, or handing a returned application in again: papers in, application out.
import { reactive, ref } from 'vue'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import { useAct } from '../use/load'
import { askBody, missing, type AskDraft, type AskKind } from './asking'

export interface HealthDraft {
  fit: '' | 'yes' | 'no'
  on: string
  institution: string
}

/** kind is what is applied for; left out for a first issue, or where an application that is read says it later. */
export function useApply(kind?: AskKind) {
  const api = useApi()
  const act = useAct()
  const health = reactive<HealthDraft>({ fit: '', on: '', institution: '' })
  const needsHealth = ref(false)
  const needsWork = ref(false)
  const what = ref(kind)
  const draft = ref<AskDraft>({ ground: '', proof: '', deferTo: '', work: '' })
  const pledged = ref(false)
  const asked = ref(false)

  function prefill(from: { fit?: boolean; date?: string; institution?: string } | undefined) {
    if (!from) return
    needsHealth.value = true
    Object.assign(health, { fit: from.fit ? 'yes' : 'no', on: from.date ?? '', institution: from.institution ?? '' })
  }
  const complete = () => pledged.value && (!what.value || !missing(what.value, draft.value, needsWork.value).length) && (!needsHealth.value || Boolean(health.fit && health.on && health.institution.trim()))

  /** Confirms the pledge by its version and sends the papers; the application's id, or undefined when something is missing or refused. */
  async function send(target: { item: string } | { application: string }, version: number, lang: string): Promise<string | undefined> {
    asked.value = true
    if (!complete() || !version) return undefined
    let id: string | undefined
    await act.run(async () => {
      const papers = { ...(what.value ? askBody(what.value, draft.value) : {}), pledgeVersion: version, ...(needsHealth.value ? { health: { fit: health.fit === 'yes', on: health.on, institution: health.institution.trim() } } : {}) }
      const about = 'application' in target ? { about: `permit_application:${target.application}` } : {}
      await call(api.POST('/api/candidate/me/confirmations', { body: { kind: 'TRUTH_PLEDGE', version, lang, ...about } }))
      const made = 'item' in target
        ? await call(api.POST('/api/candidate/permit-applications', { body: { item: target.item, ...(what.value ? { kind: what.value } : {}), ...papers } }))
        : await call(api.POST('/api/candidate/permit-applications/{id}/correct', { params: { path: { id: target.application } }, body: papers }))
      id = made.id
    })
    if (act.problem.value?.errors.some((one) => one.path.startsWith('body.health'))) needsHealth.value = true
    return id
  }
  return { health, needsHealth, needsWork, what, draft, pledged, asked, prefill, send, busy: act.busy, problem: act.problem }
}
