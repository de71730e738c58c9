// A permit as somebody at a site gate meets it: printed, and no network.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { Client } from '../harness/client.ts'
import { expect, type Stage } from '../harness/fixtures.ts'
import type { Person } from '../harness/acts.ts'

/** The holder's certificate as a printer would put it on paper. */
async function printed(stage: Stage, who: Person): Promise<{ permit: string; picture: Buffer }> {
  const own = await Client.candidate(stage.house, who.number, who.password)
  const permit = ((await own.get('/api/candidate/permits')).items as { id: string }[])[0]?.id ?? ''
  const dir = mkdtempSync(join(tmpdir(), 'permit-'))
  writeFileSync(join(dir, 'page.pdf'), await own.file(`/api/candidate/permits/${permit}/certificate.pdf?size=page`))
  execFileSync('pdftoppm', ['-png', '-r', '150', '-singlefile', join(dir, 'page.pdf'), join(dir, 'page')])
  return { permit, picture: readFileSync(join(dir, 'page.png')) }
}

/** Two people decide about a permit. */
async function decide(stage: Stage, permit: string, kind: string, why: string): Promise<void> {
  const [issuer, clerk] = await Promise.all([Client.staff(stage.house, 'issuer'), Client.staff(stage.house, 'clerk')])
  const { id } = (await issuer.post(`/api/staff/permits/${permit}/changes`, { kind, reason: why, legal: '第2026-1号' })) as { id: string }
  await clerk.post(`/api/staff/permit-changes/${id}/decide`, { approve: true, note: '已核对' })
}

const verdict = (page: Page) => page.locator('[data-verdict]')

async function scan(page: Page, picture: Buffer): Promise<void> {
  await page.locator('#scan-file').setInputFiles({ name: 'permit.png', mimeType: 'image/png', buffer: picture })
  await expect(verdict(page)).toBeVisible()
}

/** Fetches what is newer until the verdict has a colour: the house makes a list every few seconds. */
async function becomes(page: Page, colour: string): Promise<void> {
  await expect(async () => {
    await page.getByRole('button', { name: '立即更新' }).click()
    await expect(verdict(page)).toHaveAttribute('data-colour', colour, { timeout: 1000 })
  }).toPass({ timeout: 40_000 })
}

/** The holder shows the live code on the telephone; a picture of it that is two minutes old is a photograph. */
async function live(stage: Stage, phone: Page, page: Page): Promise<void> {
  await phone.goto('/permits')
  await phone.locator('.face').first().click()
  await phone.getByRole('button', { name: '出示动态码' }).click()
  const code = phone.getByRole('img', { name: '动态证件码' })
  await expect(code).toBeVisible()
  await stage.shots.take(phone, 'permit-live')
  const picture = await code.screenshot()
  await page.getByRole('button', { name: '再查一张' }).click()
  await scan(page, picture)
  await expect(verdict(page)).toHaveAttribute('data-colour', 'GREEN')
  await expect(verdict(page)).toContainText('请与身份证件上的号码核对')
  await stage.shots.take(page, 'verify-live')
  await page.clock.fastForward('02:00')
  await page.getByRole('button', { name: '再查一张' }).click()
  await scan(page, picture)
  await expect(verdict(page)).toHaveAttribute('data-colour', 'AMBER')
  await expect(verdict(page)).toContainText('出示时间已超过 90 秒')
  await page.getByRole('button', { name: '再查一张' }).click()
}

