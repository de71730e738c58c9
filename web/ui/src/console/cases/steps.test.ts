import { describe, expect, it } from 'vitest'
import type { IncidentView } from '../incidents/types'
import en from '../locales/en'
import zh from '../locales/zh-CN'
import { bySitting, differ, dueDay, formOf, measuresOf, nothing, papersOf, stepAt, steps } from './steps'
import { stages } from './types'

describe('the procedure', () => {
  it('goes forward through every stage, and only a dismissed case has no step', () => {
    const order = stages.filter((stage) => stage !== 'DISMISSED').map(stepAt)
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(stages.filter((stage) => stepAt(stage) < 0)).toEqual(['DISMISSED'])
  })
  it('has one form for whoever is next, and none while the person has the word', () => {
    expect(stages.map((stage) => formOf(stage, undefined))).toEqual(['sign', 'notice', 'serve', undefined, 'decide', 'serve', undefined, undefined, undefined, undefined])
    expect(formOf('APPEALED', { id: 'a', review: 'c', text: '', filedAt: '', state: 'FILED' })).toBe('appeal')
  })
  it('shows the last day of what runs', () => {
    expect(dueDay({ stage: 'STATEMENT', statementUntil: '2026-11-27', appealUntil: '2027-01-01' })).toBe('2026-11-27')
    expect(dueDay({ stage: 'APPEALABLE', statementUntil: '2026-11-27', appealUntil: '2027-01-01' })).toBe('2027-01-01')
    expect(dueDay({ stage: 'DECISION', statementUntil: '2026-11-27' })).toBeUndefined()
  })
  it.each([['zh', zh], ['en', en]])('every step has its words: %s', (_, pack) => {
    const words = (pack as unknown as { breach: { step: Record<string, string>; turn: Record<string, string> } }).breach
    expect([...steps.map((s) => words.step[s.key]), ...stages.map((s) => words.turn[s])].filter((w) => !w)).toEqual([])
  })
})

it('sees when two people found different things', () => {
  expect(differ([{ established: true, act: 'PHONE' }, { established: true, act: 'PHONE' }])).toBe(false)
  expect(differ([{ established: true, act: 'PHONE' }, { established: true, act: 'TALKED' }])).toBe(true)
  expect(differ([{ established: true, act: 'PHONE' }, { established: false }])).toBe(true)
  expect(differ([{ established: true, act: 'PHONE' }])).toBe(false)
})

it('one sitting is one case; what has one is not asked for again', () => {
  const one = (id: string, sitting?: string, of?: string) => ({ id, ...(sitting ? { sitting } : {}), ...(of ? { review: of } : {}) }) as IncidentView
  expect(bySitting([one('a', 's1'), one('b', 's2'), one('c', 's1'), one('d'), one('e', 's3', 'case')]).map((g) => g.map((i) => i.id))).toEqual([['a', 'c'], ['b']])
})

it('nothing beyond the rules is sent', () => {
  const most = { voidCurrent: true, voidPassed: false, banMonths: 12 }
  expect(measuresOf({ voidCurrent: 'yes', voidPassed: 'yes', banMonths: '36' }, most)).toEqual({ voidCurrent: true, voidPassed: false, banMonths: 12 })
  expect(measuresOf({ banMonths: '-3' }, most)).toEqual({ voidCurrent: false, voidPassed: false, banMonths: 0 })
  expect([nothing(measuresOf({}, most)), nothing(measuresOf({ banMonths: '1' }, most))]).toEqual([true, false])
})

it('puts what the person said between the documents, as it came', () => {
  const doc = (document: 'NOTICE' | 'DECISION', at: string) => ({ document, no: '', at, by: '', facts: '', basis: '', measures: { voidCurrent: true, voidPassed: false, banMonths: 0 } })
  const said = (at: string) => ({ at, text: '', last: false })
  const order = papersOf({ documents: [doc('NOTICE', '2026-11-22T01:00:00Z'), doc('DECISION', '2026-11-22T03:00:00Z')], statements: [said('2026-11-22T02:00:00Z')], appeal: { id: '', filedAt: '2026-11-22T04:00:00Z', text: '', state: 'FILED' } } as unknown as Parameters<typeof papersOf>[0])
  expect(order.map(({ doc: paper, said: words, appeal }) => paper?.document ?? (words ? 'said' : appeal ? 'appeal' : ''))).toEqual(['NOTICE', 'said', 'DECISION', 'appeal'])
})
