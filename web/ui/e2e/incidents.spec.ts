// The unattended room: what cameras show raises incidents, the officer on duty sees and acts within seconds, two people establish the
// facts blind to each other, the authority tells, hears and decides, the person sees their own evidence, answers and appeals.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Locator, Page } from '@playwright/test'
import type { Person } from './harness/acts.ts'
import { newPerson } from './harness/acts.ts'
import { readBank } from './harness/bank.ts'
import { Client, type Answer } from './harness/client.ts'
import { filmFile, freezable, freeze, type Film } from './harness/films.ts'
import { expect, test as base, type Stage } from './harness/fixtures.ts'
import { startHouse, type Engine, type House } from './harness/program.ts'
import { openRoom } from './harness/room.ts'
import { enrolSeat, Gate } from './harness/seat.ts'
import { unzip } from './harness/unzip.ts'
import { confirm, desk, dialog, go } from './walk/desk.ts'
import { logIn, stillIn } from './walk/portal.ts'
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
test.describe.configure({ mode: 'serial', timeout: 240_000 })

const bank = readBank()
const who: Person = newPerson('古丽娜尔·艾合买提', 70)
const drawer = (page: Page): Locator => page.locator('dialog.drawer')
const asked = (page: Page): Locator => page.locator('dialog.c-dialog')
const rows = (page: Page): Locator => page.locator('.queue__list .inc')

/** What the cameras of the room's seats show, and what is to be noticed of it. frozen: the camera of `person`, later. */
const films = {
  covered: { serial: 70, kind: 'environment.camera_covered', words: '镜头被遮挡' },
  two: { serial: 71, kind: 'candidate.several_faces', words: '画面中不止一人' },
  empty: { serial: 72, kind: 'candidate.absent', words: '座位上没有人' },
  still: { serial: 73, kind: 'environment.camera_frozen', words: '画面静止不动' },
  person: { serial: 74, kind: '', words: '' },
  frozen: { serial: 74, kind: 'environment.camera_frozen', words: '画面静止不动' },
} as const satisfies Record<Film | 'frozen', { serial: number; kind: string; words: string }>
type Seen = Exclude<Film, 'person'> | 'frozen'
const seen: readonly Seen[] = ['covered', 'two', 'empty', 'still']
const labels = new Map<Film | 'frozen', string>()
const incidents = new Map<Seen, Answer>()
const row = (page: Page, film: Seen): Locator => rows(page).filter({ hasText: films[film].words }).filter({ hasText: labels.get(film) ?? '' })

let gate: Gate
let seat: Page
let satAt = 0 // when the last of them sat
let froze: Promise<number> // how long after it was raised the frozen camera was at the desk
let review = ''
let sitting = ''

test.beforeAll(async ({ stage }, info) => {
  info.setTimeout(150_000)
  gate = new Gate(stage, await openRoom(stage.house, 'I1', '无人考场', { seats: 6, earliestSubmit: 0, officers: ['watch2', 'watch1'] }))
  await stage.house.clock.until(gate.room.startsAt)
  await Promise.all([stage.house.media?.start(), ...[...seen, 'person' as const].map((film) => gate.ready(films[film].serial))])
})

/** Somebody comes in, sits down before a camera that shows a film, and begins the paper. */
async function sit(stage: Stage, film: Film): Promise<Page> {
  const at = await gate.admit(films[film].serial)
  labels.set(film, at)
  const page = await stage.cameraPage(`camera-${film}`, 'seat', filmFile(film))
  if (film === 'person') await freezable(page)
  await enrolSeat(page, await gate.code(at))
  await begin(stage, page, false)
  await expect(page.locator('.camera')).toHaveText('录音录像中')
  return page
}