/** The same page reckons the log by itself: this permit, the pass it rests on, all of them counted. */
async function inLog(stage: Stage, page: Page, phone: Page, who: Person): Promise<void> {
  const own = await Client.candidate(stage.house, who.number, who.password)
  const result = ((await own.get('/api/candidate/results')).items as { id: string; state: string }[]).find((one) => one.state === 'RELEASED')?.id ?? ''
  await phone.goto(`/results/${result}`)
  await expect(phone.getByText('已写入公开的透明日志')).toBeVisible()
  await stage.shots.take(phone, 'result-log')
  const at = await phone.getByRole('link', { name: '到日志里核对' }).getAttribute('href')
  await page.goto(at ?? '')
  const state = page.locator('[data-state]')
  await expect(state).toHaveAttribute('data-state', 'sound')
  await expect(page.locator('[data-found]')).toContainText('合格的考试')
  await page.getByRole('button', { name: '开始清点' }).click()
  await expect(page.locator('[data-label="permit"] td')).toHaveText('1')
  await expect(page.getByText('1 张凭考试发的证，各对应一次合格的考试')).toBeVisible()
  await stage.shots.take(page, 'verify-log')
  await page.reload()
  await expect(state).toHaveAttribute('data-state', 'sound')
  await expect(state).toContainText('这台设备上次看到的')
  await page.route('**/log/checkpoint', (route) => route.fulfill({ status: 404 })) // a house that lost its log
  await page.reload()
  await expect(state).toHaveAttribute('data-state', 'forked')
  await stage.shots.take(page, 'verify-log-forked')
}

export async function checkOffline(stage: Stage, who: Person, phone: Page): Promise<void> {
  const { permit, picture } = await printed(stage, who)
  const page = await stage.page('verify-offline', 'portal')
  await page.clock.install({ time: stage.house.clock.now() })
  await page.goto('/verify')
  await expect(page.getByText('可以离线核验')).toBeVisible()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await scan(page, picture)
  await expect(verdict(page)).toHaveAttribute('data-colour', 'AMBER') // never green before the list knows it
  await expect(async () => {
    await page.getByRole('button', { name: '立即更新' }).click()
    await expect(verdict(page)).toContainText('待全国平台确认', { timeout: 1000 })
  }).toPass({ timeout: 40_000 })
  await expect(verdict(page)).toHaveAttribute('data-colour', 'AMBER')
  await stage.shots.take(page, 'verify-amber')

  await decide(stage, permit, 'CONFIRM_NATIONAL', '已在全国平台查到')
  await stage.house.clock.forward(61_000) // what got its place within the last minute is not green yet
  await page.clock.fastForward(61_000)
  await becomes(page, 'GREEN')
  await page.getByLabel('今天的作业项目').selectOption({ label: '低压电工作业' })
  await expect(verdict(page)).toHaveAttribute('data-colour', 'GREEN')

  await live(stage, phone, page)
  await page.context().setOffline(true)
  await page.reload() // the page itself needs no network either
  await expect(page.getByText('现在没有网络')).toBeVisible()
  await scan(page, picture)
  await expect(verdict(page)).toHaveAttribute('data-colour', 'GREEN')
  await expect(verdict(page)).toContainText(who.name)
  await expect(page.getByLabel('今天的作业项目')).not.toHaveValue('') // chosen once a day
  await stage.shots.take(page, 'verify-offline-green')
  await page.getByLabel('今天的作业项目').selectOption({ index: 2 })
  await expect(verdict(page)).toHaveAttribute('data-colour', 'RED')
  await expect(verdict(page)).toContainText('不包括今天的作业项目')
  await page.getByLabel('今天的作业项目').selectOption({ index: 0 })
  await expect(verdict(page)).toHaveAttribute('data-colour', 'GREEN')

  await decide(stage, permit, 'REVOKE', '查实以欺骗手段取得')
  await expect(verdict(page)).toHaveAttribute('data-colour', 'GREEN') // without a network nobody can know
  await page.context().setOffline(false)
  const [delta] = await Promise.all([page.waitForResponse(/\/v1\/public\/status\/delta\?from=\d+$/), page.getByRole('button', { name: '立即更新' }).click()])
  expect(delta.status(), 'the difference alone is fetched').toBe(200)
  await becomes(page, 'RED')
  await expect(verdict(page)).toContainText('已撤销、吊销或注销')
  await stage.shots.take(page, 'verify-red')
  await page.context().setOffline(true)
  await page.reload()
  await expect(page.getByText('现在没有网络')).toBeVisible()
  await scan(page, picture)
  await expect(verdict(page)).toHaveAttribute('data-colour', 'RED')
  await expect(page.getByText('条核验记录等待联网上传')).toBeVisible()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '立即更新' }).click()
  await expect(page.getByText('条核验记录等待联网上传')).toHaveCount(0)
  await inLog(stage, page, phone, who)
}
