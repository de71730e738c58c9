import { expect, it } from 'vitest'
import en from '../locales/en'
import zh from '../locales/zh-CN'
import { actsFor, askedActs, findings, findingsFor } from './acts'
import { laneOrder } from './clip'
import { severityLook } from './queue'
import { reportable } from './report'

it('shows what the server allows, in a steady order, and nothing else', () => {
  expect(actsFor(['CLOSE', 'TAKE', 'MESSAGE', 'SOMETHING_NEW'])).toEqual(['MESSAGE', 'CLOSE'])
  expect(actsFor([])).toEqual([])
})

it('what a result hangs on is reviewed first; what concerns no sitting is not', () => {
  expect(findingsFor({ holds: true, sitting: 's' })[0]).toBe('TO_REVIEW')
  expect(findingsFor({ holds: false, sitting: 's' })[0]).toBe('HANDLED')
  expect(findingsFor({ holds: true })).not.toContain('TO_REVIEW')
})

it.each([['zh', zh], ['en', en]])('every code has its word: %s', (_, pack) => {
  const texts = pack as unknown as { word: Record<string, Record<string, string>>; incident: Record<string, Record<string, string>> }
  const lacks: string[] = []
  const need = (table: Record<string, string> | undefined, of: string, codes: readonly string[]) => codes.forEach((code) => table?.[code] || lacks.push(`${of}.${code}`))
  need(texts.word['severity'], 'severity', Object.keys(severityLook))
  need(texts.word['finding'], 'finding', findings)
  need(texts.word['lane'], 'lane', laneOrder)
  need(texts.word['reportable'], 'reportable', reportable.map((kind) => kind.replace('.', '_')))
  for (const part of ['do', 'effect', 'done', 'ask', 'askHint']) need(texts.incident[part], part, askedActs)
  expect(lacks).toEqual([])
})