/** Notes in the officer's page when each line first stood there: this test's own slowness is nobody's delay. */
async function noteLines(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Record<string, number> = ((window as unknown as { seen: Record<string, number> }).seen = {})
    new MutationObserver(() => {
      for (const line of document.querySelectorAll('.queue__list .inc')) seen[line.textContent ?? ''] ??= Date.now()
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
}

/** Waits until an officer's desk shows what a camera's film comes to, and tells how many ms after it was raised. */
async function atDesk(stage: Stage, page: Page, film: Seen): Promise<number> {
  await expect(row(page, film)).toBeVisible({ timeout: 90_000 })
  const at = await page.evaluate((words) => {
    const { seen } = window as unknown as { seen: Record<string, number> }
    return Math.min(...Object.entries(seen).flatMap(([line, when]) => (words.every((word) => line.includes(word)) ? [when] : [])))
  }, [films[film].words, labels.get(film) ?? ''])
  const officer = await Client.staff(stage.house, 'watch2')
  const { lines } = await officer.get('/api/staff/incidents/queue')
  const { incident } = (lines as Answer[]).find((line) => line.incident.kind === films[film].kind && line.incident.where.seat === labels.get(film))
  incidents.set(film, incident)
  return stage.house.clock.now() - Date.now() + at - Date.parse(incident.raisedAt)
}

/** Answers what dialog asks in words, and confirms. */
async function act(page: Page, button: string, text: string, verb = button): Promise<void> {
  await drawer(page).getByRole('button', { name: button, exact: true }).click()
  await asked(page).locator('textarea').fill(text)
  await asked(page).getByRole('button', { name: verb, exact: true }).click()
  await expect(asked(page)).toHaveCount(0)
}

test('each of four cameras is at the desk within five seconds, with sound, badge and reasons; nobody is kept from answering', async ({ stage }) => {
  const page = await desk(stage, 'watch2')
  await go(page, '/duty', '值班台')
  await expect(page.getByText('现在没有待处理的异常事件。')).toBeVisible()
  await stage.shots.take(page, 'duty-quiet', { screen: true })
  await noteLines(page)
  const told: Promise<number>[] = []
  for (const film of ['still', 'person', 'two', 'empty', 'covered'] as const) { // what takes longest to be sure of comes first
    const there = await sit(stage, film)
    const late = film === 'person' ? undefined : atDesk(stage, page, film)
    late?.catch(() => undefined) // looked at below
    await answer(there, 1, 3, bank)
    await allStored(there)
    if (late) told.push(film === 'covered' ? late : late.finally(() => stage.close(`camera-${film}`))) // it has shown what it had to show
    else satAt = Date.now()
    if (film === 'covered') seat = there
  }
  for (const late of await Promise.all(told)) expect(late, 'ms from raising to the desk').toBeLessThan(5000)
  for (const film of seen) await expect(row(page, film)).toContainText(labels.get(film) ?? '')
  await expect(row(page, 'covered')).toContainText('处理前成绩不能发布')
  await expect.poll(() => page.title()).toMatch(/^\(\d+\) /)
  await seat.keyboard.press('ArrowRight')
  await answer(seat, 4, 5, bank) // it blocks nobody
  await stage.shots.take(page, 'duty-incidents', { screen: true })
})

test('the officer takes it by keyboard, sees the seat live, writes to it, pauses and resumes', async ({ stage }) => {
  const page = await desk(stage, 'watch2')
  await row(page, 'covered').getByRole('button', { name: '我来处理' }).focus()
  await page.keyboard.press('Enter')
  await expect(drawer(page)).toContainText('镜头被遮挡')
  await drawer(page).getByRole('button', { name: '看实时画面' }).click()
  const film = drawer(page).locator('.live video')
  await expect.poll(() => film.evaluate((v: HTMLVideoElement) => v.videoWidth), { timeout: 20_000 }).toBe(640)
  await expect(drawer(page).locator('.live__word')).toContainText('实时')
  const talk = drawer(page).getByRole('button', { name: '按住说话' })
  await talk.focus()
  await page.keyboard.down(' ')
  await expect(drawer(page).getByRole('button', { name: '正在说话' })).toBeVisible()
  await stage.shots.take(page, 'duty-live', { screen: true })
  await page.keyboard.up(' ')
  await expect(talk).toBeVisible()
  await drawer(page).getByRole('button', { name: '停止观看' }).click()

  await act(page, '发消息', '请把镜头前的东西移开，然后继续答题。')
  await expect(seat.getByRole('alert').filter({ hasText: '请把镜头前的东西移开' })).toBeVisible({ timeout: 10_000 })
  await stage.shots.take(seat, 'seat-message')
  await seat.locator('.word').getByRole('button', { name: '知道了' }).click()
  await expect(seat.getByRole('alert').filter({ hasText: '请把镜头前的东西移开' })).toHaveCount(0)

  await act(page, '暂停', '查看镜头遮挡情况')
  await expect(seat.getByRole('heading', { level: 1 })).toContainText('暂停')
  await act(page, '恢复', '已提醒，继续答题')
  await expect(seat.getByRole('article', { name: /^第 \d+ 题$/ })).toBeVisible()
  await answered(seat, 5)
  await drawer(page).getByRole('button', { name: '呼叫到场人员' }).click()
  await asked(page).locator('textarea').fill('镜头仍被遮挡，请到场查看。')
  await confirmAct(page, '呼叫到场人员')
  await expect(drawer(page)).toContainText(/到场人员 |没有到场人员/)
})

async function confirmAct(page: Page, verb: string): Promise<void> {
  await asked(page).getByRole('button', { name: verb, exact: true }).click()
  await expect(asked(page)).toHaveCount(0)
}

test('nobody is told of somebody who sits there, before their camera freezes', async ({ stage }) => {
  await new Promise((done) => setTimeout(done, satAt + 45_000 - Date.now()))
  const officer = await Client.staff(stage.house, 'watch2')
  const { items } = await officer.get(`/api/staff/incidents?room=${gate.room.id}&limit=100`)
  const { items: sittings } = await officer.get(`/api/staff/rooms/${gate.room.id}/sittings?live=true`)
  const { id } = (sittings as Answer[]).find((one) => one.seatLabel === labels.get('person'))
  expect((items as Answer[]).filter((one) => one.sitting === id).map((one) => one.kind)).toEqual([])
  labels.set('frozen', labels.get('person') ?? '')
  await freeze(await stage.page('camera-person', 'seat'))
  froze = atDesk(stage, await desk(stage, 'watch2'), 'frozen') // while the clip is waited for
  froze.catch(() => undefined)
})

test('the clip around it plays, with the times of answers and never their content', async ({ stage }) => {
  const page = await desk(stage, 'watch2')
  const film = drawer(page).locator('.clip__film')
  await expect(film).toBeVisible({ timeout: 60_000 }) // once its piece is closed
  await expect.poll(() => film.evaluate((v: HTMLVideoElement) => v.readyState), { timeout: 20_000 }).toBeGreaterThan(1)
  await drawer(page).getByRole('button', { name: '从头放' }).click()
  await plays(film)
  await drawer(page).locator('summary').click()
  await expect(drawer(page).locator('.list')).toContainText('镜头被遮挡')
  const stem = (await seat.locator('.question__stem').first().innerText()).trim()
  expect(await drawer(page).innerText()).not.toContain(stem)
  await stage.shots.take(page, 'incident-clip', { screen: true })
  await act(page, '作出结论', '录像显示镜头被物品长时间遮挡，提醒后才移开，移送核查。')
  await expect(drawer(page)).toHaveCount(0)
  await expect(row(page, 'covered')).toHaveCount(0)
})

test('the officer decides the other four, each with its own end', async ({ stage }) => {
  const page = await desk(stage, 'watch2')
  expect(await froze, 'ms from raising to the desk').toBeLessThan(5000)
  await stage.close('camera-person') // what lost cameras come to is handed over below
  const all = [['two', 'TO_REVIEW', 'REFERRED'], ['empty', 'HANDLED', 'CLOSED'], ['still', 'TECHNICAL_CAUSE', 'CLOSED'], ['frozen', 'TECHNICAL_CAUSE', 'CLOSED']] as const
  for (const [film, finding, state] of all) {
    await row(page, film).locator('.inc__open').click()
    await expect(drawer(page)).toContainText(films[film].words)
    await expect(drawer(page)).toContainText(labels.get(film) ?? '')
    if (film === 'still') await expect(drawer(page)).toContainText('画面和人脸都不动')
    if (film === 'frozen') await expect(drawer(page)).toContainText(/反复送出同一幅画面|画面和人脸都不动/) // the former where nodes share Redis: the page's word reaches who looks
    await drawer(page).getByRole('button', { name: '我来处理' }).click()
    await drawer(page).getByRole('button', { name: '作出结论', exact: true }).click()
    await asked(page).getByLabel('结论').selectOption(finding)
    await asked(page).locator('textarea').fill('已查看实时画面和前后录像，情况属实，已在现场处理。')
    await stage.shots.take(page, `decide-${film}`, { screen: true })
    await confirmAct(page, '作出结论')
    await expect(row(page, film)).toHaveCount(0)
    const { incident } = await (await Client.staff(stage.house, 'watch2')).get(`/api/staff/incidents/${incidents.get(film).id}`)
    expect([incident.state, incident.finding]).toEqual([state, finding])
  }
})

test('the desk says when it cannot reach the server, and goes on by itself', async ({ stage }) => {
  const page = await desk(stage, 'watch2')
  await page.route('**/api/staff/incidents/queue*', (route) => route.abort())
  await expect(page.getByText('正在重连')).toBeVisible({ timeout: 10_000 })
  await expect(rows(page).first()).toBeVisible() // what is known stays
  await stage.shots.take(page, 'duty-stale', { screen: true })
  await page.unroute('**/api/staff/incidents/queue*')
  await expect(page.getByText('正在重连')).toHaveCount(0, { timeout: 10_000 })
})

test('the room is handed over with what is open', async ({ stage }) => {
  const first = await desk(stage, 'watch2')
  await go(first, '/duty', '值班台')
  await first.getByRole('button', { name: '交班', exact: true }).click()
  await dialog(first).getByLabel('考场').selectOption({ label: '无人考场' })
  await dialog(first).getByLabel('接班人').selectOption({ label: '崔立（演示市应急管理局）' })
  await dialog(first).getByLabel('交接说明').fill('两个座位的摄像断了，正在核实。')
  await stage.shots.take(first, 'handover', { screen: true })
  await confirm(first, '交班')
  await expect(first.getByText(/等对方确认/)).toBeVisible()
  const next = await desk(stage, 'watch1')
  await go(next, '/duty', '值班台')
  await expect(next.getByText('两个座位的摄像断了，正在核实。')).toBeVisible({ timeout: 20_000 })
  await next.getByRole('button', { name: '确认接班' }).click()
  await confirm(next, '确认接班')
  await expect(next.getByText('两个座位的摄像断了，正在核实。')).toHaveCount(0)
})

test('the paper is handed in, and its result waits', async ({ stage }) => {
  await seat.keyboard.press('s')
  await seat.getByRole('region', { name: '交卷前检查' }).getByRole('button', { name: '交卷', exact: true }).click()
  await seat.getByRole('button', { name: '确认交卷' }).click()
  await expect(seat.getByText('机考成绩（待发布）')).toBeVisible()
  const officer = await Client.staff(stage.house, 'watch2')
  const { incident } = await officer.get(`/api/staff/incidents/${incidents.get('covered').id}`)
  expect([incident.state, incident.finding]).toEqual(['REFERRED', 'TO_REVIEW'])
  sitting = incident.sitting
  await stage.close('camera-covered')
})

test('a bundle of it for a court plays from a folder, without this program', async ({ stage }) => {
  const asks = await Client.staff(stage.house, 'inspector1')
  const approves = await Client.staff(stage.house, 'regulator')
  await expect.poll(async () => (await asks.get(`/api/staff/sittings/${sitting}/recording`)).live, { timeout: 20_000 }).toBe(false)
  const { id } = await asks.post(`/api/staff/sittings/${sitting}/evidence/exports`, { reason: '法院调取考试证据', document: '（2026）鄂06行初1号' })
  await approves.post(`/api/staff/evidence/exports/${id}/decision`, { approve: true })
  const folder = mkdtempSync(join(tmpdir(), 'sk-bundle-'))
  const names = unzip(await asks.file(`/api/staff/evidence/exports/${id}/file`), folder)
  expect(names).toContain('player.html')
  const page = await stage.page('bundle', 'console')
  const elsewhere: string[] = []
  page.on('request', (request) => void (request.url().startsWith('file:') || elsewhere.push(request.url())))
  await page.goto(pathToFileURL(join(folder, 'player.html')).href)
  const pieces = page.locator('#segments button')
  expect(await pieces.count(), 'pieces that play').toBe(names.filter((name) => name.startsWith('copies/')).length)
  expect(await page.locator('#line .film').count()).toBe(await pieces.count())
  expect(await page.locator('#line .event').count(), 'times of answers').toBeGreaterThanOrEqual(5)
  await expect(page.locator('#line .incident').first()).toBeVisible()
  await expect(page.locator('#incidents')).toContainText('镜头被遮挡 · The lens is covered')
  await pieces.first().click()
  const film = page.locator('#film')
  await plays(film)
  expect(await film.evaluate((v: HTMLVideoElement) => [v.videoWidth, v.videoHeight])).toEqual([640, 480])
  await expect(page.locator('#now')).toContainText(/\d+:\d+:\d+ · 1\//)
  await film.evaluate((v: HTMLVideoElement) => { v.currentTime = v.duration - 0.2 })
  await expect(page.locator('#now'), 'the next piece follows by itself').toContainText(' · 2/', { timeout: 15_000 })
  await pieces.first().click()
  await stage.shots.take(page, 'bundle')
  await page.locator('#line').click({ position: { x: 1000, y: 40 } })
  await expect(page.locator('#now')).not.toContainText(' · 1/')
  await page.locator('#lang').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Examination evidence' })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await stage.shots.take(page, 'bundle-narrow-en')
  expect(elsewhere, 'nothing is asked of any server').toEqual([])
  await stage.close('bundle')
  rmSync(folder, { recursive: true })
})

/** It has a length, and its time moves. */
async function plays(film: Locator): Promise<void> {
  await expect.poll(() => film.evaluate((v: HTMLVideoElement) => v.duration > 0.5 && v.duration < 3600), { timeout: 20_000 }).toBe(true)
  const before = await film.evaluate((v: HTMLVideoElement) => v.currentTime)
  await expect.poll(() => film.evaluate((v: HTMLVideoElement) => v.currentTime), { timeout: 15_000 }).toBeGreaterThan(before + 0.5)
}

test('two inspectors establish the facts, the second blind to the first', async ({ stage }) => {
  const first = await desk(stage, 'inspector1')
  await go(first, '/incidents/cases', '核查案件')
  await stage.shots.take(first, 'cases-waiting')
  await first.getByRole('listitem').filter({ hasText: '镜头被遮挡' }).getByRole('button', { name: '立案核查' }).click()
  await confirm(first, '立案核查')
  await expect(first.getByRole('heading', { level: 1 })).toContainText('核查案件 考核查〔')
  review = new URL(first.url()).pathname.split('/').at(-1) ?? ''
  await expect(first.locator('.clip__film')).toBeVisible({ timeout: 20_000 })
  await stage.shots.take(first, 'case-facts')
  await sign(first, '考试期间镜头被物品遮挡约一分钟，经提醒后移开，期间继续答题。')
  await expect(first.getByText('您已签署，等另一人签署。')).toBeVisible()
  const second = await desk(stage, 'inspector2')
  await go(second, `/incidents/cases/${review}`, /核查案件/)
  await expect(second.getByText('另有 1 人已签署。您签署以前看不到别人的认定。')).toBeVisible()
  expect(await second.locator('main').innerText()).not.toContain('约一分钟')
  await stage.shots.take(second, 'case-blind')
  await sign(second, '录像中镜头全黑约五十秒，值班员提醒后恢复，本人始终在座。')
  await expect(second.locator('p.state')).toContainText('待发告知书')
  await expect(second.getByText('约一分钟')).toBeVisible()
  await stage.shots.take(second, 'case-established')
})

async function sign(page: Page, facts: string): Promise<void> {
  const form = page.locator('form.set')
  await form.getByLabel('结论').selectOption('yes')
  await form.getByLabel('认定的行为').selectOption('COVERED_CAMERA')
  await form.getByLabel('认定的事实').fill(facts)
  await form.getByLabel('处理建议').fill('建议本次成绩无效。')
  await form.getByRole('button', { name: '签署事实认定' }).click()
  await confirm(page, '签署事实认定')
}

test('the authority writes a numbered notice', async ({ stage }) => {
  const page = await desk(stage, 'issuer')
  await go(page, `/incidents/cases/${review}`, /核查案件/)
  await page.getByRole('button', { name: '从头放' }).click()
  await plays(page.locator('.clip__film')) // what the case cites, and nothing else of the sitting
  await expect(page.locator('.clip').getByText('作答').first()).toBeVisible()
  await stage.shots.take(page, 'case-notice')
  await page.locator('form.set').getByLabel('法律依据').fill('安全生产考试考场规则（演示）第六条')
  await page.locator('form.set').getByRole('button', { name: '写告知书' }).click()
  await confirm(page, '写告知书')
  await expect(page.locator('p.state')).toContainText('待送达告知书')
  const [paper] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name: '打开并打印' }).click()])
  await expect(paper.getByText(/考告字〔\d{4}〕\d+号/)).toBeVisible()
  await expect(paper.locator('body')).toContainText('您有权进行陈述和申辩')
  await paper.close()
})

