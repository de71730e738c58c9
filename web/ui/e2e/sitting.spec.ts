// What happens to answers when things break, on the built program, with a real browser, on both pairs of stores. After every
// fault each acknowledgement that the page ever got is looked up in the database, and whatever was shown as stored as well.
import { chromium, type Page } from '@playwright/test'
import { readdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, sizes, test, type Stage } from './harness/fixtures.ts'
import { readBank } from './harness/bank.ts'
import { layCable, type Cable } from './harness/cable.ts'
import { Client, type Answer } from './harness/client.ts'
import { openRoom } from './harness/room.ts'
import { enrolSeat, Gate, type Seated } from './harness/seat.ts'
import { Witness } from './harness/witness.ts'
import { allStored, answer, answered, begin, right } from './walk/seat.ts'

test.describe.configure({ mode: 'default', timeout: 240_000 })

const bank = readBank()
const cables: Cable[] = []
let serial = 30
let gate: Gate

test.beforeAll(async ({ stage }, info) => {
  info.setTimeout(120_000)
  gate = new Gate(stage, await openRoom(stage.house, 'F1', '故障考场', { seats: 12, earliestSubmit: 0, officers: ['watch2', 'watch1'] }))
  await stage.house.clock.until(gate.room.startsAt)
})

// Whoever sat in the test before is gone: a page that stands open sees, hears and sends pictures, a third of a core each.
test.beforeEach(({ stage }) => stage.fresh())

test.afterEach(async () => {
  for (const cable of cables.splice(0)) await cable.stop()
})

async function cableTo(stage: Stage, noSockets = false): Promise<Cable> {
  const cable = await layCable(stage.house.url, noSockets)
  cables.push(cable)
  return cable
}

/** Somebody at an open paper. */
async function atPaper(stage: Stage, cable?: Cable): Promise<Seated> {
  const seated = await gate.terminal(await gate.admit(serial++), cable?.url)
  await begin(stage, seated.page, false)
  return seated
}

/** Nothing that was acknowledged is missing, nothing that was shown as stored either, and there is enough to say so. */
function nothingLost(stage: Stage, witnesses: readonly Witness[], least: number): void {
  const sitting = witnesses.map((w) => w.sitting).find(Boolean) ?? ''
  const journal = stage.house.journal(sitting)
  expect(witnesses.flatMap((w) => w.acks()).length, 'acknowledgements').toBeGreaterThanOrEqual(least)
  expect(witnesses.flatMap((w) => w.compare(journal))).toEqual([])
}

const shown = (page: Page, no: number) => page.locator('.cell').nth(no - 1)
const alarm = (page: Page) => page.getByRole('alert').filter({ hasText: '答案有 10 秒没能保存，请先停下' })

test('the cable is pulled for a minute in the middle', async ({ stage }) => {
  const cable = await cableTo(stage)
  const { page, witness } = await atPaper(stage, cable)
  await answer(page, 1, 5, bank)
  await allStored(page)
  cable.pull()
  await page.keyboard.press('ArrowRight')
  await answer(page, 6, 9, bank)
  for (const no of [6, 7, 8, 9]) await expect(shown(page, no)).toHaveAttribute('aria-label', /正在保存/)
  await expect(alarm(page)).toBeVisible({ timeout: 15_000 })
  await expect(page.locator('.option').first()).toBeDisabled()
  await stage.shots.take(page, 'pulled')
  await page.waitForTimeout(50_000)
  await expect(alarm(page)).toBeVisible()
  await answered(page, 9)
  cable.plug()
  await expect(alarm(page)).toHaveCount(0, { timeout: 25_000 })
  await allStored(page)
  await page.keyboard.press('ArrowRight')
  await answer(page, 10, 11, bank)
  await allStored(page)
  nothingLost(stage, [witness], 11)
})

test('the page is loaded anew in the middle of typing, again and again', async ({ stage }) => {
  const { page, witness } = await atPaper(stage)
  for (let round = 0; round < 6; round++) {
    for (const key of ['a', 'ArrowRight', 'b', 'ArrowRight', 'a', 'ArrowRight', 'b']) await page.keyboard.press(key)
    await page.reload()
    await expect(page.getByRole('article', { name: /^第 \d+ 题$/ })).toBeVisible()
  }
  await allStored(page)
  nothingLost(stage, [witness], 6)
  const journal = stage.house.journal(witness.sitting)
  const stored = new Map(journal.filter((row) => row.kind === 'ANSWER').map((row) => [row.question, row.answer]))
  await answered(page, [...stored.values()].filter(Boolean).length)
})

