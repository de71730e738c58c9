// Closing a slot's door early: nobody can walk in any more, so that its record can be signed before the slot is over.
import { useI18n } from 'vue-i18n'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import { useActs } from '../parts/acts'
import { useWhen } from '../parts/when'
import type { Schemas } from '../types'

/** Asks and does; the slot as it is then, undefined when the person thought better of it. */
export function useCloseAdmissions() {
  const { t } = useI18n()
  const api = useApi()
  const acts = useActs()
  const when = useWhen()
  return async (slot: Schemas['SlotFactsView']): Promise<Schemas['SlotFactsView'] | undefined> => {
    const done = await acts.ask({
      title: t('slot.close'), object: `${slot.point} · ${slot.room}\n${when.period(slot.startsAt, slot.endsAt)}`, effect: t('slot.closeEffect'), verb: t('slot.close'), danger: true, done: t('slot.closed'),
      fields: [{ name: 'reason', label: t('act.reason'), kind: 'long', required: true, min: 2, max: 200, hint: t('slot.closeHint') }],
      run: (v) => call(api.POST('/api/staff/slots/{id}/close-admissions', { params: { path: { id: slot.slot } }, body: { reason: v['reason'] ?? '' } })),
    })
    return done?.value
  }
}
