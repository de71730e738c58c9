import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function colours(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`)
  const block = css.slice(start, css.indexOf('\n}', start))
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1] ?? '', m[2] ?? '']))
}

function luminance(hex: string): number {
  const part = (at: number) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const light = colours(':root')
const themes = [
  { name: 'light', tokens: light, text: 4.5 },
  { name: 'contrast', tokens: new Map([...light, ...colours(":root[data-theme='contrast']")]), text: 7 },
]
const meanings = ['brand', 'safe', 'warn', 'danger']

describe.each(themes)('tokens, $name theme', ({ tokens, text }) => {
  const get = (name: string) => {
    const value = tokens.get(name)
    if (!value) throw new Error(`no token --${name}`)
    return value
  }
  const pairs: [string, string][] = [
    ...['ink', 'ink-2', 'ink-3', ...meanings].flatMap((fg): [string, string][] => [[fg, 'paper'], [fg, 'paper-2']]),
    ...meanings.flatMap((m): [string, string][] => [[`on-${m}`, m], [`on-${m}`, `${m}-press`], [`${m}-on-tint`, `${m}-tint`], ['ink', `${m}-tint`]]),
    ['ink-3', 'paper-3'],
    ['on-brand', 'brand-hover'],
  ]
  it.each(pairs)('text --%s on --%s is readable', (fg, bg) => {
    expect(contrast(get(fg), get(bg))).toBeGreaterThanOrEqual(text)
  })
  it.each([['line-strong', 'paper'], ['focus', 'paper'], ['focus', 'focus-gap']])('edge --%s on --%s can be seen', (fg, bg) => {
    expect(contrast(get(fg), get(bg))).toBeGreaterThanOrEqual(3)
  })
})
