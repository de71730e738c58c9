// What a person does at the seat, with mouse and keyboard, and what the seat does when the cable is pulled.
import type { Page } from '@playwright/test'
import type { Cable } from '../harness/cable.ts'
import { expect, type Stage } from '../harness/fixtures.ts'

/** From the greeting to the open paper. */
export async function begin(stage: Stage, page: Page, shots: boolean): Promise<void> {
  const look = async (name: string) => (shots ? stage.shots.take(page, name) : undefined)
  await page.getByRole('button', { name: '是我，继续' }).waitFor()
  await look('seat-greeting')
  await page.getByRole('button', { name: '是我，继续' }).click()
  await agree(page, look)
}

/** From the texts to confirm to the open paper. */
export async function agree(page: Page, look: (name: string) => Promise<unknown> = () => Promise.resolve()): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: '开考前请阅读并确认' })).toBeVisible()
  await look('seat-notices')
  for (const word of ['我已阅读，下一份', '我已阅读并承诺']) {
    const read = page.getByRole('button', { name: word })
    await expect(read).toBeVisible()
    await page.locator('.notices__text').evaluate((box) => box.scrollTo(0, box.scrollHeight))
    await read.click()
  }
  await expect(page.getByRole('heading', { level: 1, name: '练习题，不计分' })).toBeVisible()
  await page.getByRole('button', { name: /停下来等绿灯/ }).click()
  await look('seat-practice')
  await page.getByRole('button', { name: '会用了，继续' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '准备好了吗' })).toBeVisible()
  await look('seat-ready')
  await page.getByRole('button', { name: '开始考试' }).click()
  await expect(page.getByRole('article', { name: '第 1 题' })).toBeVisible()
  await look('seat-paper')
}

/** The letter of the right option of the question in front. */
export async function right(page: Page, no: number, bank: Map<string, string>): Promise<string> {
  const card = page.locator(`.question[aria-label="第 ${no} 题"]`)
  const { stem, options } = await card.evaluate((article) => ({
    stem: article.querySelector('.question__stem')?.textContent?.trim() ?? '',
    options: [...article.querySelectorAll('.option')].map((option) => ({
      letter: option.querySelector('.option__letter')?.textContent?.trim() ?? '', text: option.querySelector('.option__text')?.textContent?.trim() ?? '',
    })),
  }))
  const found = options.find((option) => option.text === bank.get(stem))
  if (!found) throw new Error(`question ${no} is not of the sample bank: ${stem}`)
  return found.letter
}

/** Answers the questions from…to; the first by mouse, the rest by keyboard. */
export async function answer(page: Page, from: number, to: number, bank: Map<string, string>): Promise<void> {
  for (let no = from; no <= to; no++) {
    const letter = await right(page, no, bank)
    if (no === from) await page.locator('.option', { has: page.locator('.option__letter', { hasText: letter }) }).click()
    else await page.keyboard.press(letter)
    await page.locator(`.question[aria-label="第 ${no} 题"] .option--on .option__letter`, { hasText: letter }).waitFor()
    if (no < to) await page.keyboard.press('ArrowRight')
  }
}

export const answered = (page: Page, n: number) => expect(page.getByRole('navigation', { name: '答题卡' })).toContainText(`已答 ${n}`)
export const allStored = (page: Page) => expect(page.locator('.store').getByText('答案已全部保存').first()).toBeVisible()

/** The whole paper, with a mark, a jump by number, a reload in the middle, and the hand-in. */
export async function sitPaper(stage: Stage, page: Page, bank: Map<string, string>): Promise<void> {
  await begin(stage, page, true)
  await answer(page, 1, 40, bank)
  await page.keyboard.press('m')
  await expect(page.locator('.paper__mark')).toHaveAttribute('aria-pressed', 'true');
  await allStored(page)
  await stage.shots.take(page, 'seat-middle')
  const before = await page.getByRole('timer').innerText()

  await page.reload()
  await expect(page.getByRole('article', { name: /^第 \d+ 题$/ })).toBeVisible()
  await answered(page, 40)
  await expect(page.getByRole('navigation', { name: '答题卡' })).toContainText('标记 1')
  expect((await page.getByRole('timer').innerText()) <= before, 'the clock went on').toBe(true)
  await stage.shots.take(page, 'seat-reloaded')

  await page.getByLabel('到第几题').fill('41')
  await page.getByRole('button', { name: '去', exact: true }).click()
  await answer(page, 41, 100, bank)
  await answered(page, 100)
  await allStored(page)
  await page.keyboard.press('s')
  await expect(page.getByRole('heading', { level: 1, name: '交卷前检查' })).toBeVisible()
  await stage.shots.take(page, 'seat-handin')
  await page.getByRole('region', { name: '交卷前检查' }).getByRole('button', { name: '交卷', exact: true }).click()
  await stage.shots.take(page, 'seat-sure')
  await page.getByRole('button', { name: '确认交卷' }).click()
  await expect(page.getByText('100 分', { exact: true })).toBeVisible()
  await expect(page.getByText('机考成绩（待发布）')).toBeVisible()
  await stage.shots.take(page, 'seat-result')
}

/** The cable is pulled while somebody answers: answers are kept, the page says so, everything is stored after the return. */
export async function pullCable(stage: Stage, page: Page, cable: Cable, bank: Map<string, string>): Promise<void> {
  await answer(page, 1, 3, bank)
  await allStored(page)
  cable.pull()
  await page.keyboard.press('ArrowRight')
  await answer(page, 4, 6, bank)
  await expect(page.locator('.store')).toContainText(/还没有保存|网络断开/)
  await stage.shots.take(page, 'seat-unstored')
  await expect(page.getByRole('alert').filter({ hasText: '答案有 10 秒没能保存，请先停下' })).toBeVisible({ timeout: 20_000 })
  await answered(page, 6)
  await stage.shots.take(page, 'seat-offline')
  cable.plug()
  await expect(page.locator('.store').getByText('答案已全部保存').first()).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('alert')).toHaveCount(0)
  await stage.shots.take(page, 'seat-online')
}

/** The same seat in two tabs: only the newer one answers, until the older one is told to go on. */
export async function twoTabs(stage: Stage, name: string): Promise<void> {
  const first = await stage.page(name, 'seat')
  const second = await stage.tab(`${name}-second`, name)
  await second.goto('/kiosk/')
  const paper = second.getByRole('article', { name: /^第 \d+ 题$/ })
  const taken = second.getByRole('button', { name: '在这里继续考试' })
  await expect(paper.or(taken)).toBeVisible()
  if (await taken.isVisible()) await taken.click() // the first window's socket came back from the pulled cable after this one
  await expect(paper).toBeVisible()
  await answered(second, 6)
  await expect(first.getByText('这个座位的考试在别的窗口打开了')).toBeVisible({ timeout: 20_000 })
  await stage.shots.take(first, 'seat-fenced')
  await first.getByRole('button', { name: '在这里继续考试' }).click()
  await answered(first, 6)
  await expect(second.getByText('这个座位的考试在别的窗口打开了')).toBeVisible({ timeout: 20_000 })
}