test('the person sees the notice and the own recording, confirms, and answers', async ({ stage }) => {
  const phone = await stage.page('incident-phone', 'portal')
  await logIn(phone, who)
  await expect(phone.getByText('有一份文书，请您查收')).toBeVisible()
  await stage.shots.take(phone, 'portal-step')
  await phone.getByRole('link', { name: '打开查看' }).click()
  await expect(phone.getByText('您有权进行陈述和申辩')).toBeVisible()
  await expect(phone.getByRole('button', { name: /播放 .* 起的录像/ }).first()).toBeVisible()
  await stage.shots.take(phone, 'portal-notice')
  await phone.getByRole('button', { name: /播放 .* 起的录像/ }).first().click()
  await expect.poll(() => phone.locator('video').evaluate((v: HTMLVideoElement) => v.videoWidth), { timeout: 20_000 }).toBe(640)
  await phone.getByRole('button', { name: '确认收到告知书' }).click()
  await expect(phone.getByRole('heading', { name: '陈述申辩' })).toBeVisible()
  await expect(phone.getByText(/最迟.*写完，还有 \d+ 天/).first()).toBeVisible()
  await phone.getByLabel('我的说明').fill('当时镜头上落了一张纸，我以为是机器问题，提醒后马上拿开了。')
  await stage.shots.take(phone, 'portal-answer')
  await phone.locator('#words').getByRole('button', { name: '提交', exact: true }).click()
  await phone.locator('dialog[open]').getByRole('button', { name: '提交', exact: true }).click()
  await expect(phone.getByText('当时镜头上落了一张纸')).toBeVisible()
  await phone.getByRole('button', { name: '我说完了，没有补充' }).click()
  await phone.locator('dialog[open]').getByRole('button', { name: '没有补充' }).click()
  await expect(phone.getByText('等待作出决定')).toBeVisible()
  await stage.shots.take(phone, 'portal-said')
})

