// What staff does in the console.
import type { Locator, Page } from '@playwright/test'
import { expect, type Stage } from '../harness/fixtures.ts'

/** The console of one member of staff, logged in. */
export async function desk(stage: Stage, login: string): Promise<Page> {
  const page = await stage.page(`console-${login}`, 'console')
  if (!stage.aged(`console-${login}`)) return page
  await page.goto('/console/')
  const menu = page.getByRole('navigation', { name: '功能菜单' })
  const account = page.getByLabel('账号')
  await expect(menu.or(account)).toBeVisible()
  if (await menu.isVisible()) return page // the clock was moved, the login holds
  await account.fill(login)
  await page.getByLabel('密码').fill(stage.house.staffPassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(menu).toBeVisible()
  return page
}

/** Opens an address of the console in the page that is there. */
export async function go(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(`/console${path}`)
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
}

/** The dialog that every act is confirmed in. */
export const dialog = (page: Page): Locator => page.getByRole('dialog')

/** Confirms the open dialog by its main button and waits until it is gone; where it stays, the failure says what it shows. */
export async function confirm(page: Page, verb: string | RegExp): Promise<void> {
  await dialog(page).getByRole('button', { name: verb, exact: true }).click()
  await expect(dialog(page)).toHaveCount(0).catch(async (e: Error) => {
    e.message += `\nThe dialog stays open and says: ${(await dialog(page).innerText()).slice(0, 500)}`
    throw e
  })
}

/** The manager lets people hand in as early as they like in one room. */
export async function allowEarlyHandIn(stage: Stage, room: string): Promise<void> {
  const page = await desk(stage, 'manager')
  await page.goto(`/console/places/rooms/${room}`)
  await page.getByRole('button', { name: '修改考场' }).click()
  await dialog(page).getByLabel('最早交卷（分钟）').fill('0')
  await stage.shots.take(page, 'console-room-edit', { screen: true })
  await confirm(page, '保存')
  await stage.shots.take(page, 'console-room')
}
