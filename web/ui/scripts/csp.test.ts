import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { contentPolicy } from './csp.mjs'
import { pageFor } from './pages.mjs'

it('the browser tests use the policy that the server sends', () => {
  const go = readFileSync(new URL('../../web.go', import.meta.url), 'utf8')
  const start = go.indexOf('const policy =')
  const words = [...go.slice(start, go.indexOf('\n\n', start)).matchAll(/"([^"]*)"/g)].map((m) => m[1])
  expect(words.join('')).toBe(contentPolicy)
})

it.each([
  ['/', '/portal.html'],
  ['/exams/01abc', '/portal.html'],
  ['/kiosk', '/kiosk.html'],
  ['/console/rooms', '/console.html'],
  ['/verify/', '/verify.html'],
  ['/kioskish', '/portal.html'],
  ['/assets/x.js', undefined],
  ['/api/public/about', undefined],
  ['/favicon.svg', undefined],
  ['/@vite/client', undefined],
])('%s is answered by %s', (path, page) => expect(pageFor(path)).toBe(page))
