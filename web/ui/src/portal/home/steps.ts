// What is my next step? Everything that waits for the person or for somebody else, what expires first on top. Pure.
import { daysBetween } from '@/kit/validity'
import { civilDate } from '@/kit/time'
import type { Matter } from '../matters/types'
import { actOf, lastDay } from '../matters/words'
import type { Application, Booking, Me, Pass, PermitApplication, PermitCard, Result } from '../types'

export interface Facts {
  me: Pick<Me, 'photo' | 'privacyConfirmed'>
  applications: readonly Application[]
  bookings: readonly Booking[]
  results: readonly Result[]
  passes: readonly Pass[]
  permitApplications: readonly PermitApplication[]
  permits: readonly PermitCard[]
  /** What is looked into of one's own sittings. */
  matters?: readonly Matter[]
  /** Server time, ms. */
  now: number
}

export type StepName =
  | 'privacy' | 'rebook' | 'confirmHold' | 'inside' | 'ticket' | 'correct' | 'retakePhoto' | 'photo' | 'finishDraft' | 'book' | 'applyPermit' | 'permitCorrect' | 'renew'
  | 'receivePaper' | 'answerMatter' | 'readDecision' | 'waitMatter' | 'waitReview' | 'waitRelease' | 'waitPermit' | 'apply'

export interface Step {
  name: StepName
  to: string
  /** Item code, where the step is about one. */
  item?: string
  /** An instant or a civil date: until when, or when. */
  by?: string
  /** Somebody else has to act; shown below what the person can do. */
  passive?: boolean
  tone: 'plain' | 'info' | 'warn' | 'danger'
}

/** Days before an end from which it counts as pressing. */
const pressing = 30

export function nextSteps(facts: Facts): Step[] {
  const today = civilDate(new Date(facts.now))
  const steps = [...ofPerson(facts), ...ofMatters(facts, today), ...ofBookings(facts), ...ofApplications(facts, today), ...ofResults(facts), ...ofPermits(facts, today)]
  if (!steps.some((step) => step.name !== 'privacy' && step.name !== 'photo' && step.name !== 'renew' && !aboutMatter(step))) steps.push({ name: 'apply', to: '/apply', tone: 'info' })
  const rank = (step: Step) => (step.passive ? 3 : step.tone === 'danger' ? 0 : step.tone === 'warn' ? 1 : 2)
  return steps
    .map((step, at) => ({ step, at }))
    .sort((a, b) => rank(a.step) - rank(b.step) || time(a.step) - time(b.step) || a.at - b.at)
    .map(({ step }) => step)
}

const aboutMatter = (step: Step) => ['receivePaper', 'answerMatter', 'readDecision', 'waitMatter'].includes(step.name)

function ofMatters({ matters = [] }: Facts, today: string): Step[] {
  return matters.flatMap((one): Step[] => {
    const about = { to: `/matters/${one.id}`, item: one.item }
    const act = actOf(one, today)
    const by = lastDay(one)
    const until = by ? { by } : {}
    if (act === 'receive') return [{ name: 'receivePaper', ...about, tone: 'danger' }]
    if (act === 'answer') return [{ name: 'answerMatter', ...about, ...until, tone: 'danger' }]
    if (act === 'appeal') return [{ name: 'readDecision', ...about, ...until, passive: true, tone: 'plain' }]
    return ['DECISION', 'APPEALED', 'STATEMENT'].includes(one.stage) ? [{ name: 'waitMatter', ...about, passive: true, tone: 'plain' }] : []
  })
}

const time = (step: Step) => (step.by ? Date.parse(step.by.length === 10 ? `${step.by}T23:59:59+08:00` : step.by) : Infinity)
const soon = (today: string, day: string | undefined) => Boolean(day) && daysBetween(today, day ?? '') <= pressing

function ofPerson({ me, applications }: Facts): Step[] {
  const steps: Step[] = []
  if (!me.privacyConfirmed) steps.push({ name: 'privacy', to: '/me/privacy', tone: 'warn' })
  if (me.photo.state === 'REJECTED') steps.push({ name: 'retakePhoto', to: '/photo', tone: 'warn' })
  const draft = applications.some((one) => one.state === 'DRAFT') // there the photo is one line of the checklist
  if (me.photo.state === 'NONE' && !draft) steps.push({ name: 'photo', to: '/photo', tone: 'plain' })
  return steps
}

const live = (booking: Booking, now: number) =>
  ['CONFIRMED', 'ADMITTED', 'STARTED'].includes(booking.state) || (booking.state === 'HELD' && Date.parse(booking.holdUntil ?? '') > now)

