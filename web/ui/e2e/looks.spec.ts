// How pages look where text is longest, twice as large, or English. Pictures for people, the checks for machines.
import { expect, test } from './harness/fixtures.ts'
import { newPerson, readyPerson } from './harness/acts.ts'
import { Client, type Answer } from './harness/client.ts'
import { openRoom } from './harness/room.ts'
import { enrolSeat } from './harness/seat.ts'
import { desk, go } from './walk/desk.ts'
import { logIn } from './walk/portal.ts'

const longest = '买买提吐尔逊·阿卜杜热合曼江·艾合买提尼亚孜别克·吐尔逊古丽' // 30 characters
const org60 = '演示市高新技术产业开发区新能源汽车动力电池系统集成与智能制造装备机电设备安装检修维护工程技术服务有限责任公司第一分公司江'

test.describe.configure({ mode: 'serial' })

test('the longest names fit', async ({ stage }) => {
  expect([...longest].length).toBe(30)
  const { house, shots } = stage
  const who = newPerson(longest, 21)
  await readyPerson(house, who)
  const admin = await Client.staff(house, 'admin')
  const root = (await admin.get('/api/staff/me')).grants[0].org as string
  await admin.post(`/api/staff/orgs/${root}/children`, { kind: 'ENTERPRISE', name: org60, region: '420602' })

  const phone = await stage.page('long-phone', 'portal')
  await logIn(phone, who)
  await expect(phone.locator('.hello')).toContainText(longest)
  await shots.take(phone, 'long-home')
  await phone.goto('/me')
  await expect(phone.getByText(longest).first()).toBeVisible()
  await shots.take(phone, 'long-me')
  const clerk = await desk(stage, 'clerk')
  await go(clerk, '/review/applications?state=APPROVED', '报名申请')
  await clerk.getByLabel('状态').selectOption('APPROVED')
  await expect(clerk.getByText(longest).first()).toBeVisible()
  await shots.take(clerk, 'long-applications')
  const orgs = await desk(stage, 'admin')
  await go(orgs, '/people/orgs', '机构')
  await expect(orgs.getByText([...org60].slice(0, 20).join('')).first()).toBeVisible()
  await shots.take(orgs, 'long-orgs')
})

// A browser zoomed to 200 % has half the pixels for its layout.
const halves = { portal: { width: 195, height: 422 }, console: { width: 720, height: 450 }, seat: { width: 683, height: 384 }, gate: { width: 540, height: 960 } }

test('everything stays readable at 200 %', async ({ stage }) => {
  const { shots } = stage
  const phone = await stage.page('long-phone', 'portal')
  await phone.setViewportSize(halves.portal)
  for (const path of ['/', '/exams', '/apply', '/photo']) {
    await phone.goto(path)
    await expect(phone.getByRole('heading', { level: 1 })).toBeVisible()
    await phone.waitForLoadState('networkidle')
    await shots.take(phone, `zoom-portal${path.replace(/\//g, '-')}`)
  }
  const clerk = await desk(stage, 'clerk')
  await clerk.setViewportSize(halves.console)
  await go(clerk, '/review/photos', '证件照片')
  await shots.take(clerk, 'zoom-console')
  const keeper = await desk(stage, 'manager')
  await keeper.setViewportSize(halves.console)
  for (const [path, heading, shot] of [['/places/agents', '座位自检', 'zoom-agents'], ['/places/evidence', '录像与证据', 'zoom-evidence']] as const) {
    await go(keeper, path, heading)
    await keeper.waitForLoadState('networkidle')
    await shots.take(keeper, shot)
  }
  const verify = await stage.page('zoom-verify', 'portal')
  await verify.setViewportSize(halves.portal)
  await verify.goto('/verify/')
  await expect(verify.getByRole('heading', { level: 1 })).toBeVisible()
  await shots.take(verify, 'zoom-verify')
  const kiosk = await stage.page('zoom-seat', 'seat')
  await kiosk.setViewportSize(halves.seat)
  await kiosk.goto('/kiosk/')
  await expect(kiosk.getByRole('heading', { level: 1 })).toBeVisible()
  await shots.take(kiosk, 'zoom-kiosk')
})

test('English reads as English', async ({ stage }) => {
  const { shots } = stage
  const page = await stage.page('en', 'portal')
  await page.goto('/')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en') // the words are loaded first; leaving earlier would keep Chinese
  for (const path of ['/', '/login', '/register', '/apply', '/verify/', '/console/', '/kiosk/']) {
    if (path === '/console/') await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(path)
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/[A-Za-z]/)
    await page.waitForLoadState('networkidle')
    expect(await page.locator('main').innerText(), `${path} in English`).not.toMatch(/[\u4e00-\u9fff]{4}/)
    await shots.take(page, `en${path.replace(/\//g, '-')}`.replace(/-$/, ''))
  }
})

test('an empty seat tests itself in the browser, and the room says what of it works', async ({ stage }) => {
  const room = await openRoom(stage.house, 'T9', '自检考场', { seats: 1, officers: ['watch2', 'watch1'] })
  const manager = await Client.staff(stage.house, 'manager')
  await manager.put(`/api/staff/rooms/${room.id}/safety`, { occupancy: 0, requireTests: 'ON', rechecks: '' })
  const page = await stage.page('selftest', 'seat')
  await enrolSeat(page, room.seats[0]?.code ?? '')
  await expect(page.locator('.selftest--passed, .selftest--failed')).toBeVisible({ timeout: 40_000 })
  await stage.shots.take(page, 'seat-selftest')
  const officer = await Client.staff(stage.house, 'watch2')
  const [seat] = (await officer.get(`/api/staff/rooms/${room.id}/readiness`)).seats as Answer[]
  const found = Object.fromEntries((seat?.['parts'] as Answer[]).map(({ part, ok }) => [part, ok]))
  // The browser's own camera plays; its microphone beeps and is dead silent between, and nothing carries the tone of the speaker to it.
  expect(found).toMatchObject({ camera: true, microphone: expect.any(Boolean), speaker: false, storage: true, network: true })
  expect(seat).toMatchObject({ fitness: 'FAILED', state: 'OUT' })
})

test('no page scrolls sideways or shuts anybody out', ({ stage }) => {
  expect(stage.faults, 'errors in the browser').toEqual([])
  expect(stage.shots.findings, 'assistive technology, sideways scrolling').toEqual([])
})
