import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Pulse, pulseTimes, type OfficerSign } from './pulse'

let bytes: number
let sound: number
let heard: { totalAudioEnergy?: number; totalSamplesDuration?: number }
let told: string[]
let signs: OfficerSign[]
let pulse: Pulse

beforeEach(() => {
  vi.useFakeTimers()
  ;[bytes, sound, heard, told, signs] = [100, 0, {}, [], []]
  const pc = { getStats: async () => new Map([['t', { type: 'transport', bytesReceived: bytes }], ['a', { type: 'inbound-rtp', kind: 'audio', packetsReceived: sound }], ['m', { type: 'media-source', kind: 'audio', ...heard }]]) }
  pulse = new Pulse(pc as unknown as RTCPeerConnection, { onQuiet: () => told.push('quiet'), onBack: () => told.push('back'), onOfficer: (sign) => signs.push(sign) })
  pulse.start()
})
afterEach(() => {
  pulse.stop()
  vi.useRealTimers()
})

/** Lets time pass; the server says so many bytes and packets of sound each half second. */
async function pass(ms: number, more = 60, sounds = 0) {
  for (let at = 0; at < ms; at += 500) {
    bytes += more
    sound += sounds
    await vi.advanceTimersByTimeAsync(500)
  }
}

describe('the pulse of a connection', () => {
  it('says nothing while the server speaks, also when one report is lost', async () => {
    await pass(3000)
    await pass(1000, 0)
    await pass(3000)
    expect(told).toEqual([])
  })
  it('tells of silence once, within the bound, and of the return', async () => {
    await pass(2000)
    await pass(pulseTimes.quiet + 900, 0)
    expect(told).toEqual(['quiet'])
    await pass(5000, 0)
    await pass(1000)
    expect(told).toEqual(['quiet', 'back'])
  })
  it('shows who looks and who speaks, and when it ends', async () => {
    await pass(2000)
    expect(signs).toEqual([])
    for (let i = 0; i < 4; i++) {
      sound++
      await pass(1000)
    }
    expect(signs).toEqual(['watching'])
    await pass(2000, 60, 25)
    expect(signs).toEqual(['watching', 'talking'])
    sound++
    await pass(2000)
    sound++
    await pass(1000)
    expect(signs).toEqual(['watching', 'talking', 'watching'])
    await pass(6000)
    expect(signs.at(-1)).toBe('none')
  })
  it('judges nothing that a browser does not count', async () => {
    const silent = new Pulse({ getStats: async () => new Map() } as unknown as RTCPeerConnection, { onQuiet: () => told.push('quiet'), onBack: () => undefined, onOfficer: () => undefined })
    silent.start()
    await vi.advanceTimersByTimeAsync(20_000)
    silent.stop()
    expect(told.filter((word) => word === 'quiet').length).toBeLessThanOrEqual(1) // the one of the pulse that is not fed
  })
  it('knows how loud the own microphone was, and nothing where the browser does not say', async () => {
    await pass(1000)
    expect(pulse.loudness).toBe(0)
    for (const [power, level] of [[1e-4, 60], [0, 0], [1, 100]] as const) { // −40 dB, silence, full scale
      const before = { totalAudioEnergy: 0, totalSamplesDuration: 0, ...heard }
      heard = { totalAudioEnergy: before.totalAudioEnergy + power * 0.4, totalSamplesDuration: before.totalSamplesDuration + 0.4 }
      await vi.advanceTimersByTimeAsync(pulseTimes.every)
      expect(pulse.loudness).toBeCloseTo(level, 0)
    }
  })
})
