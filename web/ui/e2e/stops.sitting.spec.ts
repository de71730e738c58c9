// A whole room is stopped and goes on, on the built program: what the officer does, what the seats show, what is given back.
import { expect, test } from './harness/fixtures.ts'
import { newPerson } from './harness/acts.ts'
import { readBank } from './harness/bank.ts'
import { Client } from './harness/client.ts'
import { openRoom } from './harness/room.ts'
import { Gate } from './harness/seat.ts'
import { desk } from './walk/desk.ts'
import { logIn } from './walk/portal.ts'
import { allStored, answer, begin } from './walk/seat.ts'

test.describe.configure({ mode: 'serial', timeout: 240_000 })

const bank = readBank()
let gate: Gate

test.beforeAll(async ({ stage }, info) => {
  info.setTimeout(120_000)
  await stage.fresh()
  gate = new Gate(stage, await openRoom(stage.house, 'H1', '停考考场', { seats: 4, earliestSubmit: 0, officers: ['watch2', 'watch1'] }))
  await stage.house.clock.until(gate.room.startsAt)
})

test('a room is paused as a whole, says why, and gives the time back', async ({ stage }) => {
  const one = await gate.terminal(await gate.admit(71))
  const two = await gate.terminal(await gate.admit(72))
  await begin(stage, one.page, false)
  await answer(one.page, 1, 3, bank)
  await allStored(one.page)

  const office = await desk(stage, 'watch2')
  await office.goto(`/console/duty?room=${gate.room.id}`)
  await office.getByRole('button', { name: '暂停整个考场' }).click()
  await office.getByLabel('原因').selectOption({ label: '紧急情况' })
  await office.getByLabel('说明').fill('有人晕倒，正在救护')
  await stage.shots.take(office, 'stop-room-dialog')
  await office.getByRole('dialog').getByRole('button', { name: '暂停整个考场' }).click()
  await expect(office.getByText('整个考场已暂停')).toBeVisible()
  await stage.shots.take(office, 'stop-room-stands')

  await expect(one.page.getByRole('heading', { level: 1, name: '本考场已暂停' })).toBeVisible({ timeout: 5000 })
  await expect(one.page.getByText('原因：紧急情况 · 有人晕倒，正在救护')).toBeVisible()
  await stage.shots.take(one.page, 'seat-room-paused')

  await two.page.getByRole('button', { name: '是我，继续' }).click() // nobody starts meanwhile
  for (const word of ['我已阅读，下一份', '我已阅读并承诺']) {
    await two.page.locator('.notices__text').evaluate((box) => box.scrollTo(0, box.scrollHeight))
    await two.page.getByRole('button', { name: word }).click()
  }
  await two.page.getByRole('button', { name: '不用练习，跳过' }).click()
  await two.page.getByRole('button', { name: '开始考试' }).click()
  await expect(two.page.getByText('本考场已整体暂停，恢复以前不能开考')).toBeVisible()
  await stage.shots.take(two.page, 'seat-room-no-start')

  await one.page.waitForTimeout(3000)
  await office.getByRole('button', { name: '恢复', exact: true }).click()
  await office.getByLabel('原因').selectOption({ label: '其他' })
  await office.getByLabel('说明').fill('已送医，秩序恢复')
  await office.getByRole('dialog').getByRole('button', { name: '恢复', exact: true }).click()
  await expect(office.getByText('整个考场已暂停')).toHaveCount(0)

  const news = one.page.getByRole('status').filter({ hasText: '已给您补时' })
  await expect(news).toContainText('整个考场暂停：紧急情况 · 有人晕倒，正在救护')
  await stage.shots.take(one.page, 'seat-time-given')
  await one.page.reload()
  await expect(news).toBeVisible()
  await news.getByRole('button', { name: '知道了' }).click()
  await expect(news).toHaveCount(0)
  await one.page.reload()
  await one.page.getByText('含补时').click()
  await expect(one.page.getByRole('list', { name: '给您的补时' })).toContainText('有人晕倒')
  await expect(news).toHaveCount(0)
  await stage.shots.take(one.page, 'seat-time-list')

  await office.goto(`/console/duty?room=${gate.room.id}`)
  const seat = gate.room.seats.find((s) => s.label === one.label)
  await office.goto(`/console/duty?room=${gate.room.id}&seat=${seat?.id ?? ''}`)
  await expect(office.getByText('补时明细')).toBeVisible()
  await stage.shots.take(office, 'stop-seat-time')
  await two.page.getByRole('button', { name: '开始考试' }).click()
  await expect(two.page.getByRole('article', { name: '第 1 题' })).toBeVisible()
})

