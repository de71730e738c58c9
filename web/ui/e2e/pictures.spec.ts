// A paper with drawings to mark and a case, on the built program: two people make a release and a blueprint of what the bank has besides
// plain questions, a person marks a drawing by hand and by keys, answers the questions of a case, reloads in the middle and finds
// everything again, hands in, and gets the points of what was right and no others.
import type { Page } from '@playwright/test'
import { Client, type Answer } from './harness/client.ts'
import { expect, test } from './harness/fixtures.ts'
import { openRoom } from './harness/room.ts'
import { Gate } from './harness/seat.ts'
import { agree } from './walk/seat.ts'

test.describe.configure({ timeout: 300_000 })

/** What the bank holds right, by the text of the question. */
type Keys = Map<string, string[]>

async function approved(author: Client, bank: string, type: string): Promise<Answer[]> {
  return (await author.get(`/api/staff/banks/${bank}/items?latest=true&limit=200&type=${type}&state=APPROVED`)).items as Answer[]
}

/** Copies of an item under other words, taken in by a second person. */
async function more(author: Client, reviewer: Client, bank: string, of: Answer, texts: string[]): Promise<void> {
  const { content } = await author.get(`/api/staff/item-versions/${of.id}`)
  const ids = [] as string[]
  for (const [i, stem] of texts.entries()) {
    const own = { ...content }
    delete own.spoken // a recording is of other words
    ids.push((await author.post(`/api/staff/banks/${bank}/items`, { ...own, stem, fact: `${content.fact}-${i}`, source_no: `${content.source_no}-${i}` })).id)
  }
  await author.post('/api/staff/item-versions/submit', { ids })
  await reviewer.post('/api/staff/item-versions/approve', { ids })
}

/** Puts a blueprint in use that somebody saw the dry run of. */
async function publish(author: Client, reviewer: Client, bank: string, body: object): Promise<void> {
  const made = await author.post(`/api/staff/banks/${bank}/blueprints`, body)
  await expect(async () => expect(await reviewer.get(`/api/staff/bank-blueprints/${made.id}/rehearsal`)).toMatchObject({ state: 'DONE' })).toPass({ timeout: 60_000 })
  const { sum } = await reviewer.get(`/api/staff/bank-blueprints/${made.id}/rehearsal`)
  await reviewer.post(`/api/staff/bank-blueprints/${made.id}/publish`, { seen: sum })
}

const truths = ['正确', '错误']
const texts = (type: string, options: string[] | undefined, key: number[]) => key.map((k) => (type === 'TRUE_FALSE' ? truths[k] : options?.[k]) as string)

/** The letters of the right options of the question in front. */
async function rightOnes(page: Page, keys: Keys): Promise<string[]> {
  const stem = (await page.locator('p.question__stem').textContent())?.trim() ?? ''
  const want = keys.get(stem)
  if (!want) throw new Error(`not of the bank: ${stem}`)
  const options = await page.locator('.option').evaluateAll((all) => all.map((o) => [o.querySelector('.option__letter')?.textContent?.trim() ?? '', o.querySelector('.option__text')?.textContent?.trim() ?? '']))
  return options.filter(([, text]) => want.includes(text ?? '')).map(([letter]) => letter ?? '')
}

const front = (page: Page, no: number) => page.getByRole('article', { name: `第 ${no} 题`, exact: true })

