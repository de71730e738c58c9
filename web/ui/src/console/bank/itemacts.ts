// Acts on items, one or many: always with what is concerned, and with words where somebody reads them.
import { useI18n } from 'vue-i18n'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import { useActs } from '../parts/acts'
import type { ItemAct, ItemView } from './banks'

/** Asks and does; true when it was done. */
export function useItemActs() {
  const { t } = useI18n()
  const api = useApi()
  const acts = useActs()
  return async (act: ItemAct, items: readonly ItemView[]): Promise<boolean> => {
    const first = items.slice(0, 3).map((i) => i.content.stem).join('\n')
    const done = await acts.ask({
      title: t(`bank.${act}`), object: items.length > 3 ? `${first}\n${t('bank.andMore', { n: items.length - 3 })}` : first, effect: t(`bank.${act}Effect`, { n: items.length }),
      verb: t('bank.actOn', { act: t(`bank.${act}`), n: items.length }), danger: act === 'discard' || act === 'retire', done: t('bank.actDone', { act: t(`bank.${act}`), n: items.length }),
      fields: [{ name: 'comment', label: t('bank.comment'), kind: 'long', max: 500, required: ['reject', 'retire', 'discard'].includes(act), min: 2 }],
      run: (v) => call(api.POST(`/api/staff/item-versions/${act}`, { body: { ids: items.map((i) => i.id), ...(v['comment'] ? { comment: v['comment'] } : {}) } })),
    })
    return done !== undefined
  }
}
