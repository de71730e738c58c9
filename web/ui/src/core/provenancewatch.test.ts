// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { foreign, watchInputs, type Watch } from './provenancewatch'

let watch: Watch | undefined
afterEach(() => watch?.stop())

/** Events made in a test are a script's. Only a browser makes trusted ones; e2e/provenance.spec.ts has those. */
it('counts what scripts make, and causes nothing by it', () => {
  const { provenance } = (watch = watchInputs(window as never))
  const button = document.createElement('button')
  document.body.append(button)
  let cause = ''
  button.addEventListener('click', () => (cause = provenance.cause()))
  button.click()
  expect(provenance.report('s1')).toMatchObject({ n: 0, u: 1 })
  expect(cause).toMatch(/^[an][0-9a-f]\./)
  expect(parseInt(cause[1] ?? '1', 16) & 1).toBe(0)
})

const node = (html: string): Node => {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content.firstChild as Node
}

it.each([
  ['<script>1</script>', 'script inline'],
  ['<script src="https://evil.test/x.js"></script>', 'script evil.test'],
  ['<iframe src="https://evil.test/"></iframe>', 'iframe evil.test'],
  ['<div><p></p><script src="//evil.test/x.js"></script></div>', 'script evil.test'],
  ['<link rel="stylesheet" href="chrome-extension://abcdef/x.css">', 'extension abcdef'],
  ['<img src="moz-extension://abcdef/x.png">', 'extension abcdef'],
  ['<grammar-helper></grammar-helper>', 'element grammar-helper'],
  ['<object data="data:text/html,x"></object>', 'object data:'],
])('names foreign code: %s', (html, name) => {
  expect(foreign(node(html), 'https://exam.test')).toBe(name)
})

it.each([
  '<div><button>A</button></div>', '<link rel="modulepreload" href="/assets/a.js">', '<script src="/assets/a.js"></script>', '<img src="/x.png">', 'text',
])('leaves the own page alone: %s', (html) => {
  expect(foreign(node(html), 'https://exam.test')).toBeUndefined()
})
