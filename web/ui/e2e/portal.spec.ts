// What the phone shows when there is nothing, when something is refused, and when something is broken: each says what happened,
// what to do and who helps. Pictures for people, axe for machines.
import { expect, test, type Page } from '@playwright/test'
import { barriers } from './harness/axe.ts'
import { application, booking, card, item, point, pretend, slot, ticket } from './harness/portalserver.ts'

async function look(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  const size = page.viewportSize()
  const tall = await page.evaluate(() => document.documentElement.scrollHeight)
  if (size && tall > size.height) await page.setViewportSize({ width: size.width, height: tall }) // bars stay at the ends
  await page.screenshot({ path: `e2e/.out/shots/state-${name}.png` })
  expect((await barriers(page)).map(({ text }) => text), name).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 'scrolls sideways').toBeLessThanOrEqual(0)
  if (size) await page.setViewportSize(size)
}

const next = (page: Page) => page.locator('.frame__next .sk-button--main')

for (const [path, title, step] of [
  ['/learn', '还没有学时', '看看各项目要多少学时'], ['/exams', '还没有报名', ''], ['/permits', '还没有证书', '看看下一步该做什么'], ['/results', '还没有成绩', ''],
] as const) {
  test(`nothing yet: ${path}`, async ({ page }) => {
    await pretend(page, {})
    await page.goto(path)
    await expect(page.getByText(title)).toBeVisible()
    if (step) await expect(page.getByRole('link', { name: step })).toBeVisible()
    await look(page, `empty${path.replace('/', '-')}`)
  })
}

test('an error is said with its code, and mended by trying again', async ({ page }) => {
  const server = await pretend(page, { '/api/candidate/applications': { status: 503, code: 'database.unavailable', detail: '系统正忙，没有取到报名。请过一会儿再试。' } })
  await page.goto('/exams')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('系统正忙，没有取到报名。请过一会儿再试。')
  await expect(alert).toContainText('database.unavailable')
  await expect(alert).toContainText('受理窗口或考试点值班台')
  await look(page, 'error')
  server['/api/candidate/applications'] = { items: [application] }
  await page.getByRole('button', { name: '重试' }).click()
  await expect(page.getByText('低压电工作业')).toBeVisible()
})

test('a ticket opens without a network, and other pages say why they do not', async ({ page }) => {
  const server = await pretend(page, { [`/api/candidate/bookings/${booking.id}`]: booking, [`POST /api/candidate/bookings/${booking.id}/ticket`]: ticket, '/api/candidate/bookings': { items: [booking] } })
  await page.goto(`/bookings/${booking.id}`)
  await expect(page.getByText('本场远程监考，全程录音录像。')).toBeVisible()
  for (const path of ['/api/candidate/me', `/api/candidate/bookings/${booking.id}`, `POST /api/candidate/bookings/${booking.id}/ticket`, '/api/candidate/bookings', '/api/candidate/permits', '/api/candidate/permit-applications', '/api/candidate/passes', '/api/public/guide']) {
    server[path] = 'offline'
  }
  await page.reload()
  await expect(page.getByText('没有网络，显示的是存在手机里的准考证。')).toBeVisible()
  await expect(page.locator('.ticket__qr')).toBeVisible()
  await look(page, 'offline-ticket')
  await page.goto('/permits')
  await expect(page.getByRole('alert')).toContainText('网络没有连上')
  await expect(page.getByRole('link', { name: '首页' })).toBeVisible()
  await look(page, 'offline')
})

test('a login that is over leads to the login and back', async ({ page }) => {
  const server = await pretend(page, { '/api/candidate/applications': { items: [application] } })
  await page.goto('/exams')
  await expect(page.getByText('低压电工作业')).toBeVisible()
  const over = { status: 401, code: 'session.none', detail: '登录已失效，请重新登录。' }
  for (const path of ['/api/candidate/me', '/api/candidate/permits', '/api/candidate/permit-applications', '/api/candidate/passes']) server[path] = over
  await page.getByRole('link', { name: '证书' }).click()
  await expect(page).toHaveURL(/\/login\?to=/)
  await expect(page.getByText('登录已失效，请重新登录。已经提交的内容都还在。')).toBeVisible()
  await look(page, 'session-over')
})

