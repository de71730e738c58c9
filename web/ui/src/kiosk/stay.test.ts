// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepPage, leaves } from './stay'

const press = (key: string, more: Partial<{ ctrlKey: boolean; altKey: boolean; metaKey: boolean }> = {}) => ({ key, ctrlKey: false, altKey: false, metaKey: false, ...more })

it.each([
  press('F5'), press('r', { ctrlKey: true }), press('R', { ctrlKey: true }), press('w', { ctrlKey: true }), press('W', { metaKey: true }), press('ArrowLeft', { altKey: true }), press('F11'),
  press('BrowserBack'), press('l', { ctrlKey: true }), press('F4', { altKey: true }),
])('refuses %o', (key) => expect(leaves(key)).toBe(true))

it.each([
  press('a'), press('W'), press('r'), press('ArrowLeft'), press('Backspace'), press('Enter'), press('Tab'), press('?'), press('c', { ctrlKey: true }), press('a', { ctrlKey: true }),
  press('+', { ctrlKey: true }), press('-', { ctrlKey: true }), press('0', { ctrlKey: true }),
])('lets %o be', (key) => expect(leaves(key)).toBe(false))

let busy = true
let stop: () => void
beforeEach(() => {
  busy = true
  stop = keepPage(() => busy)
})
afterEach(() => stop())

function fire(type: string, more: object = {}): boolean {
  const event = Object.assign(new Event(type, { cancelable: true, bubbles: true }), more)
  window.dispatchEvent(event)
  return event.defaultPrevented
}

it('holds the page while it holds work, and lets it go afterwards', () => {
  for (const type of ['beforeunload', 'contextmenu', 'dragover', 'drop']) expect(fire(type), type).toBe(true)
  expect(fire('keydown', press('F5'))).toBe(true)
  expect(fire('keydown', press('a'))).toBe(false)
  busy = false
  for (const type of ['beforeunload', 'contextmenu', 'drop']) expect(fire(type), type).toBe(false)
  expect(fire('keydown', press('F5'))).toBe(false)
})

it('lays the way back again whenever it is used up', () => {
  const before = history.length
  fire('popstate')
  expect(history.length).toBe(before + 1)
  busy = false
  fire('popstate')
  expect(history.length).toBe(before + 1)
})

it('ends', () => {
  stop()
  expect(fire('beforeunload')).toBe(false)
})
