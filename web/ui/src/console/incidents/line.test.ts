import { expect, it } from 'vitest'
import { lineOf, soundOf } from './line'
import type { IncidentDetail, IncidentView } from './types'

const at = (s: number) => new Date(Date.parse('2026-11-22T02:00:00Z') + s * 1000).toISOString()
const clip = { from: at(0), to: at(30) }
const incident = { id: 'i', kind: 'candidate.absent', title: { zh: '座位上没有人', en: 'x' }, at: at(15), source: 'vision.absent', score: 0.9 } as IncidentView

it('takes what touches the clip, from the camera only, and no answer but its time', () => {
  const line = lineOf(clip, { segments: [{ id: 'a', from: at(-40), to: at(20) }, { id: 's', from: at(0), to: at(30), track: 'SCREEN' }, { id: 'b', from: at(90), to: at(150) }], gaps: [{ from: at(20) }, { from: at(-90), to: at(-80) }] }, [
    { kind: 'ANSWER', at: at(3) }, { kind: 'ANSWER', at: at(99) }, { kind: 'SEGMENT', at: at(1), to: at(20) }, { kind: 'GAP', at: at(20) }, { kind: 'PAUSE', at: at(25), note: 'INCIDENT: 查看' }, { kind: 'LATER_KIND', at: at(2) },
  ], { incident, acts: [{ at: at(18), deed: 'TAKE', by: '王强' }, { at: at(600), deed: 'CLOSE', by: '王强' }] as IncidentDetail['acts'] })
  expect(line.segments.map((s) => s.id)).toEqual(['a'])
  expect(line.items.map((i) => `${i.lane} ${i.code}`)).toEqual(['DETECTOR candidate.absent', 'ANSWER ANSWER', 'OFFICER PAUSE', 'SYSTEM LATER_KIND', 'CAMERA GAP', 'OFFICER TAKE'])
  expect(line.items.find((i) => i.code === 'GAP')?.until).toBe(at(30)) // lasts: to the end of what is shown
  expect(line.items.find((i) => i.code === 'ANSWER')).toEqual({ at: at(3), lane: 'ANSWER', code: 'ANSWER' })
})

it('sound is levels in words, and the newest of them is shown beside the live picture', () => {
  const sounds = [{ kind: 'SOUND', at: at(10), to: at(20), note: 'LOUDEST:63 MEAN:41 VOICED_S:5' }, { kind: 'SOUND', at: at(0), to: at(10), note: 'LOUDEST:30 MEAN:20 VOICED_S:0' }, { kind: 'INPUT', at: at(20), note: 'KEYS:2' }]
  expect(lineOf(clip, undefined, sounds).items[0]).toEqual({ at: at(10), until: at(20), lane: 'SOUND', code: 'SOUND', text: { zh: '最响 63，平均 41，像说话声(秒) 5', en: 'loudest 63, mean 41, perhaps speech (s) 5' } })
  expect(soundOf(sounds)).toEqual({ loudest: 63, voiced: 5 })
  expect(soundOf([{ kind: 'INPUT', at: at(1), note: 'KEYS:2' }])).toBeUndefined()
})

it('the incident itself stands there once', () => {
  const line = lineOf(clip, undefined, [{ kind: 'INCIDENT', at: at(15), note: 'candidate.absent' }, { kind: 'INCIDENT', at: at(16) }], { incident })
  expect(line.items.filter((i) => i.lane === 'DETECTOR').map((i) => i.at)).toEqual([at(15), at(16)])
})

it('without a recording the times are still shown, with the gaps that are on file', () => {
  const line = lineOf(clip, undefined, [{ kind: 'GAP', at: at(1), to: at(9) }, { kind: 'ANSWER', at: at(2) }])
  expect([line.segments, line.items.map((i) => i.code)]).toEqual([[], ['GAP', 'ANSWER']])
})

it('says of inputs what was counted, in both languages, and nothing of questions', () => {
  const line = lineOf(clip, undefined, [{ kind: 'INPUT', at: at(4), to: at(14), note: 'INPUTS:5 ANSWERS:2 KEYS:2 NEW_CODE:1' }, { kind: 'STILL', at: at(5), note: 'candidate.absent' }])
  expect(line.items).toEqual([
    { at: at(4), until: at(14), lane: 'INPUT', code: 'INPUT', text: { zh: '输入 5，作答 2，键盘 2，NEW_CODE 1', en: 'inputs 5, answers 2, keys 2, NEW_CODE 1' } },
    { at: at(5), lane: 'CAMERA', code: 'STILL' },
  ])
})
