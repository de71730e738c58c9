// Which local input caused an answer, in a real browser: hands raise nothing, scripts, a second connection and input from below the page
// raise their incident within ten seconds. On one pair of stores.
import type { Page } from '@playwright/test'
import { SeatAgent } from './harness/agent.ts'
import { readBank } from './harness/bank.ts'
import { layCable } from './harness/cable.ts'
import { Client, type Answer } from './harness/client.ts'
import { expect, test } from './harness/fixtures.ts'
import { openRoom } from './harness/room.ts'
import { enrolSeat, Gate, type Seated } from './harness/seat.ts'
import { Witness } from './harness/witness.ts'
import { allStored, answer, begin, pullCable } from './walk/seat.ts'

test.describe.configure({ mode: 'serial', timeout: 180_000 })

const bank = readBank()
const within = { timeout: 10_000, intervals: [200] }
let gate: Gate
let serial = 300 // nobody of another file that shares the house

test.beforeAll(async ({ stage }, info) => {
  info.setTimeout(120_000)
  gate = new Gate(stage, await openRoom(stage.house, 'P1', '溯源考场', { seats: 8, earliestSubmit: 0, officers: ['watch2', 'watch1'] }))
  await stage.house.clock.until(gate.room.startsAt)
})

// Whoever sat in the test before is gone: a page that stands open takes a third of a core.
test.beforeEach(({ stage }) => stage.fresh())

/** Somebody sits before an open paper, on a seat where a script holds the page's sockets in its hand. */
async function seated(stage: Parameters<typeof begin>[0]): Promise<Seated> {
  const label = await gate.admit(serial++)
  const witness = new Witness()
  const name = `seat-${label}`
  const page = await stage.page(name, 'seat', {}, async (context) => {
    await witness.watch(context)
    await context.addInitScript(() => {
      const sockets: WebSocket[] = ((window as never as { taken: WebSocket[] }).taken = [])
      const send = WebSocket.prototype.send
      WebSocket.prototype.send = function (data) {
        if (!sockets.includes(this)) sockets.push(this)
        return send.call(this, data)
      }
    })
  })
  await enrolSeat(page, await gate.code(label))
  await begin(stage, page, false)
  return { label, name, page, witness }
}

const token = (page: Page) => page.evaluate(() => (JSON.parse(localStorage.getItem('suikao.device') ?? '{}') as { token: string }).token)
const option = (page: Page, at: number) => page.locator('.option').nth(at)

async function incidents(stage: Parameters<typeof begin>[0], sitting: string): Promise<Answer[]> {
  const officer = await Client.staff(stage.house, 'watch2')
  const { items } = await officer.get(`/api/staff/sittings/${sitting}/incidents`)
  return (items as Answer[]).filter((one) => one.kind.startsWith('input.'))
}

const kinds = async (stage: Parameters<typeof begin>[0], sitting: string) =>
  (await incidents(stage, sitting)).map((one) => `${one.kind as string} ${(one.facts as { why?: string; check?: string }).why ?? (one.facts as { check?: string }).check ?? ''}`)

