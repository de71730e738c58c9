import { expect, it } from 'vitest'
import { givenWhy, journalNote, whoDid } from './given'

const t = (key: string) => key.replace(/^word\./, '')
it.each([
  [{ kind: 'ROOM', code: 'POWER', text: '跳闸' }, 'given.ROOM · step.POWER · 跳闸'],
  [{ kind: 'PAUSE', code: 'MEDICAL' }, 'given.PAUSE · step.MEDICAL'],
  [{ kind: 'OUTAGE', code: 'SERVER_DOWN' }, 'given.OUTAGE · outage.SERVER_DOWN'],
  [{ kind: 'OUTAGE', code: 'NEWER' }, 'given.OUTAGE'],
  [{ kind: 'BREAK' }, 'given.BREAK'],
] as const)('%j', (given, words) => expect(givenWhy(given, t)).toBe(words))

it.each([
  ['ROOM/POWER: 跳闸: 二楼', 'paused.ROOM · step.POWER · 跳闸: 二楼'],
  ['BREAK/1', 'paused.BREAK'],
  ['NETWORK', 'step.NETWORK'],
  ['+60 s, RECHECK: 本人', '+60 s · step.RECHECK · 本人'],
  ['A01 > A02: POWER: 停电', 'A01 → A02 · step.POWER · 停电'],
  ['attempt 2, 7200+600 s', 'attemptNo · duty.minutes'],
  ['7200+0 s', 'duty.minutes'],
  ['ANYTHING else', 'ANYTHING else'],
])('a note of the journal: %s', (note, words) => expect(journalNote(note, t)).toBe(words))

it('names a person, and the program where a job of it acted', () => {
  const t = (key: string) => key
  expect([whoDid('潘虹', t), whoDid('job room.sense', t), whoDid(undefined, t)]).toEqual(['潘虹', 'incident.byMachine', ''])
})
