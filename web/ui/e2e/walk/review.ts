// The reviewer's part: the photo and the application.
import { expect, type Stage } from '../harness/fixtures.ts'
import { confirm, desk, dialog, go } from './desk.ts'

export async function approvePhoto(stage: Stage): Promise<void> {
  const page = await desk(stage, 'clerk')
  await stage.shots.take(page, 'console-home')
  await go(page, '/review/photos', '证件照片')
  const card = page.getByRole('article').first()
  await expect(card.getByRole('img')).toBeVisible()
  await stage.shots.take(page, 'console-photos')
  await card.getByRole('button', { name: '可用', exact: true }).click()
  await confirm(page, '可用')
  await expect(page.getByRole('article')).toHaveCount(0)
}

export async function reviewApplication(stage: Stage): Promise<void> {
  const page = await desk(stage, 'clerk')
  await go(page, '/review/applications', '报名申请')
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await stage.shots.take(page, 'console-applications')
  await page.locator('[data-row]').first().click()
  await expect(page.getByRole('heading', { level: 1, name: '报名详情' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 3, name: '材料真实性承诺书' })).toBeVisible()
  await stage.shots.take(page, 'console-application')
  await page.getByRole('button', { name: '受理', exact: true }).click()
  await expect(dialog(page)).toBeVisible()
  await stage.shots.take(page, 'console-accept', { screen: true })
  await confirm(page, '受理')
  await page.getByRole('button', { name: '审核通过', exact: true }).click()
  await confirm(page, '审核通过')
  await expect(page.getByRole('button', { name: '审核通过', exact: true })).toHaveCount(0)
}