test('the authority weighs the answer and decides within the notice', async ({ stage }) => {
  const page = await desk(stage, 'issuer')
  await go(page, `/incidents/cases/${review}`, /核查案件/)
  await expect(page.getByText('当时镜头上落了一张纸')).toBeVisible()
  const form = page.locator('form.set')
  await form.getByLabel('结论').selectOption('yes')
  await form.getByLabel('对陈述申辩的意见').fill('纸张遮挡镜头的说明与录像相符，但提醒前没有自行移开，不予采纳。')
  await form.getByLabel('法律依据').fill('安全生产考试考场规则（演示）第六条')
  await stage.shots.take(page, 'case-decision')
  await form.getByRole('button', { name: '作出决定' }).click()
  await confirm(page, '作出决定')
  await expect(page.locator('p.state')).toContainText('待送达决定书')
})

test('the person receives the decision and appeals', async ({ stage }) => {
  const phone = await stage.page('incident-phone', 'portal')
  await stillIn(phone, who)
  await phone.getByRole('link', { name: '打开查看' }).click()
  await expect(phone.getByText(/考决字〔\d{4}〕\d+号/).first()).toBeVisible()
  await phone.getByRole('button', { name: '确认收到决定书' }).click()
  await expect(phone.getByRole('heading', { name: '申诉', exact: true })).toBeVisible()
  await phone.getByLabel('申诉理由').fill('纸是从上方的公告栏掉下来的，不是我放的，请再看录像。')
  await stage.shots.take(phone, 'portal-appeal')
  await phone.locator('#words').getByRole('button', { name: '提交申诉' }).click()
  await phone.locator('dialog[open]').getByRole('button', { name: '提交申诉' }).click()
  await expect(phone.getByText('正在处理您的申诉')).toBeVisible()
})

