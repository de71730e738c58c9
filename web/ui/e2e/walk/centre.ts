// The training centre's part.
import { expect, type Stage } from '../harness/fixtures.ts'
import type { Person } from '../harness/acts.ts'
import { desk, go } from './desk.ts'
import { day } from './portal.ts'

/** 88 hours of a class, recorded for one person by the centre's clerk. */
export async function recordHours(stage: Stage, who: Person): Promise<void> {
  const page = await desk(stage, 'centre')
  await go(page, '/training/hours', '学时登记')
  await page.getByRole('button', { name: '登记学时' }).first().click()
  const form = page.locator('form').filter({ has: page.getByLabel('学员名单') })
  await form.getByLabel('培训机构').selectOption({ label: '演示市江北安全技术培训学校（培训机构）' })
  await form.getByLabel('操作项目').selectOption({ label: '低压电工作业（SO-01-02）' })
  await form.getByLabel('班次').fill('低压电工 2026 第 9 期')
  await form.getByLabel('学时', { exact: true }).fill('88')
  await form.getByLabel('从', { exact: true }).fill(day(stage, -40))
  await form.getByLabel('到', { exact: true }).fill(day(stage, -20))
  await form.getByLabel('依据').fill('签到册 DY-2026-09')
  await form.getByLabel('学员名单').fill(`${who.name} ${who.number}`)
  await stage.shots.take(page, 'console-hours-form')
  await form.getByRole('button', { name: '登记学时' }).click()
  await expect(page.getByText('已登记 1 人')).toBeVisible()
  await stage.shots.take(page, 'console-hours')
}
