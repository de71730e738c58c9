// What a person does on the phone.
import type { Locator, Page } from '@playwright/test'
import { dateOf } from '../harness/clock.ts'
import { expect, type Stage } from '../harness/fixtures.ts'
import { portrait } from '../harness/people.ts'
import type { Person } from '../harness/acts.ts'

export const day = (stage: Stage, shift: number) => dateOf(stage.house.clock.now(), shift)
const picture = (name: string) => ({ name, mimeType: 'image/png', buffer: portrait() })

/** The next step, pinned at the bottom of every task. */
export const nextStep = (page: Page): Locator => page.locator('.frame__next .sk-button--main')

/** Looks at the page, then takes the next step. */
async function onward(stage: Stage, page: Page, shot: string): Promise<void> {
  await expect(nextStep(page)).toBeEnabled()
  await stage.shots.take(page, shot)
  await nextStep(page).click()
}

export async function register(stage: Stage, page: Page, who: Person): Promise<void> {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await stage.shots.take(page, 'portal-welcome')
  await page.goto('/register')
  const agree = page.getByRole('checkbox')
  await expect(agree).toBeVisible()
  await agree.check()
  await onward(stage, page, 'register-notice')
  await page.getByLabel('姓名').fill(who.name)
  await page.getByLabel('证件号码').fill(who.number)
  await page.getByLabel('文化程度').selectOption('SENIOR')
  await onward(stage, page, 'register-who')
  await page.getByLabel('手机号').fill(who.phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expect(page.getByText('验证码已发出')).toBeVisible()
  await page.getByLabel('验证码', { exact: true }).fill(await stage.house.textCode(who.phone))
  await onward(stage, page, 'register-phone')
  await page.getByLabel('新密码').fill(who.password)
  await page.getByLabel('再输一遍').fill(who.password)
  await onward(stage, page, 'register-password')
  await expect(page).toHaveURL(/\/$/)
  await expect(page.locator('.hello')).toBeVisible()
  await stage.shots.take(page, 'portal-home')
}

/** Logs in again when the clock has gone on so far that the login is over. */
export async function stillIn(page: Page, who: Person): Promise<void> {
  await page.goto('/')
  await expect(page.locator('.hello').or(page.locator('.way'))).toBeVisible()
  if (await page.locator('.way').isVisible()) await logIn(page, who)
}

export async function logIn(page: Page, who: Person): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('手机号或身份证号').fill(who.phone)
  await page.getByLabel('密码', { exact: true }).fill(who.password)
  await nextStep(page).click()
  await expect(page).toHaveURL(/\/$/)
}

export async function handInPhoto(stage: Stage, page: Page): Promise<void> {
  await page.goto('/photo')
  await expect(nextStep(page)).toBeVisible()
  await stage.shots.take(page, 'photo')
  await page.locator('input[type=file]').last().setInputFiles(picture('portrait.png'))
  await expect(page.getByRole('application')).toBeVisible()
  await onward(stage, page, 'photo-crop')
  await expect(page.locator('.now__picture')).toBeVisible()
  await stage.shots.take(page, 'photo-pending')
}

/** Applies for the item; gives the address of the application. */
export async function apply(stage: Stage, page: Page): Promise<string> {
  await page.goto('/apply')
  await page.getByLabel(/搜|找|查/).first().fill('低压')
  const item = page.getByRole('link', { name: '低压电工作业' })
  await expect(item).toBeVisible()
  await stage.shots.take(page, 'apply-items')
  await item.click()
  await onward(stage, page, 'apply-guide')
  await expect(page.locator('form#start')).toBeVisible()
  await onward(stage, page, 'apply-start')
  await expect(page).toHaveURL(/\/applications\/[0-9a-z]{26}$/)
  const path = new URL(page.url()).pathname
  await expect(nextStep(page)).toBeVisible()
  await stage.shots.take(page, 'application-draft')
  for (let left = 8; left > 0; left--) {
    await expect(nextStep(page)).toBeVisible()
    if ((await nextStep(page).getAttribute('href')) === null) break
    await nextStep(page).click()
    await material(stage, page)
    await expect(page).toHaveURL(path)
  }
  await onward(stage, page, 'application-complete')
  await page.getByRole('dialog').locator('.sk-button--main').click()
  await expect(nextStep(page)).toHaveCount(0)
  await expect(page.locator('.frame__next').getByRole('link')).toBeVisible()
  await stage.shots.take(page, 'application-submitted')
  return path
}