test('somebody without a part in it decides the appeal, and the person reads the reply', async ({ stage }) => {
  const page = await desk(stage, 'regulator')
  await go(page, `/incidents/cases/${review}`, /核查案件/)
  await expect(page.getByText('纸是从上方的公告栏掉下来的')).toBeVisible()
  const form = page.locator('form.set')
  await form.getByLabel('结论').selectOption('REVOKED')
  await form.getByLabel('书面答复').fill('经复看录像，纸张确由上方落下，撤销原决定，恢复成绩。')
  await stage.shots.take(page, 'case-appeal')
  await form.getByRole('button', { name: '答复申诉' }).click()
  await confirm(page, '答复申诉')
  await expect(page.locator('p.state')).toContainText('已办结')
  await stage.shots.take(page, 'case-final')
  const phone = await stage.page('incident-phone', 'portal')
  await phone.reload()
  await expect(phone.getByText('成绩已恢复')).toBeVisible()
  await expect(phone.getByText('纸张确由上方落下').first()).toBeVisible()
  await stage.shots.take(phone, 'portal-final')
})

test('figures, detectors and blind samples are shown with what was measured', async ({ stage }) => {
  const page = await desk(stage, 'inspector1')
  for (const [path, heading, shot] of [['/incidents/list', '异常事件', 'incidents'], ['/incidents/figures', '值守数据', 'figures'], ['/incidents/detectors', '检测项目', 'detectors'], ['/incidents/samples', '盲审抽查', 'samples']] as const) {
    await go(page, path, heading)
    await page.waitForLoadState('networkidle')
    await stage.shots.take(page, shot)
  }
  await go(page, '/incidents/detectors', '检测项目')
  await expect(page.getByRole('row').filter({ hasText: '镜头遮挡' })).toContainText('%')
})

