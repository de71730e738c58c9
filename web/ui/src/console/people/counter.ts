// What a clerk does for a person who stands there or telephones.
import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import { useActs } from '../parts/acts'
import type { PersonView } from '../types'
import { docKinds } from './forms'

export function useCounter(person: Readonly<Ref<PersonView | undefined>>, done: () => Promise<void>) {
  const { t } = useI18n()
  const api = useApi()
  const acts = useActs()
  const code = ref('')
  const reason = { name: 'reason', label: t('act.reason'), required: true, min: 2, max: 200 }
  const at = () => ({ params: { path: { id: person.value?.id ?? '' } } })

  async function claim() {
    const made = await acts.ask({
      title: t('people.claim'), object: person.value?.name, effect: t('people.claimEffect'), verb: t('people.claim'), fields: [reason],
      run: (v) => call(api.POST('/api/staff/persons/{id}/claim-code', { ...at(), body: { reason: v['reason'] ?? '' } })),
    })
    if (made) code.value = made.value.code
  }

  /** Two steps: the code goes to the new phone, then the clerk types it. */
  async function phone() {
    const first = await acts.ask({
      title: t('people.changePhone'), object: person.value?.name, effect: t('people.sendEffect'), verb: t('people.send'), fields: [{ name: 'phone', label: t('people.newPhone'), required: true, max: 30 }],
      run: async (v) => {
        await call(api.POST('/api/auth/codes', { body: { purpose: 'NEW_PHONE', phone: v['phone'] ?? '' } }))
        return v['phone'] ?? ''
      },
    })
    if (!first) return
    const second = await acts.ask({
      title: t('people.changePhone'), object: `${person.value?.name ?? ''} · ${first.value}`, effect: t('people.phoneEffect'), verb: t('people.changePhone'), done: t('place.saved'),
      fields: [{ name: 'code', label: t('people.code'), required: true, max: 20 }, reason],
      run: (v) => call(api.PUT('/api/staff/persons/{id}/phone', { ...at(), body: { phone: first.value, code: v['code'] ?? '', reason: v['reason'] ?? '' } })),
    })
    if (second) await done()
  }

  async function correct() {
    const p = person.value
    if (!p) return
    const changed = await acts.ask({
      title: t('people.correct'), object: p.name, effect: t('people.correctEffect'), verb: t('act.save'), done: t('place.saved'),
      fields: [
        { name: 'name', label: t('field.person'), max: 60, required: true, value: p.name },
        { name: 'newNumber', label: t('people.newNumber'), max: 40, hint: t('people.newNumberHint') },
        { name: 'docKind', label: t('people.docKind'), kind: 'pick', required: true, value: p.document.kind, options: docKinds.map((value) => ({ value, label: t(`word.docKind.${value}`) })), when: (v) => !!v['newNumber'] },
        { name: 'country', label: t('people.country'), required: true, min: 3, max: 3, when: (v) => !!v['newNumber'] && v['docKind'] === 'PASSPORT' },
        { name: 'education', label: t('field.education'), kind: 'pick', value: p.education ?? '', options: ['PRIMARY', 'JUNIOR', 'SENIOR', 'VOCATIONAL', 'COLLEGE', 'BACHELOR', 'GRADUATE'].map((value) => ({ value, label: t(`word.education.${value}`) })) },
        reason,
      ],
      run: (v) => call(api.PATCH('/api/staff/persons/{id}', {
        ...at(),
        body: {
          version: p.version, reason: v['reason'] ?? '', ...(v['name'] !== p.name ? { name: v['name'] ?? '' } : {}),
          ...(v['education'] && v['education'] !== p.education ? { education: v['education'] as NonNullable<PersonView['education']> as never } : {}),
          ...(v['newNumber'] ? { document: { kind: v['docKind'] as (typeof docKinds)[number], number: v['newNumber'].toUpperCase(), ...(v['country'] ? { country: v['country'].toUpperCase() } : {}) } } : {}),
        },
      })),
    })
    if (changed) await done()
  }

  return { code, claim, phone, correct }
}
