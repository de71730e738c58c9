// Paper and plastic: permits of before from a file, a run of issuing, cards from the blank to the holder.
import type { Locator, Page } from '@playwright/test'
import type { Person } from '../harness/acts.ts'
import { Client } from '../harness/client.ts'
import { expect, type Stage } from '../harness/fixtures.ts'
import { idNumber } from '../harness/people.ts'
import { desk, go } from './desk.ts'
import { checkByNumber } from './verify.ts'

const second = 'issuer2'

/** Another who prints and issues, made by the two administrators. */
async function hire(stage: Stage): Promise<void> {
  const { house } = stage
  const org = (await (await Client.staff(house, 'clerk')).get('/api/staff/me')).grants[0].org as string
  const admin = await Client.staff(house, 'admin')
  const person = await admin.post('/api/staff/persons', {
    name: '古丽娜尔·艾合买提', home: org, education: 'BACHELOR', phone: '13700007701', document: { kind: 'ID_CARD', number: idNumber('19850203', 91, false) },
  })
  const invite = await admin.post('/api/staff/accounts', { login: second, person: person.id, home: org })
  await (await Client.staff(house, 'security')).post(`/api/staff/accounts/${invite.account}/grants`, { role: 'PERMIT_ISSUER', org })
  await new Client(house).post('/api/auth/staff/accept', { token: invite.token, password: house.staffPassword })
}

/** Confirms an act whose dialog may give way to a drawer. */
async function agree(page: Page, verb: string, fields: Record<string, string> = {}): Promise<void> {
  const asked = page.locator('dialog.c-dialog')
  for (const [label, text] of Object.entries(fields)) await asked.getByLabel(label).fill(text)
  await asked.getByRole('button', { name: verb, exact: true }).click()
  await expect(asked).toHaveCount(0)
}

/** The issuer issues what waits in one run, and sees its end. */
export async function issueInRun(stage: Stage): Promise<void> {
  const page = await desk(stage, 'issuer')
  await go(page, '/permits/runs', '批量发证')
  await expect(page.getByText('等待发证的申请：1 份')).toBeVisible()
  await page.getByRole('button', { name: '批量发证', exact: true }).click()
  await agree(page, '批量发证')
  const report = page.locator('dialog.drawer')
  await expect(report.getByText('已完成')).toBeVisible()
  await expect(count(report, '已签发')).toHaveText('1')
  await stage.shots.take(page, 'console-run', { screen: true })
  await go(page, '/permits/runs', '批量发证')
  await expect(page.getByText('现在没有等待发证的申请')).toBeVisible()
  await stage.shots.take(page, 'console-runs')
}

/** Blanks come in, one is spoiled and destroyed by two, the next is handed out; the holder's telephone says where it is. */
export async function cards(stage: Stage, who: Person, phone: Page): Promise<void> {
  await hire(stage)
  const page = await desk(stage, 'issuer')
  await go(page, '/permits/cards', '制证与领取')
  await expect(page.getByText('空白证件还差 1 张')).toBeVisible()
  await expect(page.getByRole('button', { name: '生成制证批次' })).toBeDisabled()
  await page.getByRole('button', { name: '空白证件入库' }).click()
  await agree(page, '空白证件入库', { 起号: 'AB000001', 止号: 'AB000003' })
  await expect(count(page, '空白证件')).toHaveText('3')
  await batch(page, 'AB000001')
  const file = await page.request.get((await page.getByRole('link', { name: '下载打印文件' }).first().getAttribute('href')) ?? '')
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await card(page, 'AB000001').getByRole('button', { name: '登记作废' }).click()
  await agree(page, '登记作废', { 理由: '打印时照片模糊' })
  await page.getByLabel('状态').selectOption('SPOILED')
  await expect(card(page, 'AB000001').getByText('由另一位同事核对销毁')).toBeVisible()
  await stage.shots.take(page, 'console-cards-spoiled')

  const other = await desk(stage, second)
  await go(other, '/permits/cards', '制证与领取')
  await other.getByLabel('状态').selectOption('SPOILED')
  await card(other, 'AB000001').getByRole('button', { name: '登记销毁' }).click()
  await agree(other, '登记销毁')
  await expect(count(other, '已销毁')).toHaveText('1')

  await page.getByLabel('状态').selectOption('LAID')
  await batch(page, 'AB000002')
  await phone.reload()
  await expect(phone.getByText('已制好，请带身份证件到发证机关领取')).toBeVisible()
  await card(page, 'AB000002').getByRole('button', { name: '登记领取' }).click()
  await agree(page, '登记领取', { 领取人姓名: who.name })
  await expect(count(page, '已领取')).toHaveText('1')
  await stage.shots.take(page, 'console-cards')
  await phone.reload()
  await expect(phone.getByText('已领取。')).toBeVisible()
  await stage.shots.take(phone, 'permit-card')
}

/** Lays the next blank under the permit that waits. */
async function batch(page: Page, number: string): Promise<void> {
  await expect(count(page, '待制证')).toHaveText('1')
  await page.getByRole('button', { name: '生成制证批次' }).click()
  await agree(page, '生成制证批次')
  await expect(card(page, number)).toBeVisible()
}

/** A permit of before: a wrong row is named, another person confirms the file, a stranger finds the permit. */
export async function takeIn(stage: Stage): Promise<void> {
  const [name, number] = ['帕提古丽·热合曼', idNumber('19820417', 33, false)]
  const row = (doc: string) => `${name},${doc},低压电工作业,T${doc},2022-03-01,2022-03-01,2028-02-29,2025-02-20,原某市安全生产监督管理局\n`
  const wrong = `${number.slice(0, -1)}${number.endsWith('1') ? '2' : '1'}`
  const text = `姓名,证件号码,操作项目,证书编号,初领日期,有效期起,有效期止,实际复审日期,发证机关\n${row(number)}${row(wrong)}`
  const issuer = await desk(stage, 'issuer')
  await go(issuer, '/permits/intake', '导入原有证书')
  await issuer.locator('input[type=file]').setInputFiles({ name: '移交清单.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await agree(issuer, '导入证书表格')
  const report = issuer.locator('dialog.drawer')
  await expect(report.getByText('证件号码校验不通过').first()).toBeVisible()
  await expect(count(report, '待生成')).toHaveText('1')
  await stage.shots.take(issuer, 'console-intake-report', { screen: true })
  await go(issuer, '/permits/intake', '导入原有证书')
  await expect(line(issuer).getByText('等另一位同事确认')).toBeVisible()

  const clerk = await desk(stage, 'clerk')
  await go(clerk, '/permits/intake', '导入原有证书')
  await line(clerk).getByRole('button', { name: '确认生效' }).click()
  await agree(clerk, '确认生效', { 意见: '已与纸质档案核对' })
  await expect(count(clerk.locator('dialog.drawer'), '已生成')).toHaveText('1')
  await go(clerk, '/permits/intake', '导入原有证书')
  await expect(line(clerk).getByText('已处理')).toBeVisible()
  await stage.shots.take(clerk, 'console-intake')
  await checkByNumber(stage, `T${number}`, name)
}

const count = (where: Page | Locator, label: string): Locator => where.locator('.facts > div').filter({ hasText: label }).locator('dd')
const card = (page: Page, number: string): Locator => page.getByRole('row').filter({ hasText: number })
const line = (page: Page): Locator => page.getByRole('row').filter({ hasText: '移交清单.csv' })