test('keys and gestures that leave the page do nothing', async ({ stage }) => {
  const { page } = await atPaper(stage)
  const loads: string[] = []
  page.on('domcontentloaded', () => loads.push(page.url()))
  for (const key of ['F5', 'Control+r', 'Control+Shift+r', 'Alt+ArrowLeft', 'Alt+Home']) await page.keyboard.press(key)
  for (let i = 0; i < 3; i++) await page.evaluate(() => history.back())
  await page.waitForTimeout(1000)
  expect(loads).toEqual([])
  await expect(page.getByRole('article', { name: '第 1 题' })).toBeVisible()
  const held = page.waitForEvent('dialog').then(async (dialog) => {
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()
  })
  await page.locator('.option').first().click() // a browser asks only where somebody has acted
  await page.close({ runBeforeUnload: true })
  await held
  await expect(page.getByRole('article', { name: '第 1 题' })).toBeVisible()
})

test('two tabs: one answers, and the answers of both are there', async ({ stage }) => {
  const { page, witness, name } = await atPaper(stage)
  await answer(page, 1, 3, bank)
  await allStored(page)
  const second = await stage.tab(`${name}-second`, name)
  await second.goto('/kiosk/')
  await expect(second.getByRole('article', { name: /^第 \d+ 题$/ })).toBeVisible()
  await answered(second, 3)
  await expect(page.getByText('这个座位的考试在别的窗口打开了')).toBeVisible()
  await page.keyboard.press('a') // goes nowhere
  await second.getByLabel('到第几题').fill('4')
  await second.keyboard.press('Enter')
  await answer(second, 4, 6, bank)
  await allStored(second)
  await page.getByRole('button', { name: '在这里继续考试' }).click()
  await answered(page, 6)
  await expect(second.getByText('这个座位的考试在别的窗口打开了')).toBeVisible()
  await page.getByLabel('到第几题').fill('7')
  await page.keyboard.press('Enter')
  await answer(page, 7, 8, bank)
  await allStored(page)
  nothingLost(stage, [witness], 8)
})

test('another seat goes on where the first one stopped, with what was stored and nothing else', async ({ stage }) => {
  const cable = await cableTo(stage)
  const { page, witness, label } = await atPaper(stage, cable)
  await answer(page, 1, 4, bank)
  await allStored(page)
  cable.pull()
  await page.keyboard.press('ArrowRight')
  await answer(page, 5, 6, bank) // never leave this terminal
  const officer = await Client.staff(stage.house, 'watch2')
  const { items } = await officer.get(`/api/staff/rooms/${gate.room.id}/sittings?live=true`)
  const sitting = (items as Answer[]).find((one) => one.seatLabel === label)
  const taken = new Set((items as Answer[]).map((one) => one.seatLabel))
  const free = gate.room.seats.find((seat) => !taken.has(seat.label))
  await officer.post(`/api/staff/sittings/${sitting.id}/move`, { seat: free?.id, reason: 'EQUIPMENT', text: '键盘失灵' })
  const next = await gate.terminal(free?.label ?? '')
  await expect(next.page.getByRole('article', { name: /^第 \d+ 题$/ })).toBeVisible()
  await answered(next.page, 4)
  await next.page.getByLabel('到第几题').fill('5')
  await next.page.keyboard.press('Enter')
  await answer(next.page, 5, 7, bank)
  await allStored(next.page)
  cable.plug()
  await expect(page.getByRole('heading', { name: /请等候|您的座位已更换|在别的窗口打开了/ })).toBeVisible({ timeout: 30_000 })
  const again = page.getByRole('button', { name: '在这里继续考试' }) // its old socket lived long enough to hear of the new one
  if (await again.isVisible()) await again.click()
  await expect(page.getByRole('heading', { name: '请等候' })).toBeVisible({ timeout: 15_000 })
  await expect(page.getByRole('article')).toHaveCount(0)
  nothingLost(stage, [witness, next.witness], 7)
  await answered(next.page, 7)
})

test('the program is killed in the middle, and the seat goes on at another node', async ({ stage }) => {
  const cable = await cableTo(stage)
  const { page, witness } = await atPaper(stage, cable)
  await answer(page, 1, 3, bank)
  await allStored(page)
  cable.pull()
  await page.keyboard.press('ArrowRight')
  await answer(page, 4, 5, bank)
  await stage.house.elsewhere(async (url) => {
    cable.lead(url)
    cable.plug()
    await allStored(page)
    await answered(page, 5)
    await page.keyboard.press('ArrowRight')
    await answer(page, 6, 7, bank)
    await allStored(page)
    nothingLost(stage, [witness], 7)
  })
  cable.lead(stage.house.url)
  cable.plug()
  await page.keyboard.press('ArrowRight')
  await answer(page, 8, 9, bank)
  await allStored(page)
  nothingLost(stage, [witness], 9)
})

