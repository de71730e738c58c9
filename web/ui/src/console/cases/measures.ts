// The fields of measures, as far as the rules or the notice allow them; used by the notice and the decision alike.
import type { ActField, Values } from '../parts/acts'
import type { CaseDetail, Measures } from './types'

type Words = (key: string, named?: Record<string, unknown>) => string

export function measureFields(most: Measures, t: Words, when?: (v: Values) => boolean): ActField[] {
  const shown = when ? { when } : {}
  return [
    ...(most.voidCurrent ? [{ name: 'voidCurrent', label: t('breach.voidCurrent'), kind: 'check' as const, value: 'yes', ...shown }] : []),
    ...(most.voidPassed ? [{ name: 'voidPassed', label: t('breach.voidPassed'), kind: 'check' as const, ...shown }] : []),
    ...(most.banMonths > 0 ? [{ name: 'banMonths', label: t('breach.banMonths'), kind: 'number' as const, required: true, min: 0, max: most.banMonths, value: '0', hint: t('breach.banHint', { n: most.banMonths }), ...shown }] : []),
  ]
}

/** What is imposed, as words: "本次成绩无效、禁考 12 个月". */
export function measureWords(m: Measures, t: Words): string {
  return [m.voidCurrent ? t('breach.voidCurrent') : '', m.voidPassed ? t('breach.voidPassed') : '', m.banMonths ? t('breach.banFor', { n: m.banMonths }) : ''].filter(Boolean).join(t('list.comma')) || t('breach.nothing')
}

/** The facts to begin with: those of the notice, else as the first of those who agree wrote them. */
export function noticeFacts(one: Pick<CaseDetail, 'case' | 'documents' | 'findings'>): string {
  return one.documents.find((doc) => doc.document === 'NOTICE')?.facts ?? one.findings.find((f) => f.established && f.act === one.case.act)?.facts ?? ''
}