const ban = { code: 'eligibility.banned', text: '您因提供虚假材料，在 2027年3月1日 之前不能报名。对决定有异议的，可以依法申请行政复议。' }

test('somebody who is blocked is told until when, and what can be done', async ({ page }) => {
  const draft = { ...application, state: 'DRAFT' as const }
  await pretend(page, { [`/api/candidate/applications/${draft.id}`]: draft, [`/api/candidate/applications/${draft.id}/check`]: { materials: [], refusals: [ban] } })
  await page.goto(`/applications/${draft.id}`)
  await expect(page.getByText('现在还不能提交')).toBeVisible()
  await expect(page.getByText(ban.text)).toBeVisible()
  await expect(page.getByRole('button', { name: '提交报名' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: '放弃这次报名' })).toBeVisible()
  await look(page, 'blocked')
})

const booked = (slots: object[]) => ({ [`/api/candidate/applications/${application.id}`]: application, '/api/candidate/points': { items: [point] }, '/api/candidate/slots': { items: slots } })

test('no slots on a day: another day is the way on', async ({ page }) => {
  await pretend(page, booked([]))
  await page.goto(`/book/${application.id}`)
  await expect(page.getByText('今天没有场次')).toBeVisible()
  await expect(page.getByText('请换一天看看。')).toBeVisible()
  await expect(next(page)).toBeDisabled()
  await look(page, 'no-slots')
})

test('full slots are shown as full, and a seat that went meanwhile is said', async ({ page }) => {
  const full = { free: 0, bookable: false, why: { code: 'booking.slot_full', text: '已约满' } }
  const server = await pretend(page, booked([slot(1, full), slot(2, { free: 1 }), slot(5, full)]))
  server['POST /api/candidate/bookings'] = { status: 409, code: 'booking.slot_full', detail: '这一场刚刚约满，请选别的时间。' }
  await page.goto(`/book/${application.id}`)
  await expect(page.getByText('已约满').first()).toBeVisible()
  await expect(page.locator('input[name=slot]').first()).toBeDisabled()
  await look(page, 'full-slots')
  await page.locator('input[name=slot]:enabled').check()
  await next(page).click()
  await expect(page.getByRole('alert')).toContainText('这一场刚刚约满，请选别的时间。')
  await expect(page.getByRole('alert')).toBeInViewport()
  await look(page, 'just-full')
})

test('a point without open rooms says so', async ({ page }) => {
  await pretend(page, { ...booked([]), '/api/candidate/points': { items: [{ ...point, open: false }] } })
  await page.goto(`/book/${application.id}`)
  await expect(page.getByText('现在没有开放的考试点')).toBeVisible()
  await look(page, 'no-points')
})

test('an application that was refused gives the reasons and the way to object', async ({ page }) => {
  const reason = '学历证明与报名信息不一致：毕业证书姓名为“阿依古丽·买买提江”，与身份证不符；体检日期超过一年。'
  await pretend(page, { [`/api/candidate/applications/${application.id}`]: { ...application, state: 'REJECTED', reason, decidedAt: '2026-11-22T03:00:00Z', validTo: undefined } })
  await page.goto(`/applications/${application.id}`)
  await expect(page.getByText('不予通过')).toBeVisible()
  await expect(page.getByText(reason)).toBeVisible()
  await expect(page.getByText('可以依法申请行政复议或提起行政诉讼')).toBeVisible()
  await expect(next(page)).toHaveText('重新报名')
  await look(page, 'refused')
})

