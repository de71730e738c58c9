// What a person types to register, claim or reset, and which step of the form a refusal of the server belongs to.
import type { Problem } from '@/core/problem'
import type { components } from '@/core/api.gen'
import { asksBirth, checkNumber, nameFits, tidyNumber, tidyPhone } from './identity'
import type { DocKind, Education } from '../types'

export interface DocumentDraft {
  kind: DocKind
  number: string
  country: string
}

export interface PersonDraft extends DocumentDraft {
  name: string
  sex: '' | 'M' | 'F'
  birth: string
  education: Education | ''
  phone: string
  code: string
  password: string
  again: string
  /** Version of the privacy notice that was shown and confirmed; 0 = not yet. */
  privacy: number
}

export const registerSteps = ['notice', 'who', 'phone', 'password'] as const
export type RegisterStep = (typeof registerSteps)[number]

export function emptyDocument(kind: DocKind = 'ID_CARD'): DocumentDraft {
  return { kind, number: '', country: '' }
}

export function emptyPerson(): PersonDraft {
  return { ...emptyDocument(), name: '', sex: '', birth: '', education: '', phone: '', code: '', password: '', again: '', privacy: 0 }
}

/** The identifier of somebody who has a document; kind and country only where the number alone would not do. */
export function identifierOf(d: DocumentDraft): components['schemas']['IdentifierForm'] {
  return { number: tidyNumber(d.number), kind: d.kind, ...(d.kind === 'PASSPORT' ? { country: d.country.trim().toUpperCase() } : {}) }
}

export function registrationBody(d: PersonDraft, lang: string): components['schemas']['RegisterInBody'] {
  return {
    name: d.name.trim().replace(/\s+/g, ' '),
    document: { kind: d.kind, number: tidyNumber(d.number), ...(d.kind === 'PASSPORT' ? { country: d.country.trim().toUpperCase() } : {}) },
    ...(asksBirth(d.kind) ? { ...(d.sex ? { sex: d.sex } : {}), birth: d.birth } : {}),
    ...(d.education ? { education: d.education } : {}),
    phone: tidyPhone(d.phone),
    code: d.code.trim(),
    password: d.password,
    privacyVersion: d.privacy,
    lang,
  }
}

/** Whether the step that says who somebody is can be left. */
export function whoComplete(d: PersonDraft): boolean {
  const country = d.kind !== 'PASSPORT' || /^[A-Za-z]{3}$/.test(d.country.trim())
  const birth = !asksBirth(d.kind) || (Boolean(d.birth) && Boolean(d.sex))
  return nameFits(d.name) && !checkNumber(d.kind, d.number) && country && birth
}

/** The step on which the person can mend what the server refused; undefined when none of the fields is to blame. */
export function stepOf(problem: Problem): RegisterStep | undefined {
  if (problem.code === 'auth.notice_version' || problem.mistake('privacyVersion')) return 'notice'
  if (problem.code === 'auth.code' || problem.mistake('phone') || problem.mistake('code')) return 'phone'
  if (problem.code.startsWith('auth.password') || problem.mistake('password')) return 'password'
  return problem.errors.length > 0 ? 'who' : undefined
}