test('everything can be read at 200 % and on a phone', async ({ stage }) => {
  const page = await desk(stage, 'watch1')
  for (const [name, viewport] of [['narrow', { width: 390, height: 844 }], ['zoom', { width: 720, height: 450 }]] as const) {
    await page.setViewportSize(viewport)
    await go(page, '/duty', '值班台')
    await stage.shots.take(page, `duty-${name}`)
    await rows(page).first().locator('.inc__open').click()
    await expect(drawer(page)).toBeVisible()
    await stage.shots.take(page, `incident-${name}`, { screen: true })
    await page.keyboard.press('Escape')
  }
  const judge = await desk(stage, 'inspector2')
  await judge.setViewportSize({ width: 390, height: 844 })
  await go(judge, `/incidents/cases/${review}`, /核查案件/)
  await stage.shots.take(judge, 'case-narrow')
  const phone = await stage.page('incident-phone', 'portal')
  await phone.setViewportSize({ width: 195, height: 422 })
  await phone.reload()
  await expect(phone.getByText('成绩已恢复')).toBeVisible()
  await stage.shots.take(phone, 'portal-zoom')
})

test('nothing went wrong on any page', ({ stage }) => {
  expect(stage.faults, 'errors in the browser').toEqual([])
  expect(stage.shots.findings, 'assistive technology, sideways scrolling').toEqual([])
})