test('without sockets everything goes over HTTP, from the greeting to the result', async ({ stage }) => {
  const { page, witness } = await atPaper(stage, await cableTo(stage, true))
  await expect(page.getByText('正在用备用方式保存').first()).toBeVisible()
  await stage.shots.take(page, 'http')
  await answer(page, 1, 12, bank)
  await allStored(page)
  await page.keyboard.press('s')
  await page.getByRole('region', { name: '交卷前检查' }).getByRole('button', { name: '交卷', exact: true }).click()
  await page.getByRole('button', { name: '确认交卷' }).click()
  await expect(page.getByText('12 分', { exact: true })).toBeVisible()
  nothingLost(stage, [witness], 12)
})

test('the browser is killed, and what it had not sent is stored after its restart', async ({ stage }) => {
  const cable = await cableTo(stage)
  const label = await gate.admit(serial++)
  const profile = mkdtempSync(join(tmpdir(), 'sk-seat-'))
  const witness = new Witness()
  const open = async () => {
    const { launchOptions } = test.info().project.use
    const context = await chromium.launchPersistentContext(profile, { ...launchOptions, baseURL: cable.url, locale: 'zh-CN', reducedMotion: 'reduce', ...sizes.seat })
    await witness.watch(context)
    return stage.watch('killed', context.pages()[0] ?? (await context.newPage()))
  }
  try {
    const first = await open()
    await enrolSeat(first, await gate.code(label))
    await first.context().close() // a terminal is enrolled on another day
    const page = await open()
    await page.goto('/kiosk/')
    await begin(stage, page, false)
    await answer(page, 1, 3, bank)
    await allStored(page)
    cable.pull()
    await page.keyboard.press('ArrowRight')
    await answer(page, 4, 6, bank)
    await page.waitForTimeout(1000) // the browser writes its disk
    killBrowser(profile)
    await expect.poll(() => page.isClosed()).toBe(true)
    cable.plug()
    const again = await open()
    await again.goto('/kiosk/')
    await answered(again, 6)
    await allStored(again)
    nothingLost(stage, [witness], 6)
    await again.context().close()
  } finally {
    killBrowser(profile)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})

/** SIGKILL for every process of the browser with this profile, which only this test has started. */
function killBrowser(profile: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(`--user-data-dir=${profile}`)) process.kill(Number(pid), 'SIGKILL')
    } catch {
      // gone meanwhile
    }
  }
}

// Last: it moves the clock past the end of every sitting of the room.
test('the program is killed in the last second before the deadline', async ({ stage }) => {
  const { house } = stage
  const cable = await cableTo(stage)
  const { page, witness } = await atPaper(stage, cable)
  await answer(page, 1, 3, bank)
  await allStored(page)
  await house.clock.until(witness.deadline - 12_000)
  await page.keyboard.press('m') // its acknowledgement shows the page what time it is
  await expect(page.getByRole('timer')).toHaveText(/^00:\d\d$/, { timeout: 10_000 })
  let no = 3
  const given = async () => {
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press(await right(page, ++no, bank))
  }
  while (house.clock.now() < witness.deadline - 700) {
    await given()
    if (house.clock.now() < witness.deadline - 2000) await page.waitForTimeout(300)
  }
  await house.crash()
  cable.pull() // a program that was started anew goes by another clock until it is moved; nobody may meet it before
  const beforeKill = no
  await given()
  await given()
  await page.waitForTimeout(Math.max(0, witness.deadline + 500 - house.clock.now())) // a quick start would still be in time
  await house.restart()
  cable.plug()
  await expect(page.getByRole('heading', { name: /时间到，系统已自动交卷/ })).toBeVisible({ timeout: 60_000 })
  await stage.shots.take(page, 'killed-at-the-deadline')
  nothingLost(stage, [witness], 4)
  const journal = house.journal(witness.sitting)
  const stored = new Set(journal.filter((row) => row.kind === 'ANSWER').map((row) => row.question))
  expect(stored.size, 'answers up to the last second').toBeGreaterThan(beforeKill - 4)
  await expect(page.locator('.result__points')).toHaveText(`${stored.size} 分`)
  const missing = Array.from({ length: no }, (_, at) => at + 1).filter((one) => !stored.has(one))
  expect(missing.length, 'what was answered after the kill is in no journal').toBeGreaterThanOrEqual(2)
  await expect(page.getByRole('alert')).toContainText(`第 ${missing.join('、')} 题最后一次作答没有在交卷前存到服务器`)
})

test('nothing went wrong on any page', ({ stage }) => {
  expect(stage.faults, 'errors in the browser').toEqual([])
  expect(stage.shots.findings, 'assistive technology, sideways scrolling').toEqual([])
})
