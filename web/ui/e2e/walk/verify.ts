// What a stranger sees who checks a permit.
import { expect, type Stage } from '../harness/fixtures.ts'

export async function checkByNumber(stage: Stage, number: string, name: string): Promise<void> {
  const page = await stage.page('verify', 'portal')
  await page.goto('/verify/')
  await expect(page.getByRole('heading', { level: 1, name: '证书核验' })).toBeVisible()
  await stage.shots.take(page, 'verify')
  await page.getByLabel('证书编号').fill(number)
  await page.getByLabel('姓名').fill(name)
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await expect(page.getByText('待全国平台确认').first()).toBeVisible()
  await expect(page.getByText('低压电工作业').first()).toBeVisible()
  expect(page.url(), 'the number stays out of the address').not.toContain(number.slice(1, 7))
  await stage.shots.take(page, 'verify-number')
}

/** A code that another one stands for. */
export async function checkReplaced(stage: Stage, code: string): Promise<void> {
  const page = await stage.page('verify-replaced', 'portal')
  await page.goto(`/verify/#${code}`)
  await expect(page.getByText('已换发新证，请查看新证').first()).toBeVisible()
  await stage.shots.take(page, 'verify-replaced')
}

export async function checkByCode(stage: Stage, code: string): Promise<void> {
  const page = await stage.page('verify-code', 'portal')
  await page.goto(`/verify/#${code}`)
  await expect(page.getByText('待全国平台确认').first()).toBeVisible()
  await stage.shots.take(page, 'verify-code')
}
