// A clip in the editor, on the built program: taken from a file, its still taken from the clip itself; refused where it is none; kept with
// words for both; seen by the second person as a candidate sees it, and by nobody else.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { Client, type Answer } from './harness/client.ts'
import { expect, test } from './harness/fixtures.ts'
import { desk, go } from './walk/desk.ts'

const film = (name: string) => readFileSync(resolve(import.meta.dirname, '../../../questionbank/clip/testdata', name))
const choose = (page: Page, name: string, buffer: Buffer) => page.getByLabel(/添加图片或视频/).setInputFiles({ name, mimeType: 'video/mp4', buffer })

test('a clip is taken into an item with a still of its own and words for both', async ({ stage }) => {
  test.setTimeout(180_000)
  const reviewer = await Client.staff(stage.house, 'reviewer')
  const [own] = (await reviewer.get('/api/staff/banks')).items as Answer[]
  const bank = (await reviewer.post('/api/staff/banks', { owner: own.owner, level: 'PROVINCIAL', purpose: 'CERTIFICATION', item_code: 'SO-02-03', name: '钎焊作业题库' })).id
  const writer = await desk(stage, 'writer')
  await go(writer, `/banks/${bank}/write`, '写试题')
  await choose(writer, '坏的.mp4', film('h264-aac.mp4').subarray(0, 3000))
  await expect(writer.getByText('视频文件不完整或已损坏')).toBeVisible()
  await choose(writer, '现场.mp4', film('h264-aac.mp4'))
  const words = writer.getByLabel('视频 1 的文字说明')
  await expect(words).toBeVisible()
  await expect(writer.getByLabel('静止图 2 的文字说明')).toBeVisible()
  await writer.getByLabel('题干').fill('视频里的人做错了什么？')
  await writer.getByLabel('选项 A', { exact: true }).fill('没有验电')
  await writer.getByLabel('选项 B', { exact: true }).fill('没有戴安全帽')
  await writer.getByLabel('A 是正确答案').check()
  await writer.getByLabel('知识点').fill('验电')
  await words.fill('一名电工直接用手打开端子盖。')
  await writer.getByLabel('静止图 2 的文字说明').fill('打开着门的配电箱')
  await writer.getByRole('button', { name: '用当前画面作静止图' }).click()
  await expect(writer.getByLabel('静止图 2 的文字说明')).toHaveValue('打开着门的配电箱')
  const seen = writer.getByRole('region', { name: '考生看到的样子' })
  await expect(seen.getByRole('button', { name: '播放', exact: true })).toBeVisible()
  await stage.shots.take(writer, 'clip-editor')
  await writer.setViewportSize({ width: 390, height: 844 })
  await stage.shots.take(writer, 'clip-editor-phone')
  await writer.setViewportSize({ width: 1366, height: 768 })
  await writer.getByRole('button', { name: '保存并提交审核' }).click()
  const drawer = writer.getByRole('dialog', { name: /试题/ })
  await expect(drawer.locator('video')).toBeVisible()
  await stage.shots.take(writer, 'clip-item')
  const [item] = (await reviewer.get(`/api/staff/banks/${bank}/items?state=CHECKED`)).items as Answer[]
  await reviewer.post('/api/staff/item-versions/approve', { ids: [item.id] })
})
