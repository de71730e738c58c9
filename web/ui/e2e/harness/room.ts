// A room made for one test: its slots can begin when the test needs them.
import { Client, type Answer } from './client.ts'
import type { House } from './program.ts'

export interface TestRoom {
  id: string
  name: string
  point: string
  /** When the slot of now ends. */
  endsAt: Date
  gate: string
  seats: { label: string; code: string }[]
}

const minute = 60_000
const china = 8 * 60 * minute

/** Minutes since midnight in China. */
export function minuteOfDay(at: Date): number {
  return Math.floor(((at.getTime() + china) % (24 * 60 * minute)) / minute)
}

/** A slot of half an hour cannot have begun today in the first half hour after midnight in China. */
export const tooEarlyToday = (at = new Date()) => minuteOfDay(at) < 33 || minuteOfDay(at) > 1435

/**
 * Opens a room whose present slot, half an hour long, ends at the first full minute that is at least `left` seconds away,
 * with further slots after it. The gate lets people in two hours before a slot.
 */
export async function openRoom(house: House, code: string, name: string, left: number, seats = 4): Promise<TestRoom> {
  const manager = await Client.staff(house, 'manager')
  const now = new Date()
  const endsAt = new Date(Math.ceil((now.getTime() + left * 1000) / minute) * minute)
  const end = minuteOfDay(endsAt)
  const [point] = (await manager.get('/api/staff/points')).items as Answer[]
  const rules = { entryOpens: 120, lateCutoff: 30, earliestSubmit: 30, toiletExits: 1, cancelBefore: 0, supervision: '本场远程监考，全程录音录像。' }
  const room = await manager.post(`/api/staff/points/${point.id}/rooms`, { code, name, rules, first: end - 30, until: 1440, length: 30, open: true })
  const layout = Array.from({ length: seats }, (_, at) => ({ no: at + 1, label: `S${at + 1}`, row: 2 * Math.floor(at / 4) + 1, col: 2 * (at % 4) + 1, state: 'IN_SERVICE' }))
  const { items } = await manager.put(`/api/staff/rooms/${room.id}/seats`, { seats: layout })
  const day = (shift: number) => new Date(now.getTime() + china + shift * 24 * 60 * minute).toISOString().slice(0, 10)
  await manager.post(`/api/staff/rooms/${room.id}/authorizations`, { documentNo: `演应急函 ${code}`, issuer: '演示市应急管理局', mode: 'REMOTE', from: day(-1), to: day(30) })
  await staffRoom(house, manager, room.id as string)
  const enrol = async (kind: 'GATE' | 'SEAT', label: string, seat?: string) =>
    (await manager.post('/api/staff/enrolments', { kind, room: room.id, name: label, ...(seat ? { seat } : {}) })).code as string
  const made: TestRoom['seats'] = []
  for (const seat of items as Answer[]) made.push({ label: seat.label, code: await enrol('SEAT', seat.label, seat.id) })
  return { id: room.id, name, point: point.id, endsAt, gate: await enrol('GATE', `${name}门口`), seats: made }
}

async function staffRoom(house: House, manager: Client, room: string): Promise<void> {
  const id = async (login: string) => (await (await Client.staff(house, login)).get('/api/staff/me')).id as string
  const hours = (shift: number) => new Date(Date.now() + shift * 60 * minute).toISOString()
  await manager.post(`/api/staff/rooms/${room}/shifts`, {
    officer: await id('watch1'), second: await id('watch2'), onCallName: '楼宇值班室', onCallPhone: '0710-0000001', onCallMinutes: 10, from: hours(-2), to: hours(10),
  })
}
