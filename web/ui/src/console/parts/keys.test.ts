// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { listenKeys, moveRow } from './keys'

const press = (key: string, on: EventTarget = document.body, more: KeyboardEventInit = {}) => on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }))
let stop: (() => void) | undefined
afterEach(() => {
  stop?.()
  document.body.innerHTML = ''
})

it('one key, and two keys within a second', () => {
  const help = vi.fn()
  const duty = vi.fn()
  let now = 0
  stop = listenKeys(() => [{ keys: '?', text: '', run: help }, { keys: 'g d', text: '', run: duty }], document, () => now)
  press('?')
  press('d')
  expect([help.mock.calls.length, duty.mock.calls.length]).toEqual([1, 0])
  press('g')
  press('d')
  expect(duty).toHaveBeenCalledOnce()
  press('g')
  now = 1500
  press('d')
  expect(duty).toHaveBeenCalledOnce()
})

it('keys that belong to a field, a dialog or the browser are left alone', () => {
  const run = vi.fn()
  stop = listenKeys(() => [{ keys: 'j', text: '', run }])
  document.body.innerHTML = '<input id="f">'
  press('j', document.querySelector('#f') ?? document.body)
  press('j', document.body, { ctrlKey: true })
  document.body.innerHTML = '<dialog open></dialog>'
  press('j')
  expect(run).not.toHaveBeenCalled()
  document.body.innerHTML = ''
  press('j')
  expect(run).toHaveBeenCalledOnce()
})

it('walks through the rows and stops at both ends', () => {
  document.body.innerHTML = '<button data-row id="a"></button><button data-row id="b"></button>'
  const here = () => document.activeElement?.id
  moveRow(1)
  expect(here()).toBe('a')
  moveRow(-1)
  expect(here()).toBe('a')
  moveRow(1)
  moveRow(1)
  expect(here()).toBe('b')
})
