import { describe, expect, it } from 'vitest'
import zh from '../locales/zh/trail'
import en from '../locales/en/trail'
import { actorText, brief, detailText, objectText, verbChoices, verbText, type Word } from './verbs'

const word: Word = (key) => key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], zh) as string | undefined
const long = '01m807bfp30y47mawjn5gkn7j9'

describe('verbs of the trail', () => {
  it('are a thing and an act in words', () => {
    expect(verbText('permit.issue', word)).toBe('证件 · 签发')
    expect(verbText('bank.item.approve', word)).toBe('试题 · 同意')
    expect(verbText('bank.create', word)).toBe('题库 · 新建')
    expect(verbText('person.document.use', word)).toBe('人员档案 · 使用证件号码')
    expect(verbText('evidence.hold', word)).toBe('证据 · 保全（不得删除）')
    expect(verbText('result.hold', word)).toBe('成绩 · 暂缓')
  })
  it('name everything that is done with evidence', () => {
    for (const act of ['root', 'refused', 'hold', 'hold_lift_ask', 'hold_lift', 'hold_lift_refuse', 'export_ask', 'export_approve', 'export_refuse', 'export_take', 'export_done', 'delete', 'room_delete', 'files_removed']) {
      expect(word(`verb.act.evidence_${act}`), act).toBeTruthy()
    }
  })
  it('call an access that was refused so, and only a journal that was not taken over not applied', () => {
    for (const thing of ['evidence', 'recording', 'live', 'gate_line', 'incident', 'review']) expect(verbText(`${thing}.refused`, word), thing).toMatch(/已拒绝$/)
    expect(verbText('elsewhere.refused', word)).toMatch(/已拒绝$/)
    expect(verbText('outpost.refused', word)).toBe('考场机 · 没有采用')
  })
  it('name what is done in an unattended room', () => {
    for (const verb of ['incident.raise', 'incident.act', 'review.establish', 'review.serve', 'face.forget', 'detector.demote', 'handover.take', 'identity.fail', 'agent.accept', 'supervision.lost', 'sample.judge', 'room.door_open']) {
      expect(verbText(verb, word), verb).not.toMatch(/[a-z]/)
    }
  })
  it('stay as they are where there is no word', () => {
    expect(verbText('permit.frobnicate', word)).toBe('证件 · frobnicate')
    expect(verbText('other', word)).toBe('other')
  })
})

describe('objects and details', () => {
  it('name the thing and keep what tells ids apart', () => {
    expect(objectText(`person:${long}`, word)).toBe('人员档案 …gkn7j9')
    expect(objectText(`gate_visit:${long}`, word)).toBe('门口来访 …gkn7j9')
    expect(objectText('rules', word)).toBe('规则')
    expect(objectText('strange:x', word)).toBe('strange x')
  })
  it('say codes in words and leave texts alone', () => {
    expect(detailText('role', 'ITEM_WRITER', word)).toEqual({ label: '角色', text: '命题员' })
    expect(detailText('how', 'password', word)).toEqual({ label: '方式', text: '密码' })
    expect(detailText('soft_rule', 'same_item,same_employer', word).text).toBe('同一项目,同一单位')
    expect(detailText('reason', '键盘失灵 ITEM_WRITER', word).text).toBe('键盘失灵 命题员')
    expect(detailText('unheard', 'UNHEARD_OF', word)).toEqual({ label: 'unheard', text: 'UNHEARD_OF' })
    expect(detailText('person', long, word).text).toBe('…gkn7j9')
  })
  it('shorten digests only', () => expect([brief('ab'.repeat(32)), brief('2026-11-22'), brief('SO-01-02')]).toEqual(['abababababab…', '2026-11-22', 'SO-01-02']))
})

it('names the part of the program that acted', () => {
  expect(actorText({ name: '', actor: 'sitting.sweeper', actorKind: 'SYSTEM' }, word)).toBe('到点交卷')
  expect(actorText({ name: 'job nobody', actor: '', actorKind: 'SYSTEM' }, word)).toBe('job nobody')
  expect(actorText({ name: '崔立', actor: 'a', actorKind: 'STAFF' }, word)).toBe('崔立')
  expect(actorText({ name: '', actor: '', actorKind: 'PUBLIC' }, word)).toBe('–')
})

it('has the same words in both languages', () => {
  const keys = (o: object): string[] => Object.entries(o).flatMap(([k, v]) => (typeof v === 'string' ? [k] : keys(v as object).map((x) => `${k}.${x}`)))
  expect(keys(en).sort()).toEqual(keys(zh).sort())
})

it('filters by things as they are called, bank verbs by their whole beginning', () =>
  expect(verbChoices(['permit', 'key'], word)).toEqual([{ value: 'bank.key.', label: '答案' }, { value: 'permit.', label: '证件' }]))
