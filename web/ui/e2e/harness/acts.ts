// What people do on the way to a permit, without pages: brings a person to where a test begins.
import type { Answer, Client } from './client.ts'
import { Client as Caller } from './client.ts'
import { dateOf } from './clock.ts'
import { idNumber, portrait } from './people.ts'
import type { House } from './program.ts'

export const itemCode = async (house: House): Promise<string> => {
  const items = (await new Caller(house).get('/api/public/guide')).items as Answer[]
  const found = items.find((item) => JSON.stringify(item).includes('低压电工'))
  return (found?.code ?? found?.item) as string
}

export interface Person {
  name: string
  number: string
  phone: string
  password: string
}

export function newPerson(name: string, serial: number): Person {
  return { name, number: idNumber(`199308${15 + (Math.floor(serial / 100) % 15)}`, serial % 100, true), phone: `1381234${String(5600 + serial).padStart(4, '0')}`, password: `电焊与电工-${serial}-2026` }
}

export async function register(house: House, who: Person): Promise<Client> {
  const client = new Caller(house)
  await client.post('/api/auth/codes', { purpose: 'REGISTER', phone: who.phone })
  const privacy = await client.get('/api/public/notices/PRIVACY?lang=zh-CN')
  await client.post('/api/auth/candidate/register', {
    name: who.name, document: { kind: 'ID_CARD', number: who.number }, phone: who.phone, code: await house.textCode(who.phone), password: who.password,
    privacyVersion: privacy.version, education: 'SENIOR', lang: 'zh-CN',
  })
  return client
}

export async function personID(staff: Client, who: Person): Promise<string> {
  const found = await staff.post('/api/staff/persons/search', { document: { kind: 'ID_CARD', number: who.number } })
  return found.items[0].id as string
}

const day = (house: House, shift: number) => dateOf(house.clock.now(), shift)

export async function train(house: House, who: Person, item: string): Promise<void> {
  const centre = await Caller.staff(house, 'centre')
  const me = await centre.get('/api/staff/me')
  await centre.post('/api/staff/hours', {
    org: me.grants[0].org, person: { docKind: 'ID_CARD', number: who.number, name: who.name }, item, kind: 'INITIAL', mode: 'CLASSROOM', classHours: 88,
    from: day(house, -40), to: day(house, -20), class: '低压电工 2026 第 9 期', evidence: '签到册 DY-2026-09', requestKey: `e2e-${who.number.slice(-6)}`,
  })
}

export async function photograph(house: House, own: Client, who: Person): Promise<void> {
  const photo = await own.put('/api/candidate/me/photo', portrait())
  const clerk = await Caller.staff(house, 'clerk')
  await clerk.post(`/api/staff/persons/${await personID(clerk, who)}/photo/decision`, { photo: photo.id, approve: true })
}

/** language: in which they want the questions too; asked for, and granted. */
export async function apply(house: House, own: Client, item: string, language?: string): Promise<string> {
  const counter = await Caller.staff(house, 'clerk')
  const authority = (await counter.get('/api/staff/me')).grants[0].org as string
  const made = await own.post('/api/candidate/applications', { authority, itemCode: item, personType: 'SPECIAL_OPERATOR', kind: 'FIRST_ISSUE', ...(language ? { help: 'LANGUAGE', helpWish: '看汉字困难', language } : {}) })
  const pledge = await own.get('/api/public/notices/TRUTH_PLEDGE?lang=zh-CN')
  for (const kind of ['IDENTITY_DOCUMENT', 'EDUCATION_PROOF']) await own.put(`/api/candidate/applications/${made.id}/files/${kind}`, portrait())
  for (const material of [
    { kind: 'HEALTH_STATEMENT', fit: true, date: day(house, -15), institution: '演示市第一人民医院' },
    { kind: 'PLEDGE', value: String(pledge.version) },
    { kind: 'EDUCATION_PROOF', value: 'SENIOR', institution: '演示市第二中学' },
  ]) await own.put(`/api/candidate/applications/${made.id}/material`, material)
  await own.post(`/api/candidate/applications/${made.id}/submit`)
  await counter.post(`/api/staff/applications/${made.id}/accept`)
  if (language) await counter.post(`/api/staff/applications/${made.id}/help`, { extraMinutes: 0, language, note: '同意' })
  await counter.post(`/api/staff/applications/${made.id}/approve`)
  return made.id as string
}

/** Registered, trained, photographed, approved: may sit at once. */
export async function readyPerson(house: House, who: Person, language?: string): Promise<Client> {
  const item = await itemCode(house)
  const own = await register(house, who)
  await train(house, who, item)
  await photograph(house, own, who)
  await apply(house, own, item, language)
  return own
}
