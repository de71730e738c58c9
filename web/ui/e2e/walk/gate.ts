// What a person does at the gate, and the officer who is asked.
import { expect, type Stage } from '../harness/fixtures.ts'
import { layCard } from '../harness/client.ts'
import type { TestRoom } from '../harness/room.ts'
import { desk, dialog, go } from './desk.ts'
import type { Page } from '@playwright/test'

/** A terminal that was enrolled by typing its code. */
export async function enrol(stage: Stage, name: string, size: 'gate' | 'seat', code: string, shot = false, baseURL = stage.house.url): Promise<Page> {
  const page = await stage.page(name, size, { baseURL })
  await page.goto('/kiosk/')
  await expect(page.getByRole('heading', { level: 1, name: '登记这台终端' })).toBeVisible()
  if (shot) await stage.shots.take(page, `${size}-enrol`)
  await page.getByLabel('一次性代码').fill(code)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  const heading = size === 'gate' ? '请出示准考证二维码或身份证' : /.+/
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  return page
}

export interface Visitor {
  name: string
  number: string
}

/** 现在就考: card on the reader, an offer taken, telephone stowed, the remote officer confirms. Gives the seat's label. */
export async function walkIn(stage: Stage, gate: Page, room: TestRoom, who: Visitor): Promise<string> {
  const { house, shots } = stage
  await layCard(house, room.id, who)
  await expect(gate.getByRole('heading', { level: 1, name: '现在就考：请选择考试项目' })).toBeVisible()
  await shots.take(gate, 'gate-offers')
  await gate.getByRole('button', { name: /低压电工作业/ }).click()
  await expect(gate.getByRole('heading', { level: 1, name: '请先把手机和物品存入储物柜' })).toBeVisible()
  await shots.take(gate, 'gate-locker')
  await gate.getByRole('button', { name: '已存好，继续' }).click()
  await expect(gate.getByRole('heading', { level: 1, name: /远程监考员正在为您核对/ })).toBeVisible()
  await shots.take(gate, 'gate-officer')

  const officer = await desk(stage, 'watch1')
  await go(officer, '/duty', '值班台')
  const card = officer.getByRole('article').filter({ hasText: room.name })
  await expect(card).toContainText('现场报到')
  await shots.take(officer, 'console-duty')
  await card.getByRole('button', { name: '确认是本人' }).click()
  await shots.take(officer, 'console-duty-confirm', { screen: true })
  await dialog(officer).getByRole('button', { name: '确认是本人', exact: true }).click()
  await expect(officer.getByRole('status').filter({ hasText: '门已开' })).toBeVisible()

  const seat = await seatShown(stage, gate, 'gate-admitted')
  await layCard(house, room.id)
  return seat
}

/** A booked person: the ticket's code by scanner, the card, the PIN of the ticket. Gives the seat's label. */
export async function enterBooked(stage: Stage, gate: Page, room: TestRoom, who: Visitor, ticket: string, pin: string): Promise<string> {
  const { house, shots } = stage
  await scan(gate, ticket)
  await expect(gate.getByRole('heading', { level: 1, name: '请核对：是您本人吗' })).toBeVisible()
  await shots.take(gate, 'gate-found')
  await gate.getByRole('button', { name: '是我，继续' }).click()
  await gate.getByRole('button', { name: '已存好，继续' }).click()
  await expect(gate.getByRole('heading', { level: 1, name: '请把身份证放在读卡区' })).toBeVisible()
  await shots.take(gate, 'gate-card')
  await layCard(house, room.id, who)
  await expect(gate.getByRole('heading', { level: 1, name: '请输入四位入场码' })).toBeVisible()
  await shots.take(gate, 'gate-pin')
  for (const digit of pin) await gate.getByRole('button', { name: digit, exact: true }).click()
  const seat = await seatShown(stage, gate, 'gate-admitted-booked')
  await layCard(house, room.id)
  return seat
}

/** A scanner types quickly and ends with Enter. */
async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((text) => {
    for (const key of [...text, 'Enter']) window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }, code)
}

async function seatShown(stage: Stage, gate: Page, shot: string): Promise<string> {
  await expect(gate.getByRole('heading', { level: 1, name: '您的座位' })).toBeVisible()
  await expect(gate.getByText('门已打开，请推门进入')).toBeVisible()
  await stage.shots.take(gate, shot)
  const label = ((await gate.locator('.in__seat').textContent()) ?? '').trim()
  await gate.getByRole('button', { name: '知道了' }).click()
  await expect(gate.getByRole('heading', { level: 1, name: '请出示准考证二维码或身份证' })).toBeVisible()
  return label
}
