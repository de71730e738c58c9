// A text in force, in the language of the page; asked again when the language changes.
import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import type { NoticeKind } from '../types'
import { useLoad } from './load'

export function useNotice(kind: NoticeKind) {
  const api = useApi()
  const { locale } = useI18n()
  const notice = useLoad(() => call(api.GET('/api/public/notices/{kind}', { params: { path: { kind }, query: { lang: locale.value } } })))
  watch(locale, () => void notice.reload())
  return notice
}
