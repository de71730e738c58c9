import { expect, it } from 'vitest'
import { bytesText, holdState, storageTag } from './evidence'

it.each([[0, '0 B'], [1023, '1023 B'], [1536, '1.5 KB'], [5 * 2 ** 20, '5.0 MB'], [250 * 2 ** 30, '250 GB'], [3 * 2 ** 40, '3.0 TB']])('%i bytes are %s', (n, text) => expect(bytesText(n)).toBe(text))

it('tells where a hold stands', () => {
  expect(holdState({ live: true })).toBe('LIVE')
  expect(holdState({ live: true, asked: { name: '王敏', at: '2026-11-22T00:00:00Z' } })).toBe('ASKED')
  expect(holdState({ live: false, asked: { name: '王敏', at: '2026-11-22T00:00:00Z' } })).toBe('LIFTED')
})

it('is urgent only where the volume gets full', () => {
  expect(storageTag({ known: false, alarm: false })).toBe('neutral')
  expect(storageTag({ known: true, alarm: false })).toBe('safe')
  expect(storageTag({ known: true, alarm: false, fullOn: '2029-01-01' })).toBe('warn')
  expect(storageTag({ known: true, alarm: true, fullOn: '2026-12-01' })).toBe('danger')
})
