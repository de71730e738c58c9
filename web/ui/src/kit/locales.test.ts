// Chinese and English must say the same things, and every key a page uses must exist.
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Messages } from './i18n'

const src = fileURLToPath(new URL('..', import.meta.url))
const packs = import.meta.glob<{ default: Messages }>('../*/locales/{zh-CN,en}.ts', { eager: true })
const places = ['kit', 'kiosk', 'portal', 'console', 'verify']

function flat(messages: Messages, prefix = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )
}

function pack(place: string, locale: string): Map<string, string> {
  const path = place === 'kit' ? `./locales/${locale}.ts` : `../${place}/locales/${locale}.ts`
  const found = packs[path] ?? packs[`../${place}/locales/${locale}.ts`]
  if (!found) throw new Error(`no texts at ${path}`)
  return new Map(flat(found.default))
}

function names(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '').sort()
}

function sources(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) return entry.name === 'locales' ? [] : sources(path)
    return /\.(vue|ts)$/.test(entry.name) && !/\.(test|gen)\.ts$/.test(entry.name) ? [path] : []
  })
}

describe.each(places)('%s', (place) => {
  const zh = pack(place, 'zh-CN')
  const en = pack(place, 'en')

  it('has the same keys in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort())
  })

  it('has the same {names} in both languages', () => {
    const differing = [...zh].filter(([key, text]) => names(text).join() !== names(en.get(key) ?? '').join()).map(([key]) => key)
    expect(differing).toEqual([])
  })

  it('has no empty text and no exclamation mark', () => {
    const bad = [...zh, ...en].filter(([, text]) => text.trim() === '' || /[!！]/.test(text)).map(([key]) => key)
    expect(bad).toEqual([])
  })

  it('defines every key its pages ask for', () => {
    const known = new Set([...zh.keys(), ...[...pack('kit', 'zh-CN').keys()].map((key) => `kit.${key}`)])
    const missing = sources(join(src, place)).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/(?<![\w.])t\(\s*'([^']+)'/g)]
        .map((m) => m[1] ?? '')
        .filter((key) => !known.has(key))
        .map((key) => `${file.slice(src.length)}: ${key}`),
    )
    expect(missing).toEqual([])
  })
})
