import { expect, it } from 'vitest'
import type { Ticket } from '../types'
import { makeTicketStore, storable } from './ticketstore'

function memory() {
  const kept = new Map<string, string>()
  return { kept, getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => void kept.set(k, v), removeItem: (k: string) => void kept.delete(k) }
}
const ticket = (id: string, startsAt: string): Ticket => ({
  booking: { id, application: 'a', slot: 's', room: 'r', itemCode: 'DG-01', personType: 'SPECIAL_OPERATOR', kind: 'FIRST_ISSUE', walkIn: false, state: 'CONFIRMED', beginsAt: startsAt, minutes: 120, extraMinutes: 30, priority: false },
  code: 'C'.repeat(26), qr: '<svg/>', hasPin: true, name: '买**·吐**', document: '110***********002X', point: { id: 'p', org: 'o', code: '1', name: '第一考点', address: '路 1 号', phone: '12345', open: true },
  roomName: '一号考场', startsAt, entryAt: startsAt, lateAt: startsAt, earliestSubmit: 30, supervision: '远程监考',
})
const now = Date.parse('2026-11-22T00:00:00Z')

it('keeps no personal data', () => {
  const storage = memory()
  makeTicketStore(storage).put(storable(ticket('b1', '2026-11-23T02:00:00Z'), '低压电工作业', now))
  const written = [...storage.kept.values()].join()
  for (const secret of ['买', '吐', '002X', '110*', 'person']) expect(written).not.toContain(secret)
  expect(written).toContain('C'.repeat(26))
})

it('lists what is not over, earliest first, and forgets the rest', () => {
  const storage = memory()
  const store = makeTicketStore(storage)
  for (const [id, at] of [['late', '2026-11-25T02:00:00Z'], ['soon', '2026-11-22T02:00:00Z'], ['old', '2026-11-20T02:00:00Z']] as const) store.put(storable(ticket(id, at), '', now))
  expect(store.all(now).map((t) => t.booking)).toEqual(['soon', 'late'])
  expect(store.get('old')).toBeUndefined()
  store.drop('soon')
  expect(store.all(now).map((t) => t.booking)).toEqual(['late'])
  store.clear()
  expect(storage.kept.size).toBe(0)
})

it('works without storage, with a full one and with rubbish in it', () => {
  expect(makeTicketStore(undefined).all(now)).toEqual([])
  const full = makeTicketStore({ ...memory(), setItem: () => { throw new DOMException('', 'QuotaExceededError') } })
  expect(() => full.put(storable(ticket('b', '2026-11-23T02:00:00Z'), '', now))).not.toThrow()
  const rubbish = memory()
  rubbish.setItem('suikao.tickets', '{"a":')
  expect(makeTicketStore(rubbish).all(now)).toEqual([])
  rubbish.setItem('suikao.tickets', '{"a":{"startsAt":"?"}}')
  expect(makeTicketStore(rubbish).all(now)).toEqual([])
})
