import { expect, it } from 'vitest'
import type { OwnRecord } from '../types'
import { works } from './words'

const work = (id: string, from: string, to?: string) => ({ id, org: id, orgName: id, kind: 'REGULAR' as const, from, ...(to ? { to } : {}) })

it('tells the employers of today from earlier ones', () => {
  const record: OwnRecord = { works: [work('old', '2020-01-01', '2021-01-01'), work('last', '2022-01-01', '2026-11-20'), work('a', '2026-11-21'), work('b', '2025-01-01', '2026-11-21'), work('later', '2026-12-01')], confirmations: [] }
  expect(works(record, '2026-11-21').now.map((one) => one.id)).toEqual(['a', 'b'])
  expect(works(record, '2026-11-21').before.map((one) => one.id)).toEqual(['later', 'last', 'old'])
})
