// Filling in one material and sending it: the file first, then the particulars. What arrived is not sent again.
import { computed, reactive, ref } from 'vue'
import { call } from '@/core/api'
import { useApi } from '@/kit/api'
import type { Material } from '../types'
import { useAct } from '../use/load'
import { shrink } from '../use/shrink'
import { rawBody } from '../use/upload'
import { checkFile, largestFile, type Ask, type FileFault } from './materials'

export function useMaterial(application: string, kind: string, ask: Ask, filed: Material | undefined, again = false) {
  const api = useApi()
  const act = useAct()
  const form = reactive({
    fit: filed?.date ? (filed.fit ? 'yes' : 'no') : ('' as '' | 'yes' | 'no'),
    date: filed?.date ?? '',
    institution: filed?.institution ?? '',
    value: filed?.value ?? '',
  })
  const asked = ref(false)
  const file = ref<File>()
  const fileFault = ref<FileFault>()
  const hasFile = ref(filed?.hasFile ?? false)
  const mustReplace = ref(again)
  const missing = computed(() => ({
    file: Boolean(ask.file) && !file.value && (!hasFile.value || mustReplace.value),
    fit: Boolean(ask.fit) && !form.fit,
    date: Boolean(ask.date) && !form.date,
    institution: Boolean(ask.institution) && !form.institution.trim(),
    value: Boolean(ask.value) && !form.value.trim(),
  }))
  const complete = computed(() => !Object.values(missing.value).some(Boolean))

  async function choose(chosen: File | undefined) {
    if (!chosen) return
    file.value = undefined
    const fits = chosen.type.startsWith('image/') ? await shrink(chosen, largestFile).catch(() => chosen) : chosen
    const made = fits === chosen ? chosen : new File([fits], 'photo.jpg', { type: 'image/jpeg' })
    fileFault.value = checkFile(made)
    if (!fileFault.value) file.value = made
  }

  /** True when everything arrived. */
  async function save(): Promise<boolean> {
    asked.value = true
    if (!complete.value) return false
    return act.run(async () => {
      if (file.value) {
        await call(api.PUT('/api/candidate/applications/{id}/files/{kind}', { params: { path: { id: application, kind } }, ...rawBody(file.value) }))
        hasFile.value = true
        mustReplace.value = false
        file.value = undefined
      }
      if (!ask.value && !ask.date && !ask.institution && !ask.fit) return
      const body = {
        kind, ...(ask.fit ? { fit: form.fit === 'yes' } : {}), ...(form.date ? { date: form.date } : {}),
        ...(form.institution ? { institution: form.institution.trim() } : {}), ...(form.value ? { value: form.value.trim() } : {}),
      }
      await call(api.PUT('/api/candidate/applications/{id}/material', { params: { path: { id: application } }, body }))
    })
  }
  return { form, asked, file, fileFault, hasFile, missing, choose, save, busy: act.busy, problem: act.problem }
}
