import { describe, expect, it } from 'vitest'
import { clashes, mayGrant } from './roles'

describe('roles', () => {
  it('names each held role that stands against the wanted one, once', () => {
    expect(clashes({ against: ['PERMIT_ISSUER', 'RESULT_RELEASER'] }, ['PERMIT_ISSUER', 'PERMIT_ISSUER', 'INSPECTOR'])).toEqual(['PERMIT_ISSUER'])
  })

  it('are granted so that the administrators watch each other', () => {
    expect(mayGrant('SECURITY_ADMIN', ['SYSTEM_ADMIN'])).toBe(true)
    expect(mayGrant('AUDIT_ADMIN', ['SYSTEM_ADMIN'])).toBe(true)
    expect(mayGrant('AUDIT_ADMIN', ['SECURITY_ADMIN'])).toBe(false)
    expect(mayGrant('SYSTEM_ADMIN', ['SYSTEM_ADMIN'])).toBe(false)
    expect(mayGrant('EXAM_MANAGER', ['SECURITY_ADMIN'])).toBe(true)
    expect(mayGrant('EXAM_MANAGER', ['AUDIT_ADMIN'])).toBe(false)
  })
})
