// @vitest-environment happy-dom
import { createApp, h, nextTick, ref, type App } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Phase } from '@/core/sitting'
import { apiKey } from '@/kit/api'
import { lookEvery, unread, useOfficerWords, type OfficerWord } from './officerword'
import type { Seat } from './useSeat'

const word = (id: string): OfficerWord => ({ id, text: `话 ${id}`, at: '2026-11-22T02:00:00Z' })
const phase = ref<Phase>('running')
const looked = ref({ read: [] as string[] })
const written = ref(0)
let items: OfficerWord[]
let asked: number
let fails: boolean
let app: App
let part: ReturnType<typeof useOfficerWords>

beforeEach(() => {
  vi.useFakeTimers()
  ;[items, asked, fails] = [[word('a')], 0, false]
  phase.value = 'running'
  looked.value = { read: [] }
  const api = { GET: async () => {
    asked++
    return fails ? { error: {}, response: new Response('{}', { status: 503 }) } : { data: { items }, response: new Response('{}') }
  } }
  app = createApp({ setup: () => ((part = useOfficerWords({ phase, looked, written } as unknown as Seat)), () => h('div')) })
  app.provide(apiKey, api as never)
  app.mount(document.createElement('div'))
})
afterEach(() => {
  app.unmount()
  vi.useRealTimers()
})
const settle = () => vi.advanceTimersByTimeAsync(0)

it('shows what was written until it was read, also after the next look', async () => {
  await settle()
  expect(part.words.value.map((w) => w.id)).toEqual(['a'])
  part.seen('a')
  items = [word('a'), word('b')]
  await vi.advanceTimersByTimeAsync(lookEvery)
  expect(part.words.value.map((w) => w.id)).toEqual(['b'])
})

it('a server that does not answer takes nothing away', async () => {
  await settle()
  fails = true
  await vi.advanceTimersByTimeAsync(lookEvery * 3)
  expect(part.words.value.map((w) => w.id)).toEqual(['a'])
})

it('nobody here, nobody asks, and nothing of the one before stays', async () => {
  await settle()
  phase.value = 'idle'
  await nextTick()
  const before = asked
  await vi.advanceTimersByTimeAsync(lookEvery * 5)
  expect([asked, part.words.value]).toEqual([before, []])
})

it('looks at once when the server says that somebody wrote, and never for an empty seat', async () => {
  await settle()
  items = [word('a'), word('b')]
  written.value++
  await nextTick()
  await settle()
  expect(part.words.value.map((w) => w.id)).toEqual(['a', 'b'])
  phase.value = 'idle'
  await nextTick()
  const before = asked
  written.value++
  await nextTick()
  await settle()
  expect(asked).toBe(before)
})

it('three at most', () => expect(unread(['1', '2', '3', '4', '5'].map(word), ['4']).map((w) => w.id)).toEqual(['2', '3', '5']))
