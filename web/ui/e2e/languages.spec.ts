// Questions in other languages on the built program: two translators see one in, the rest comes by file and is confirmed by the second;
// a release freezes them; who was granted Uyghur or Mongolian sees the question written as that is, Chinese one press away, answers by
// the same letters and is scored the same. The texts are examples: "example question", "first" to "fourth", "right" and "wrong".
import type { Page } from '@playwright/test'
import { newPerson, readyPerson } from './harness/acts.ts'
import { Client, type Answer } from './harness/client.ts'
import { dateOf } from './harness/clock.ts'
import { expect, test, type Stage } from './harness/fixtures.ts'
import { openRoom } from './harness/room.ts'
import { Gate } from './harness/seat.ts'
import { confirm, desk, go } from './walk/desk.ts'
import { logIn } from './walk/portal.ts'
import { agree } from './walk/seat.ts'

test.describe.configure({ mode: 'serial', timeout: 420_000 })

const example = {
  'ug': { stem: 'ئۈلگە سوئال', order: ['بىرىنچى', 'ئىككىنچى', 'ئۈچىنچى', 'تۆتىنچى'], truth: ['توغرا', 'خاتا'] },
  'mn-Mong': { stem: 'ᠵᠢᠱᠢᠶ\u180eᠡ', order: ['ᠨᠢᠭᠡ', 'ᠬᠣᠶᠠᠷ', 'ᠭᠤᠷᠪᠠ', 'ᠳᠥᠷᠪᠡ'], truth: ['ᠵᠥᠪ', 'ᠪᠤᠷᠤᠭᠤ'] },
} as const
type Tongue = keyof typeof example
let bank: Answer

/** All approved items of a type. */
async function approved(author: Client, type: string): Promise<Answer[]> {
  const out: Answer[] = []
  for (let next: string | undefined = ''; next !== undefined;) {
    const page = await author.get(`/api/staff/banks/${bank.id}/items?latest=true&limit=200&type=${type}&state=APPROVED${next ? `&cursor=${next}` : ''}`)
    out.push(...(page.items as Answer[]))
    next = page.next as string | undefined
  }
  return out
}

/** A table as the program writes it. */
function rows(csv: string): string[][] {
  const out: string[][] = [[]]
  for (const [, quoted, plain, end] of csv.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === '' && !quoted && !plain && !out.at(-1)?.length) break
    out.at(-1)?.push(quoted?.replace(/""/g, '"') ?? plain ?? '')
    if (end === '\r\n') out.push([])
    if (end === '') break
  }
  return out.filter((r) => r.length > 1)
}
const table = (list: string[][]) => `\uFEFF${list.map((r) => r.map((c) => `"${c.replace(/"/g, '""')}"`).join(',')).join('\r\n')}\r\n`

/** Fills in the column of translations by example. */
function filled(list: string[][], tongue: Tongue, truths: Set<string>, skip: Set<string>): string[][] {
  const words = example[tongue]
  return list.map(([item = '', language = '', field = '', source = ''], i) => {
    if (i === 0) return list[0] ?? []
    if (skip.has(item)) return [item, language, field, source, '']
    const n = field.charCodeAt(field.length - 1) - 65
    const told = /^[A-H]$/.test(field) ? (truths.has(item) ? words.truth[n] : words.order[n]) : `${words.stem} ${i}`
    return [item, language, field, source, told ?? `${words.stem} ${field}`]
  })
}

