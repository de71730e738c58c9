// Asking for an exemption on behalf of a person, to the authority that recognises it.
import { useI18n } from 'vue-i18n'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import { useActs } from '../parts/acts'
import type { Schemas } from '../types'

/** Asks and submits; true when it was done. `authority` is chosen beforehand where the page already stands at one. */
export function useExempt() {
  const { t } = useI18n()
  const api = useApi()
  const acts = useActs()
  return async (authority = ''): Promise<boolean> => {
    const done = await acts.ask({
      title: t('training.exempt'), effect: t('training.exemptEffect'), verb: t('training.exempt'), done: t('training.exempted'),
      fields: [
        { name: 'org', label: t('training.recogniser'), kind: 'authority', required: true, value: authority, hint: t('training.recogniserHint') }, { name: 'person', label: t('field.person'), kind: 'person', required: true },
        { name: 'item', label: t('field.item'), kind: 'item', required: true }, { name: 'reason', label: t('training.basis'), kind: 'pick', required: true, options: ['SKILL_CERT', 'DEGREE'].map((value) => ({ value, label: t(`word.exempt.${value}`) })) },
        { name: 'evidence', label: t('training.proof'), kind: 'long', required: true, min: 2, max: 500, hint: t('training.exemptEvidence') },
      ],
      run: (v) => call(api.POST('/api/staff/exemptions', { body: { org: v['org'] ?? '', person: { id: v['person'] ?? '' }, item: v['item'] ?? '', reason: v['reason'] as Schemas['TrainingExemption']['reason'], evidence: v['evidence'] ?? '' } })),
    })
    return done !== undefined
  }
}
