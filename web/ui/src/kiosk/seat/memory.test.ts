import { expect, it } from 'vitest'
import { keep, recall } from './memory'

function store(start?: string) {
  let held = start ?? null
  return { getItem: () => held, setItem: (_: string, v: string) => void (held = v), removeItem: () => void (held = null) }
}

it('finds the place again after a reload, and gives the next person a fresh start', () => {
  const disk = store()
  keep({ ...recall('s1', disk), question: 37, text: 'largest', contrast: true }, disk)
  expect(recall('s1', disk)).toMatchObject({ question: 37, text: 'largest', contrast: true })
  expect(recall('s2', disk)).toEqual({ sitting: 's2', question: 1, text: 'normal', contrast: false, clockHidden: false, done: false, given: 0, read: [] })
})

it.each(['{', 'null', '[]', '"x"'])('starts afresh from %s', (bad) => expect(recall('s1', store(bad)).question).toBe(1))

it('goes on without a storage', () => {
  const none = { getItem: () => { throw new Error('no') }, setItem: () => { throw new Error('full') }, removeItem: () => undefined }
  keep(recall('s1', none), none)
  expect(recall('s1', none).question).toBe(1)
})
