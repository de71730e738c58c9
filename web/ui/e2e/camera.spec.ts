// The seat's camera in a real browser, beside a media node that is killed in the middle: answers go on being stored, and the camera
// publishes again by itself. On both pairs of stores.
import type { Page } from '@playwright/test'
import { readBank } from './harness/bank.ts'
import { Client, type Answer } from './harness/client.ts'
import { expect, test as base } from './harness/fixtures.ts'
import { startHouse, type Engine, type House } from './harness/program.ts'
import { openRoom } from './harness/room.ts'
import { enrolSeat, Gate } from './harness/seat.ts'
import { desk, go } from './walk/desk.ts'
import { allStored, answer, answered, begin } from './walk/seat.ts'

const test = base.extend<object, { engine: Engine; house: House }>({
  house: [
    async ({ engine }, use) => {
      const house = await startHouse(engine, true)
      await use(house)
      await house.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})
test.describe.configure({ mode: 'serial', timeout: 180_000 })

const bank = readBank()
let gate: Gate
let seatPage: Page
let sitting = ''
let label = ''

test.beforeAll(async ({ stage }, info) => {
  info.setTimeout(120_000)
  gate = new Gate(stage, await openRoom(stage.house, 'K1', '摄像考场', { seats: 4, earliestSubmit: 0, officers: ['watch2', 'watch1'] }))
  await stage.house.clock.until(gate.room.startsAt)
  await stage.house.media?.start()
})

async function recording(house: House, of = sitting): Promise<Answer> {
  const officer = await Client.staff(house, 'watch2')
  return officer.get(`/api/staff/sittings/${of}/recording`)
}

const line = (page: Page) => page.locator('.camera')

test('the camera is recorded while somebody sits', async ({ stage }) => {
  const seated = await gate.terminal(await gate.admit(60))
  seatPage = seated.page
  label = seated.label
  await begin(stage, seatPage, false)
  sitting = seated.witness.sitting
  await expect(line(seatPage)).toHaveText('录音录像中')
  await answer(seatPage, 1, 3, bank)
  await allStored(seatPage)
  await expect.poll(async () => (await recording(stage.house)).segments.length, { timeout: 30_000 }).toBeGreaterThan(1)
  const { live, segments, chainBroken } = await recording(stage.house)
  expect([live, chainBroken, segments[0].width, segments[0].height, segments[0].sound]).toEqual([true, 0, 640, 480, true])
  await stage.shots.take(seatPage, 'camera-on')
})

test('the media node is killed in the middle: answers go on, the seat says what is missing, the camera comes back', async ({ stage }) => {
  test.setTimeout(180_000)
  const { house } = stage
  await house.media?.kill()
  await seatPage.keyboard.press('ArrowRight')
  await answer(seatPage, 4, 6, bank)
  await allStored(seatPage)
  await expect(line(seatPage)).toHaveText('摄像头已断开，正在重连。可以继续答题', { timeout: 30_000 })
  await stage.shots.take(seatPage, 'camera-lost')
  await seatPage.keyboard.press('ArrowRight')
  await answer(seatPage, 7, 9, bank)
  await allStored(seatPage)
  await answered(seatPage, 9)
  await expect.poll(async () => (await recording(house)).gaps.filter((gap: Answer) => !gap.to).length, { timeout: 30_000 }).toBe(1)

  const started = Date.now()
  await house.media?.start()
  // Ten seconds are promised; how long the process took to start says how slow this machine is now.
  await expect(line(seatPage)).toHaveText('录音录像中', { timeout: 10_000 + Date.now() - started })
  await expect.poll(async () => (await recording(house)).gaps.every((gap: Answer) => gap.to), { timeout: 45_000 }).toBe(true)
  // A piece that the kill cut is kept as CUT; one that began in the last second holds no whole fragment and there is none. See proctor/media.
  expect((await recording(house)).segments.length).toBeGreaterThan(0)
  await seatPage.keyboard.press('ArrowRight')
  await answer(seatPage, 10, 11, bank)
  await allStored(seatPage)
  const { chainBroken, percent, live } = await recording(house)
  expect([chainBroken, live]).toEqual([0, true])
  expect(percent).toBeGreaterThan(0)
})

test('the duty officer sees the coverage and plays a piece', async ({ stage }) => {
  const { percent } = await recording(stage.house)
  const page = await desk(stage, 'watch2')
  await go(page, '/duty', '值班台')
  await page.locator('button.seat').filter({ hasText: label }).click() // the queue may name the seat, too
  const box = page.locator('.rec')
  await expect(box).toContainText('正在录像')
  await expect(box).toContainText(/覆盖 \d+%/)
  await expect(box).toContainText('录像段的摘要链完整')
  expect(percent).toBeGreaterThan(0)
  await box.getByRole('listitem').getByRole('button').first().click()
  const video = box.locator('video')
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.currentTime), { timeout: 15_000 }).toBeGreaterThan(0.5)
  const { width, seekable } = await video.evaluate((v: HTMLVideoElement) => ({ width: v.videoWidth, seekable: v.seekable.end(0) }))
  expect(width).toBe(640)
  expect(seekable).toBeGreaterThan(2)
  await stage.shots.take(page, 'camera-console', { screen: true })
})

test('the seat hands in, and the recording ends with the sitting', async ({ stage }) => {
  await seatPage.keyboard.press('s')
  await seatPage.getByRole('region', { name: '交卷前检查' }).getByRole('button', { name: '交卷', exact: true }).click()
  await seatPage.getByRole('button', { name: '确认交卷' }).click()
  await expect(seatPage.getByText('机考成绩（待发布）')).toBeVisible()
  await expect(line(seatPage)).toHaveCount(0)
  await expect.poll(async () => (await recording(stage.house)).live, { timeout: 20_000 }).toBe(false)
})

test('a browser that refuses the camera: said in small, noted, and the paper goes on', async ({ stage }) => {
  const at = await gate.admit(61)
  const page = await stage.page('refused', 'seat', {}, async (context) => {
    await context.addInitScript(() => (navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))))
  })
  await enrolSeat(page, await gate.code(at))
  await begin(stage, page, false)
  await expect(line(page)).toHaveText('浏览器没有允许使用摄像头，已记录。可以继续答题')
  await answer(page, 1, 3, bank)
  await allStored(page)
  await stage.shots.take(page, 'camera-refused')
  const officer = await Client.staff(stage.house, 'watch2')
  const { items } = await officer.get(`/api/staff/rooms/${gate.room.id}/sittings?live=true`)
  const { id } = (items as Answer[]).find((one) => one.seatLabel === at)
  await expect.poll(async () => (await recording(stage.house, id)).gaps[0]?.cause, { timeout: 50_000 }).toBe('REFUSED')
})

test('nothing went wrong on any page', ({ stage }) => {
  expect(stage.faults, 'errors in the browser').toEqual([])
  expect(stage.shots.findings, 'assistive technology, sideways scrolling').toEqual([])
})
