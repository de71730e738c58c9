import { describe, expect, it } from 'vitest'
import { areaOf, areas, firstPage, menuFor, pagesFor } from './areas'
import { stateCodes } from './parts/states'
import zh from './locales/zh-CN'
import { tokenIn, takeToken } from './pages/token'
import { countsFor, deadlines } from './pages/waiting'

const texts = zh as unknown as Record<string, Record<string, Record<string, string>>>

describe('the menu', () => {
  it('leads only where a role may go', () => {
    expect(menuFor(['AUDIT_ADMIN']).map((m) => m.to)).toContain('/audit')
    expect(menuFor(['RESULT_RELEASER']).map((m) => m.to)).toContain('/results/records')
    expect(menuFor(['TRAINING_CLERK']).map((m) => m.to)).not.toContain('/duty')
    expect(menuFor([]).map((m) => m.to)).toEqual(['/'])
  })
  it('has one key per area and a page behind every tab', () => {
    const keys = areas.map((a) => a.key)
    expect(new Set(keys).size).toBe(keys.length)
    const paths = areas.flatMap((a) => [...a.pages, ...(a.inner ?? [])]).map((p) => p.path)
    expect(new Set(paths).size).toBe(paths.length)
  })
  it('knows its roles: a misspelt one would hide a page for ever', () => {
    const roles = Object.keys((texts['word']?.['role'] ?? {}) as Record<string, string>)
    const used = areas.flatMap((a) => a.pages).flatMap((p) => p.roles ?? [])
    expect(used.filter((role) => !roles.includes(role))).toEqual([])
    expect(roles.filter((role) => menuFor([role]).length < 2)).toEqual([]) // every role has something to do
  })
  it('finds the area of an address', () => {
    expect(areaOf('/banks/01/items')?.title).toBe('menu.bank')
    expect(areaOf('/')).toBeUndefined()
    expect(areaOf('/nowhere')).toBeUndefined()
    const results = areas.find((a) => a.title === 'menu.results')
    expect(results && pagesFor(results, ['REMOTE_INVIGILATOR']).map((p) => p.path)).toEqual(['/results/records'])
  })
  it('begins at the duty desk for those who sit there', () => expect([firstPage(['REMOTE_ATTENDANT']), firstPage(['ITEM_WRITER'])]).toEqual(['/duty', '/']))
})

it('every state has a word', () => {
  const missing = Object.entries(stateCodes).flatMap(([of, codes]) => codes.filter((code) => !texts['state']?.[of]?.[code]).map((code) => `${of}.${code}`))
  expect(missing).toEqual([])
})

it.each([['#abcDEF123_-9', 'abcDEF123_-9'], ['#/accept/tok3ntok3n', 'tok3ntok3n'], ['', ''], ['#<script>', ''], ['#short', '']])('the token of %o is %o', (hash, token) => expect(tokenIn(hash)).toBe(token))

it('a token leaves the address at once', () => {
  const seen: string[] = []
  expect(takeToken({ hash: '#abcdefgh12', pathname: '/console/setup' }, { state: null, replaceState: (_s, _t, url) => seen.push(String(url)) })).toBe('abcdefgh12')
  expect(seen).toEqual(['/console/setup'])
})

describe('what waits', () => {
  it('counts late ones and finds the nearest day', () => {
    expect(deadlines(['2026-11-25', undefined, '2026-11-20'], '2026-11-21')).toEqual({ late: 1, first: '2026-11-20' })
    expect(deadlines([], '2026-11-21')).toEqual({ late: 0, first: '' })
  })
  it('puts late things first and lives with one failing question', async () => {
    const q = (key: string, n: number, day?: string) => ({ key, to: '/', roles: ['A'], read: () => (n < 0 ? Promise.reject(new Error('x')) : Promise.resolve({ items: Array.from({ length: n }, () => ({ day })) })), due: (i: { day?: string }) => i.day })
    const list = await countsFor(undefined as never, ['A'], '2026-11-21', [q('many', 5), q('late', 1, '2026-11-01'), q('broken', -1), { ...q('other', 9), roles: ['B'] }])
    expect(list.map((w) => [w.key, w.count, w.late, w.failed])).toEqual([['late', 1, 1, false], ['many', 5, 0, false], ['broken', 0, 0, true]])
  })
})
