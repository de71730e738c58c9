// From a file to papers, by the two people whom it takes: a file with five bad rows is refused with exactly those; mended, it is imported,
// reviewed, released; a blueprint that the bank does not carry is refused with the cell and its numbers; one that it carries is published by
// whoever saw the dry run.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Page } from '@playwright/test'
import { fields } from './harness/bank.ts'
import { Client, type Answer } from './harness/client.ts'
import { expect, test } from './harness/fixtures.ts'
import { confirm, desk, dialog, go } from './walk/desk.ts'

test.describe.configure({ mode: 'serial' })

/** Sixty true/false and thirty single-choice questions of the welding bank; spoiled: five rows, each in its own way. */
function questions(spoiled: boolean): Buffer {
  const source = resolve(import.meta.dirname, '../../../questionbank/sample/welding.csv')
  const [head = [], ...all] = readFileSync(source, 'utf8').replace(/^\uFEFF/, '').split(/\r?\n/).filter(Boolean).map(fields)
  const of = (type: string, n: number) => all.filter((row) => row[head.indexOf('题型')] === type).slice(0, n).map((row) => [...row])
  const rows = [...of('判断', 60), ...of('单选', 30)]
  const spoil = (row: number, column: string, value: string) => (rows[row - 2] as string[])[head.indexOf(column)] = value
  if (spoiled) {
    spoil(4, '答案', '也许')
    spoil(11, '题干', '')
    spoil(23, '难度', '9')
    spoil(37, '知识点', '')
    spoil(70, '答案', 'F')
  }
  const quoted = (value: string) => (/[",\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value)
  return Buffer.from([head, ...rows].map((row) => row.map(quoted).join(',')).join('\n') + '\n')
}

const choose = (page: Page, buffer: Buffer) => page.locator('input[type=file]').setInputFiles({ name: '焊接题目.csv', mimeType: 'text/csv', buffer })
const lines = (page: Page, table: string) => page.getByRole('table', { name: table }).locator('tbody tr')
let bank = ''

test.beforeAll(async ({ stage }) => {
  const reviewer = await Client.staff(stage.house, 'reviewer')
  const [own] = (await reviewer.get('/api/staff/banks')).items as Answer[]
  bank = (await reviewer.post('/api/staff/banks', { owner: own.owner, level: 'PROVINCIAL', purpose: 'CERTIFICATION', item_code: 'SO-02-01', name: '熔化焊接与热切割作业题库' })).id
})

test('a file with five bad rows is refused with exactly those; mended, it is imported and reviewed by another person', async ({ stage }) => {
  const writer = await desk(stage, 'writer')
  await go(writer, `/banks/${bank}/imports`, /导入/)
  await choose(writer, questions(true))
  await expect(writer.getByText('有问题 5', { exact: true })).toBeVisible()
  const bad = lines(writer, '逐行结果')
  await expect(bad).toHaveCount(5)
  const found = await bad.evaluateAll((rows) => rows.map((row) => [row.querySelector('th')?.textContent?.trim(), row.querySelector('td:last-child strong')?.textContent?.trim()]))
  expect(found).toEqual([['4', '答案'], ['11', '题干'], ['23', '难度'], ['37', '知识点'], ['70', '答案']])
  await expect(writer.getByRole('button', { name: '导入', exact: true })).toBeDisabled()
  await stage.shots.take(writer, 'import-five-bad-rows')

  await choose(writer, questions(false))
  await expect(writer.getByText('新增 90', { exact: true })).toBeVisible()
  await writer.getByRole('button', { name: '导入', exact: true }).click()
  await confirm(writer, '导入')
  await writer.getByRole('button', { name: '整批提交' }).click()
  await confirm(writer, '整批提交')

  const reviewer = await desk(stage, 'reviewer')
  await go(reviewer, `/banks/${bank}/imports`, /导入/)
  await reviewer.getByRole('button', { name: '整批通过' }).click()
  await confirm(reviewer, '整批通过')
})

test('a long file shows how much of it has left, and where the server is with it', async ({ stage }) => {
  const writer = await desk(stage, 'writer')
  await go(writer, `/banks/${bank}/imports`, /导入/)
  const slow = await writer.context().newCDPSession(writer)
  await slow.send('Network.enable')
  await slow.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 60 * 1024 })
  const job = { id: 'j', file: '焊接题目.csv', step: 'COMPARING', rows: 20_000, why: '', last: new Date().toISOString(), by: { name: '谢文', at: new Date().toISOString() } }
  await writer.route('**/import-jobs', (route) => route.fulfill({ json: { items: [job] } }))
  await choose(writer, Buffer.concat([questions(false), Buffer.from('判断,多一题,,,,,,,,,正确\n'.repeat(10_000))]))
  await expect(writer.getByText(/正在上传：[1-9]\d?%/)).toBeVisible()
  await expect(writer.getByText('预览第 2 步，共 2 步：把 20000 行与题库逐行核对')).toBeVisible()
  await stage.shots.take(writer, 'import-on-its-way')
  await writer.setViewportSize({ width: 390, height: 844 })
  await stage.shots.take(writer, 'import-on-its-way-phone')
  await writer.unroute('**/import-jobs')
  await slow.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
  await expect(writer.getByText(/有问题 1\d{4}/)).toBeVisible({ timeout: 30_000 })
  await expect(writer.getByText(/正在上传/)).toHaveCount(0)
  await writer.setViewportSize({ width: 1440, height: 900 })
})

