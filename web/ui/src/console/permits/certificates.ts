// Certificates as files: what is offered, and how it is fetched.
import type { Schemas } from '../types'

export const sizes = ['page', 'card'] as const
export type Size = (typeof sizes)[number]

/** The specimens that show what may go wrong in a look. */
export const cases = ['plain', 'long', 'rare'] as const
export type Case = (typeof cases)[number]

export type Template = Schemas['PermitTemplateView']

/** Whether the reader may decide: it waits, and a colleague proposed it. */
export const decidable = (t: Template): boolean => t.state === 'PENDING' && !t.mine
