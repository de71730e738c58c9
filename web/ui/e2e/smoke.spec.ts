// The built pages that need no login and no terminal (walk.spec.ts has those) open under the content policy, say the right thing, and are clean for assistive technology.
import { expect, test, type Page } from '@playwright/test'
import { barriers } from './harness/axe.ts'

const shots = 'e2e/.out/shots'

/** Everything that must not happen while a page is open. */
function watch(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (err) => faults.push(`error: ${err.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/503|Failed to load resource/.test(message.text())) faults.push(`console: ${message.text()}`)
  })
  return faults
}

async function clean(page: Page, name: string, project: string) {
  await page.screenshot({ path: `${shots}/${name}-${project}.png`, fullPage: true })
  expect((await barriers(page)).map(({ text }) => text)).toEqual([])
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(sideways, 'the page scrolls sideways').toBeLessThanOrEqual(0)
}

const pages = [
  { name: 'portal', path: '/', heading: '首页' },
  { name: 'console-login', path: '/console/anything?x=1', heading: '登录管理台' },
  { name: 'kiosk-enrol', path: '/kiosk/', heading: '登记这台终端' },
  { name: 'verify', path: '/verify/', heading: '证书核验' },
]

for (const { name, path, heading } of pages) {
  test(`${name} opens`, async ({ page }, { project }) => {
    const faults = watch(page)
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await clean(page, name, project.name)
    expect(faults).toEqual([])
  })
}

test('the language changes and stays', async ({ page }) => {
  await page.goto('/verify/')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Permit check')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Permit check')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('an error says what to do and gives a code', async ({ page }, { project }) => {
  const faults = watch(page)
  await page.goto('/verify/')
  await page.getByRole('button', { name: '查询' }).click()
  await expect(page.getByText('请填写证书编号。')).toBeVisible()
  await page.getByLabel('证书编号').fill('T11010519491231002X')
  await page.getByLabel('姓名').fill('买买提·吐尔逊')
  await page.route('**/api/**', (route) =>
    route.fulfill({ status: 429, contentType: 'application/problem+json', body: JSON.stringify({ code: 'limit.too_often', detail: '查询太频繁，请一分钟后再试。' }) }))
  await page.getByRole('button', { name: '查询' }).click()
  await expect(page.getByRole('alert')).toContainText('查询太频繁，请一分钟后再试。')
  await expect(page.getByRole('alert')).toContainText('limit.too_often')
  expect(page.url()).not.toContain('110105')
  await clean(page, 'verify-error', project.name)
  expect(faults).toEqual([])
})
