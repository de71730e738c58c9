// Written work is not lost by a slip: leaving asks first, in the page and at the browser's own border.
import { onMounted, onScopeDispose } from 'vue'
import { useI18n } from 'vue-i18n'
import { onBeforeRouteLeave } from 'vue-router'
import { useActs } from './acts'

/** Must be called in the setup of a page. `dirty` says whether something would be lost. */
export function useLeave(dirty: () => boolean): void {
  const { t } = useI18n()
  const acts = useActs()
  onBeforeRouteLeave(async () => {
    if (!dirty()) return true
    const gone = await acts.ask({ title: t('leave.title'), effect: t('leave.effect'), verb: t('leave.verb'), danger: true, run: () => Promise.resolve(true) })
    return gone !== undefined
  })
  const border = (event: BeforeUnloadEvent) => {
    if (dirty()) event.preventDefault()
  }
  onMounted(() => window.addEventListener('beforeunload', border))
  onScopeDispose(() => window.removeEventListener('beforeunload', border))
}
