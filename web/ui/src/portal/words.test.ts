// Every key that stands in a table of words has its text.
import { expect, it } from 'vitest'
import type { Messages } from '@/kit/i18n'
import zh from './locales/zh-CN'

const tables = import.meta.glob<Record<string, unknown>>(['./{apply,book,home,learn,matters,me,permits,photo,results}/words.ts', './apply/materials.ts'], { eager: true })

function keysIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[a-zA-Z]+(\.[A-Za-z_]+)+$/.test(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(keysIn) : []
}
function has(key: string): boolean {
  const found = key.split('.').reduce<string | Messages | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), zh)
  return typeof found === 'string'
}

it.each(Object.keys(tables))('%s', (file) => {
  const keys = Object.entries(tables[file] ?? {}).filter(([, value]) => typeof value !== 'function').flatMap(([, value]) => keysIn(value))
  expect(keys.length).toBeGreaterThan(3)
  expect(keys.filter((key) => !has(key))).toEqual([])
})

it('explains every kind of application', () => {
  expect(['FIRST_ISSUE', 'RENEWAL', 'REPLACEMENT'].filter((kind) => !has(`kind.${kind}Hint`))).toEqual([])
})
