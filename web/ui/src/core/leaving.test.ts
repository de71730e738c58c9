import { expect, it } from 'vitest'
import { makeLeaving } from './leaving'

function shelf() {
  const kept = new Map<string, string>()
  return { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => void kept.set(k, v), removeItem: (k: string) => void kept.delete(k) }
}

it('a page that was reloaded says so, once; one that died says nothing', () => {
  const storage = shelf()
  const first = new EventTarget()
  expect(makeLeaving(storage, first)).toBe('')
  first.dispatchEvent(new Event('pagehide'))
  expect(makeLeaving(storage, new EventTarget())).toBe('RELOAD') // reloaded
  expect(makeLeaving(storage, new EventTarget())).toBe('') // the one before it died
})

it('without storage nothing breaks', () => {
  const page = new EventTarget()
  expect(makeLeaving(undefined, page)).toBe('')
  page.dispatchEvent(new Event('pagehide'))
  const broken = { getItem: () => { throw new Error('no') }, setItem: () => { throw new Error('no') }, removeItem: () => undefined }
  const other = new EventTarget()
  expect(makeLeaving(broken, other)).toBe('')
  other.dispatchEvent(new Event('pagehide'))
})
