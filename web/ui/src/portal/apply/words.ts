// Names of everything an application can be or be in. A new value of the API does not compile until it has its words.
import type { TagKind } from '@/kit/StatusTag.vue'
import type { Application } from '../types'

export type State = Application['state']
export type HelpKind = NonNullable<Application['help']>['kind']

export const kinds: Record<Application['kind'], string> = { FIRST_ISSUE: 'kind.FIRST_ISSUE', RENEWAL: 'kind.RENEWAL', REPLACEMENT: 'kind.REPLACEMENT' }
export const helpKinds: Record<HelpKind, string> = {
  DISABILITY: 'help.DISABILITY', PREGNANCY: 'help.PREGNANCY', AGE: 'help.AGE', DEAFNESS: 'help.DEAFNESS', LANGUAGE: 'help.LANGUAGE',
}
export const states: Record<State, { word: string; kind: TagKind }> = {
  DRAFT: { word: 'appState.DRAFT', kind: 'info' },
  SUBMITTED: { word: 'appState.SUBMITTED', kind: 'neutral' },
  TO_CORRECT: { word: 'appState.TO_CORRECT', kind: 'warn' },
  ACCEPTED: { word: 'appState.ACCEPTED', kind: 'neutral' },
  APPROVED: { word: 'appState.APPROVED', kind: 'safe' },
  REJECTED: { word: 'appState.REJECTED', kind: 'danger' },
  LAPSED: { word: 'appState.LAPSED', kind: 'neutral' },
  FULFILLED: { word: 'appState.FULFILLED', kind: 'safe' },
}

/** Whether the applicant may still change the application. */
export function open(state: State): boolean {
  return state === 'DRAFT' || state === 'TO_CORRECT'
}
