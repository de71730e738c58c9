import { readFileSync } from 'node:fs'
import { sha256 } from '@noble/hashes/sha2.js'
import { beforeEach, expect, it } from 'vitest'
import { type Memory, numberIn, type Seen, watch, wordOf } from './watch'
import zh from '../locales/zh-CN'

const home = new URL('../../../../../internal/tlog/testdata/', import.meta.url)
const { key, earlierRoot } = JSON.parse(readFileSync(new URL('proofs.json', home), 'utf8')) as { key: string; earlierRoot: string }
const bytes = (b64: string) => Uint8Array.from(Buffer.from(b64, 'base64'))

let kept: Map<string, unknown>
let memory: Memory
let answers: Map<string, () => Response>
const get = ((address: string) => {
  const own = answers.get(address)
  if (own) return Promise.resolve(own())
  if (!address.startsWith('/log/')) return Promise.reject(new TypeError('no network'))
  const type = address === '/log/checkpoint' ? 'text/plain' : 'application/octet-stream'
  return Promise.resolve(new Response(readFileSync(new URL(`log/${address.slice(5)}`, home)), { headers: { 'content-type': type } }))
}) as unknown as typeof fetch
const keys = (line: string) => () => new Response(JSON.stringify({ key: line, witnesses: [] }), { headers: { 'content-type': 'application/json' } })
/** A key of the same name that is sound and never signed anything. */
function otherKey() {
  const raw = [1, ...new Uint8Array(32).fill(9)]
  const hash = sha256(new Uint8Array([...new TextEncoder().encode('exam.example.cn/log\n'), ...raw]))
  return `exam.example.cn/log+${Buffer.from(hash.slice(0, 4)).toString('hex')}+${Buffer.from(raw).toString('base64')}`
}
const seen = (): Seen => ({ key, origin: 'exam.example.cn/log', size: 256, root: bytes(earlierRoot), at: 1 })

beforeEach(() => {
  kept = new Map()
  memory = { get: (name) => Promise.resolve(kept.get(name)), put: (name, value) => Promise.resolve(void kept.set(name, value)) }
  answers = new Map([['/v1/public/log', keys(key)]])
})

it('keeps what it saw first, and sees that it goes on', async () => {
  const first = await watch(memory, get, () => 7)
  expect([first.trouble, first.checkpoint?.size, (kept.get('log') as Seen).at]).toEqual([undefined, 300, 7])
  kept.set('log', seen())
  const next = await watch(memory, get)
  expect([next.trouble, next.before?.size, (kept.get('log') as Seen).size]).toEqual([undefined, 256, 300])
})

it.each<[string, string, () => void]>([
  ['offline', 'no network', () => answers.clear()],
  ['offline', 'a hotel answers', () => answers.set('/v1/public/log', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }))],
  ['offline', 'the server is away', () => answers.set('/log/checkpoint', () => new Response('', { status: 503 }))],
  ['empty', 'nothing is published', () => answers.set('/log/checkpoint', () => new Response('', { status: 404 }))],
  ['damaged', 'the key is none', () => answers.set('/v1/public/log', keys('x'))],
  ['unsigned', 'another key signed', () => answers.set('/v1/public/log', keys(otherKey()))],
])('says %s where %s', async (trouble, _, play) => {
  play()
  const said = await watch(memory, get)
  expect(said.trouble).toBe(trouble)
  expect(kept.size).toBe(0)
})

it.each<[string, Partial<Seen>]>([
  ['other-key', { key: 'other' }],
  ['renamed', { origin: 'exam.example.cn/log2' }],
  ['forked', { root: new Uint8Array(32) }],
  ['forked', { size: 301 }],
])('warns of a log that is %s, and goes on believing what it saw', async (trouble, other) => {
  kept.set('log', { ...seen(), ...other })
  expect((await watch(memory, get)).trouble).toBe(trouble)
  expect(kept.get('log')).toEqual({ ...seen(), ...other })
})

it('warns of a log that is gone', async () => {
  kept.set('log', seen())
  answers.set('/log/checkpoint', () => new Response('', { status: 404 }))
  expect((await watch(memory, get)).trouble).toBe('forked')
})

it('has words for kinds, and reads numbers', () => {
  for (const label of ['', 'draw-key', 'transcript.pass', 'permit.again', 'permit-change', 'software']) expect(zh.log.kind).toHaveProperty(wordOf(label))
  expect([numberIn('#log=12'), numberIn(' 7 '), numberIn('#log'), numberIn('-1'), numberIn('1e3')]).toEqual([12, 7, undefined, undefined, undefined])
})