/** Fills in the page of one material, whichever it is. */
async function material(stage: Stage, page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/applications\/[0-9a-z]{26}\/[A-Z_]+$/)
  const kind = page.url().split('/').at(-1) ?? ''
  const form = page.locator('form#material')
  await expect(form).toBeVisible()
  if (kind === 'PLEDGE') await page.getByRole('checkbox').check()
  if (kind === 'HEALTH_STATEMENT') {
    await form.locator('input[type=radio][value=yes]').check()
    await form.locator('input[type=date]').fill(day(stage, -15))
    await form.locator('input[type=text]').fill('演示市第一人民医院')
  }
  if (kind === 'EDUCATION_PROOF') {
    await form.locator('input[type=text]').first().fill('演示市第二中学')
    await form.locator('input[type=text]').last().fill('高中')
  }
  const file = form.locator('input[type=file]')
  if (await file.count()) {
    await file.last().setInputFiles(picture('document.png'))
    await expect(form.getByRole('img')).toBeVisible()
  }
  await onward(stage, page, `material-${kind.toLowerCase().replace(/_/g, '-')}`)
}

/** Books the first free slot of the day after tomorrow, looks at the ticket, and gives it back. */
export async function book(stage: Stage, page: Page, application: string): Promise<void> {
  await page.goto(application)
  await onward(stage, page, 'application-approved')
  await expect(page).toHaveURL(/\/book\//)
  await page.locator('.days__one').nth(2).click() // far enough to be given back at any hour
  const slot = page.locator('input[name=slot]:enabled').first()
  await expect(slot).toBeVisible()
  await slot.check()
  await onward(stage, page, 'book-slot')
  await expect(page).toHaveURL(/\/bookings\//)
  await expect(page.getByRole('timer')).toBeVisible()
  await onward(stage, page, 'book-held')
  await expect(page.locator('.ticket__qr')).toBeVisible()
  await stage.shots.take(page, 'ticket')
  await page.locator('.quiet').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await stage.shots.take(page, 'ticket-cancel', { screen: true })
  await page.getByRole('dialog').locator('.sk-button--danger').click()
  await expect(page.locator('.ticket__qr')).toHaveCount(0)
  await expect(nextStep(page)).toBeVisible()
  await stage.shots.take(page, 'booking-cancelled')
}

/** The result right after the sitting: provisional, waiting for its release. */
export async function seeProvisional(stage: Stage, page: Page, points: number): Promise<void> {
  await page.goto('/results')
  await expect(page.getByText('机考成绩（待发布）').or(page.getByText('机考成绩(待发布)')).first()).toBeVisible()
  await stage.shots.take(page, 'results')
  await page.locator('a[href^="/results/"]').first().click()
  await expect(page.locator('.score__points')).toHaveText(String(points))
  await stage.shots.take(page, 'result-provisional')
}

/** The released result and the way from it to the application for a permit. */
export async function applyPermit(stage: Stage, page: Page): Promise<void> {
  await page.goto('/results')
  await page.locator('a[href^="/results/"]').first().click()
  await expect(page.getByText('已发布').first()).toBeVisible()
  await onward(stage, page, 'result-released')
  const form = page.locator('form#papers')
  await expect(form).toBeVisible()
  const fit = form.locator('input[type=radio][value=yes]')
  if (await fit.count()) {
    await fit.check()
    await form.locator('input[type=date]').fill(day(stage, -15))
    await form.locator('input[type=text]').fill('演示市第一人民医院')
  }
  await page.getByRole('checkbox').check()
  await onward(stage, page, 'permit-apply')
  await expect(page).toHaveURL(/\/permit-applications\//)
  await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
  await stage.shots.take(page, 'permit-application')
}

/** The way from a permit to the application for its replacement. */
export async function askReplacement(stage: Stage, page: Page): Promise<void> {
  await page.goto('/permits')
  await page.locator('.face').first().click()
  await page.getByRole('link', { name: '补证' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '补证' })).toBeVisible()
  await page.getByRole('button', { name: '提交申请' }).click()
  await expect(page.getByRole('alert').first()).toBeVisible() // nothing was chosen
  await page.getByLabel('遗失').check()
  await page.getByRole('checkbox').check()
  await onward(stage, page, 'permit-ask')
  await expect(page).toHaveURL(/\/permit-applications\//)
  await expect(page.getByText('遗失')).toBeVisible()
  await stage.shots.take(page, 'permit-ask-sent')
}

/** The issued permit in the wallet: number and code for whoever checks it. */
export async function seePermit(stage: Stage, page: Page): Promise<{ number: string; code: string }> {
  await page.goto('/permits')
  await expect(page.locator('.face').first()).toBeVisible()
  await stage.shots.take(page, 'permits')
  await page.locator('.face').first().click()
  await expect(page.getByText('待全国平台确认').first()).toBeVisible()
  await page.locator('button[aria-pressed]').first().click()
  await stage.shots.take(page, 'permit')
  const number = /T\d{17}[\dX]/.exec((await page.locator('.face').innerText()).replace(/\s/g, ''))?.[0] ?? ''
  const code = (await page.locator('figure.code code').innerText()).replace(/\s/g, '')
  return { number, code }
}
