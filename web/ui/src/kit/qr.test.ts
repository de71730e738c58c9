import { expect, it } from 'vitest'
import { qrPath, readQr } from './qr'

/** Draws a code into a grey picture, `scale` pixels a module, `noise` of them flipped. */
function picture(text: string, scale: number, noise = 0) {
  const code = qrPath(text)
  if (!code) throw new Error('too long')
  const size = code.size * scale
  const data = new Uint8ClampedArray(size * size * 4).fill(230)
  const paint = (x: number, y: number, grey: number) => data.fill(grey, (y * size + x) * 4, (y * size + x) * 4 + 3)
  for (const [, x, y] of code.path.matchAll(/M(\d+) (\d+)h/g)) {
    for (let dy = 0; dy < scale; dy++) for (let dx = 0; dx < scale; dx++) paint(Number(x) * scale + dx, Number(y) * scale + dy, 40)
  }
  let seed = 1
  for (let i = 0; i < noise; i++) {
    seed = (seed * 48271) % 2147483647
    paint(seed % size, (seed >> 8) % size, seed % 2 ? 40 : 230)
  }
  return { data, width: size, height: size }
}

it.each(['https://sk.example/t/01JXTICKET0000000000000000', '准考证·买买提', 'a'])('reads back %s', (text) => {
  expect(readQr(picture(text, 4))).toBe(text)
})

it.each([3, 4, 5, 7, 10, 12, 16, 20, 25])('reads squares of %i pixels', (scale) => {
  expect(readQr(picture('https://exam.example.cn/verify#QKSSRH6Z7B1VHTDH62YO2Q5ERX', scale))).toBe('https://exam.example.cn/verify#QKSSRH6Z7B1VHTDH62YO2Q5ERX')
  expect(readQr(picture('SKT1:ABCDEFGHIJKLMNOPQRSTUVWXYZ', scale))).toBe('SKT1:ABCDEFGHIJKLMNOPQRSTUVWXYZ')
})

it('reads through dirt', () => {
  expect(readQr(picture('ticket:01jxticket0000000000000000', 5, 200))).toBe('ticket:01jxticket0000000000000000')
})

it('finds nothing in an empty picture', () => {
  expect(readQr({ data: new Uint8ClampedArray(200 * 200 * 4).fill(128), width: 200, height: 200 })).toBeUndefined()
})

it('refuses what does not fit', () => {
  expect(qrPath('x'.repeat(5000))).toBeNull()
})