test('one person translates, another confirms beside the source', async ({ stage }) => {
  const author = await Client.staff(stage.house, 'writer')
  bank = ((await author.get('/api/staff/banks')).items as Answer[]).find((b) => b.item_code === 'SO-01-02')
  const one = ((await author.get(`/api/staff/banks/${bank.id}/items?latest=true&limit=100&type=SINGLE&state=APPROVED`)).items as Answer[]).find((i) => !i.content.media) as Answer
  const writer = await desk(stage, 'writer')
  await go(writer, `/banks/${bank.id}/items?open=${one.id}`, '试题')
  const drawer = writer.getByRole('dialog', { name: /试题/ })
  await drawer.getByText('语言译本').click()
  await drawer.getByLabel('翻译成').selectOption('ug')
  await expect(drawer.getByRole('button', { name: '提交译文' })).toBeDisabled()
  await drawer.getByLabel('题干的译文').fill(`${example.ug.stem} \u202Eabc`)
  for (const [i, letter] of ['A', 'B', 'C', 'D'].entries()) await drawer.getByLabel(`选项 ${letter}的译文`).fill(example.ug.order[i] ?? '')
  await drawer.getByRole('button', { name: '提交译文' }).click()
  const ask = writer.getByRole('dialog', { name: '提交译文' })
  await ask.getByRole('button', { name: '提交译文' }).click()
  await expect(ask.getByText(/看不见的字符/)).toBeVisible() // a mark that turns the direction of writing
  await ask.getByRole('button', { name: /取消|返回/ }).click()
  await drawer.getByLabel('题干的译文').fill(example.ug.stem)
  await stage.shots.take(writer, 'languages-write')
  await drawer.getByRole('button', { name: '提交译文' }).click()
  await ask.getByRole('button', { name: '提交译文' }).click()
  await expect(drawer.locator('[data-language="ug"]').getByText('待核对')).toBeVisible()
  await drawer.locator('[data-language="ug"]').getByRole('button', { name: '核对通过' }).click()
  await writer.getByRole('dialog', { name: '核对通过' }).getByRole('button', { name: '核对通过' }).click()
  await expect(writer.getByText('不能核对自己的译文').first()).toBeVisible()

  const reviewer = await desk(stage, 'reviewer')
  await go(reviewer, `/banks/${bank.id}/items?open=${one.id}`, '试题')
  const second = reviewer.getByRole('dialog', { name: /试题/ })
  await second.getByText('语言译本').click()
  const waits = second.locator('[data-language="ug"]')
  await expect(waits.locator('.tongue').first()).toHaveAttribute('dir', 'rtl')
  await expect(waits.getByText(one.content.stem)).toBeVisible()
  await stage.shots.take(reviewer, 'languages-confirm')
  await reviewer.setViewportSize({ width: 390, height: 844 })
  await stage.shots.take(reviewer, 'languages-confirm-phone', { screen: true })
  await reviewer.setViewportSize({ width: 1366, height: 768 })
  await waits.getByRole('button', { name: '核对通过' }).click()
  await reviewer.getByRole('dialog', { name: '核对通过' }).getByRole('button', { name: '核对通过' }).click()
  await expect(waits.getByText('已核对')).toBeVisible()
})

test('a file brings many, all or none, and each is confirmed by somebody else', async ({ stage }) => {
  const author = await Client.staff(stage.house, 'writer')
  const reviewer = await Client.staff(stage.house, 'reviewer')
  const page = await desk(stage, 'writer')
  await go(page, `/banks/${bank.id}/languages`, '语言译本')
  await stage.shots.take(page, 'languages-overview')
  const items = [] as Answer[]
  for (const type of ['TRUE_FALSE', 'SINGLE', 'MULTIPLE']) items.push(...await approved(author, type))
  const codes = (i: Answer) => [i.item as string, i.content.source_no as string]
  const truths = new Set(items.filter((i) => i.content.type === 'TRUE_FALSE').flatMap(codes))
  const left = items.filter((i, n) => i.content.type === 'MULTIPLE' || i.content.type === 'SINGLE' && n % 3 === 0)
  const skip = new Set(left.flatMap(codes))
  const choose = (name: string, body: string) => page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(body) })
  for (const tongue of ['ug', 'mn-Mong'] as const) {
    const list = filled(rows((await author.file(`/api/staff/banks/${bank.id}/translations?language=${tongue}&format=csv`)).toString('utf8')), tongue, truths, skip)
    if (tongue === 'ug') {
      const bad = list.map((r, i) => (i === 5 ? [...r.slice(0, 4), `${r[4]}\u2066x\u2069`] : r))
      await choose('坏.csv', table(bad))
      await expect(page.getByText('文件有错误，没有导入任何译文').first()).toBeVisible()
      await expect(page.getByText('第 6 行“译文”：')).toBeVisible()
      await stage.shots.take(page, 'languages-file-wrong')
    }
    await choose(`${tongue}.csv`, table(list))
    await confirm(page, '导入译文')
    const waits = () => reviewer.get(`/api/staff/banks/${bank.id}/variants?language=${tongue}&limit=100`)
    const [first] = (await waits()).items as Answer[]
    await expect(author.post(`/api/staff/banks/${bank.id}/variants/confirm`, { ids: [first?.id] })).rejects.toThrow(/variant.some|409/)
    if (tongue === 'ug') await confirmSeveral(stage)
    let confirmed = 0
    for (let ids = [''] as string[]; ids.length;) {
      ids = ((await waits()).items as Answer[]).map((v) => v.id as string)
      if (ids.length) confirmed += (await reviewer.post(`/api/staff/banks/${bank.id}/variants/confirm`, { ids })).confirmed as number
    }
    expect(confirmed).toBeGreaterThan(200)
  }
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: '语言译本' })).toBeVisible()
  await stage.shots.take(page, 'languages-overview-full')
  const release = await author.post(`/api/staff/banks/${bank.id}/releases`, { name: '有译文的版本' })
  await reviewer.post(`/api/staff/bank-releases/${release.id}/activate`, {})
})

