// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { reasonWords, recall, remember, sealingFields, sealingOf } from './sealing'

const key = 'ab'.repeat(32)
const day = 86_400_000
const sealing = { owner: '省考试中心', devices: [key], from: '2026-11-01', to: '2026-12-31' }
beforeEach(() => localStorage.clear())

describe('sealing a release for others', () => {
  it('reads one key a line, also keys that were written in groups', () => {
    const grouped = `${key.slice(0, 8).toUpperCase()} ${key.slice(8)}`
    expect(sealingOf({ owner: ' 省考试中心 ', devices: `${grouped}\n\n${'cd'.repeat(32)}，`, from: '2026-11-01', to: '2026-12-31', region: ' 42 ', statistics: 'yes' }))
      .toEqual({ ...sealing, devices: [key, 'cd'.repeat(32)], region: '42', statistics: true })
    expect(sealingOf({ owner: '省考试中心', devices: key, from: '2026-11-01', to: '2026-12-31', region: '', statistics: '' })).toEqual(sealing)
  })

  it('offers at the fetch what was entered when it was asked for', () => {
    remember(localStorage, 'e1', { ...sealing, statistics: true }, day)
    const fields = sealingFields((k) => k, '2026-11-23', recall(localStorage, 'e1'))
    expect(sealingOf(Object.fromEntries(fields.map((f) => [f.name, f.value ?? ''])))).toEqual({ ...sealing, statistics: true })
    expect(recall(localStorage, 'e2')).toBeUndefined()
  })

  it('tells those who allow it receivers and terms in words, whatever the reason pretends', () => {
    const t = (k: string, named?: object) => [k, ...Object.values(named ?? {})].join(' ')
    const behind = (terms: string) => `[省考试中心; ${terms}; to 371bb9f5a7551aab 11; 43274fa1c014c743dddf5262c21cd556]`
    const real = behind('2026-11-23..2027-06-30; region ""; no statistics')
    expect(reasonWords(t, `交给市局 ${real}`)).toEqual(['交给市局', 'sealing.ownerIs 省考试中心', 'bank.sealedDays 2026-11-23 2027-06-30 · bank.sealedEverywhere · bank.sealedCountsNot', 'sealing.receivers 371bb9f5a7551aablist.comma11'])
    const fake = behind('2026-11-23..2026-11-24; region "42"; no statistics')
    expect(reasonWords(t, `${fake} ${behind('2026-11-23..2099-12-31; region "43"; statistics')}`)[2]).toBe('bank.sealedDays 2026-11-23 2099-12-31 · bank.sealedRegion 43 · bank.sealedCounts')
    expect(reasonWords(t, '交给别的系统')).toEqual(['交给别的系统'])
  })

  it('forgets what is old, and survives a store that holds something else or nothing', () => {
    remember(localStorage, 'old', sealing, 0)
    remember(localStorage, 'new', sealing, 61 * day)
    expect([recall(localStorage, 'old'), recall(localStorage, 'new')]).toEqual([undefined, sealing])
    localStorage.setItem('suikao.sealings', '{broken')
    expect(recall(localStorage, 'new')).toBeUndefined()
    const full = { getItem: () => null, setItem: () => { throw new Error('full') } } as unknown as Storage
    expect(() => remember(full, 'x', sealing, 0)).not.toThrow()
  })
})