test('materials to correct are listed all at once', async ({ page }) => {
  const sent = { ...application, state: 'TO_CORRECT' as const, answerBy: '2026-12-08', defects: [{ material: 'IDENTITY_DOCUMENT', what: '照片反光，号码看不清，请重拍。' }, { material: 'HEALTH_STATEMENT', what: '体检日期超过一年。' }] }
  const filed = ['IDENTITY_DOCUMENT', 'HEALTH_STATEMENT', 'PLEDGE'].map((kind) => ({ kind, changedAt: '2026-11-20T01:30:00Z', hasFile: true }))
  await pretend(page, { [`/api/candidate/applications/${sent.id}`]: { ...sent, materials: filed }, [`/api/candidate/applications/${sent.id}/check`]: { materials: [], refusals: [] } })
  await page.goto(`/applications/${sent.id}`)
  await expect(page.getByText('照片反光，号码看不清，请重拍。')).toBeVisible()
  await expect(page.getByText('体检日期超过一年。')).toBeVisible()
  await expect(next(page)).toHaveText('下一项：身份证件')
  await look(page, 'to-correct')
})

const dead = [
  card(1, { colour: 'RED', state: 'EXPIRED', stateText: '已过有效期', validTo: '2026-11-10' }),
  card(2, { colour: 'RED', state: 'SUSPENDED', stateText: '已暂停', validTo: '2030-11-10', national: 'PENDING', history: [{ at: '2026-11-20T01:00:00Z', by: ['演示市应急管理局'], on: '2026-11-20', status: 'SUSPENDED', text: '已暂停', reason: '考核档案核查期间暂停使用' }] }),
  card(3, { colour: 'RED', state: 'REVOKED', stateText: '已撤销', validTo: '2030-11-10' }),
  card(4, { colour: 'AMBER', stateText: '有效；60 天内到期', validTo: '2026-12-20' }),
]

test('permits that are over, suspended or revoked do not look valid', async ({ page }) => {
  await pretend(page, { '/api/candidate/permits': { items: dead } })
  await page.goto('/permits')
  const faces = page.locator('.face')
  await expect(faces).toHaveCount(4)
  for (const at of [0, 1, 2]) await expect(faces.nth(at)).toHaveClass(/face--over/)
  await expect(faces.nth(0)).toContainText('已过期 13 天')
  for (const at of [1, 2]) await expect(faces.nth(at)).not.toContainText('还有')
  await expect(faces.nth(3)).toContainText('还有 27 天')
  await look(page, 'dead-permits')
  await faces.nth(1).click()
  await expect(page.getByText('考核档案核查期间暂停使用')).toBeVisible()
  await expect(page.getByText('确认后这里会变')).toHaveCount(0)
  await look(page, 'suspended')
})

for (const { id, colour, state, stateText, validTo } of dead) {
  test(`the public check of a permit: ${stateText}`, async ({ page }) => {
    const answer = { at: '2026-11-23T01:00:00Z', permits: [{ ...card(1, {}), colour, state, stateText, validTo, holder: '阿依古丽·*' }] }
    await pretend(page, { 'POST /api/public/verify/number': answer, 'GET /api/public/verify/puzzle': { puzzle: 'P', bits: 4, life: 600 } })
    await page.goto('/verify/')
    await page.getByLabel('证书编号').fill('T65010119900501002X')
    await page.getByLabel('姓名').fill('阿依古丽·买买提')
    await page.getByRole('button', { name: '查询', exact: true }).click()
    await expect(page.getByText(stateText)).toHaveCount(1)
    await expect(page.locator('.permit')).toHaveClass(colour === 'RED' ? /permit--danger/ : /permit--warn/)
    if (state === 'REVOKED' || state === 'SUSPENDED') await expect(page.getByText('有效期还有')).toHaveCount(0)
    else await expect(page.getByText(state === 'EXPIRED' ? '有效期已过 13 天' : '有效期还有 27 天')).toBeVisible()
    await look(page, `verify-${state}-${id.slice(-2)}`)
  })
}

