// A case from the editor to the blueprint: written part by part, refused with what it lacks, seen as at the seat; a blueprint that asks for
// more cases than the bank has is refused with the numbers.
import { Client, type Answer } from './harness/client.ts'
import { expect, test } from './harness/fixtures.ts'
import { desk, go } from './walk/desk.ts'

test.describe.configure({ mode: 'serial' })
let bank = ''
test.beforeAll(async ({ stage }) => {
  const reviewer = await Client.staff(stage.house, 'reviewer')
  const [own] = (await reviewer.get('/api/staff/banks')).items as Answer[]
  bank = (await reviewer.post('/api/staff/banks', { owner: own.owner, level: 'PROVINCIAL', purpose: 'CERTIFICATION', item_code: 'SO-02-02', name: '压力焊作业题库' })).id
})

test('a case is written part by part, refused with what lacks, and seen as at the seat', async ({ stage }) => {
  test.setTimeout(240_000)
  const writer = await desk(stage, 'writer')
  await go(writer, `/banks/${bank}/write`, '写试题')
  await writer.getByLabel('题型').first().selectOption('CASE')
  await writer.getByLabel('案例材料（各小题共用）').fill('某车间夜间动火作业，作业人员未清理周围油棉纱，监护人中途离开。')
  const one = writer.getByRole('group', { name: '第 1 小题' }).first()
  await one.getByLabel('题干').fill('动火前首先应当做什么？')
  await one.getByLabel('选项 A', { exact: true }).fill('清理周围可燃物')
  await one.getByLabel('选项 B', { exact: true }).fill('先引弧试焊')
  await one.getByLabel('A 是正确答案').check()
  const two = writer.getByRole('group', { name: '第 2 小题' }).first()
  await two.getByLabel('题型').selectOption('TRUE_FALSE')
  await two.getByLabel('题干').fill('监护人可以中途离开。')
  await writer.getByLabel('知识点').fill('动火作业')
  await writer.getByRole('button', { name: '保存草稿' }).click()
  await expect(writer.getByText('请补全各小题')).toBeVisible()
  await expect(two.getByText('请选出这句话是正确还是错误。')).toBeVisible()
  await stage.shots.take(writer, 'case-editor-lacks')
  await two.getByLabel('错误').check()
  await writer.getByRole('button', { name: '加一个小题' }).click()
  const three = writer.getByRole('group', { name: '第 3 小题' }).first()
  await three.getByLabel('题型').selectOption('MULTIPLE')
  await three.getByLabel('题干').fill('动火现场应当有哪些？')
  for (const [letter, text, right] of [['A', '灭火器', true], ['B', '监护人', true], ['C', '油棉纱', false]] as const) {
    await three.getByLabel(`选项 ${letter}`, { exact: true }).fill(text)
    if (right) await three.getByLabel(`${letter} 是正确答案`).check()
  }
  await expect(one.getByLabel('A 是正确答案')).toBeChecked() // ticking in one part changes no other
  const seen = writer.getByRole('region', { name: '考生看到的样子' })
  await seen.getByRole('button', { name: '第 3 小题' }).click()
  await expect(seen.getByText('第 3 小题，共 3 小题')).toBeVisible()
  await stage.shots.take(writer, 'case-editor')
  await writer.setViewportSize({ width: 390, height: 844 })
  await stage.shots.take(writer, 'case-editor-phone')
  await writer.setViewportSize({ width: 683, height: 384 })
  await stage.shots.take(writer, 'case-editor-zoom')
  await writer.setViewportSize({ width: 1366, height: 768 })
  await writer.getByRole('button', { name: '保存并提交审核' }).click()
  const drawer = writer.getByRole('dialog', { name: /试题/ })
  await expect(drawer.getByText('动火现场应当有哪些？').first()).toBeVisible()
  await expect(drawer.getByText('正确答案')).toHaveCount(4)
  await stage.shots.take(writer, 'case-item')
})

test('a blueprint asks for cases, and the bank says how many of that size it lacks', async ({ stage }) => {
  const [author, reviewer] = [await Client.staff(stage.house, 'writer'), await Client.staff(stage.house, 'reviewer')]
  const [item] = (await reviewer.get(`/api/staff/banks/${bank}/items?state=CHECKED`)).items as Answer[]
  await reviewer.post('/api/staff/item-versions/approve', { ids: [item.id] })
  const release = await author.post(`/api/staff/banks/${bank}/releases`, { name: '第一版' })
  await reviewer.post(`/api/staff/bank-releases/${release.id}/activate`, {})
  const writer = await desk(stage, 'writer')
  await go(writer, `/banks/${bank}/blueprints`, /组卷/)
  await writer.getByRole('button', { name: '新的组卷规则' }).first().click()
  await writer.getByRole('button', { name: '移除' }).last().click()
  await writer.getByLabel('题型').selectOption('CASE')
  await expect(writer.getByLabel('每个案例的小题数')).toHaveValue('3')
  await writer.getByLabel('案例数').fill('2')
  await writer.getByLabel('每小题分值').fill('2')
  await expect(writer.getByText('现在合计 6 题 12 分')).toBeVisible()
  await writer.getByLabel('总分').fill('12')
  await writer.getByLabel('合格分').fill('9')
  await writer.getByRole('button', { name: '检查题库够不够' }).click()
  await expect(writer.getByText('题库有 1 个含 3 个小题的案例，至少需要 4 个')).toBeVisible()
  await stage.shots.take(writer, 'case-blueprint')
})

test('the statistics of a case have a place for each of its questions', async ({ stage }) => {
  const author = await Client.staff(stage.house, 'writer')
  const [item] = (await author.get(`/api/staff/banks/${bank}/items?latest=true`)).items as Answer[]
  const writer = await desk(stage, 'writer')
  await go(writer, `/banks/${bank}/items/${item.id}/health`, '试题统计')
  await expect(writer.getByRole('heading', { name: '各小题' })).toBeVisible()
  await expect(writer.getByText('还没有各小题的统计')).toBeVisible()
})
