import { describe, expect, it } from 'vitest'
import { judgeMicrophone, judgeNetwork, judgePicture, judgeSpeaker } from './selftest'

const grey = (level: (i: number) => number, n = 400) => Array.from({ length: n * 4 }, (_, i) => (i % 4 === 3 ? 255 : level(Math.floor(i / 4))))

describe('a seat judges itself', () => {
  it('by whether its lens sees anything', () => {
    expect(judgePicture(grey((i) => (i * 37) % 200))).toEqual({ part: 'camera', ok: true })
    expect(judgePicture(grey(() => 3))).toMatchObject({ ok: false, why: 'dark' })
    expect(judgePicture(grey((i) => 120 + (i % 3)))).toMatchObject({ ok: false, why: 'covered' }) // a hand, a sticker
    expect(judgePicture([])).toMatchObject({ ok: false, why: 'no_picture' })
  })
  it('by whether it hears anything', () => {
    const second = (sample: (i: number) => number) => Array.from({ length: 48_000 }, (_, i) => sample(i))
    const noise = (i: number) => ((Math.imul(i + 1, 2_654_435_761) >>> 8) % 2001) / 1000 - 1 // -1 to 1
    const step = 1 / 32_768
    expect(judgeMicrophone(second((i) => Math.round(noise(i) * 4) * step)).ok).toBe(true) // the quietest room: four steps of 16 bits
    expect(judgeMicrophone(second((i) => 0.004 + noise(i) * 0.0005)).ok).toBe(true) // beside a constant part
    expect(judgeMicrophone(second(() => 0))).toMatchObject({ ok: false, why: 'silent' })
    expect(judgeMicrophone(second(() => -0.0039)).ok).toBe(false) // muted before its converter
    expect(judgeMicrophone(second((i) => (noise(i) > 0 ? step : 0))).ok).toBe(false) // its converter's last bit
    expect(judgeMicrophone(second((i) => (i < 300 ? noise(i) * 0.2 : 0))).ok).toBe(false) // a click as it was opened
    expect(judgeMicrophone(second(() => 0), true).ok).toBe(true) // cuts what is quiet, but heard the tone
    expect(judgeMicrophone([]).ok).toBe(false)
  })
  it('by whether it hears its own tone', () => {
    expect(judgeSpeaker(-80, -50).ok).toBe(true)
    expect(judgeSpeaker(-60, -55).ok).toBe(false)
    expect(judgeSpeaker(-120, -120).ok).toBe(false)
  })
  it('by the median of its round trips', () => {
    expect(judgeNetwork([20, 30, 4000, 25, 22]).ok).toBe(true)
    expect(judgeNetwork([900, 800, 700])).toMatchObject({ why: 'slow' })
    expect(judgeNetwork([])).toMatchObject({ why: 'no_answer' })
  })
})
