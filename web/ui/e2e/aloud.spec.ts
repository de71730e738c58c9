// Reading aloud on the built program: sounds come into the bank with the texts that they read, two people see them in, and a seat plays
// them by a press and by a key, in the order of its own answers. A question without sounds offers nothing; a sound that is not on this
// paper does not come to the seat.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { Client, type Answer } from './harness/client.ts'
import { expect, test } from './harness/fixtures.ts'
import { openRoom } from './harness/room.ts'
import { Gate } from './harness/seat.ts'
import { desk, go } from './walk/desk.ts'
import { agree } from './walk/seat.ts'

test.describe.configure({ mode: 'serial', timeout: 300_000 })

const sound = readFileSync(resolve(import.meta.dirname, '../../../questionbank/clip/testdata/opus.webm'))
const sum = (text: string) => createHash('sha256').update(text).digest('hex')
let bank: Answer
let held = ''

/** All texts of an item that is no case, by place. */
const texts = (c: Answer): [string, string][] => [['stem', c.stem], ...(c.options as string[]).map((text, i): [string, string] => [String.fromCharCode(65 + i), text])]
const spokenOf = (c: Answer) => texts(c).map(([place, text]) => ({ place, of: sum(text), digest: held }))

test('sounds are bound to their texts, heard by the second person, and dropped with the text', async ({ stage }) => {
  const author = await Client.staff(stage.house, 'writer')
  bank = ((await author.get('/api/staff/banks')).items as Answer[]).find((b) => b.item_code === 'SO-01-02')
  const writer = await desk(stage, 'writer')
  const [one] = (await author.get(`/api/staff/banks/${bank.id}/items?latest=true&limit=1&type=SINGLE&state=APPROVED`)).items as Answer[]
  await go(writer, `/banks/${bank.id}/write?from=${one.id}`, '修订试题')
  await writer.getByText('朗读录音').click()
  const list = writer.locator('.sounds__list > li')
  const choose = (place: string, name: string, body: Buffer) => writer.locator(`[data-place="${place}"] input[type=file]`).setInputFiles({ name, mimeType: 'audio/webm', buffer: body })
  await choose('stem', '坏.webm', sound.subarray(0, 900))
  await expect(writer.getByText(/不完整或已损坏/)).toBeVisible()
  for (const place of await list.evaluateAll((all) => all.map((li) => (li as HTMLElement).dataset['place'] ?? ''))) {
    await choose(place, `${place}.webm`, sound)
    await expect(writer.locator(`[data-place="${place}"] audio`)).toBeVisible()
  }
  await expect(writer.getByText('齐全，考试时提供朗读')).toBeVisible()
  await writer.locator('[data-place="stem"]').getByLabel(/读作/).fill('读作另一种写法')
  await stage.shots.take(writer, 'aloud-editor')
  const stem = writer.getByRole('textbox', { name: '题干', exact: true })
  const before = await stem.inputValue()
  await stem.fill(`${before}（改）`)
  await expect(writer.locator('[data-place="stem"]').getByText('文字已改，原来的录音不再保留')).toBeVisible()
  await stage.shots.take(writer, 'aloud-editor-changed')
  await stem.fill(before)
  await expect(writer.locator('[data-place="stem"] audio')).toBeVisible()
  await writer.setViewportSize({ width: 390, height: 844 })
  await stage.shots.take(writer, 'aloud-editor-phone')
  await writer.setViewportSize({ width: 1366, height: 768 })
  await writer.getByRole('button', { name: '保存并提交审核' }).click()
  const drawer = writer.getByRole('dialog', { name: /试题/ })
  const player = drawer.locator('[data-place="stem"] audio')
  await expect(player).toBeVisible()
  await expect(drawer.getByText('读作：读作另一种写法')).toBeVisible()
  await drawer.getByRole('button', { name: '与其他版次对比' }).click()
  await expect(drawer.getByText('朗读录音').first()).toBeVisible()
  await stage.shots.take(writer, 'aloud-item')
  expect(await player.evaluate(async (a: HTMLAudioElement) => { await a.play(); await new Promise((done) => setTimeout(done, 400)); return a.currentTime })).toBeGreaterThan(0.1)
  const reviewer = await Client.staff(stage.house, 'reviewer')
  const [mine] = (await reviewer.get(`/api/staff/banks/${bank.id}/items?state=CHECKED&item=${one.item}`)).items as Answer[]
  held = mine.content.spoken[0].digest
  const whole = await author.get(`/api/staff/item-versions/${mine.id}`)
  const forged = { ...whole.content, stem: `${whole.content.stem}？` }
  await expect(author.post(`/api/staff/item-versions/${mine.id}/revise`, forged)).rejects.toThrow(/item.sound_other|422|400/)
  await reviewer.post('/api/staff/item-versions/approve', { ids: [mine.id] })
})

/** What the reading has come to, by the page's own player. */
const playing = (page: Page) => page.evaluate(() => Math.max(0, ...[...document.querySelectorAll<HTMLAudioElement>('audio[data-aloud]')].map((a) => a.currentTime)))

