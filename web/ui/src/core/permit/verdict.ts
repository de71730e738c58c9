// The verdict on a code, without a network: the same as exam/permit/credential in Go, held together by its vectors.
import { decode, isArray, isBytes, isUint } from './cbor'
import { decodeClaims, matches, type Claims, type Item } from './claims'
import { dayOf } from './days'
import { BadSignature, ES256, open, openWith, peek, UnknownKey, type Sm2 } from './sign1'
import { stateOf, type StatusList } from './status'
import { parseText } from './text'
import { counted, FOR_PERMITS, type TrustList } from './trust'

export type Colour = 'GREEN' | 'AMBER' | 'RED'

/** What each reason alone makes of a verdict; in the order in which they are named here. */
export const worth = {
  NO_CODE: 'RED', MALFORMED: 'RED', FOREIGN: 'RED', BAD_SIGNATURE: 'RED', KEY_WITHDRAWN: 'RED', TRUST_EXPIRED: 'AMBER', NO_STATUS: 'AMBER', STATUS_OLD: 'AMBER',
  STATUS_TOO_OLD: 'RED', CLOCK_BEHIND: 'AMBER', NOT_YET: 'RED', EXPIRED: 'RED', EXPIRING: 'GREEN', REVIEW_OVERDUE: 'RED', ENDED: 'RED', SUSPENDED: 'RED', EXTENDED: 'RED',
  REPLACED: 'RED', NATIONAL_PENDING: 'AMBER', OTHER_JOB: 'RED', OTHER_NUMBER: 'RED', ASK_NUMBER: 'GREEN', NOT_LIVE: 'AMBER', PHOTOGRAPHED: 'RED', CODE_ENDED: 'RED',
} as const satisfies Record<string, Colour>

export type Reason = keyof typeof worth

const states: Record<number, Reason> = { 1: 'ENDED', 2: 'SUSPENDED', 3: 'EXTENDED', 4: 'NATIONAL_PENDING', 5: 'REPLACED' }

/** What the device knows. */
export interface Known {
  trust: TrustList
  status?: StatusList | undefined
  sm2?: Sm2 | undefined
}

export interface Question {
  now: number // ms
  job?: string // code of today's job; empty: any
  number?: string // as typed from the identity document
  amberAfter?: number // age of the status list, seconds (7 days)
  redAfter?: number // (30 days)
}

export interface ItemVerdict extends Item {
  colour: Colour
  reasons: Reason[]
}

export interface Verdict {
  colour: Colour
  reasons: Reason[] // worst first
  claims?: Claims
  issuer?: string
  items: ItemVerdict[]
  age?: number // of the status list, seconds
  shownAt?: number // a wallet's, unix seconds
}

const liveFor = 90
const photographAfter = 600
const expiringDays = 90
const settles = 60 // a list knows what got its place so many seconds before it was issued
const day = 86_400
const rank: Record<Colour, number> = { GREEN: 0, AMBER: 1, RED: 2 }

function worst(list: readonly Reason[]): Colour {
  return list.reduce<Colour>((out, r) => (rank[worth[r]] > rank[out] ? worth[r] : out), 'GREEN')
}
function sorted(list: readonly Reason[]): Reason[] {
  return [...new Set(list)].sort((a, b) => rank[worth[b]] - rank[worth[a]])
}
const because = (r: Reason): Verdict => ({ colour: worth[r], reasons: [r], items: [] })

function reasonOf(err: unknown): Reason {
  if (err instanceof UnknownKey) return 'FOREIGN'
  if (err instanceof BadSignature) return 'BAD_SIGNATURE'
  return 'MALFORMED'
}

/** Judges the text of a code. */
export async function check(text: string, known: Known, q: Question): Promise<Verdict> {
  const code = parseText(text)
  if (!code) return because('NO_CODE')
  let claims: Claims
  let shownAt: number | undefined
  try {
    let credential = code.message
    if (code.letter === 'W') {
      const [at, inner] = isArray(decode(peek(code.message)), 2)
      shownAt = isUint(at)
      credential = isBytes(inner)
    }
    const o = open('suikao/permit/1', credential, (kid) => known.trust.keys.get(kid), known.sm2)
    claims = decodeClaims(o.payload)
    // A wallet's credential without its proof is a copy of it.
    if ((code.letter === 'W') !== (claims.holder !== undefined)) throw new BadSignature()
    if (claims.holder) openWith('suikao/wallet/1', code.message, { alg: ES256, key: claims.holder })
    if (!counted(o, claims.signed, FOR_PERMITS)) return because('KEY_WITHDRAWN')
  } catch (err) {
    return because(reasonOf(err))
  }
  return judge(claims, shownAt, known, q)
}

async function judge(claims: Claims, shownAt: number | undefined, known: Known, q: Question): Promise<Verdict> {
  const { trust, status } = known
  const latest = Math.max(trust.issued, status?.issued ?? 0)
  const whole: Reason[] = []
  let now = q.now / 1000
  if (latest - now > photographAfter) {
    whole.push('CLOCK_BEHIND')
    now = latest // a clock set back would make an expired permit valid again
  }
  if (Math.floor(now) > trust.expires) whole.push('TRUST_EXPIRED')
  const today = dayOf(now * 1000)
  const age = status && now - status.issued
  // The list's silence about something newer than itself says nothing.
  if (status === undefined || age === undefined || status.issued < claims.placed + settles) whole.push('NO_STATUS')
  else if (age > (q.redAfter || 30 * day)) whole.push('STATUS_TOO_OLD')
  else if (age > (q.amberAfter || 7 * day)) whole.push('STATUS_OLD')
  whole.push(...(await ofHolder(claims, shownAt, today, q)))
  const asked = [...whole]
  let covered = false
  const items = claims.items.map((i): ItemVerdict => {
    const reasons = ofItem(i, status, today)
    if (!q.job || q.job === i.code) {
      covered = true
      asked.push(...reasons)
    }
    return { ...i, colour: worst([...whole, ...reasons]), reasons: sorted(reasons) }
  })
  if (!covered) asked.push('OTHER_JOB')
  return {
    colour: worst(asked), reasons: sorted(asked), claims, items, issuer: trust.issuers.get(claims.issuer) ?? '', ...(age !== undefined && { age }), ...(shownAt !== undefined && { shownAt }),
  }
}

/** What ties the code to who shows it. */
async function ofHolder(c: Claims, shownAt: number | undefined, today: number, q: Question): Promise<Reason[]> {
  const out: Reason[] = []
  if (c.lastDay !== undefined && today > c.lastDay) out.push('CODE_ENDED')
  if (shownAt !== undefined) {
    const off = Math.abs(q.now / 1000 - shownAt)
    if (off > photographAfter) out.push('PHOTOGRAPHED')
    else if (off > liveFor) out.push('NOT_LIVE')
  }
  if (!q.number) {
    if (c.masked) out.push('ASK_NUMBER')
  } else if (c.masked ? !(await matches(c.masked, q.number)) : q.number !== c.number) out.push('OTHER_NUMBER')
  return out
}

function ofItem(i: Item, status: StatusList | undefined, today: number): Reason[] {
  const out: Reason[] = []
  if (today < i.from) out.push('NOT_YET')
  else if (today > i.to) out.push('EXPIRED')
  else if (i.to - today <= expiringDays) out.push('EXPIRING')
  if (i.review !== undefined && today > i.review) out.push('REVIEW_OVERDUE')
  if (!status) return out
  const state = stateOf(status, i.status)
  const reason = state === undefined ? 'NO_STATUS' : states[state]
  if (reason) out.push(reason)
  else if (state !== 0) out.push('NO_STATUS')
  return out
}