test('what was approved is frozen by one and put in use by the other', async ({ stage }) => {
  const writer = await desk(stage, 'writer')
  await go(writer, `/banks/${bank}/releases`, '题库版本')
  await writer.getByRole('button', { name: '冻结版本' }).click()
  await dialog(writer).getByLabel('名称').fill('2026 年第四季度')
  await confirm(writer, '冻结版本')
  await expect(lines(writer, '题库版本')).toContainText(['2026 年第四季度'])
  await expect(writer.getByRole('button', { name: '批准使用' })).toHaveCount(0)

  const reviewer = await desk(stage, 'reviewer')
  await go(reviewer, `/banks/${bank}/releases`, '题库版本')
  await reviewer.getByRole('button', { name: '批准使用' }).click()
  await confirm(reviewer, '批准使用')
  await expect(lines(reviewer, '题库版本')).toContainText(['使用中'])
})

/** Fills the two sections of a new blueprint: so many true/false questions of so many points; ten single-choice ones of six. */
async function write(page: Page, count: number, points: number): Promise<void> {
  await page.getByRole('button', { name: '新的组卷规则' }).click()
  for (const [n, values] of [['第 1 部分', [count, points]], ['第 2 部分', [10, 6]]] as const) {
    const part = page.getByRole('group', { name: n })
    await part.getByLabel('题数').fill(String(values[0]))
    await part.getByLabel('每题分值').fill(String(values[1]))
    await part.getByLabel('知识点配额').fill('')
  }
  await page.getByRole('button', { name: '检查题库够不够' }).click()
}

const short = '判断，知识点“其余”：题库有 60 题，至少需要 80 题，补考才不会重复。请补充题目或减少题数。'

test('a blueprint that the bank does not carry is refused with the cell and its numbers', async ({ stage }) => {
  const writer = await desk(stage, 'writer')
  await go(writer, `/banks/${bank}/blueprints`, '组卷规则')
  await write(writer, 40, 1)
  await expect(writer.getByText(short)).toBeVisible()
  await stage.shots.take(writer, 'blueprint-infeasible')
  await writer.getByRole('button', { name: '提交', exact: true }).click()

  const reviewer = await desk(stage, 'reviewer')
  await go(reviewer, `/banks/${bank}/blueprints`, '组卷规则')
  await reviewer.getByRole('button', { name: '看试组卷报告' }).click()
  await expect(reviewer.getByRole('alert').getByText(short)).toBeVisible({ timeout: 45_000 })
  await expect(reviewer.getByRole('button', { name: '批准使用' })).toHaveCount(0)
  await stage.shots.take(reviewer, 'dry-run-failed')
  await reviewer.getByRole('button', { name: '不采用' }).click()
  await dialog(reviewer).getByLabel('理由').fill('判断题题量不足')
  await confirm(reviewer, '不采用')
})

