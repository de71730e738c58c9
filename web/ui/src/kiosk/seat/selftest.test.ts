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
    expect(judgeMicrophone([0, 0.001, -0.002]).ok).toBe(true)
    expect(judgeMicrophone([0, 0, 0])).toMatchObject({ ok: false, why: 'silent' })
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
