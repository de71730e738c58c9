// The script of an emergency: reading it, and entering what was done.
import { useI18n } from 'vue-i18n'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import { useActs } from '../parts/acts'
import type { Schemas } from '../types'

export type Script = Schemas['EmergencyScript']
export type ScriptStep = Schemas['EmergencyStep']

/** Steps that nobody has entered. */
export const openSteps = (s: Pick<Script, 'steps'>): number => s.steps.filter((x) => !x.doneAt).length

export function useScripts() {
  const { t } = useI18n()
  const api = useApi()
  const acts = useActs()
  const at = (room: string) => ({ params: { path: { id: room } } })
  return {
    all: async () => (await call(api.GET('/api/staff/emergencies'))).items,
    of: (incident: string) => call(api.GET('/api/staff/incidents/{id}/script', at(incident))),
    /** Done, at once: seconds count. */
    done: (room: string, step: string) => call(api.POST('/api/staff/rooms/{id}/emergency/steps', { ...at(room), body: { step, needed: true } })),
    skip: (room: string, step: ScriptStep, text: string) => acts.ask({
      title: t('script.skip'), object: text, effect: t('script.skipEffect'), verb: t('script.notNeeded'), fields: [{ name: 'note', label: t('script.why'), kind: 'long', required: true, min: 2, max: 200 }],
      run: (v) => call(api.POST('/api/staff/rooms/{id}/emergency/steps', { ...at(room), body: { step: step.step, needed: false, note: v['note'] ?? '' } })),
    }),
  }
}
