import { describe, expect, it } from 'vitest'
import { Problem } from '@/core/problem'
import { emptyPerson, identifierOf, registrationBody, stepOf, whoComplete } from './registration'
import { safeTarget } from './useEnter'

const filled = () => ({ ...emptyPerson(), name: ' 买买提·吐尔逊 ', number: '11010519491231002x', phone: '+86 138 1234 5678', code: ' 123456 ', password: 'correct horse', privacy: 3 })

it('sends what was meant, not what was typed', () => {
  expect(registrationBody(filled(), 'zh-CN')).toEqual({
    name: '买买提·吐尔逊', document: { kind: 'ID_CARD', number: '11010519491231002X' }, phone: '13812345678', code: '123456', password: 'correct horse', privacyVersion: 3, lang: 'zh-CN',
  })
})

it('asks passports for country, sex and birth date, and sends them only then', () => {
  const passport = { ...filled(), kind: 'PASSPORT' as const, number: 'E12345678', country: 'pak', sex: 'M' as const, birth: '1990-02-03' }
  expect(registrationBody(passport, 'en')).toMatchObject({ document: { kind: 'PASSPORT', country: 'PAK' }, sex: 'M', birth: '1990-02-03' })
  expect(registrationBody({ ...passport, kind: 'ID_CARD' }, 'en')).not.toHaveProperty('birth')
  expect(whoComplete(passport)).toBe(true)
  for (const gap of [{ country: '' }, { sex: '' as const }, { birth: '' }]) expect(whoComplete({ ...passport, ...gap })).toBe(false)
  expect(identifierOf(passport)).toEqual({ number: 'E12345678', kind: 'PASSPORT', country: 'PAK' })
})

describe('a refusal leads back to the step that can mend it', () => {
  const field = (path: string) => new Problem('x', '', 422, [{ path, code: 'c', message: 'm' }])
  it.each([
    [field('body.document.number'), 'who'],
    [field('body.name'), 'who'],
    [field('body.phone'), 'phone'],
    [field('body.password'), 'password'],
    [new Problem('auth.notice_version', '', 409), 'notice'],
    [new Problem('auth.code', '', 422), 'phone'],
    [new Problem('auth.password_weak', '', 422), 'password'],
    [new Problem('auth.register', '', 409), undefined],
    [new Problem('net.offline', ''), undefined],
  ])('%s', (problem, step) => expect(stepOf(problem)).toBe(step))
})

it('goes on only to a place of this portal', () => {
  expect(safeTarget('/exams?x=1')).toBe('/exams?x=1')
  for (const bad of ['//evil.test', '/\\evil.test', 'https://evil.test', 'javascript:1', undefined, ['/a']]) expect(safeTarget(bad)).toBe('/')
})
