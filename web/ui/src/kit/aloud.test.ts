import { expect, it, vi } from 'vitest'
import type { SheetQuestion } from '@/core/wire'
import { Aloud, piecesOf, type Loudness } from './aloud'
import { digestOf } from './pictures'

const digests = new Map<string, string>()
for (const text of ['told', 'stem', 'one', 'two']) digests.set(text, (await digestOf(new TextEncoder().encode(text).buffer as ArrayBuffer)) ?? '')
const sound = (text: string) => ({ digest: digests.get(text) ?? '', type: 'audio/webm' as const, millis: 1000 })
const question: SheetQuestion = { no: 3, type: 'SINGLE', section: '', points: 1, stem: 'stem', sound: sound('stem'), options: [{ letter: 'A', text: 'two', sound: sound('two') }, { letter: 'B', text: 'one', sound: sound('one') }] }

function made(more: { broken?: () => boolean } = {}) {
  const log: string[] = []
  const playing: { url: string; end: (heard: boolean) => void }[] = []
  const names = new Map([...digests].map(([text, digest]) => [digest, text]))
  const states: string[] = []
  const aloud: Aloud = new Aloud({
    load: (digest) => {
      const text = names.get(digest) ?? '?'
      log.push(`load ${text}`)
      return more.broken?.() ? Promise.reject(new Error('no')) : Promise.resolve(new Blob([text]))
    },
    show: (b) => `blob:${b.size}:${log.length}`,
    drop: (url) => log.push(`drop ${url.slice(0, 5)}`),
    wait: () => Promise.resolve(),
    letter: (l) => `/letter/${l}`,
    play: (url, how: Loudness) => {
      log.push(`play ${url.startsWith('/') ? url : aloud.at?.part} ${how.rate}`)
      let end: (heard: boolean) => void = () => undefined
      const done = new Promise<boolean>((resolve) => { end = resolve })
      playing.push({ url, end })
      return { done, stop: () => { log.push('stop'); end(false) }, set: (h) => log.push(`set ${h.volume} ${h.rate}`) }
    },
    onChange: () => states.push(`${aloud.at?.part ?? '-'}${aloud.waiting ? '…' : ''}${aloud.failed ? '!' : ''}`),
  })
  const end = async (heard = true) => { await vi.waitFor(() => expect(playing.length).toBeGreaterThan(0)); playing.shift()?.end(heard) }
  return { aloud, log, playing, states, end }
}

it('reads the case, the stem and the answers in the order of this paper', () => {
  expect(piecesOf(question).map((p) => p.part)).toEqual(['stem', 'A', 'B'])
  expect(piecesOf({ ...question, case: { stem: 'told', part: 1, parts: 2, sound: sound('told') } }).map((p) => p.part)).toEqual(['case', 'stem', 'A', 'B'])
  expect(piecesOf({ ...question, sound: undefined } as unknown as SheetQuestion)).toEqual([])
})

it('plays one after the other, letters first, and tells what it reads', async () => {
  const { aloud, log, states, end } = made()
  const done = aloud.read(question)
  for (let i = 0; i < 5; i++) await end()
  await done
  expect(log.filter((l) => l.startsWith('play'))).toEqual(['play stem 1', 'play /letter/A 1', 'play A 1', 'play /letter/B 1', 'play B 1'])
  expect(log.filter((l) => l.startsWith('load'))).toEqual(['load stem', 'load two', 'load one'])
  expect(states.at(-1)).toBe('-')
  expect(states).toContain('stem…')
  expect(states).toContain('B')
})

it('stops at once, and what was asked for before is not played later', async () => {
  const { aloud, log, playing } = made()
  const first = aloud.read(question)
  aloud.stop()
  await first
  expect(playing).toHaveLength(0)
  const second = aloud.read(question)
  await vi.waitFor(() => expect(playing).toHaveLength(1))
  aloud.adjust({ rate: 1.25, volume: 0.5 })
  const third = aloud.read({ ...question, no: 4 })
  await Promise.all([second])
  await vi.waitFor(() => expect(log.filter((l) => l.startsWith('play'))).toEqual(['play stem 1', 'play stem 1.25']))
  expect(log).toContain('set 0.5 1.25')
  expect(aloud.at).toEqual({ no: 4, part: 'stem' })
  aloud.clear()
  await third
  expect(aloud.how).toEqual({ volume: 1, rate: 1 })
  await vi.waitFor(() => expect(log).toContain('drop blob:'))
})

it('asks again for what does not come, then says so and reads nothing past it', async () => {
  let broken = true
  const { aloud, log, end } = made({ broken: () => broken })
  await aloud.read(question)
  expect(log.filter((l) => l === 'load stem')).toHaveLength(3)
  expect(aloud.failed).toBe(true)
  broken = false
  const done = aloud.read(question)
  await end()
  await end()
  await end(false)
  await done
  expect(aloud.failed).toBe(true)
  expect(aloud.at).toBeUndefined()
  expect(log.at(-1)).toBe('play A 1')
})
