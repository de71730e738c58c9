import { expect, it } from 'vitest'
import { menuFor } from './areas'
import { nextPath } from './router'

it.each([
  ['/sittings?state=running', '/sittings?state=running'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  [undefined, '/'],
  [['/a'], '/'],
])('after the login %o leads to %s', (next, path) => {
  expect(nextPath(next)).toBe(path)
})

it('everybody has a home', () => {
  expect(menuFor([]).map((item) => item.to)).toContain('/')
})
