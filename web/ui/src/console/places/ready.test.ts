import { describe, expect, it } from 'vitest'
import en from '../locales/en/ready'
import zh from '../locales/zh/ready'
import { failures, fitnessTag, worstFirst, type Fitness } from './ready'

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
  it('has a word for every part and cause in both languages', () => {
    expect(Object.keys(zh.ready).sort()).toEqual(Object.keys(en.ready).sort())
    for (const key of ['part_camera', 'part_door_contact', 'why_covered', 'why_skew', 'why_not_heard', 'emergency_FIRE', 'fit_FAILED']) expect(zh.ready).toHaveProperty(key)
  })
})