test('a seat plays a question in the order of its own answers, and stops with the next one', async ({ stage }) => {
  const author = await Client.staff(stage.house, 'writer')
  const reviewer = await Client.staff(stage.house, 'reviewer')
  const items = (await author.get(`/api/staff/banks/${bank.id}/items?latest=true&limit=120&type=SINGLE&state=APPROVED`)).items as Answer[]
  const drafts: string[] = []
  for (const item of items.filter((i) => !i.content.spoken)) {
    const { content } = await author.get(`/api/staff/item-versions/${item.id}`)
    drafts.push((await author.post(`/api/staff/item-versions/${item.id}/revise`, { ...content, spoken: spokenOf(content) })).id)
  }
  await author.post('/api/staff/item-versions/submit', { ids: drafts })
  await reviewer.post('/api/staff/item-versions/approve', { ids: drafts })
  const release = await author.post(`/api/staff/banks/${bank.id}/releases`, { name: '有朗读的版本' })
  await reviewer.post(`/api/staff/bank-releases/${release.id}/activate`, {})

  const gate = new Gate(stage, await openRoom(stage.house, 'A9', '朗读考场', { seats: 4, earliestSubmit: 0, officers: ['watch2', 'watch1'] }))
  await stage.house.clock.until(gate.room.startsAt)
  const { page } = await gate.terminal(await gate.admit(71))
  const drawings = new Set(((await author.get(`/api/staff/banks/${bank.id}/pictures`)).items as Answer[]).map((p) => p.digest as string)) // they come with their questions
  const fetched: string[] = []
  page.on('request', (r) => { const [, digest] = /sitting\/pictures\/([0-9a-f]{64})/.exec(r.url()) ?? []; if (digest && !drawings.has(digest)) fetched.push(digest) })
  await page.getByRole('button', { name: '是我，继续' }).click()
  await page.getByRole('button', { name: '朗读全文' }).click()
  await expect.poll(() => playing(page)).toBeGreaterThan(0.2)
  expect(await page.locator('audio[data-aloud]').getAttribute('src')).toMatch(/^\/speech\/texts\/(recording|exam_pledge)\.\d+\.zh-CN\.ogg$/)
  await stage.shots.take(page, 'aloud-notice')
  await page.getByRole('button', { name: '停止朗读' }).click()
  await expect(page.locator('audio[data-aloud]')).toHaveCount(0)
  await agree(page)
  const button = page.getByRole('button', { name: '朗读', exact: true })
  let loud = 0
  let silent = 0
  for (let no = 1; no <= 100 && (!loud || !silent); no++) {
    await expect(page.getByRole('article', { name: `第 ${no} 题`, exact: true })).toBeVisible()
    if (await button.count()) loud ||= no
    else silent ||= no
    if (!loud || !silent) await page.keyboard.press('ArrowRight')
  }
  expect(loud, 'a question with sounds').toBeGreaterThan(0)
  expect(silent, 'a question without').toBeGreaterThan(0)
  expect(fetched).toEqual([]) // nothing comes before it is asked for
  const jump = async (no: number) => { await page.locator('.cell').nth(no - 1).click(); await expect(page.getByRole('article', { name: `第 ${no} 题`, exact: true })).toBeVisible() }
  await jump(loud)
  await button.click()
  await expect(page.locator('.question__stem.question--read')).toBeVisible()
  await expect.poll(() => playing(page)).toBeGreaterThan(0.05)
  await stage.shots.take(page, 'aloud-stem')
  const letters: string[] = []
  await expect.poll(async () => {
    const letter = await page.locator('.option.question--read .option__letter').textContent({ timeout: 200 }).catch(() => null)
    if (letter && letters.at(-1) !== letter) letters.push(letter)
    return letters.length
  }, { timeout: 30_000, intervals: [100] }).toBeGreaterThanOrEqual(4)
  expect(letters).toEqual(['A', 'B', 'C', 'D'].slice(0, letters.length))
  await expect(page.getByRole('button', { name: '朗读', exact: true })).toHaveAttribute('aria-pressed', 'false', { timeout: 15_000 })
  expect(new Set(fetched)).toEqual(new Set([held]))

  await page.keyboard.press('r')
  await expect(page.getByRole('button', { name: '停止朗读' })).toBeVisible()
  await page.getByRole('button', { name: '音量和语速' }).click()
  await page.getByRole('button', { name: '0.75 倍' }).click()
  await expect.poll(() => page.evaluate(() => document.querySelector<HTMLAudioElement>('audio[data-aloud]')?.playbackRate)).toBe(0.75)
  await stage.shots.take(page, 'aloud-set')
  await jump(silent)
  await expect(page.locator('audio[data-aloud]')).toHaveCount(0)
  await expect(page.getByRole('group', { name: '朗读' })).toHaveCount(0)
  await page.keyboard.press('r')
  await expect(page.locator('audio[data-aloud]')).toHaveCount(0)

  const refused = await page.evaluate(async (digest) => {
    const token = Object.values({ ...localStorage }).map((v) => /"token"\s*:\s*"([^"]+)"/.exec(v)?.[1]).find(Boolean) ?? ''
    const get = async (d: string, t: string) => (await fetch(`/api/device/sitting/pictures/${d}`, { headers: t ? { Authorization: `Bearer ${t}` } : {} })).status
    return [await get('0'.repeat(64), token), await get(digest, '')]
  }, held)
  expect(refused).toEqual([404, 401])
})
