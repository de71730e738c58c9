// The back office after the sitting: room record, release, practical, permit.
import type { Page } from '@playwright/test'
import { expect, type Stage } from '../harness/fixtures.ts'
import { confirm, desk, dialog, go } from './desk.ts'
import type { Person } from '../harness/acts.ts'

/** The officer reads the drafted record of the room and signs it. */
export async function signRecord(stage: Stage, room: string, record: string): Promise<void> {
  const page = await desk(stage, 'watch1')
  await go(page, '/results/records', '考场记录')
  await expect(page.getByRole('row').filter({ hasText: room }).first()).toBeVisible()
  await stage.shots.take(page, 'console-records')
  await page.goto(`/console/results/records/${record}`)
  await expect(page.getByRole('button', { name: '签署', exact: true })).toBeVisible()
  await stage.shots.take(page, 'console-record')
  // What still comes in (an incident, the last seconds of a camera) makes it another record, which is read again before it is signed.
  await expect(async () => {
    await page.getByRole('button', { name: '签署', exact: true }).click()
    await expect(dialog(page)).toContainText('应到 2，实到 2')
    await stage.shots.take(page, 'console-record-sign', { screen: true })
    await confirm(page, '签署')
    await expect(page.getByRole('button', { name: '签署', exact: true })).toHaveCount(0, { timeout: 3000 })
  }).toPass({ timeout: 60_000 })
}

/** Somebody else releases everything that waits. */
export async function releaseAll(stage: Stage): Promise<void> {
  const page = await desk(stage, 'releaser')
  await go(page, '/results/queue', '成绩发布')
  // A result enters the queue when its day of publication has been computed, once a minute.
  await expect(async () => {
    await page.getByRole('button', { name: '刷新' }).click()
    await expect(page.getByRole('button', { name: '全部发布' })).toBeEnabled({ timeout: 1000 })
  }).toPass({ timeout: 75_000 })
  await stage.shots.take(page, 'console-queue')
  await page.getByRole('button', { name: '全部发布' }).click()
  await dialog(page).getByRole('button', { name: /^发布（\d+ 条）$/ }).click()
  await expect(dialog(page).getByRole('heading', { name: '发布结果' })).toBeVisible()
  await expect(dialog(page).getByRole('status')).toContainText('已发布 2')
  await stage.shots.take(page, 'console-released', { screen: true })
  await dialog(page).getByRole('button', { name: '关闭' }).click()
}

/** The manager begins the practical, two assessors enter equal sheets. */
export async function practical(stage: Stage, who: Person): Promise<void> {
  const manager = await desk(stage, 'manager')
  await go(manager, '/practical', '实操考试')
  await manager.getByRole('button', { name: '开始实操考试' }).click()
  const form = dialog(manager)
  await form.getByLabel('姓名', { exact: true }).fill(who.number)
  await form.getByRole('button', { name: '查找' }).click()
  await form.getByLabel('查找结果').selectOption({ index: 1 })
  await form.getByLabel('操作项目').selectOption({ label: '低压电工作业（SO-01-02）' })
  await form.getByLabel('所属机关或考试机构').selectOption({ label: '演示市安全生产考试中心（考试机构）' })
  await form.getByLabel('考评员甲').selectOption({ index: 0 })
  await form.getByLabel('考评员乙').selectOption({ index: 1 })
  await stage.shots.take(manager, 'console-practical-begin', { screen: true })
  await confirm(manager, '开始实操考试')
  await expect(manager.getByRole('heading', { level: 1, name: '实操评分' })).toBeVisible()
  const path = new URL(manager.url()).pathname.replace('/console', '')

  for (const [at, login] of ['assessor1', 'assessor2'].entries()) {
    const page = await desk(stage, login)
    await go(page, path, '实操评分')
    const points = page.locator('.subjects input[type=number]')
    await expect(points.first()).toBeVisible()
    for (const one of await points.all()) await one.fill(String(Number(await one.getAttribute('max')) - 1))
    await stage.shots.take(page, `console-practical-${login}`)
    await page.getByRole('button', { name: '提交评分' }).click()
    await confirm(page, '提交评分')
    await expect(page.getByText(at === 0 ? '您的评分已提交，正等另一位考评员。' : /^\d+ 分$/).first()).toBeVisible()
    await stage.shots.take(page, `console-practical-entered-${at + 1}`)
  }
}

async function decidePermit(stage: Stage, who: Person, login: string, act: string): Promise<Page> {
  const page = await desk(stage, login)
  await go(page, '/permits/applications', '发证申请')
  await page.getByRole('row').filter({ hasText: who.name.slice(0, 1) }).locator('[data-row]').first().click()
  const drawer = page.locator('dialog.drawer')
  await expect(drawer.getByRole('button', { name: act, exact: true })).toBeVisible()
  await stage.shots.take(page, `console-permit-${login}`, { screen: true })
  await drawer.getByRole('button', { name: act, exact: true }).click()
  await page.locator('dialog.c-dialog').getByRole('button', { name: act, exact: true }).click()
  await expect(page.locator('dialog.c-dialog')).toHaveCount(0)
  return page
}

export async function approvePermit(stage: Stage, who: Person): Promise<void> {
  await stage.shots.take(await decidePermit(stage, who, 'clerk', '批准'), 'console-permit-clerk-done')
}

/** One person approves, another issues. */
export async function issuePermit(stage: Stage, who: Person, issue: string): Promise<void> {
  await approvePermit(stage, who)
  const page = await decidePermit(stage, who, 'issuer', issue)
  await expect(page.getByRole('heading', { level: 1, name: '证件详情' })).toBeVisible()
  await stage.shots.take(page, 'console-permit-issuer-done')
}

/** What the permit on the issuer's page was worth on other days. */
export async function statusOnDays(stage: Stage, before: string): Promise<void> {
  const page = await desk(stage, 'issuer')
  const box = page.getByRole('region', { name: '某日状态' })
  await expect(box.getByText('有效', { exact: true })).toBeVisible()
  await box.getByLabel('日期').fill(before)
  await expect(box.getByText('当日尚未发证')).toBeVisible()
  await box.getByLabel('日期').fill('2040-01-01')
  await expect(box.getByText('已过期')).toBeVisible()
  await expect(box.getByText('这一天还没有到')).toBeVisible()
  await stage.shots.take(page, 'console-permit-on-day')
}
