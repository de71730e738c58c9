import { expect, it } from 'vitest'
import clips from '../speech/clips.json'
import en from '../locales/gate.en'
import zh from '../locales/gate.zh-CN'
import { refusalLook } from './refusal'
import type { Step } from './screens'
import { gateVoice } from './voice'

// exam/booking/gatefaults.go and what the rules may say
const codes = [
  'gate.unknown', 'gate.wrong_room', 'gate.too_early', 'gate.too_late', 'gate.ticket_expired', 'gate.ticket_cancelled', 'gate.slot_closed', 'gate.already_inside',
  'gate.slot_used', 'gate.banned', 'gate.application_not_approved', 'gate.no_free_seat', 'gate.no_slot', 'gate.visit_over', 'gate.step', 'gate.refused', 'gate.wrong_device',
  'gate.card_none', 'gate.card_unreadable', 'gate.card_expired', 'gate.reader_down', 'gate.not_a_ticket', 'gate.nothing_to_sit', 'eligibility.hours_missing',
]

it.each(codes)('%s has a heading in both languages and something to say', (code) => {
  const { head, say } = refusalLook(code)
  expect(zh.refused[head]).toBeTruthy()
  expect(en.refused[head]).toBeTruthy()
  expect(say.length).toBeGreaterThan(0)
  for (const clip of say) expect(Object.keys(clips)).toContain(clip)
})

it('the reasons that differ sound different', () => {
  const heads = ['gate.wrong_room', 'gate.too_early', 'gate.too_late', 'gate.already_inside', 'gate.banned', 'gate.ticket_expired'].map((c) => refusalLook(c).say.join())
  expect(new Set(heads).size).toBe(heads.length)
})

it('whoever cannot use card or code may type a number', () => {
  for (const code of ['gate.card_unreadable', 'gate.reader_down', 'gate.unknown', 'gate.not_a_ticket']) expect(refusalLook(code).type).toBe(true)
  expect(refusalLook('gate.banned').type).toBeFalsy()
})

it('every step with a person before it speaks, in clips that exist', () => {
  const steps: Step[] = ['refused', 'found', 'offers', 'locker', 'card', 'pin', 'officer', 'admitted']
  for (const step of steps) {
    const say = gateVoice({ step, busy: false, reader: 'empty' })
    expect(say.length, step).toBeGreaterThan(0)
    for (const clip of say) expect(Object.keys(clips), step).toContain(clip)
  }
  expect(gateVoice({ step: 'idle', busy: false, reader: 'empty' })).toEqual([]) // nobody is there
})

it('says the seat, and not that the door is open when it is not', () => {
  const view = { visit: 'v', state: 'ADMITTED' as const, walkIn: false, offers: [], cardMatched: true, pinLeft: 0, face: false, faceAgreed: false, callPerson: false, seat: 'B02' }
  const say = (door: 'OPENED' | 'NO_ANSWER' | 'PENDING') => gateVoice({ step: 'admitted', busy: false, reader: 'card', view: { ...view, door } })
  expect(say('OPENED')).toEqual(['gate.passed', 'gate.seatIs', 'letter.B', 'n2', 'gate.seatEnd', 'gate.door', 'gate.takeCard'])
  expect(say('NO_ANSWER')).toContain('gate.doorShut')
  expect(say('NO_ANSWER')).not.toContain('gate.door')
  expect(say('PENDING')).not.toContain('gate.door')
})
