// Forms of people and organisations.
import type { ActField, Values } from '../parts/acts'
import type { OrgView, Schemas } from '../types'

type T = (key: string) => string
const pick = (t: T, name: string, label: string, of: string, codes: readonly string[], required = false): ActField => ({
  name, label, kind: 'pick', required, options: codes.map((value) => ({ value, label: t(`word.${of}.${value}`) })),
})
export const docKinds = ['ID_CARD', 'TEMPORARY_ID', 'HOUSEHOLD_EXTRACT', 'ELECTRONIC_ID', 'HMT_RESIDENCE', 'FOREIGN_RESIDENCE', 'PASSPORT', 'MAINLAND_TRAVEL'] as const
const foreign = (v: Values) => v['docKind'] === 'PASSPORT'

export function personFields(t: T): ActField[] {
  return [
    { name: 'name', label: t('field.person'), required: true, max: 60 },
    pick(t, 'docKind', t('people.docKind'), 'docKind', docKinds, true),
    { name: 'number', label: t('people.number'), required: true, max: 40 },
    { name: 'country', label: t('people.country'), max: 3, min: 3, required: true, when: foreign },
    { name: 'birth', label: t('field.birth'), kind: 'date', required: true, when: foreign },
    { ...pick(t, 'sex', t('field.sex'), 'sex', ['M', 'F'], true), when: foreign },
    { name: 'phone', label: t('field.phone'), max: 30 },
    pick(t, 'education', t('field.education'), 'education', ['PRIMARY', 'JUNIOR', 'SENIOR', 'VOCATIONAL', 'COLLEGE', 'BACHELOR', 'GRADUATE']),
  ]
}

/** Only what was written: the document carries the rest. */
export function personBody(v: Values): Schemas['PersonForm'] {
  const some = (name: string) => (v[name] ? { [name]: v[name] } : {})
  return {
    name: v['name'] ?? '',
    document: { kind: (v['docKind'] || 'ID_CARD') as Schemas['DocumentForm']['kind'], number: (v['number'] ?? '').toUpperCase(), ...(v['country'] ? { country: v['country'].toUpperCase() } : {}) },
    ...some('birth'), ...some('sex'), ...some('phone'), ...some('education'),
  }
}

const below: Record<string, readonly string[]> = { AUTHORITY: ['AUTHORITY', 'EXAM_BODY', 'CENTRE', 'ENTERPRISE'], EXAM_BODY: ['EXAM_BODY'], CENTRE: ['CENTRE', 'ENTERPRISE'], ENTERPRISE: ['ENTERPRISE'] }

/** What may stand below an organisation of this kind. */
export function childKinds(kind: string): readonly string[] {
  return below[kind] ?? []
}

/** A new organisation of one of the kinds, or `org` changed: its kind stays. */
export function orgFields(t: T, kinds: readonly string[], region: string, org?: OrgView): ActField[] {
  return [
    ...(org ? [] : [pick(t, 'kind', t('people.orgKind'), 'orgKind', kinds, true)]),
    { name: 'name', label: t('field.name'), required: true, max: 120, value: org?.name ?? '' },
    { name: 'region', label: t('people.region'), required: true, min: 6, max: 6, value: org?.region ?? region, hint: t('people.regionHint') },
    { name: 'uscc', label: t('people.uscc'), max: 18, value: org?.uscc ?? '' }, { name: 'street', label: t('people.street'), max: 120, value: org?.street ?? '' },
    { name: 'industry', label: t('people.industry'), max: 120, value: org?.industry ?? '' }, { name: 'grade', label: t('people.grade'), max: 4, value: org?.grade ?? '' },
  ]
}

export function orgBody(v: Values): Schemas['OrgForm'] {
  const some = (name: string) => (v[name] ? { [name]: v[name] } : {})
  return { name: v['name'] ?? '', region: v['region'] ?? '', ...some('kind'), ...some('uscc'), ...some('street'), ...some('industry'), ...some('grade') } as Schemas['OrgForm']
}

export interface OrgLine {
  org: OrgView
  depth: number
}

/** The tree as lines, parents before children; an organisation whose parent one may not see stands at the top. */
export function treeOf(orgs: readonly OrgView[]): OrgLine[] {
  const known = new Set(orgs.map((o) => o.id))
  const children = new Map<string, OrgView[]>()
  for (const org of orgs) {
    const parent = org.parent && known.has(org.parent) ? org.parent : ''
    children.set(parent, [...(children.get(parent) ?? []), org])
  }
  const lines: OrgLine[] = []
  const walk = (parent: string, depth: number) => {
    for (const org of [...(children.get(parent) ?? [])].sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))) {
      lines.push({ org, depth })
      walk(org.id, depth + 1)
    }
  }
  walk('', 0)
  return lines
}
