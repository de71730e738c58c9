import { expect, it } from 'vitest'
import { createApp } from 'vue'
import { createApi, type Api } from '@/core/api'
import { apiKey } from '@/kit/api'
import type { Material } from '../types'

import { asks, checkFile, largestFile } from './materials'
import { useMaterial } from './useMaterial'

function make(kind: keyof typeof asks, filed?: Material, again = false, status: () => number = () => 200) {
  const seen: { path: string; body: string }[] = []
  const api: Api = createApi({
    baseUrl: 'http://portal.test', locale: () => 'zh-CN', cookies: () => '',
    fetch: (async (request: Request) => {
      seen.push({ path: new URL(request.url).pathname, body: await request.clone().text() })
      return new Response('{}', { status: status(), headers: { 'content-type': 'application/json' } })
    }) as typeof fetch,
  })
  const app = createApp({})
  app.provide(apiKey, api)
  return { material: app.runWithContext(() => useMaterial('a1', kind, asks[kind], filed, again)), seen }
}
const file = (type = 'image/png', size = 10) => new File([new Uint8Array(size)], 'x.png', { type })

it('sends nothing while something is missing, and marks it', async () => {
  const { material, seen } = make('EDUCATION_PROOF')
  expect(await material.save()).toBe(false)
  expect(material.missing.value).toMatchObject({ file: true, value: true, institution: true, date: false })
  expect(seen).toEqual([])
})

it('sends the file as it is, then the particulars', async () => {
  const { material, seen } = make('EDUCATION_PROOF')
  await material.choose(file())
  Object.assign(material.form, { value: ' 大专 ', institution: '演示学院' })
  expect(await material.save()).toBe(true)
  expect(seen.map((one) => one.path)).toEqual(['/api/candidate/applications/a1/files/EDUCATION_PROOF', '/api/candidate/applications/a1/material'])
  expect(seen[0]?.body).toHaveLength(10)
  expect(JSON.parse(seen[1]?.body ?? '')).toEqual({ kind: 'EDUCATION_PROOF', value: '大专', institution: '演示学院' })
})

it('does not send a file twice when only the second half failed', async () => {
  const answers = [200, 503, 200]
  const { material, seen } = make('EDUCATION_PROOF', undefined, false, () => answers.shift() ?? 200)
  await material.choose(file())
  Object.assign(material.form, { value: '大专', institution: '演示学院' })
  expect(await material.save()).toBe(false)
  expect(await material.save()).toBe(true)
  expect(seen.filter((one) => one.path.includes('/files/'))).toHaveLength(1)
})

it('keeps a file on record, unless it was found wrong', async () => {
  const filed = { kind: 'IDENTITY_DOCUMENT', hasFile: true, changedAt: '' }
  expect(make('IDENTITY_DOCUMENT', filed).material.missing.value.file).toBe(false)
  const { material, seen } = make('IDENTITY_DOCUMENT', filed, true)
  expect(await material.save()).toBe(false)
  await material.choose(file())
  expect(await material.save()).toBe(true)
  expect(seen).toHaveLength(1)
})

it('says "not fit" as it says "fit"', async () => {
  const { material, seen } = make('HEALTH_STATEMENT')
  Object.assign(material.form, { fit: 'no', date: '2026-11-01', institution: '医院' })
  await material.save()
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ kind: 'HEALTH_STATEMENT', fit: false, date: '2026-11-01', institution: '医院' })
})

it('refuses files that the server would refuse', async () => {
  const { material } = make('IDENTITY_DOCUMENT')
  await material.choose(file('application/zip'))
  expect(material.fileFault.value).toBe('type')
  expect(checkFile({ type: 'application/pdf', size: largestFile + 1, name: 'x' })).toBe('size')
  expect(checkFile({ type: 'image/png', size: 0, name: 'x' })).toBe('empty')
})
