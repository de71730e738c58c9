// The gate's ways. The way without a face is the same way: as many steps, the same admission, nothing kept. A consent that is taken
// back leaves nothing behind: the template is gone, and the device's signed word says so. Who goes out signs out, and may come back.
// Who presses for help is seen and spoken to by the officer on duty.
import type { Page } from '@playwright/test'
import { itemCode, newPerson, readyPerson, type Person } from './harness/acts.ts'
import { Client, layCard, type Answer } from './harness/client.ts'
import { dateOf } from './harness/clock.ts'
import { expect, test, type Stage } from './harness/fixtures.ts'
import { openRoom, type TestRoom } from './harness/room.ts'
import { until } from './harness/servers.ts'
import { desk, go } from './walk/desk.ts'
import { enrol } from './walk/gate.ts'
import { logIn } from './walk/portal.ts'

test.describe.configure({ mode: 'serial' })

const plain = newPerson('古丽娜尔·艾合买提', 61)
const seen = newPerson('赵焊工', 62)
let room: TestRoom
let gate: Page

/** What stands before the simulated hardware of the room. */
async function scene(stage: Stage, body: object): Promise<{ templates: string[]; opened: string[] }> {
  const answer = await fetch(`${stage.house.url}/demo/bridge/${room.id}/sim/room`, {
    method: 'POST', headers: { Authorization: 'Bearer demo', 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(await answer.text())
  const state = (await answer.json()) as { templates: string[] | null; opened: string[] | null }
  return { templates: state.templates ?? [], opened: state.opened ?? [] }
}

/** Books the room's slot; gives the four digits. */
async function book(own: Client): Promise<string> {
  const [application] = (await own.get('/api/candidate/applications')).items as Answer[]
  const slot = await until('the slot, which is laid out with the room', async () => {
    const slots = (await own.get(`/api/candidate/slots?point=${room.point}&date=${dateOf(room.startsAt)}`)).items as Answer[]
    const found = slots.find((one) => one.room === room.id)
    if (!found) throw new Error(`not among ${slots.length}`)
    return found.id as string
  })
  const held = await own.post('/api/candidate/bookings', { application: application.id, slot })
  await own.post(`/api/candidate/bookings/${held.id}/confirm`)
  return (await own.post(`/api/candidate/bookings/${held.id}/pin`)).pin as string
}

/** Card on the reader, it is me, things stowed: then the two ways are offered. Counts the touches so far. */
async function toWays(stage: Stage, who: Person): Promise<void> {
  await expect(gate.getByText('或把身份证放在读卡区')).toBeVisible() // the last card was seen to be gone
  await layCard(stage.house, room.id, who)
  await expect(gate.getByRole('heading', { level: 1, name: '请核对：是您本人吗' })).toBeVisible()
  await gate.getByRole('button', { name: '是我，继续' }).click()
  await gate.getByRole('button', { name: '已存好，继续' }).click()
  await expect(gate.getByRole('heading', { level: 1, name: '请选择核对方式' })).toBeVisible()
}

async function seated(stage: Stage): Promise<void> {
  await expect(gate.getByRole('heading', { level: 1, name: '您的座位' })).toBeVisible()
  await expect(gate.getByText('门已打开，请推门进入')).toBeVisible()
  await layCard(stage.house, room.id)
  await gate.getByRole('button', { name: '知道了' }).click()
  await expect(gate.getByRole('heading', { level: 1, name: '请出示准考证二维码或身份证' })).toBeVisible()
}

test('nobody is asked for a face where there is no device', async ({ stage }) => {
  test.setTimeout(180_000)
  await itemCode(stage.house)
  room = await openRoom(stage.house, 'F01', '人脸考场', { officers: ['watch2', 'watch1'] })
  gate = await enrol(stage, 'gate-faceless', 'gate', room.gate)
})

test('who wants no face types four digits and sits: as many steps, nothing kept', async ({ stage }) => {
  test.setTimeout(180_000)
  const own = await readyPerson(stage.house, plain)
  const pin = await book(own)
  await scene(stage, { face: 'same' })
  await toWays(stage, plain)
  const [code, face] = [gate.getByRole('button', { name: /输入四位入场码/ }), gate.getByRole('button', { name: /看摄像头核对/ })]
  const sizes = [await code.boundingBox(), await face.boundingBox()]
  expect(Math.abs((sizes[0]?.width ?? 0) - (sizes[1]?.width ?? 1)), 'both ways have the same size').toBeLessThan(2)
  expect(Math.abs((sizes[0]?.height ?? 0) - (sizes[1]?.height ?? 1))).toBeLessThan(2)
  await stage.shots.take(gate, 'gate-ways')
  await code.click()
  for (const digit of pin) await gate.getByRole('button', { name: digit, exact: true }).click()
  await seated(stage)
  expect((await scene(stage, {})).templates).toEqual([])
  expect(await own.get('/api/candidate/me/face')).toMatchObject({ stored: 0, templates: [], matches: [] })
})

test('who agrees is asked once, in plain words, and may say no there', async ({ stage }) => {
  test.setTimeout(180_000)
  const own = await readyPerson(stage.house, seen)
  await book(own)
  await toWays(stage, seen)
  await gate.getByRole('button', { name: /看摄像头核对/ }).click()
  await expect(gate.getByText('这一项可以同意，也可以不同意')).toBeVisible()
  await stage.shots.take(gate, 'gate-consent')
  expect((await scene(stage, {})).templates, 'before the consent nothing is made').toEqual([])
  await scene(stage, { face: 'picture' }) // a photograph is held before the camera
  await gate.getByRole('button', { name: '同意，看摄像头核对', exact: true }).click()
  await expect(gate.getByRole('alert')).toContainText('没有确认是真人')
  await stage.shots.take(gate, 'gate-face')
  await expect(gate.getByRole('button', { name: '改用入场码' })).toBeVisible()
  await scene(stage, { face: 'same' })
  await gate.getByRole('button', { name: '再试一次' }).click()
  await seated(stage)
  expect((await scene(stage, {})).templates).toHaveLength(1)
})

test('a consent taken back on the phone leaves nothing, and shows the proof', async ({ stage }) => {
  test.setTimeout(120_000)
  const phone = await stage.page('phone-faceless', 'portal')
  const own = await Client.candidate(stage.house, seen.number, seen.password)
  expect(await own.get('/api/candidate/me/face')).toMatchObject({ stored: 1, consent: { channel: 'GATE' } })
  await logIn(phone, seen)
  await phone.goto('/me/texts')
  await expect(phone.getByText('现场设备保存着您的 1 份人脸特征')).toBeVisible()
  await phone.getByRole('button', { name: '撤回同意' }).first().click()
  await phone.getByRole('dialog').getByRole('button', { name: '撤回同意' }).click()
  await expect(async () => {
    expect(await own.get('/api/candidate/me/face')).toMatchObject({ stored: 0, templates: [{ state: 'DELETED', cause: 'WITHDRAWN' }] })
  }).toPass({ timeout: 15_000 })
  expect((await scene(stage, {})).templates, 'the device keeps nothing').toEqual([])
  await phone.reload()
  await expect(phone.getByText('没有保存您的人脸特征')).toBeVisible()
  await phone.getByText('删除证明').click()
  await expect(phone.getByText(/suikao-face\/1/)).toBeVisible()
  await stage.shots.take(phone, 'portal-face')
})

test('whoever goes out signs out by the card alone, and comes back to the same seat', async ({ stage }) => {
  test.setTimeout(120_000)
  const start = gate.getByRole('button', { name: /离开考场|Leave the room/ })
  for (const [who, lang, done, title] of [[plain, '中文', '知道了', '已登记离开'], [seen, 'English', 'OK', 'You are signed out']] as const) {
    await gate.getByRole('button', { name: lang, exact: true }).click()
    await start.click()
    await expect(gate.getByRole('heading', { level: 1, name: /^(离开考场|Leaving)/ })).toBeVisible()
    await stage.shots.take(gate, `gate-leaving-${lang}`)
    await layCard(stage.house, room.id, who)
    await expect(gate.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(gate.locator('.left__door--open')).toBeVisible()
    await stage.shots.take(gate, `gate-left-${lang}`)
    await layCard(stage.house, room.id)
    await gate.getByRole('button', { name: done, exact: true }).click()
    await expect(start).toBeVisible()
  }
  await gate.getByRole('button', { name: '中文', exact: true }).click()
  await start.click()
  await expect(gate.getByRole('heading', { level: 1, name: /^离开考场/ })).toBeVisible()
  await layCard(stage.house, room.id, plain)
  await expect(gate.getByRole('heading', { level: 1, name: '您已登记离开' })).toBeVisible()
  await stage.shots.take(gate, 'gate-left-already')
  await layCard(stage.house, room.id)
  await gate.getByRole('button', { name: '重新开始' }).click()
})

test('whoever presses for help is seen and spoken to, and nobody sees them afterwards', async ({ stage }) => {
  test.setTimeout(120_000)
  const officer = await desk(stage, 'watch2')
  await go(officer, '/duty', '值班台')
  await gate.getByRole('button', { name: '呼叫工作人员' }).click()
  await expect(gate.getByRole('button', { name: '已呼叫，请稍候' })).toBeVisible()
  await expect(gate.locator('.line')).toContainText('已接通')
  const call = officer.locator('.call').filter({ hasText: room.name })
  await expect(call).toBeVisible()
  await call.getByRole('button', { name: '看实时画面' }).click()
  await expect(call.locator('.live__word--on')).toBeVisible()
  await expect.poll(() => call.locator('video').evaluate((film: HTMLVideoElement) => film.videoWidth), { message: 'width of the picture' }).toBeGreaterThan(0)
  await expect(gate.locator('.line')).toContainText('值班人员正在看着您')
  await stage.shots.take(gate, 'gate-call-watched')
  await call.locator('.live__talk').focus()
  await officer.keyboard.down(' ')
  await expect(call.locator('.live__talk--on')).toBeVisible()
  await expect(gate.locator('.line')).toContainText('值班人员正在和您说话')
  await stage.shots.take(gate, 'gate-call-talking')
  await stage.shots.take(officer, 'console-call-talking')
  await officer.keyboard.up(' ')
  await expect(gate.locator('.line')).toContainText('值班人员正在看着您')
  await gate.getByRole('button', { name: '结束通话' }).click()
  await expect(gate.locator('.line')).toHaveCount(0)
  const frames = () => call.locator('video').evaluate((film: HTMLVideoElement) => film.getVideoPlaybackQuality().totalVideoFrames)
  await expect(async () => {
    const before = await frames()
    await officer.waitForTimeout(1500)
    expect(await frames(), 'pictures that come after the end').toBe(before)
  }).toPass()
  await call.getByRole('button', { name: '停止观看' }).click()
})

test('nothing went wrong on any page', ({ stage }) => {
  expect(stage.faults, 'errors in the browser').toEqual([])
  expect(stage.shots.findings, 'assistive technology, sideways scrolling').toEqual([])
})