test('a blueprint that it carries is published by whoever saw the dry run with its pictures', async ({ stage }) => {
  const writer = await desk(stage, 'writer')
  await go(writer, `/banks/${bank}/blueprints`, '组卷规则')
  await write(writer, 20, 2)
  await expect(writer.getByText('题库够用')).toBeVisible()
  await expect(writer.getByText('第 3 次考试起可能再遇到以前做过的题')).toBeVisible()
  await stage.shots.take(writer, 'blueprint-feasible')
  await writer.getByRole('button', { name: '提交', exact: true }).click()

  const reviewer = await desk(stage, 'reviewer')
  await go(reviewer, `/banks/${bank}/blueprints`, '组卷规则')
  const card = reviewer.getByRole('article').filter({ hasText: '第 2 版组卷规则' })
  await expect(card.getByRole('button', { name: '批准使用' })).toHaveCount(0) // not before the report was shown
  await card.getByRole('button', { name: '看试组卷报告' }).click()
  const pictures = card.getByRole('img', { name: /柱状图/ })
  await expect(pictures).toHaveCount(7, { timeout: 45_000 })
  for (const title of ['临界考生的预期得分', '每题出现率', '两份试卷的相同题数', '答题时间估计']) {
    const figure = card.getByRole('figure').filter({ has: reviewer.getByRole('heading', { name: title, exact: true }) })
    expect(await figure.locator('rect').count()).toBeGreaterThan(0)
    expect(await figure.getByRole('row').count()).toBeGreaterThan(1)
  }
  const papers = await card.getByRole('figure').first().locator('tbody td').allTextContents()
  expect(papers.reduce((sum, n) => sum + Number(n), 0)).toBe(1000)
  await expect(card.getByRole('table', { name: '同一人连考 20 次' }).locator('tbody tr')).toHaveCount(20)
  await stage.shots.take(reviewer, 'dry-run')
  await reviewer.setViewportSize({ width: 390, height: 844 })
  await expect(card.locator('details').first()).toBeVisible()
  await stage.shots.take(reviewer, 'dry-run-phone')
  expect(await reviewer.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(4500) // it was 9,700 pixels long
  await card.locator('details').first().locator('summary').click()
  await expect(card.locator('details').first().locator('tbody tr').first()).toBeVisible()
  await card.locator('details').filter({ hasText: '单选' }).locator('summary').click()
  await reviewer.getByRole('button', { name: 'English' }).click()
  await expect(reviewer.getByText(/may repeat from attempt/).first()).toBeVisible()
  await stage.shots.take(reviewer, 'dry-run-phone-open-en')
  await reviewer.getByRole('button', { name: '中文' }).click()
  await reviewer.setViewportSize({ width: 1440, height: 900 })
  await card.getByRole('button', { name: '批准使用' }).click()
  await confirm(reviewer, '批准使用')
  await expect(card).toContainText('使用中')
  expect(stage.faults, 'errors in the browser').toEqual([])
  expect(stage.shots.findings, 'assistive technology, sideways scrolling').toEqual([])
})

/** A ZIP whose files are stored as they are. */
function zipped(files: Record<string, Buffer>): Buffer {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [path, body] of Object.entries(files)) {
    const name = Buffer.from(path)
    const head = Buffer.alloc(26) // version, names in UTF-8, stored, time, sum, sizes, length of the name
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(0x800, 2)
    head.writeUInt32LE(crc32(body), 10)
    head.writeUInt32LE(body.length, 14)
    head.writeUInt32LE(body.length, 18)
    head.writeUInt16LE(name.length, 22)
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(at, 10)
    parts.push(Buffer.from('PK\x03\x04'), head, name, body)
    list.push(Buffer.from('PK\x01\x02\x14\x00'), head, entry, name)
    at += 4 + head.length + name.length + body.length
  }
  const index = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, index, end])
}

test('a table in a ZIP brings its pictures and its clip, or names the row that is wrong', async ({ stage }) => {
  const clip = readFileSync(resolve(import.meta.dirname, '../../../questionbank/clip/testdata/vp8-opus.webm'))
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><rect width="320" height="240" fill="#ddd"/><circle cx="160" cy="120" r="60" fill="#c33"/></svg>')
  const head = '题型,题干,选项A,选项B,答案,知识点,图片,图片说明\n'
  const good = '单选,片中焊工的违章行为是（　）。,没有戴面罩,没有违章,A,焊接防护,焊接.webm；静止.svg,"焊工没有戴面罩就引弧\n焊工举着焊钳"\n'
  const bad = '单选,又一道看片题（　）。,甲,乙,A,焊接防护,焊接.webm,焊工没有戴面罩就引弧\n'
  const pack = (rows: string) => ({ name: '看片题.zip', mimeType: 'application/zip', buffer: zipped({ '看片题/题目.csv': Buffer.from(head + rows), '看片题/素材/焊接.webm': clip, '看片题/素材/静止.svg': drawing }) })
  const writer = await desk(stage, 'writer')
  await go(writer, `/banks/${bank}/imports`, /导入/)
  await writer.locator('input[type=file]').setInputFiles(pack(good + bad))
  await expect(lines(writer, '逐行结果')).toContainText(['第 1 项是视频，它后面要有一张静止图片'])
  await stage.shots.take(writer, 'import-zip-bad-row')
  await writer.locator('input[type=file]').setInputFiles(pack(good))
  await expect(writer.getByText('新增 1', { exact: true })).toBeVisible()
  await writer.getByRole('button', { name: '导入', exact: true }).click()
  await confirm(writer, '导入')
  await go(writer, `/banks/${bank}/items`, '试题')
  await writer.getByText('片中焊工的违章行为是').click()
  await expect(writer.locator('video').first()).toBeVisible()
  await stage.shots.take(writer, 'item-from-zip', { screen: true })
  expect(stage.faults, 'errors in the browser').toEqual([])
  expect(stage.shots.findings, 'assistive technology, sideways scrolling').toEqual([])
})
