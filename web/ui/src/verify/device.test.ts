// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { Device, openShelf } from './device'

interface Statuses { root: string; trust: string; snapshot: string; steps: { delta?: string; version: number }[] }
const vectors = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../../exam/permit/statuslist/testdata/status.json'), 'utf8')) as Statuses
const bytes = (b64: string) => Uint8Array.from(Buffer.from(b64, 'base64'))
const cose = (b64: string) => new Response(bytes(b64), { headers: { 'content-type': 'application/cose' } })

let answers: Map<string, () => Response>
let asked: string[]
const get = ((path: string) => {
  asked.push(path)
  const answer = answers.get(path)
  return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('no network'))
}) as unknown as typeof fetch
const root = (key: string) => () => new Response(JSON.stringify({ alg: 'ES256', key, fingerprint: 'F', house: 'H' }), { headers: { 'content-type': 'application/json' } })

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  asked = []
  answers = new Map([['/v1/public/root', root(vectors.root)], ['/v1/public/trust', () => cose(vectors.trust)], ['/v1/public/status', () => cose(vectors.snapshot)]])
})

it('keeps what it fetched and goes on from it by differences', async () => {
  const first = new Device(await openShelf(), get)
  await first.load()
  expect(first.known).toBeUndefined()
  expect(await first.renew()).toBe('fresh')
  const from = first.status?.version ?? 0
  const next = new Device(await openShelf(), get)
  await next.load()
  expect(next.status?.version).toBe(from)
  answers.set(`/v1/public/status/delta?from=${from}`, () => cose(vectors.steps[1]?.delta ?? ''))
  asked = []
  expect(await next.renew()).toBe('fresh')
  expect(asked).not.toContain('/v1/public/status')
  expect(next.status?.version).toBe(vectors.steps[1]?.version)
})

it('fetches the whole list where the difference is gone', async () => {
  const d = new Device(await openShelf(), get)
  await d.renew()
  answers.set(`/v1/public/status/delta?from=${d.status?.version}`, () => new Response('', { status: 410 }))
  expect(await d.renew()).toBe('fresh')
  expect(asked.filter((path) => path === '/v1/public/status')).toHaveLength(2)
})

it('believes no other root than the first', async () => {
  const d = new Device(await openShelf(), get)
  await d.renew()
  const known = d.trust
  answers.set('/v1/public/root', root(Buffer.from(bytes(vectors.root).reverse()).toString('base64')))
  expect(await d.renew()).toBe('other-root')
  expect(d.trust).toBe(known)
})

it('keeps its lists where what comes does not hold, and where nothing comes', async () => {
  const d = new Device(await openShelf(), get)
  await d.renew()
  const known = d.status
  const bad = bytes(vectors.trust)
  bad[40] = (bad[40] ?? 0) ^ 1
  answers.set('/v1/public/trust', () => new Response(bad, { headers: { 'content-type': 'application/cose' } }))
  expect(await d.renew()).toBe('refused')
  answers.set('/v1/public/root', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })) // a hotel's network
  expect(await d.renew()).toBe('offline')
  answers.clear()
  expect(await d.renew()).toBe('offline')
  expect(d.status).toBe(known)
})

it('chooses a job for a day, and keeps checks until they are taken', async () => {
  const d = new Device(await openShelf(), get)
  await d.chooseJob('2026-11-23', 'SO-01-03')
  expect(await d.job('2026-11-23')).toBe('SO-01-03')
  expect(await d.job('2026-11-24')).toBe('')
  await d.note({ at: 1, place: 5, colour: 'RED', reasons: ['ENDED'], job: '' })
  await d.note({ at: 2, place: undefined, colour: 'RED', reasons: ['NO_CODE'], job: '' })
  expect(await d.handIn()).toBe(2)
  answers.set('/v1/public/checks', () => new Response(null, { status: 404 }))
  expect(await d.handIn()).toBe(2)
  answers.set('/v1/public/checks', () => new Response(null, { status: 204 }))
  expect(await d.handIn()).toBe(0)
})