test('hands raise nothing: mouse, keys, finger, a button pressed by its key, a reload, another language', async ({ stage }) => {
  const { page, witness } = await seated(stage)
  await answer(page, 1, 6, bank) // the first by mouse, the rest by keys
  await page.keyboard.press('ArrowRight')
  await option(page, 1).tap()
  await page.keyboard.press('ArrowRight')
  await option(page, 0).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  await option(page, 1).focus()
  await page.keyboard.press('Space')
  await allStored(page)
  await page.reload()
  await expect(page.getByRole('article', { name: /^第 \d+ 题$/ })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('1')
  await page.locator('.question__foot button').click() // takes the answer back
  await page.keyboard.press('2')
  await allStored(page)
  await page.waitForTimeout(12_000) // sums are stored every ten seconds
  expect(await kinds(stage, witness.sitting)).toEqual([])
  const officer = await Client.staff(stage.house, 'watch2')
  const sums = await officer.get(`/api/staff/sittings/${witness.sitting}/input`)
  expect([sums.coverage, sums.untrusted, sums.eventless, sums.pages]).toEqual(['BROWSER_ONLY', 0, 0, 2])
  expect(sums.answers).toBe(12)
  expect(sums.local).toBe(12)
  expect([sums.mouse, sums.touch, sums.keys, sums.assist]).toEqual([2, 1, 9, 0])
})

test('a pulled cable raises nothing: answers wait, the page comes back beside its old connection', async ({ stage }) => {
  const cable = await layCable(stage.house.url)
  const { page, witness } = await gate.terminal(await gate.admit(serial++), cable.url)
  await begin(stage, page, false)
  await pullCable(stage, page, cable, bank)
  await page.keyboard.press('ArrowRight')
  await answer(page, 7, 8, bank)
  await allStored(page)
  await page.waitForTimeout(12_000)
  expect(await kinds(stage, witness.sitting)).toEqual([])
  const sums = await (await Client.staff(stage.house, 'watch2')).get(`/api/staff/sittings/${witness.sitting}/input`)
  expect([sums.answers, sums.local, sums.pages, sums.replayed > 0]).toEqual([8, 8, 1, true])
  await cable.stop()
})

test('a script that clicks is noticed', async ({ stage }) => {
  const { page, witness } = await seated(stage)
  await answer(page, 1, 2, bank)
  await page.evaluate(() => (document.querySelector('.option:not(.option--on)') as HTMLElement).click())
  await expect.poll(() => kinds(stage, witness.sitting), within).toContain('input.synthetic answer')
  await page.evaluate(() => {
    for (const type of ['pointerdown', 'pointerup', 'click']) document.querySelectorAll('.option')[0]?.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: 'mouse' }))
  })
  await expect.poll(() => kinds(stage, witness.sitting), within).toContain('input.synthetic page')
})

test('a script that writes on the page’s own socket is noticed', async ({ stage }) => {
  const { page, witness } = await seated(stage)
  await answer(page, 1, 2, bank)
  await allStored(page)
  await page.evaluate(({ sitting }) => {
    const { taken } = window as never as { taken: WebSocket[] }
    taken.at(-1)?.send(JSON.stringify({ v: 1, type: 'answer', id: 'evil', seq: 3, body: { sitting, question: 5, answer: 'A', client_at: 1 } }))
  }, { sitting: witness.sitting })
  await expect.poll(() => kinds(stage, witness.sitting), within).toContain('input.without_event unexplained')
})

test('a second connection with the seat’s token is noticed', async ({ stage }) => {
  const { page, witness } = await seated(stage)
  await answer(page, 1, 2, bank)
  await allStored(page)
  const secret = await token(page)
  await page.evaluate((secret) => {
    const second = new WebSocket(`ws://${location.host}/api/device/ws`)
    second.onopen = () => second.send(JSON.stringify({ v: 1, type: 'hello', id: 'h', body: { token: secret } }))
  }, secret)
  await expect.poll(() => kinds(stage, witness.sitting), within).toContain('input.second_socket program')
  await expect.poll(() => kinds(stage, witness.sitting), within).toContain('input.second_socket page')
})

test('foreign code in the page is noticed', async ({ stage }) => {
  const { page, witness } = await seated(stage)
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.src = 'https://helper.invalid/answers'
    document.body.append(frame)
  })
  await expect.poll(() => kinds(stage, witness.sitting), within).toContain('input.remote_artefact code')
  stage.faults.splice(0) // the browser refuses the frame, and says so
})

test('input from below the page is noticed on a seat with an agent, and not covered on one without', async ({ stage }) => {
  const { page, witness } = await seated(stage)
  const agent = new SeatAgent(stage.house, await token(page))
  await agent.start()
  try {
    await page.waitForTimeout(6000)
    for (const at of [1, 0]) { // hands: the kernel hears what the page hears
      agent.pointer += 12
      await option(page, at).click()
      await page.waitForTimeout(2500)
    }
    await page.waitForTimeout(7000)
    expect(await kinds(stage, witness.sitting)).toEqual([])
    const developer = await page.context().newCDPSession(page) // and now nobody touches anything
    const box = await option(page, 1).boundingBox()
    const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20, button: 'left', clickCount: 1 } as const
    await developer.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at })
    await developer.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at })
    await expect(option(page, 1)).toHaveAttribute('aria-pressed', 'true')
    await expect.poll(() => kinds(stage, witness.sitting), within).toContain('input.without_event kernel')
    agent.debug = ['port 9222']
    await expect.poll(() => kinds(stage, witness.sitting), within).toContain('input.devtools debug_port')
  } finally {
    agent.stop()
  }
})
