import { expect, it } from 'vitest'
import { Wedge } from './wedge'

function type(text: string, pause: number, start = 1000): string | undefined {
  const wedge = new Wedge()
  let at = start
  let code: string | undefined
  for (const key of [...text, 'Enter']) code = wedge.key(key, (at += pause))
  return code
}

it('takes a scanner for one and a person for a person', () => {
  expect(type('SKT1:ABCDEFGHIJ', 8)).toBe('SKT1:ABCDEFGHIJ')
  expect(type('SKT1:ABCDEFGHIJ', 120)).toBeUndefined()
  expect(type('123', 8)).toBeUndefined()
})

it('does not mix what a person typed before with what is scanned', () => {
  const wedge = new Wedge()
  wedge.key('9', 0)
  let at = 900
  for (const key of ['S', 'Shift', ...'KT1:ABCDE']) wedge.key(key, (at += 5))
  expect(wedge.key('Enter', at + 5)).toBe('SKT1:ABCDE')
})

it('drops a code whose Enter comes late', () => {
  const wedge = new Wedge()
  let at = 0
  for (const key of 'SKT1:ABCDE') wedge.key(key, (at += 5))
  expect(wedge.key('Enter', at + 500)).toBeUndefined()
})