test('the entry code is asked for once, however often the button is pressed', async ({ page }) => {
  let asked = 0
  let go: () => void = () => undefined
  await pretend(page, {
    [`/api/candidate/bookings/${booking.id}`]: booking, [`POST /api/candidate/bookings/${booking.id}/ticket`]: ticket,
    [`POST /api/candidate/bookings/${booking.id}/pin`]: async (route) => {
      asked++
      await new Promise<void>((resolve) => (go = resolve))
      await route.fulfill({ json: { pin: '4821' } })
    },
  })
  await page.goto(`/bookings/${booking.id}`)
  const button = page.getByRole('button', { name: '换一个新的入场码' })
  await button.first().click()
  await page.getByRole('dialog').getByRole('button', { name: '换一个新的入场码' }).click()
  await expect(button.first()).toBeDisabled()
  await button.first().click({ force: true })
  await expect.poll(() => asked).toBe(1)
  go()
  await expect(page.getByText('4821')).toBeVisible()
  expect(asked).toBe(1)
  await look(page, 'pin')
})

test('results that are held, failed or void say what follows', async ({ page }) => {
  const result = { id: booking.id, attempt: 2, attemptKind: 'FIRST', full: 100, passMark: 80, itemCode: item.code, kind: 'FORMAL', satOn: '2026-11-20', sitting: booking.id, stateText: '' }
  const items = [
    { ...result, id: `${booking.id.slice(0, -1)}a`, points: 92, passed: true, state: 'HELD', stateText: '暂缓发布' }, { ...result, points: 61, passed: false, state: 'RELEASED', stateText: '正式成绩（已发布）' },
    { ...result, id: `${booking.id.slice(0, -1)}c`, points: 88, passed: false, state: 'VOIDED', stateText: '成绩无效' },
  ]
  await pretend(page, { '/api/candidate/results': { items } })
  await page.goto('/results')
  for (const { stateText } of items) await expect(page.getByText(stateText)).toBeVisible()
  await look(page, 'results')
})

const ending = card(5, { state: 'EXPIRING', stateText: '有效，即将到期' })
const readiness = { ready: true, old: ending.id, health: true, work: true, lacking: [], basis: { checkedOn: '2026-11-23', examApplication: '', releasers: [], ruleSets: [], theory: { pass: '', result: '', revision: 0, on: '', points: 0, until: '' }, training: { kind: '', hours: 0, required: 0, refs: [], last: '' } } }

for (const [kind, title, send, locale] of [
  ['RENEWAL', '换证', '提交申请', 'zh-CN'], ['DEFERRED', '延期换证', '提交申请', 'zh-CN'], ['CORRECTION', '更正', '提交申请', 'zh-CN'], ['DEFERRED', 'Deferred renewal', 'Send the application', 'en'],
] as const) {
  test(`asking for ${kind} in ${locale}`, async ({ page }) => {
    await page.addInitScript((one) => localStorage.setItem('suikao.locale', one), locale)
    await pretend(page, {
      '/api/candidate/permits': { items: [ending] }, '/api/candidate/permit-readiness': { ...readiness, health: kind === 'RENEWAL', work: kind === 'RENEWAL' },
      '/api/public/notices/TRUTH_PLEDGE': { kind: 'TRUTH_PLEDGE', version: 2, lang: 'zh-CN', title: '材料真实性承诺书', text: '本人承诺所交材料真实。' },
    })
    await page.goto(`/permits/${ending.id}`)
    await page.getByRole('link', { name: title, exact: false }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await page.getByRole('button', { name: send }).click()
    await expect(page.getByRole('alert').first()).toBeVisible()
    await look(page, `ask-${kind}-${locale}`)
  })
}

test('a renewal that comes too early says when', async ({ page }) => {
  await pretend(page, {
    '/api/candidate/permits': { items: [ending] },
    '/api/candidate/permit-readiness': { ...readiness, ready: false, lacking: [{ path: 'conditions.permit', code: 'permit.renewal_early', message: '还不能换证：2026-12-01 起可以申请。' }] },
  })
  await page.goto(`/permits/${ending.id}`)
  await look(page, 'permit-acts')
  await page.goto(`/permits/${ending.id}/ask/RENEWAL`)
  await expect(page.getByText('2026-12-01 起可以申请')).toBeVisible()
  await expect(page.getByRole('button', { name: '提交申请' })).toHaveCount(0)
  await look(page, 'ask-early')
})
