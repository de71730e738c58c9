import { expect, it } from 'vitest'
import { seatState } from '@/core/fakeline'
import { emptySitting, type Sitting } from '@/core/sitting'
import clips from '../speech/clips.json'
import { seatVoice } from './voice'

const known = (say: readonly string[]) => say.every((clip) => clip in clips || /^n\d+$/.test(clip))
const sitting = (more: Parameters<typeof seatState>[0]): Sitting => ({ ...emptySitting, state: seatState(more) })
const outcome = { points: 87, full: 100, pass_mark: 80, passed: true, state: 'PROVISIONAL' }

it('speaks the score as provisional, and only when it is there', () => {
  expect(seatVoice('submitted', 'submitting', sitting({ phase: 'SUBMITTED' }))).toEqual(['seat.over'])
  const say = seatVoice('submitted', 'submitted', sitting({ phase: 'SCORED', outcome }))
  expect(say).toEqual(['seat.scoreIs', 'n87', 'seat.scoreEnd', 'seat.passed', 'seat.provisional', 'seat.leave'])
  expect(known(say)).toBe(true)
  expect(seatVoice('submitted', 'running', sitting({ phase: 'SCORED', outcome: { ...outcome, points: 43, passed: false } }))).toContain('seat.failed')
})

it('says that the exam begins once, and that it goes on after a pause; a reload is silent', () => {
  expect(seatVoice('running', 'ready', emptySitting)).toEqual(['seat.start'])
  expect(seatVoice('running', 'paused', emptySitting)).toEqual(['seat.resumed'])
  expect(seatVoice('running', 'idle', emptySitting)).toEqual([])
  expect(seatVoice('running', 'submitting', emptySitting)).toEqual([])
})

it('has clips for every step it speaks at', () => {
  for (const phase of ['assigned', 'pledge', 'practice', 'paused'] as const) {
    expect(seatVoice(phase, 'idle', emptySitting).length, phase).toBeGreaterThan(0)
    expect(known(seatVoice(phase, 'idle', emptySitting)), phase).toBe(true)
  }
})
