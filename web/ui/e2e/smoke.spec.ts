// The built pages open under the content policy, say the right thing, and are clean for assistive technology.
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'

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
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([])
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(sideways, 'the page scrolls sideways').toBeLessThanOrEqual(0)
}

const enrolled = (kind: string) => ({ token: 't', kind, label: '第一考点 一号考场 A3' })

const pages = [
  { name: 'portal', path: '/', heading: '首页' },
  { name: 'portal-exams', path: '/exams', heading: '考试' },
  { name: 'portal-me', path: '/me', heading: '我的' },
  { name: 'console-login', path: '/console/anything?x=1', heading: '登录管理台' },
  { name: 'kiosk-enrol', path: '/kiosk/', heading: '登记这台终端' },
  { name: 'kiosk-gate', path: '/kiosk/', heading: '请出示准考证二维码或身份证', device: enrolled('gate') },
  { name: 'kiosk-seat', path: '/kiosk/', heading: '请等候，入场后这里会显示您的姓名', device: enrolled('seat') },
  { name: 'verify', path: '/verify/', heading: '证书核验' },
]

for (const { name, path, heading, device } of pages) {
  test(`${name} opens`, async ({ page }, { project }) => {
    const faults = watch(page)
    if (device) await page.addInitScript((value) => localStorage.setItem('suikao.device', value), JSON.stringify(device))
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

test('the seat can be read in large text and high contrast', async ({ page }, { project }) => {
  const faults = watch(page)
  await page.addInitScript((value) => localStorage.setItem('suikao.device', value), JSON.stringify(enrolled('seat')))
  await page.goto('/kiosk/')
  await page.getByRole('button', { name: '特大字' }).click()
  await page.getByRole('button', { name: '高对比' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast')
  await clean(page, 'kiosk-contrast', project.name)
  expect(faults).toEqual([])
})

test('the gate speaks', async ({ page }) => {
  await page.addInitScript((value) => localStorage.setItem('suikao.device', value), JSON.stringify(enrolled('gate')))
  await page.goto('/kiosk/')
  const clip = page.waitForResponse((r) => r.url().endsWith('/speech/zh/gate.show.ogg'))
  await page.getByRole('button', { name: '朗读' }).click()
  expect((await clip).ok()).toBe(true)
  await expect(page.getByRole('button', { name: '停止朗读' })).toBeVisible()
  await expect(page.getByRole('button', { name: '朗读', exact: true })).toBeVisible({ timeout: 15_000 }) // it ends by itself
})