/** The second translator ticks some of those that wait and confirms them in one act. */
async function confirmSeveral(stage: Stage): Promise<void> {
  const own = await desk(stage, 'writer')
  await own.reload()
  await expect(own.getByText('自己的译文，由别人核对').first()).toBeVisible()
  await expect(own.getByRole('button', { name: '核对通过（0 条）' })).toBeDisabled()
  const page = await desk(stage, 'reviewer')
  await go(page, `/banks/${bank.id}/languages`, '语言译本')
  const waiting = page.getByRole('region', { name: '待核对的译文' })
  const cards = waiting.locator('[data-variant]')
  await expect(cards).toHaveCount(20)
  const before = Number(/（(\d+) 题）/.exec(await waiting.locator('option').filter({ hasText: '维吾尔' }).innerText())?.[1])
  const ids = await cards.evaluateAll((all) => all.slice(0, 3).map((c) => c.getAttribute('data-variant') ?? ''))
  for (const id of ids) await waiting.locator(`[data-variant="${id}"]`).getByRole('checkbox').check()
  await waiting.getByRole('heading', { name: '待核对的译文' }).scrollIntoViewIfNeeded()
  await cards.first().scrollIntoViewIfNeeded()
  await stage.shots.take(page, 'languages-several')
  await page.setViewportSize({ width: 390, height: 844 })
  await cards.first().scrollIntoViewIfNeeded()
  await stage.shots.take(page, 'languages-several-phone', { screen: true })
  await page.setViewportSize({ width: 1366, height: 768 })
  await waiting.getByRole('button', { name: '核对通过（3 条）' }).click()
  await stage.shots.take(page, 'languages-several-ask', { screen: true })
  await confirm(page, '核对通过（3 条）')
  for (const id of ids) await expect(waiting.locator(`[data-variant="${id}"]`)).toHaveCount(0)
  await expect(waiting.locator('option').filter({ hasText: '维吾尔' })).toHaveText(new RegExp(`（${before - 3} 题）`))
  await waiting.getByRole('button', { name: '下一页' }).click()
  await expect(waiting.getByRole('button', { name: '回到第一页' })).toBeVisible()
  await waiting.getByLabel('全选').check()
  await expect(waiting.getByRole('button', { name: '核对通过（20 条）' })).toBeEnabled()
}

test('before a booking is confirmed the person sees how much of the bank is translated', async ({ stage }) => {
  const room = await openRoom(stage.house, 'A7', '预约考场', { seats: 4, officers: ['watch2', 'watch1'] })
  const who = newPerson('古丽娜尔·艾合买提', 83)
  const own = await readyPerson(stage.house, who, 'ug')
  const [application] = (await own.get('/api/candidate/applications')).items as Answer[]
  const slots = (await own.get(`/api/candidate/slots?point=${room.point}&date=${dateOf(room.startsAt, 0)}`)).items as Answer[]
  const held = await own.post('/api/candidate/bookings', { application: application.id, slot: slots.find((s) => s.room === room.id).id })
  expect(await own.get(`/api/candidate/bookings/${held.id}/language`)).toMatchObject({ language: 'ug', of: 654 })
  const stranger = await readyPerson(stage.house, newPerson('古丽娜尔·艾合买提', 84))
  await expect(stranger.get(`/api/candidate/bookings/${held.id}/language`)).rejects.toThrow(/404/)
  const page = await stage.page('portal-83', 'portal')
  await logIn(page, who)
  await page.goto(`/bookings/${held.id}`)
  await expect(page.getByText(/维吾尔文：题库 654 题中有 \d+ 题有译文/)).toBeVisible()
  await stage.shots.take(page, 'languages-held')
  await page.goto(`/applications/${application.id}`)
  await expect(page.getByText('试题同时用维吾尔文显示。')).toBeVisible()
  await stage.shots.take(page, 'languages-granted')
})

