// The gate's screens and what leads to which.
import type { Problem } from '@/core/problem'
import type { Reader } from './cardwatch'
import type { GateView, Trouble } from './gateapi'

/** The screens. leaving asks who goes out; found to face belong to an open visit; officer waits for a person's decision; left is outside. */
export type Step = 'idle' | 'leaving' | 'typing' | 'refused' | 'failed' | 'found' | 'offers' | 'locker' | 'card' | 'ways' | 'pin' | 'consent' | 'face' | 'officer' | 'admitted' | 'left'

/** How a person whose card was read wants to be matched; undefined until they say so. */
export type Way = 'face' | 'pin' | undefined

/** What the screen needs; a new object after every change. */
export interface GateScreen {
  readonly step: Step
  readonly view?: GateView
  /** Why the last step did not succeed, in the server's words; or a code of our own with empty text. */
  readonly trouble?: Trouble
  /** No answer could be had at all. */
  readonly problem?: Problem
  readonly busy: boolean
  readonly reader: Reader
  /** Seconds until the screen returns to the start by itself; undefined while it waits for somebody else. */
  readonly patience?: number
}

/** All in ms. */
export const gateTimes = { patience: 40_000, look: 2_000, sameTicket: 8_000 } as const

/** What a ticket's QR code holds. Anything else is not worth a question to the server. */
export const ticketForm = /^(SKT1:)?[A-Z2-7]{26}$/i
/** Some card readers type the number on the card, as a scanner types a code. */
export const citizenForm = /^\d{17}[\dX]$/i

/** Which screen an answer of the server leads to. */
export function stepFor(view: GateView | undefined, greeted: boolean, stowed: boolean, way: Way = undefined): Step {
  if (!view) return 'idle'
  if (view.state === 'ADMITTED') return 'admitted'
  if (view.state === 'PASSED') return view.way === 'LEAVE' ? 'left' : 'admitted'
  if (view.state === 'WAITING') return 'officer'
  if (view.state !== 'OPEN') return 'refused'
  if (view.way === 'LEAVE') return view.pinLeft > 0 ? 'pin' : 'officer'
  const nothingTaken = view.walkIn && !view.itemCode
  if (nothingTaken) return view.offers.length > 0 ? 'offers' : 'refused'
  if (!greeted && !view.walkIn) return 'found'
  if (!stowed) return 'locker'
  if (!view.cardMatched) return 'card'
  if (view.face && way === undefined) return 'ways'
  if (view.face && way === 'face') return view.faceAgreed ? 'face' : 'consent'
  return view.pinLeft > 0 ? 'pin' : 'officer'
}
