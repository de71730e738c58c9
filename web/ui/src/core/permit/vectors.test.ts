// The vectors that Go signed, checked by code that shares nothing with it.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dateOf } from './days'
import { ES256, SM2 } from './sign1'
import { applyDelta, openStatus, stateOf, type StatusList } from './status'
import { openTrust, type TrustList } from './trust'
import { check, worth, type Reason, type Verdict } from './verdict'

const bytes = (b64: string) => Uint8Array.from(Buffer.from(b64, 'base64'))
const load = <T>(path: string): T => JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../../../exam/permit', path), 'utf8')) as T

interface Wanted {
  colour: string
  reasons: string[]
  number?: string
  name?: string
  kind: number
  issuer?: string
  shownAt?: number
  items?: { code: string; from: string; to: string; review?: string; status: number; colour: string; reasons: string[] | null }[]
}
interface Case {
  name: string
  text: string
  now: number
  job?: string
  number?: string
  amberAfter?: number
  redAfter?: number
  statuses?: { asOf: number; size: number; states?: Record<string, number> }
  want: Wanted
}
interface Verdicts {
  root: string
  trust: string
  cases: Case[]
}
interface Statuses {
  root: string
  trust: string
  snapshot: string
  wrongSigner: string
  steps: { delta?: string; version: number; issued: number; size: number; states: Record<string, number> }[]
}

const verdicts = load<Verdicts>('credential/testdata/verdicts.json')

async function known(): Promise<{ trust: TrustList; sm2: (typeof import('./sm2'))['verify'] }> {
  const { verify } = await import('./sm2')
  const trust = await openTrust(bytes(verdicts.trust), { alg: ES256, key: bytes(verdicts.root) }, verify)
  expect([...trust.keys.values()].some((k) => k.alg === SM2)).toBe(true)
  return { trust, sm2: verify }
}

function listOf(s: Case['statuses']): StatusList | undefined {
  if (!s) return undefined
  const sets = new Map<number, number[]>()
  for (const [place, state] of Object.entries(s.states ?? {})) sets.set(state, [...(sets.get(state) ?? []), Number(place)])
  return { version: 1, issued: s.asOf, next: s.asOf, size: s.size, sets: new Map([...sets].map(([k, v]) => [k, Uint32Array.from(v).sort()])) }
}

function told(v: Verdict): Wanted {
  const c = v.claims
  return {
    colour: v.colour, reasons: v.reasons, kind: c?.kind ?? 0, ...(c && { number: c.number, name: c.name }), ...(v.issuer && { issuer: v.issuer }), ...(v.shownAt !== undefined && { shownAt: v.shownAt }),
    ...(v.items.length > 0 && { items: v.items.map((i) => ({
      code: i.code, from: dateOf(i.from), to: dateOf(i.to), ...(i.review !== undefined && { review: dateOf(i.review) }), status: i.status, colour: i.colour, reasons: i.reasons,
    })) }),
  }
}

describe('verdicts', () => {
  it.each(verdicts.cases)('$name', async (c) => {
    const { trust, sm2 } = await known()
    const v = await check(c.text, { trust, sm2, status: listOf(c.statuses) }, { now: c.now * 1000, job: c.job ?? '', number: c.number ?? '', amberAfter: c.amberAfter ?? 0, redAfter: c.redAfter ?? 0 })
    expect(told(v)).toEqual(c.want)
  }, 20_000)

  it('believes no changed letter and no cut of a code', async () => {
    const { trust, sm2 } = await known()
    const code = verdicts.cases.find((c) => c.name === 'in force')?.text ?? ''
    const from = code.indexOf('/V/') + 3
    const list = listOf({ asOf: verdicts.cases[0]?.now ?? 0, size: 2 ** 24 })
    for (let i = from; i < code.length; i++) {
      const bad = code.slice(0, i) + (code[i] === 'A' ? 'B' : 'A') + code.slice(i + 1)
      const v = await check(bad, { trust, sm2, status: list }, { now: (verdicts.cases[0]?.now ?? 0) * 1000 })
      expect(v.colour, `letter ${i}`).toBe('RED')
      expect(v.claims).toBeUndefined()
      expect((await check(code.slice(0, i), { trust, sm2, status: list }, { now: 0 })).colour).toBe('RED')
    }
  }, 60_000)
})

describe('status lists', () => {
  it('follow a snapshot and its differences', async () => {
    const s = load<Statuses>('statuslist/testdata/status.json')
    const trust = await openTrust(bytes(s.trust), { alg: ES256, key: bytes(s.root) })
    expect(() => openStatus(bytes(s.wrongSigner), trust)).toThrow()
    let list = openStatus(bytes(s.snapshot), trust)
    for (const step of s.steps) {
      if (step.delta) {
        const earlier = list
        list = applyDelta(list, bytes(step.delta), trust)
        if (list.version !== earlier.version) expect(() => applyDelta(list, bytes(step.delta ?? ''), trust)).toThrow()
      }
      expect([list.version, list.issued, list.size]).toEqual([step.version, step.issued, step.size])
      for (const [place, state] of Object.entries(step.states)) expect(stateOf(list, Number(place)), place).toBe(state)
    }
    expect(stateOf(list, list.size)).toBeUndefined()
  })

  it('take no changed byte', async () => {
    const s = load<Statuses>('statuslist/testdata/status.json')
    const trust = await openTrust(bytes(s.trust), { alg: ES256, key: bytes(s.root) })
    const raw = bytes(s.snapshot)
    for (let i = 0; i < raw.length; i++) {
      const bad = raw.slice()
      bad[i] = (bad[i] ?? 0) ^ 1
      expect(() => openStatus(bad, trust), `byte ${i}`).toThrow()
    }
  })
})

it('says each reason in the words of the command line', async () => {
  const go = readFileSync(resolve(import.meta.dirname, '../../../../../exam/permit/credential/words.go'), 'utf8')
  const names = new Map([...readFileSync(resolve(import.meta.dirname, '../../../../../exam/permit/credential/verdict.go'), 'utf8').matchAll(/^\t(\w+)\s+Reason = "(\w+)"/gm)].map((m) => [m[1], m[2]]))
  const { default: zh } = await import('@/verify/locales/zh-CN')
  const { default: en } = await import('@/verify/locales/en')
  const words = [...go.matchAll(/^\t(\w+):\s+\{"([^"]+)", "([^"]+)"\}/gm)]
  expect(words.map((m) => names.get(m[1])).sort()).toEqual(Object.keys(worth).sort())
  for (const [, name, chinese, english] of words) {
    const reason = names.get(name) as Reason
    expect(zh.reason[reason]).toBe(chinese)
    expect(en.reason[reason].replace(/’/g, "'")).toBe(english)
  }
})