test('a power cut that an officer states, a whole site, and the record', async ({ stage }) => {
  const office = await desk(stage, 'watch1')
  await office.goto(`/console/duty?room=${gate.room.id}`)
  await stage.house.clock.until(stage.house.clock.now() + 20 * 60_000)
  await office.reload()
  await office.getByRole('button', { name: '登记断电断网' }).click()
  await office.getByLabel('原因').selectOption({ label: '停电' })
  await office.getByLabel('情况说明').fill('配电箱跳闸，约十分钟后送电')
  await stage.shots.take(office, 'stop-power-dialog')
  await office.getByRole('dialog').getByRole('button', { name: '登记断电断网' }).click()
  await expect(office.getByText(/断电或断网（监考员登记/)).toBeVisible()
  await office.getByRole('button', { name: '暂停整个考点' }).first().click()
  await office.getByLabel('原因').selectOption({ label: '停电' })
  await office.getByRole('dialog').getByRole('button', { name: '暂停整个考点' }).click()
  await expect(office.getByText('整个考点已暂停').first()).toBeVisible()
  await stage.shots.take(office, 'stop-site')
  await office.getByRole('button', { name: '恢复', exact: true }).first().click()
  await office.getByLabel('原因').selectOption({ label: '停电' })
  await office.getByRole('dialog').getByRole('button', { name: '恢复', exact: true }).click()
  await expect(office.getByText('整个考点已暂停')).toHaveCount(0)

  const officer = await Client.staff(stage.house, 'watch1')
  const { items } = await officer.get(`/api/staff/rooms/${gate.room.id}/sittings?live=true`)
  for (const one of items as { id: string }[]) {
    const time = await officer.get(`/api/staff/sittings/${one.id}/time`)
    expect(time.given.map((g: { kind: string; code: string }) => `${g.kind} ${g.code}`)).toContain('OUTAGE ROOM_POWER')
    expect(time.credited).toBe((time.given as { seconds: number }[]).reduce((sum, g) => sum + g.seconds, 0))
    await officer.post(`/api/staff/sittings/${one.id}/hand-in`, { reason: 'EMERGENCY' })
  }
  const person = newPerson('古丽娜尔·艾合买提', 71)
  const phone = await stage.page('portal-stopped', 'portal')
  await logIn(phone, person)
  await phone.goto('/results')
  await phone.getByRole('link', { name: /低压电工/ }).first().click()
  await expect(phone.getByText('为什么有补时')).toBeVisible()
  await expect(phone.getByText('考场断电或断网')).toBeVisible()
  await expect(phone.getByText(/120 分钟 \+ 补时/)).toBeVisible()
  await stage.shots.take(phone, 'portal-result-time')

  await stage.house.clock.until(gate.room.endsAt + 60_000)
  let record = { id: '', state: '' }
  await expect.poll(async () => {
    const page = await (await Client.staff(stage.house, 'watch1')).get('/api/staff/room-records')
    record = (page.items as (typeof record & { room: string })[]).find((r) => r.room === gate.room.id) ?? record
    return record.state
  }, { timeout: 60_000 }).toBe('DRAFT')
  const reader = await desk(stage, 'watch1')
  await reader.goto(`/console/results/records/${record.id}`)
  await expect(reader.getByRole('heading', { name: '补时明细' })).toBeVisible()
  await expect(reader.getByText('考场暂停：紧急情况 · 有人晕倒，正在救护').first()).toBeVisible()
  await stage.shots.take(reader, 'record-stops')
  await reader.emulateMedia({ media: 'print' })
  await expect(reader.getByRole('heading', { name: /^考场记录 · .*停考考场/ })).toBeVisible()
  await stage.shots.take(reader, 'record-print')
  await reader.emulateMedia({ media: 'screen' })
  expect(stage.shots.findings, 'what assistive technology and narrow screens stumble over').toEqual([])
})
