// A pretended server for the portal: says what a test wants it to say, in the shapes of the real one.
import type { Page, Route } from '@playwright/test'
import type { components } from '../../src/core/api.gen.ts'

type Schemas = components['schemas']
export const now = Date.parse('2026-11-23T01:00:00Z') // 09:00 in China, a Monday
const id = (n: number) => `01k${String(n).padStart(23, '0')}`

export const me: Schemas['MeView'] = {
  id: id(1), name: '阿依古丽·买买提', document: { kind: 'ID_CARD', masked: '650***********002X' }, phone: '138****5678', birth: '1990-05-01', education: 'SENIOR', home: '420602', createdAt: '2026-11-01T00:00:00Z',
  faceConsent: false, photo: { state: 'APPROVED', submittedAt: '2026-11-02T00:00:00Z' }, privacyConfirmed: true, version: 1,
}
export const item: Schemas['CatalogueItem'] = {
  code: 'SO-01-02', name: { zh: '低压电工作业', en: 'Low-voltage electrical work' }, category: { zh: '电工作业', en: 'Electrical work' }, group: 'SO-01', industry: '', personType: 'SPECIAL_OPERATOR', placeholder: false,
  since: '2026-01-01', source: '', track: 'EMERGENCY', version: '1',
}
export const point: Schemas['PointView'] = { id: id(2), code: 'P1', name: '演示市考试中心考点', address: '演示市江滨大道 88 号行政服务中心三楼', phone: '0710-0000000', open: true, org: id(3) }
export const application: Schemas['ApplicationView'] = {
  id: id(4), authority: id(3), channel: 'SELF', createdAt: '2026-11-20T01:00:00Z', defects: [], itemCode: item.code, kind: 'FIRST_ISSUE', materials: [], person: me.id, personType: 'SPECIAL_OPERATOR',
  state: 'APPROVED', submittedAt: '2026-11-20T02:00:00Z', validTo: '2027-11-20',
}
export const slot = (n: number, more: Partial<Schemas['SlotView']> = {}): Schemas['SlotView'] => ({
  id: id(100 + n), room: id(5), roomName: '第一智慧考场', startsAt: new Date(now + n * 3 * 3600_000).toISOString(), endsAt: new Date(now + n * 3 * 3600_000 + 9600_000).toISOString(), capacity: 12, free: 5, bookable: true, ...more,
})
export const booking: Schemas['BookingView'] = {
  id: id(6), application: application.id, slot: slot(1).id, room: id(5), itemCode: item.code, personType: 'SPECIAL_OPERATOR', kind: 'FIRST_ISSUE', state: 'CONFIRMED', beginsAt: slot(1).startsAt, minutes: 120,
  extraMinutes: 0, priority: false, walkIn: false,
}
export const ticket: Schemas['TicketView'] = {
  booking, code: 'ZRVGA9XJ4R1FY6C4KBZ5KCQ5F0', document: '650***********002X', earliestSubmit: 30, entryAt: new Date(now).toISOString(), lateAt: new Date(now + 3.5 * 3600_000).toISOString(), hasPin: true, name: '阿依古丽·*',
  point, qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h3v3H0zM5 0h3v3H5zM0 5h3v3H0z"/></svg>', roomName: '第一智慧考场', startsAt: slot(1).startsAt, supervision: '本场远程监考，全程录音录像。',
}
export const card = (n: number, more: Partial<Schemas['CardView']>): Schemas['CardView'] => ({
  id: id(20 + n), category: '电工作业', code: 'Z0EKCJQPAKKKFD7T7PB2F9BGF2', colour: 'GREEN', docMasked: '650***********002X', firstIssuedOn: '2020-11-24', history: [], holder: me.name, issuer: '演示市应急管理局', item: item.code,
  itemName: '低压电工作业', kind: 'OPERATION_PERMIT', national: 'CONFIRMED', number: 'T65010119900501002X', numberMasked: 'T650***********002X', qr: ticket.qr, review: '无需复审', state: 'VALID', stateText: '有效', url: '/verify/#x',
  validFrom: '2020-11-24', validTo: '2026-11-23', ...more,
})

export interface Refused {
  status: number
  code: string
  detail: string
}

type Reply = object | Refused | 'offline' | ((route: Route) => Promise<void>)

/** Answers by "METHOD path"; a path without method is a GET. Everything that is not named is empty. */
export async function pretend(page: Page, replies: Record<string, Reply>): Promise<Record<string, Reply>> {
  const empty = { items: [], entries: [], exemptions: [] }
  const all: Record<string, Reply> = {
    '/api/public/about': { name: '随考', demo: false, version: 'x', now: new Date(now).toISOString() },
    '/api/public/guide': { items: [item] },
    '/api/candidate/me': me,
    ...replies,
  }
  await page.route('**/api/**', async (route) => {
    const request = route.request()
    const { pathname } = new URL(request.url())
    const reply = all[`${request.method()} ${pathname}`] ?? (request.method() === 'GET' ? all[pathname] : undefined) ?? empty
    if (reply === 'offline') return route.abort('internetdisconnected')
    if (typeof reply === 'function') return reply(route)
    if ('status' in reply && 'detail' in reply) {
      return route.fulfill({ status: reply.status as number, contentType: 'application/problem+json', body: JSON.stringify({ ...reply, request: '01m80000000000000000000000' }) })
    }
    return route.fulfill({ json: reply })
  })
  return all
}