test('drawings are marked, a case is answered, and each counts what it should', async ({ stage }) => {
  const author = await Client.staff(stage.house, 'writer')
  const reviewer = await Client.staff(stage.house, 'reviewer')
  const bank = ((await author.get('/api/staff/banks')).items as Answer[]).find((b) => b.item_code === 'SO-01-02')?.id as string
  const [drawing] = await approved(author, bank, 'HOTSPOT')
  await more(author, reviewer, bank, drawing as Answer, ['图中的金属配电箱，哪一处接线不合格？', '检查这只金属配电箱，请标出隐患所在。', '这只金属配电箱投入使用前，哪一处必须先处理？'])
  const cases = await approved(author, bank, 'CASE')
  const parts = [2, 3, 4, 5, 6].find((n) => cases.filter((c) => c.content.parts.length === n).length >= 2) as number
  const before = ((await author.get(`/api/staff/banks/${bank}/blueprints`)).items as Answer[]).find((b) => b.state === 'ACTIVE') as Answer
  const release = await author.post(`/api/staff/banks/${bank}/releases`, { name: '图和案例' })
  await reviewer.post(`/api/staff/bank-releases/${release.id}/activate`, {})
  const keys: Keys = new Map()
  const held = [] as Answer[]
  for (const type of ['TRUE_FALSE', 'SINGLE', 'HOTSPOT', 'CASE']) {
    for (let next: string | undefined = ''; next !== undefined;) {
      const page = await author.get(`/api/staff/bank-releases/${release.id}/items?type=${type}&limit=200${next ? `&cursor=${next}` : ''}`)
      held.push(...(page.items as Answer[]))
      next = page.next as string | undefined
    }
  }
  const few = held.filter((i) => i.content.type !== 'TRUE_FALSE' && i.content.type !== 'SINGLE')
  for (const item of few) {
    const { content } = await author.get(`/api/staff/item-versions/${item.id}`)
    if (content.type === 'CASE') for (const p of content.parts) keys.set(p.stem.trim(), texts(p.type, p.options, p.key))
    else keys.set(content.stem.trim(), texts(content.type, content.options, content.key))
  }
  try {
    await publish(author, reviewer, bank, {
      minutes: 120, total: 100, pass: 80, // as the rules of the demo want it
      sections: [
        { title: '判断题', type: 'TRUE_FALSE', count: 4, points: (100 - 2 * 12 - parts * 12) / 4 },
        { title: '标图题', type: 'HOTSPOT', count: 2, points: 12 },
        { title: '案例题', type: 'CASE', count: 1, points: 12, parts },
      ],
    })
    const gate = new Gate(stage, await openRoom(stage.house, 'P9', '看图考场', { seats: 2, earliestSubmit: 0, officers: ['watch2', 'watch1'] }))
    await stage.house.clock.until(gate.room.startsAt)
    await gate.ready(240)
    const { page } = await gate.terminal(await gate.admit(240))
    await page.getByRole('button', { name: '是我，继续' }).click()
    await agree(page)
    for (let no = 1; no <= 4; no++) await page.keyboard.press('ArrowRight') // the plain ones stay blank

    // Marked by a press on the drawing: the answer beside it is chosen with it.
    await expect(front(page, 5)).toContainText('标图')
    await expect(page.locator('.pic__board img')).toBeVisible()
    const [wanted = ''] = await rightOnes(page, keys)
    await page.locator(`.area[data-letter="${wanted}"] .area__sign`).click()
    await expect(page.locator('.option--on .option__letter')).toHaveText([wanted])
    await expect(page.locator(`.area[data-letter="${wanted}"]`)).toHaveClass(/area--on/)
    await expect(front(page, 5)).toContainText('已保存')
    await stage.shots.take(page, 'pictures-marked')
    // The other by keys alone.
    await page.keyboard.press('ArrowRight')
    await expect(front(page, 6)).toBeVisible()
    const [byKey = ''] = await rightOnes(page, keys)
    await page.keyboard.press(byKey)
    await expect(page.locator(`.area[data-letter="${byKey}"]`)).toHaveClass(/area--on/)
    await expect(front(page, 6)).toContainText('已保存')
    // The first question of the case.
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('region', { name: '案例' })).toBeVisible()
    for (const letter of await rightOnes(page, keys)) await page.keyboard.press(letter)
    await expect(front(page, 7)).toContainText('已保存')
    await stage.shots.take(page, 'pictures-case')

    await page.reload()
    await expect(page.getByRole('article')).toBeVisible({ timeout: 30_000 })
    for (let left = 6; left-- > 0 && !(await front(page, 5).isVisible());) await page.keyboard.press('ArrowLeft')
    for (let left = 9; left-- > 0 && !(await front(page, 5).isVisible());) await page.keyboard.press('ArrowRight')
    await expect(page.locator('.option--on .option__letter')).toHaveText([wanted])
    await expect(page.locator(`.area[data-letter="${wanted}"]`)).toHaveClass(/area--on/)
    await page.setViewportSize({ width: 1920, height: 1080 })
    await stage.shots.take(page, 'pictures-marked-wide')
    await page.setViewportSize({ width: 683, height: 384 }) // 1366 × 768 at 200 %
    await stage.shots.take(page, 'pictures-marked-zoom')
    await page.setViewportSize({ width: 1366, height: 768 })

    // The rest of the case: all right but the last.
    for (let no = 8; no < 7 + parts; no++) {
      for (let left = 9; left-- > 0 && !(await front(page, no).isVisible());) await page.keyboard.press('ArrowRight')
      const letters = await rightOnes(page, keys)
      const last = no === 6 + parts
      const wrong = (await page.locator('.option__letter').allTextContents()).map((l) => l.trim()).find((l) => !letters.includes(l)) as string
      for (const letter of last ? [wrong] : letters) await page.keyboard.press(letter)
      await expect(front(page, no)).toContainText('已保存')
    }
    await page.keyboard.press('s')
    await page.getByRole('region', { name: '交卷前检查' }).getByRole('button', { name: '交卷', exact: true }).click()
    await page.getByRole('button', { name: '确认交卷' }).click()
    await expect(page.getByText(`${2 * 12 + 12 * (parts - 1)} 分`, { exact: true })).toBeVisible()
    await stage.shots.take(page, 'pictures-result')
  } finally {
    await publish(author, reviewer, bank, before.body) // the house's other tests expect the demo's paper
  }
  expect(stage.faults, 'errors in the browser').toEqual([])
  expect(stage.shots.findings, 'assistive technology, sideways scrolling').toEqual([])
})
