import { expect, it } from 'vitest'
import { lackOf, newParagraphs, paragraphs, versionsOf, type Version } from './texts'

const wording = (body: string) => ({ title: '承诺书', body })
const version = (kind: Version['kind'], no: number, body = '甲\n\n乙') => ({ kind, version: no, zh: wording(body), en: wording(body) }) as Version

it('keeps the versions of one text, newest first', () => {
  const all = [version('PRIVACY', 1), version('RECORDING', 1), version('PRIVACY', 10), version('PRIVACY', 2)]
  expect(versionsOf(all, 'PRIVACY').map((v) => v.version)).toEqual([10, 2, 1])
  expect(versionsOf(all, 'FACE_CONSENT')).toEqual([])
})

it('reads paragraphs over any empty lines', () => expect(paragraphs(' 甲\n乙 \n  \n\n丙\n')).toEqual(['甲\n乙', '丙']))

it.each([
  [{ zh: wording(' '), en: wording('a'), reason: '修订' }, 'zh'],
  [{ zh: wording('甲'), en: { title: '', body: 'a' }, reason: '修订' }, 'en'],
  [{ zh: wording('甲\n\n乙'), en: wording(' 甲\n\n乙 '), reason: '修订' }, 'same'],
  [{ zh: wording('甲\n\n丙'), en: wording('a'), reason: '修订' }, 'paragraphs'],
  [{ zh: wording('甲\n\n丙'), en: wording('a\n\nb'), reason: '改' }, 'reason'],
  [{ zh: wording('甲\n\n丙'), en: wording('a\n\nb'), reason: '修订' }, undefined],
])('%o lacks %s', (draft, lack) => expect(lackOf(draft, version('PRIVACY', 1))).toBe(lack))

it('marks what is new', () => expect(newParagraphs('甲\n\n丙\n\n乙', '甲\n\n乙')).toEqual([false, true, false]))
