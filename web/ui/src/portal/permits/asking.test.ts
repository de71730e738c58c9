import { expect, it } from 'vitest'
import { askBody, kindsFor, missing, type AskDraft } from './asking'

const empty: AskDraft = { ground: '', proof: '', deferTo: '', work: '' }

it('offers nothing for a permit that has ended', () => {
  for (const state of ['EXPIRED', 'REVOKED', 'WITHDRAWN', 'CANCELLED', 'REPLACED', 'SUSPENDED']) expect(kindsFor({ state })).toEqual([])
  expect(kindsFor({ state: 'EXTENDED' })).toContain('RENEWAL')
  expect(kindsFor({ state: 'NOT_YET' })).not.toContain('RENEWAL')
})

it('names what is still empty', () => {
  expect(missing('DEFERRED', empty, false)).toEqual(['ground', 'proof', 'deferTo'])
  expect(missing('RENEWAL', empty, true)).toEqual(['work'])
  expect(missing('RENEWAL', empty, false)).toEqual([])
  expect(missing('REPLACEMENT', { ...empty, ground: 'LOST' }, false)).toEqual([])
})

it('sends only what the kind asks for', () => {
  const all: AskDraft = { ground: 'ABROAD', proof: ' 出境记录 ', deferTo: '2033-01-01', work: '从事低压电工作业' }
  expect(askBody('RENEWAL', all)).toEqual({ work: '从事低压电工作业' })
  expect(askBody('DEFERRED', all)).toEqual({ ground: 'ABROAD', proof: '出境记录', deferTo: '2033-01-01' })
  expect(askBody('REPLACEMENT', { ...all, ground: 'LOST' })).toEqual({ ground: 'LOST' })
})
