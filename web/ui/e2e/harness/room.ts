// A room made for one test: its slot begins when the test needs it, at any hour of the day.
import { dateOf, minuteOfDay, nextTime } from './clock.ts'
import { Client, type Answer } from './client.ts'
import type { House } from './program.ts'

export interface TestRoom {
  id: string
  name: string
  point: string
  /** Its slot, unix ms. */
  startsAt: number
  endsAt: number
  gate: string
  seats: { id: string; label: string; code: string }[]
}

const minute = 60_000

/** Minutes of a slot: a paper of two hours, a walk-in's quarter of an hour, and air. */
const length = 160

/** When the next slot can begin: in some minutes, or after midnight, because a slot lies within one day. */
async function nextStart(house: House): Promise<number> {
  const soon = () => Math.ceil((house.clock.now() + 5 * minute) / minute) * minute
  if (minuteOfDay(soon()) + length > 24 * 60) await house.clock.until(nextTime('00:00', house.clock.now()))
  return soon()
}

/**
 * Opens a room with one slot that begins in some minutes, so that it can still be booked; the gate lets people in already.
 * Move the clock to startsAt for a walk-in.
 */
export async function openRoom(house: House, code: string, name: string, more: { seats?: number; earliestSubmit?: number; officers?: [string, string] } = {}): Promise<TestRoom> {
  const { seats = 5, earliestSubmit = 30, officers = ['watch1', 'watch2'] } = more
  const startsAt = await nextStart(house)
  const manager = await Client.staff(house, 'manager')
  const first = minuteOfDay(startsAt)
  const [point] = (await manager.get('/api/staff/points')).items as Answer[]
  const rules = { entryOpens: 120, lateCutoff: 30, earliestSubmit, toiletExits: 1, cancelBefore: 0, supervision: '本场远程监考，全程录音录像。' }
  const room = await manager.post(`/api/staff/points/${point.id}/rooms`, { code, name, rules, first, until: first + length, length, open: true })
  const layout = Array.from({ length: seats }, (_, at) => ({ no: at + 1, label: `S${at + 1}`, row: 2 * Math.floor(at / 4) + 1, col: 2 * (at % 4) + 1, state: 'IN_SERVICE' }))
  const { items } = await manager.put(`/api/staff/rooms/${room.id}/seats`, { seats: layout })
  const day = (shift: number) => dateOf(startsAt, shift)
  await manager.post(`/api/staff/rooms/${room.id}/authorizations`, { documentNo: `演应急函 ${code}`, issuer: '演示市应急管理局', mode: 'REMOTE', from: day(-1), to: day(30) })
  await staffRoom(house, manager, room.id as string, officers)
  const enrol = async (kind: 'GATE' | 'SEAT', label: string, seat?: string) =>
    (await manager.post('/api/staff/enrolments', { kind, room: room.id, name: label, ...(seat ? { seat } : {}) })).code as string
  const made: TestRoom['seats'] = []
  for (const seat of items as Answer[]) made.push({ id: seat.id, label: seat.label, code: await enrol('SEAT', seat.label, seat.id) })
  return { id: room.id, name, point: point.id, startsAt, endsAt: startsAt + length * minute, gate: await enrol('GATE', `${name}门口`), seats: made }
}

/** A new code for a seat of the room: the terminal that stood there before is not known any more. */
export async function seatCode(house: House, room: TestRoom, label: string): Promise<string> {
  const seat = room.seats.find((one) => one.label === label)
  if (!seat) throw new Error(`no seat ${label}`)
  const manager = await Client.staff(house, 'manager')
  return (await manager.post('/api/staff/enrolments', { kind: 'SEAT', room: room.id, seat: seat.id, name: label })).code as string
}

/** Which specs share a house, and so its two officers, depends on the order of a run: a shift allows more seats than the usual thirty. */
async function staffRoom(house: House, manager: Client, room: string, [officer, second]: [string, string]): Promise<void> {
  const id = async (login: string) => (await (await Client.staff(house, login)).get('/api/staff/me')).id as string
  const hours = (shift: number) => new Date(house.clock.now() + shift * 60 * minute).toISOString()
  await manager.post(`/api/staff/rooms/${room}/shifts`, {
    officer: await id(officer), second: await id(second), onCallName: '楼宇值班室', onCallPhone: '0710-0000001', onCallMinutes: 10, maxSeats: 100, from: hours(-2), to: hours(10),
  })
}
