import { describe, expect, it } from 'vitest'
import en from '../locales/en/ready'
import zh from '../locales/zh/ready'
import { failures, fitnessTag, isFine, stepsOf, worstFirst, type Fitness } from './ready'

const seat = (label: string, fitness: Fitness['fitness'], more: Partial<Fitness> = {}): Fitness => ({ seat: label, label, fitness, passed: fitness === 'READY', parts: [], ...more })

describe('the readiness of a room', () => {
  it('shows first what somebody has to see to', () => {
    const list = worstFirst([seat('A01', 'READY'), seat('A03', 'UNTESTED'), seat('A02', 'FAILED'), seat('A04', 'OUT')])
    expect(list.map((s) => s.label)).toEqual(['A02', 'A03', 'A04', 'A01'])
    expect(list.map((s) => fitnessTag(s.fitness))).toEqual(['danger', 'warn', 'neutral', 'safe'])
  })
  it('says why, and only of what counts', () => {
    const f = seat('A01', 'FAILED', { parts: [{ part: 'camera', ok: false, why: 'covered', must: true }, { part: 'microphone', ok: false, why: 'silent', must: false }, { part: 'clock', ok: true, must: true }] })
    expect(failures(f)).toEqual(['camera.covered'])
  })
  it('is ready only when nothing stands against the next sitting, and says what to do about each thing that does', () => {
    const room = (more: Partial<Parameters<typeof stepsOf>[0]>) => ({ hasDoor: true, door: seat('', 'READY'), seats: [seat('A01', 'READY'), seat('A02', 'OUT')], safety: {}, ...more })
    expect(isFine(room({}))).toBe(true)
    const against: [Parameters<typeof room>[0], string][] = [
      [{ safety: { mainsLostAt: '2026-11-22T03:00:00Z' } }, 'ready.doMains'], [{ safety: { countOff: 'TOO_MANY' } }, 'ready.doCount'], [{ safety: { silentSince: '2026-11-22T03:00:00Z' } }, 'ready.doDoor'],
      [{ door: seat('', 'FAILED') }, 'ready.doDoor'], [{ seats: [seat('A01', 'FAILED')] }, 'ready.doFailed'], [{ seats: [seat('A01', 'UNTESTED')] }, 'ready.doUntested'],
    ]
    for (const [more, step] of against) {
      expect([isFine(room(more)), stepsOf(room(more))]).toEqual([false, [step]])
      expect(zh.ready).toHaveProperty(step.slice('ready.'.length))
    }
    expect(isFine(room({ safety: { lockedAt: '2026-11-22T03:00:00Z' } })), 'a lock is somebody\'s own doing: nothing to see to').toBe(false)
    expect(stepsOf(room({ hasDoor: false, door: seat('', 'FAILED') })), 'a room without a door controller has none that fails').toEqual([])
  })
  it('has a word for every part and cause in both languages', () => {
    expect(Object.keys(zh.ready).sort()).toEqual(Object.keys(en.ready).sort())
    for (const key of ['part_camera', 'part_door_contact', 'why_covered', 'why_skew', 'why_not_heard', 'emergency_FIRE', 'fit_FAILED']) expect(zh.ready).toHaveProperty(key)
  })
})