/** The shown letter of the option that the bank holds right, by its Chinese texts. */
async function rightOne(page: Page, keys: Map<string, string[]>): Promise<string> {
  const stem = (await page.locator('p.question__stem').textContent())?.trim() ?? ''
  const want = keys.get(stem)
  if (!want) throw new Error(`not of the bank: ${stem}`)
  const options = await page.locator('.option').evaluateAll((all) => all.map((o) => [o.querySelector('.option__letter')?.textContent?.trim() ?? '', o.querySelector('.option__original')?.textContent?.trim() ?? '']))
  return options.find(([, text]) => want.includes(text ?? ''))?.[0] ?? ''
}

test('a seat shows the language that was granted, and the Chinese text by a press', async ({ stage }) => {
  const author = await Client.staff(stage.house, 'writer')
  const gate = new Gate(stage, await openRoom(stage.house, 'A8', '多语考场', { seats: 4, earliestSubmit: 0, officers: ['watch2', 'watch1'] }))
  const keys = new Map<string, string[]>()
  for (const type of ['TRUE_FALSE', 'SINGLE']) {
    for (const item of await approved(author, type)) {
      const { content } = await author.get(`/api/staff/item-versions/${item.id}`)
      keys.set(content.stem.trim(), (content.key as number[]).map((k) => (type === 'TRUE_FALSE' ? ['正确', '错误'] : content.options)[k] as string))
    }
  }
  await stage.house.clock.until(gate.room.startsAt)
  const seats = [] as { page: Page; tongue: Tongue }[]
  for (const [serial, tongue] of [[81, 'ug'], [82, 'mn-Mong']] as const) {
    await gate.ready(serial, tongue)
    const { page } = await gate.terminal(await gate.admit(serial))
    seats.push({ page, tongue })
  }
  for (const { page, tongue } of seats) {
    await page.getByRole('button', { name: '是我，继续' }).click()
    await agree(page)
    const stem = page.locator('.question__stem.tongue')
    await expect(stem).toHaveAttribute('lang', tongue)
    await expect(stem).toHaveAttribute('dir', tongue === 'ug' ? 'rtl' : 'ltr')
    await expect(stem).toContainText(example[tongue].stem)
    expect(await stem.locator('.tongue__run').evaluate((run) => getComputedStyle(run).writingMode)).toBe(tongue === 'ug' ? 'horizontal-tb' : 'vertical-lr')
    await expect(page.locator('p.question__stem')).toHaveCount(0)
    await stage.shots.take(page, `languages-seat-${tongue}`)
    await page.getByRole('button', { name: '看中文原文' }).click()
    await expect(page.locator('p.question__stem')).toBeVisible()
    await stage.shots.take(page, `languages-seat-${tongue}-both`)
    await page.setViewportSize({ width: 390, height: 844 })
    await stage.shots.take(page, `languages-seat-${tongue}-phone`)
    await page.keyboard.press('l')
    await expect(page.locator('p.question__stem')).toHaveCount(0)
    await page.keyboard.press('l')
    await page.setViewportSize({ width: 1366, height: 768 })
  }
  const [{ page }] = seats as [{ page: Page; tongue: Tongue }]
  let answered = 0
  let none = 0
  for (let no = 1; no <= 100 && (answered < 40 || !none); no++) {
    await expect(page.getByRole('article', { name: `第 ${no} 题`, exact: true })).toBeVisible()
    if (await page.locator('.question__stem.tongue').count()) {
      await page.keyboard.press(await rightOne(page, keys))
      await expect(page.locator('.option--on')).toHaveCount(1)
      answered++
    } else if (!none++) {
      await expect(page.getByText('这一题没有维吾尔文译文，用中文显示。')).toBeVisible()
      await stage.shots.take(page, 'languages-seat-none')
    }
    await page.keyboard.press('ArrowRight')
  }
  expect(answered).toBeGreaterThanOrEqual(40)
  expect(none).toBeGreaterThan(0)
  await page.keyboard.press('s')
  await page.getByRole('region', { name: '交卷前检查' }).getByRole('button', { name: '交卷', exact: true }).click()
  await page.getByRole('button', { name: '确认交卷' }).click()
  await expect(page.getByText(`${answered} 分`, { exact: true })).toBeVisible() // every answer by its letter, one point each
  await stage.shots.take(page, 'languages-result')
  expect(stage.faults, 'errors in the browser').toEqual([])
  expect(stage.shots.findings, 'assistive technology, sideways scrolling').toEqual([])
})
