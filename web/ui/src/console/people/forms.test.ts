import { describe, expect, it } from 'vitest'
import { lackOf } from '../parts/acts'
import type { OrgView } from '../types'
import { childKinds, orgBody, orgFields, personBody, personFields, treeOf } from './forms'

const t = (key: string) => key
const org = (id: string, name: string, parent?: string): OrgView => ({ id, path: `/${id}/`, kind: 'AUTHORITY', name, region: '420600', closed: false, version: 1, ...(parent ? { parent } : {}) })

describe('person form', () => {
  it('leaves out what nobody filled in and writes numbers in capitals', () => {
    expect(personBody({ name: '阿依古丽·买买提', docKind: 'ID_CARD', number: '11010519491231002x', birth: '', sex: '', phone: '', education: '' })).toEqual({
      name: '阿依古丽·买买提', document: { kind: 'ID_CARD', number: '11010519491231002X' },
    })
  })

  it('asks for country, birth and sex where the document does not carry them', () => {
    const missing = (docKind: string) => personFields(t).filter((f) => lackOf(f, { name: 'x', number: 'E1', docKind })).map((f) => f.name)
    expect(missing('ID_CARD')).toEqual([])
    expect(missing('PASSPORT')).toEqual(['country', 'birth', 'sex'])
  })
})

describe('organisations', () => {
  it('are drawn parents first; whose parent one may not see stands at the top', () => {
    const lines = treeOf([org('c', '县', 'b'), org('x', '外', 'hidden'), org('b', '市'), org('d', '乡', 'c')])
    expect(lines.map((l) => [l.org.id, l.depth])).toEqual([['b', 0], ['c', 1], ['d', 2], ['x', 0]])
  })

  it('keep their kind', () => {
    expect(orgFields(t, [], '', org('b', '市')).map((f) => f.name)).not.toContain('kind')
    expect(orgFields(t, childKinds('CENTRE'), '420600').find((f) => f.name === 'kind')?.options?.map((o) => o.value)).toEqual(['CENTRE', 'ENTERPRISE'])
    expect(childKinds('EXAM_BODY')).toEqual(['EXAM_BODY'])
    expect(orgBody({ name: '焊接厂', region: '420602', kind: 'ENTERPRISE', uscc: '', street: '', industry: '', grade: '' })).toEqual({ name: '焊接厂', region: '420602', kind: 'ENTERPRISE' })
  })
})
