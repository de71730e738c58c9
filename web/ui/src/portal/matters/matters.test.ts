// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import zh from '../locales/zh-CN'
import { matterStages } from './types'
import { actOf, filmsOf, lastDay, linesOf, nameKey, stepOf, toReceive } from './words'

describe('what the person can do', () => {
  it('an answer and an appeal until their last day and not after', () => {
    const matter = { stage: 'STATEMENT', statementUntil: '2026-11-27' } as const
    expect([actOf(matter, '2026-11-27'), actOf(matter, '2026-11-28')]).toEqual(['answer', undefined])
    expect([actOf({ stage: 'APPEALABLE', appealUntil: '2027-01-21' }, '2027-01-21'), actOf({ stage: 'APPEALABLE', appealUntil: '2027-01-21' }, '2027-01-22')]).toEqual(['appeal', undefined])
    expect(lastDay({ stage: 'DECISION', statementUntil: '2026-11-27' })).toBeUndefined()
  })
  it('a paper is received first; while others have the word there is nothing', () => {
    expect(matterStages.map((stage) => actOf({ stage }, '2026-11-22'))).toEqual(['receive', 'answer', undefined, 'receive', 'appeal', undefined, undefined, undefined])
    expect([toReceive('SERVING_NOTICE'), toReceive('SERVING_DECISION')]).toEqual(['NOTICE', 'DECISION'])
  })
  it('goes forward only', () => {
    const order = matterStages.map(stepOf)
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })
})

it('says 疑似违纪 of the candidate class alone', () => {
  const texts = (zh as unknown as { matter: Record<string, Record<string, string>> }).matter
  expect(texts['name']?.['CANDIDATE']).toContain('疑似违纪')
  expect(JSON.stringify({ ...texts, name: { INCIDENT: texts['name']?.['INCIDENT'] } })).not.toContain('疑似违纪')
  expect(nameKey([{ kind: 'environment.power_lost' }])).toBe('matter.name.INCIDENT')
  expect(nameKey([{ kind: 'environment.power_lost' }, { kind: 'candidate.phone' }])).toBe('matter.name.CANDIDATE')
})

it('a film begins where the event does', () => {
  const at = (s: number) => new Date(Date.parse('2026-11-22T02:00:00Z') + s * 1000).toISOString()
  const event = { kind: 'candidate.phone', title: { zh: '', en: '' }, at: at(65), from: at(50), to: at(80) }
  expect(filmsOf(event, [{ segment: 'a', from: at(0), to: at(60), sha256: '' }, { segment: 'b', from: at(60), to: at(120), sha256: '', screen: true }, { segment: 'c', from: at(120), to: at(180), sha256: '' }])).toEqual([{ id: 'a', second: 50, screen: false }, { id: 'b', second: 0, screen: true }])
})

it('a paper is shown as text, whatever stands in it', () => {
  const lines = linesOf('<html><head><style>p{}</style><script>alert(1)</script></head><body><h1>告知书</h1><div class="no">考告字〔2026〕1号</div><p>张三：</p><ol><li>本次考试成绩无效</li></ol><p> </p><div class="sign">机关<br>李四</div></body></html>')
  expect(lines).toEqual(['告知书', '考告字〔2026〕1号', '张三：', '· 本次考试成绩无效', '机关\n李四'])
})