function ofBookings({ bookings, applications, now }: Facts): Step[] {
  return bookings.flatMap((booking): Step[] => {
    const to = `/bookings/${booking.id}`
    const about = { item: booking.itemCode, by: booking.beginsAt }
    if (booking.state === 'HELD' && live(booking, now)) return [{ name: 'confirmHold', to, item: booking.itemCode, ...(booking.holdUntil ? { by: booking.holdUntil } : {}), tone: 'danger' }]
    if (booking.state === 'ADMITTED' || booking.state === 'STARTED') return [{ name: 'inside', to, ...about, tone: 'info' }]
    if (booking.state === 'CONFIRMED') return [{ name: 'ticket', to, ...about, tone: Date.parse(booking.beginsAt) - now < 86_400_000 ? 'warn' : 'info' }]
    if (booking.state !== 'TO_REBOOK') return []
    const replaced = bookings.some((other) => other.application === booking.application && other.id !== booking.id && (live(other, now) || Date.parse(other.beginsAt) > Date.parse(booking.beginsAt)))
    const approved = applications.some((one) => one.id === booking.application && one.state === 'APPROVED')
    return replaced || !approved ? [] : [{ name: 'rebook', to, ...about, tone: 'danger' }]
  })
}

function ofApplications({ applications, bookings, results, passes, now }: Facts, today: string): Step[] {
  return applications.flatMap((one): Step[] => {
    const to = `/applications/${one.id}`
    const item = one.itemCode
    if (one.state === 'TO_CORRECT') return [{ name: 'correct', to, item, ...(one.answerBy ? { by: one.answerBy } : {}), tone: 'warn' }]
    if (one.state === 'DRAFT') return [{ name: 'finishDraft', to, item, tone: 'info' }]
    if (one.state === 'SUBMITTED' || one.state === 'ACCEPTED') return [{ name: 'waitReview', to, item, ...(one.dueOn ? { by: one.dueOn } : {}), passive: true, tone: 'plain' }]
    if (one.state !== 'APPROVED' || one.kind === 'REPLACEMENT' || (one.validTo && one.validTo < today)) return []
    const booked = bookings.some((booking) => booking.application === one.id && (live(booking, now) || booking.state === 'TO_REBOOK'))
    const waits = results.some((result) => result.itemCode === item && (result.state === 'PROVISIONAL' || result.state === 'HELD'))
    const passed = passes.some((pass) => pass.item === item && pass.state === 'VALID')
    if (booked || waits || passed) return []
    return [{ name: 'book', to: `/book/${one.id}`, item, ...(one.validTo ? { by: one.validTo } : {}), tone: soon(today, one.validTo) ? 'warn' : 'info' }]
  })
}

function ofResults({ results }: Facts): Step[] {
  return results
    .filter((one) => one.kind === 'FORMAL' && (one.state === 'PROVISIONAL' || one.state === 'HELD'))
    .map((one) => ({ name: 'waitRelease', to: `/results/${one.id}`, item: one.itemCode, passive: true, tone: 'plain' }))
}

function ofPermits({ passes, permitApplications, permits }: Facts, today: string): Step[] {
  const steps: Step[] = []
  for (const one of permitApplications) {
    const to = `/permit-applications/${one.id}`
    if (one.state === 'TO_CORRECT') steps.push({ name: 'permitCorrect', to, item: one.item, tone: 'warn' })
    if (one.state === 'SUBMITTED' || one.state === 'APPROVED') steps.push({ name: 'waitPermit', to, item: one.item, by: one.state === 'SUBMITTED' ? one.checkBy : one.issueBy, passive: true, tone: 'plain' })
  }
  const busy = new Set(permitApplications.filter((one) => ['SUBMITTED', 'TO_CORRECT', 'APPROVED'].includes(one.state)).map((one) => one.item))
  for (const pass of passes) {
    if (pass.state !== 'VALID' || pass.permit || busy.has(pass.item) || (pass.until && pass.until < today)) continue
    steps.push({ name: 'applyPermit', to: `/permits/apply/${pass.item}`, item: pass.item, ...(pass.until ? { by: pass.until } : {}), tone: soon(today, pass.until) ? 'warn' : 'info' })
  }
  for (const card of permits) {
    if (card.state === 'EXPIRING') steps.push({ name: 'renew', to: `/permits/${card.id}`, item: card.item, by: card.validTo, tone: 'warn' })
  }
  return steps
}
