import { describe, expect, it } from 'vitest'
import { clamp, closest, cut, drag, firstView, photoSize, tooSmall } from './crop'

const pictures = [
  { width: 3000, height: 4000 },
  { width: 4000, height: 3000 },
  { width: 295, height: 413 },
  { width: 1, height: 1 },
]

describe.each(pictures)('a picture of $width × $height', (picture) => {
  it('is never left and never stretched out of shape, wherever it is dragged', () => {
    let view = firstView(picture)
    let seed = 7
    for (let i = 0; i < 500; i++) {
      seed = (seed * 48271) % 2147483647
      const [byX, byY] = [(seed % 801) - 400, ((seed >> 9) % 801) - 400]
      view = drag(picture, { ...view, zoom: 0.5 + ((seed >> 3) % 80) / 10 }, byX, byY, 300)
      const part = cut(picture, view)
      expect(part.left).toBeGreaterThanOrEqual(-1e-6)
      expect(part.top).toBeGreaterThanOrEqual(-1e-6)
      expect(part.left + part.width).toBeLessThanOrEqual(picture.width + 1e-6)
      expect(part.top + part.height).toBeLessThanOrEqual(picture.height + 1e-6)
      expect(part.width / part.height).toBeCloseTo(photoSize.width / photoSize.height, 9)
    }
  })
})

it('follows the finger', () => {
  const picture = { width: 2950, height: 8260 }
  const before = cut(picture, clamp(picture, { zoom: 2, x: 0.5, y: 0.5 }))
  const after = cut(picture, drag(picture, { zoom: 2, x: 0.5, y: 0.5 }, 30, -60, 300)) // the frame is 300 wide
  expect(before.left - after.left).toBeCloseTo((30 * before.width) / 300, 6)
  expect(after.top - before.top).toBeCloseTo((60 * before.width) / 300, 6)
})

it('bounds the zoom and warns when the part is too small', () => {
  const picture = { width: 1200, height: 1700 }
  expect(clamp(picture, { zoom: 99, x: 0.5, y: 0.5 }).zoom).toBe(closest)
  expect(tooSmall(picture, { zoom: 1, x: 0.5, y: 0.5 })).toBe(false)
  expect(tooSmall(picture, { zoom: closest, x: 0.5, y: 0.5 })).toBe(true)
})
