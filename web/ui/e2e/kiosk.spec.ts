// Every screen of gate and seat at its sizes, against a pretended server: clean for assistive technology, large enough to
// touch, not scrolling sideways, also in the largest text and with the longest names. The real way is walked in walk.spec.ts.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test, type Page, type WebSocketRoute } from '@playwright/test'
import { barriers } from './harness/axe.ts'

const now = Date.parse('2026-11-21T01:00:00Z')
const longName = '阿卜杜热西提·买买提吐尔逊·阿不都克里木江*'
const longItem = '危险化学品安全作业（光气及光气化工艺作业、氯碱电解工艺作业、氯化工艺作业）'
const longPoint = '某某省某某市某某区安全生产宣传教育考试中心第二考试点（经济技术开发区）'
const seats = Array.from({ length: 12 }, (_, i) => ({ no: i + 1, label: `${'ABC'[Math.floor(i / 4)]}0${(i % 4) + 1}`, row: Math.floor(i / 4) + 1, col: (i % 4) + 1 }))
const place = { point: longPoint, phone: '0710-1234567', room: '第一智慧考场', roomId: 'r', supervision: '本场远程监考，全程录音录像。', seat: 'B03', seats }

async function enrolled(page: Page, kind: 'gate' | 'seat') {
  await page.addInitScript((value) => localStorage.setItem('suikao.device', value), JSON.stringify({ token: 't', kind, label: '一号考场' }))
  await page.route('**/api/device/place', (route) => route.fulfill({ json: place }))
  await page.route('**/api/public/**', (route) =>
    route.fulfill({ json: route.request().url().includes('guide') ? { items: [{ code: 'LV', name: { zh: longItem, en: 'Low voltage' } }] } : { name: '随考', demo: false, version: 'x', now: new Date(now).toISOString() } }))
}

async function clean(page: Page, name: string) {
  await page.screenshot({ path: `e2e/.out/shots/kiosk-${name}.png` })
  expect.soft((await barriers(page)).map(({ text }) => text), name).toEqual([])
  const small = await page.evaluate(() => {
    const least = parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--target')) - 0.5
    return [...document.querySelectorAll('main button')].map((b) => ({ text: b.textContent?.trim(), box: b.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < least || box.height < least)).map(({ text, box }) => `${text} ${box.width}×${box.height}`)
  })
  expect.soft(small, `${name}: too small to touch`).toEqual([])
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect.soft(sideways, `${name}: scrolls sideways`).toBeLessThanOrEqual(0)
}

const visit = { visit: '01k0000000000000000000visit', state: 'OPEN', walkIn: false, name: longName, itemCode: 'LV', startsAt: '2026-11-21T02:00:00Z', offers: [], cardMatched: false, pinLeft: 5, callPerson: false }

for (const size of [{ width: 1080, height: 1920 }, { width: 1280, height: 800 }]) {
  test(`the gate's screens at ${size.width}×${size.height}`, async ({ page }) => {
    test.setTimeout(90_000)
    let card = false
    const room = { ...visit, lockers: true, detector: true }
    const stowed = { ...room, locker: 17, screened: 'DETECTOR' }
    const answers: Record<string, object> = {
      check: { ...visit, visit: '', state: 'REFUSED', callPerson: true, trouble: { code: 'gate.wrong_room', text: `您的考场是第十二智慧考场（${longPoint}），不是这里。请前往该考场。` } },
      screen: { ...room, locker: 17 },
      card: { ...stowed, cardMatched: true }, pin: { ...stowed, cardMatched: true, pinLeft: 4, trouble: { code: 'gate.pin_wrong', text: '入场码不正确，还可以试 4 次。' } },
      lot: { code: 'K7MX2Q4A' },
      officer: { ...stowed, state: 'WAITING', expiresAt: '2026-11-21T01:10:00Z' }, look: { ...stowed, state: 'WAITING', expiresAt: '2026-11-21T01:10:00Z' },
    }
    await page.setViewportSize(size)
    await enrolled(page, 'gate')
    await page.route('**/api/device/gate/*', (route) => {
      const step = route.request().url().split('/').pop() ?? ''
      return step === 'reader' ? route.fulfill({ json: { card } }) : step === 'leave' ? route.fulfill({ status: 204 }) : route.fulfill({ json: answers[step] ?? {} })
    })
    const at = (name: string) => clean(page, `gate-${name}-${size.width}`)
    await page.goto('/kiosk/')
    await expect(page.getByText('把二维码对着这里')).toBeVisible()
    await at('idle')
    await page.getByRole('button', { name: '输入证件号码' }).click()
    await at('typing')
    await page.getByRole('button', { name: '换其他证件' }).click()
    await at('kinds')
    await page.getByRole('button', { name: '护照' }).click()
    await page.getByRole('button', { name: 'ABC' }).click()
    await at('letters')
    for (const key of 'E12345678') await page.keyboard.press(key)
    await page.getByRole('button', { name: '确定' }).click()
    await expect(page.getByRole('heading', { name: '您走错考场了' })).toBeVisible()
    await expect(page.getByRole('button', { name: '已呼叫，请稍候' })).toBeVisible()
    await at('refused')
    answers['check'] = { ...visit, walkIn: true, itemCode: '', offers: [{ application: 'a', itemCode: 'LV', minutes: 120 }, { application: 'b', itemCode: 'HV', minutes: 120 }] }
    await page.getByRole('button', { name: '重新开始' }).click()
    await page.getByRole('button', { name: '输入证件号码' }).click()
    await page.keyboard.type('11010519491231002X')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: '现在就考' })).toBeVisible()
    await at('offers')
    answers['check'] = room
    await page.getByRole('button', { name: '都不考，返回' }).click()
    await page.getByRole('button', { name: '输入证件号码' }).click()
    await page.keyboard.type('11010519491231002X')
    await page.keyboard.press('Enter')
    await expect(page.getByText(longName)).toBeVisible()
    await at('found')
    await page.getByRole('button', { name: '是我，继续' }).click()
    await expect(page.getByText('17 号，柜门已打开')).toBeVisible()
    answers['screen'] = { ...room, locker: 17, trouble: { code: 'gate.detected', text: '检测门有报警。请退回，把手机、手表等放进储物柜，再走一次。' } }
    await page.getByRole('button', { name: '已存好，走过检测门' }).click()
    await expect(page.getByRole('alert').getByText('检测门有报警')).toBeVisible()
    await at('locker')
    answers['screen'] = stowed
    await page.getByRole('button', { name: '已存好，走过检测门' }).click()
    await expect(page.getByText('等待放卡')).toBeVisible()
    await at('card')
    card = true
    await expect(page.getByRole('heading', { name: '请输入四位入场码' })).toBeVisible({ timeout: 10_000 })
    await at('pin')
    await page.keyboard.type('0000')
    await expect(page.getByText('还可以试 4 次')).toBeVisible()
    await at('wrong-pin')
    await page.getByRole('button', { name: '忘记入场码' }).click()
    await expect(page.getByRole('heading', { name: '远程监考员正在为您核对' })).toBeVisible()
    await at('officer')
    answers['look'] = { ...stowed, state: 'ADMITTED', door: 'OPENED', seat: 'B03', seatNo: 7 }
    await expect(page.getByText('从门口数第 2 排，左起第 3 个')).toBeVisible({ timeout: 10_000 })
    await expect(page.getByText('K7MX-2Q4A')).toBeVisible()
    await at('admitted')
    await page.getByRole('button', { name: '知道了' }).click()
    await expect(page.getByText(longName)).toHaveCount(0)
  })
}

test('wrong codes, somebody who is blocked, a lost line: the gate says what follows and who comes', async ({ page }) => {
  test.setTimeout(90_000)
  await page.setViewportSize({ width: 1080, height: 1920 })
  await enrolled(page, 'gate')
  const banned = { code: 'gate.banned', text: '您目前不能参加考试：2026年9月考试中替考，2027年9月1日前不得参加考试。对决定有异议的，可以依法申请行政复议。' }
  const matched = { ...visit, cardMatched: true }
  let left = 5
  let check: object | 'offline' = { ...visit, visit: '', state: 'REFUSED', callPerson: true, trouble: banned }
  await page.route('**/api/device/gate/*', (route) => {
    const step = route.request().url().split('/').pop() ?? ''
    if (step === 'reader') return route.fulfill({ json: { card: left < 5 || check === matched } })
    if (step === 'leave') return route.fulfill({ status: 204 })
    if (step === 'check') return check === 'offline' ? route.abort('connectionfailed') : route.fulfill({ json: check })
    if (step === 'pin') {
      left--
      const trouble = left > 0 ? { code: 'gate.pin_wrong', text: `入场码不正确，还可以试 ${left} 次。` } : { code: 'gate.pin_locked', text: '入场码已试满 5 次，请工作人员核对。' }
      return route.fulfill({ json: { ...matched, pinLeft: left, callPerson: left <= 2, trouble } })
    }
    if (step === 'officer' || step === 'look') return route.fulfill({ json: { ...matched, state: 'WAITING', pinLeft: 0, expiresAt: new Date(now + 600_000).toISOString() } })
    return route.fulfill({ json: matched })
  })
  const type = async () => {
    await page.getByRole('button', { name: '输入证件号码' }).click()
    await page.keyboard.type('11010519491231002X')
    await page.keyboard.press('Enter')
  }
  await page.goto('/kiosk/')
  await type()
  await expect(page.getByRole('heading', { name: '您目前不能参加考试' })).toBeVisible()
  await expect(page.getByText(banned.text)).toBeVisible()
  await expect(page.getByRole('button', { name: '已呼叫，请稍候' })).toBeVisible()
  await clean(page, 'gate-banned')
  await page.getByRole('button', { name: '重新开始' }).click()
  check = 'offline'
  await type()
  await expect(page.getByRole('heading', { name: '暂时连不上服务器' })).toBeVisible()
  await expect(page.getByText('0710-1234567').first()).toBeVisible()
  await clean(page, 'gate-offline')
  check = matched
  await page.getByRole('button', { name: '再试一次' }).click()
  await type()
  await page.getByRole('button', { name: '是我，继续' }).click()
  await page.getByRole('button', { name: '已存好，继续' }).click()
  await expect(page.getByRole('heading', { name: '请输入四位入场码' })).toBeVisible({ timeout: 10_000 })
  for (const more of [4, 3, 2]) {
    await page.keyboard.type('0000')
    await expect(page.getByText(`还可以试 ${more} 次`)).toBeVisible()
  }
  await expect(page.getByRole('button', { name: '已呼叫，请稍候' })).toBeVisible()
  await clean(page, 'gate-pin-thrice')
  for (let i = 0; i < 2; i++) {
    await page.keyboard.type('0000')
    await page.waitForTimeout(300)
  }
  await expect(page.getByRole('heading', { name: '远程监考员正在为您核对' })).toBeVisible()
  await clean(page, 'gate-pin-locked')
})

const options = (...texts: string[]) => texts.map((text, i) => ({ letter: 'ABCDEFGH'[i], text }))
const questions = Array.from({ length: 100 }, (_, i) => {
  const no = i + 1
  if (no <= 70) return { no, type: 'TRUE_FALSE', section: '判断题', points: 1, stem: `第 ${no} 道判断题：停电检修时应验电、挂接地线并悬挂标示牌。`, options: options('正确', '错误') }
  const type = no > 95 ? 'MULTIPLE' : 'SINGLE'
  return { no, type, section: '选择题', points: 1, stem: '下列关于临时用电作业许可的说法，哪一项符合要求？'.repeat(no === 71 ? 6 : 1), options: options(...Array.from({ length: no > 95 ? 8 : 4 }, (_, k) => `选项 ${k + 1}：由取得相应资格的人员按照作业方案实施`)) }
})
const base = {
  idle: false, seat: 's', seat_label: 'B03', now, sitting: '01k000000000000000000sit01', kind: 'FORMAL', phase: 'ASSIGNED', next: 'CANDIDATE', version: 1, epoch: 1, last_seq: 0, proof: '', attempt: 1,
  candidate: { name: longName, document: '650***********002X', item_code: 'LV', item_name: longItem }, started_at: 0, deadline: 0, remaining_ms: 7_200_000, base_seconds: 7200, extra_seconds: 1800, credited_seconds: 0,
  earliest_submit: 0, start_by: now + 3_600_000, submitted_at: 0, cause: '',
}
const text = '我不带手机、智能手表、耳机进考场；不请人代考，也不替人考试。\n\n'.repeat(14)
const running = { ...base, phase: 'RUNNING', version: 5, started_at: now, deadline: now + 7_200_000, earliest_submit: now + 1_800_000, sheet: { minutes: 120, total: 100, pass: 80, questions } }

/** A seat's server: says what it is told to, stores every answer unless it is told not to. */
async function seatServer(page: Page, state: object) {
  let socket: WebSocketRoute | undefined
  const server = { storing: true, alive: false, say: (type: string, body: object, more: object = {}) => socket?.send(JSON.stringify({ v: 1, type, ...more, body })) }
  await page.routeWebSocket('**/api/device/ws', (ws) => {
    socket = ws
    ws.onMessage((frame) => {
      const { type, id, seq } = JSON.parse(String(frame)) as { type: string; id: string; seq: number }
      if (type === 'hello') server.say('welcome', { protocol: 1, state }, { id })
      if (type === 'ping' && (server.storing || server.alive)) server.say('pong', { client_at: 0, now }, { id })
      if (seq && server.storing) server.say('ack', { at: now, proof: '' }, { seq })
    })
  })
  return server
}

for (const size of [{ width: 1366, height: 768 }, { width: 1920, height: 1080 }, { width: 683, height: 384 }]) {
  test(`the seat's screens at ${size.width}×${size.height}`, async ({ page }) => {
    test.setTimeout(90_000)
    await page.setViewportSize(size)
    await enrolled(page, 'seat')
    const server = await seatServer(page, { ...base, idle: true, sitting: '', phase: '' })
    const at = (name: string) => clean(page, `seat-${name}-${size.width}`)
    const state = (more: object) => server.say('state', { why: 'CHANGED', state: { ...base, ...more } })
    await page.goto('/kiosk/')
    await expect(page.getByRole('heading', { name: '请等候' })).toBeVisible()
    await expect(page.getByText('本场远程监考，全程录音录像。')).toBeVisible()
    await at('waiting')
    state({ version: 2, notices: [{ kind: 'EXAM_PLEDGE', version: 1, title: '诚信考试承诺书', body: text }, { kind: 'RECORDING', version: 1, title: '录音录像告知', body: '全程录音录像。' }] })
    await expect(page.getByText(longName)).toBeVisible()
    await at('greeting')
    await page.getByRole('button', { name: '是我，继续' }).click()
    await expect(page.getByRole('button', { name: '我已阅读，下一份' })).toBeDisabled()
    await at('notice')
    await page.getByRole('article').evaluate((box) => box.scrollTo(0, box.scrollHeight))
    await page.getByRole('button', { name: '我已阅读，下一份' }).click()
    await expect(page.getByRole('button', { name: '我已阅读并承诺' })).toBeEnabled()
    state({ phase: 'PLEDGED', version: 3 })
    await expect(page.getByRole('heading', { name: '练习题，不计分' })).toBeVisible()
    await page.keyboard.press('2')
    await at('practice')
    state({ phase: 'PRACTISED', version: 4 })
    await expect(page.getByText('考试时间 150 分钟')).toBeVisible()
    await at('ready')
    state(running)
    await expect(page.getByText('第 1 题', { exact: true })).toBeVisible()
    for (const key of ['b', 'm', 'ArrowRight', '1']) await page.keyboard.press(key)
    await expect(page.getByRole('button', { name: '第 1 题 · 已答 · 已标记' })).toBeVisible()
    await at('paper')
    for (const key of ['n', '7', '1', 'Enter']) await page.keyboard.press(key, { delay: 30 })
    await expect(page.getByText('第 71 题', { exact: true })).toBeVisible()
    await at('long-question')
    await page.getByRole('button', { name: '特大字' }).click()
    await page.getByRole('button', { name: '高对比' }).click()
    await page.keyboard.press('?')
    await at('largest-contrast-help')
    await page.keyboard.press('?')
    await expect(page.getByRole('heading', { name: '按键说明' })).toHaveCount(0)
    await page.keyboard.press('s')
    await expect(page.getByRole('heading', { name: '交卷前检查' })).toBeVisible()
    await at('hand-in-largest')
    await page.getByRole('button', { name: '继续答题' }).click()
    await page.getByRole('button', { name: '高对比' }).click()
    await page.getByRole('button', { name: '标准字' }).click()
    state({ ...running, sheet: undefined, phase: 'PAUSED', version: 6, pause_reason: 'POWER: 配电箱检修' })
    await expect(page.getByText('原因：电力故障 · 配电箱检修')).toBeVisible()
    await at('paused')
    state({ ...running, phase: 'SCORED', version: 8, epoch: 0, submitted_at: now, cause: 'CANDIDATE', receipt: 'fcdjhzx3rn', outcome: { points: 87, full: 100, pass_mark: 80, passed: true, state: 'PROVISIONAL' } })
    await expect(page.getByText('机考成绩（待发布）')).toBeVisible()
    await at('result')
    await page.getByRole('button', { name: '看完了，离开' }).click()
    await expect(page.getByRole('heading', { name: '请等候' })).toBeVisible()
    await expect(page.getByText(longItem)).toHaveCount(0)
  })
}

/** A case of three parts after one question, its text longer than its place. */
const ofCase = (part: number, type: string, stem: string, ...texts: string[]) => ({ no: part + 1, type, section: '案例题', points: 2, stem, options: options(...texts),
  case: { part, parts: 3, stem: '某化工厂空分车间计划于夜间停电检修 10 kV 进线柜。工作负责人甲未办理工作票，口头安排乙、丙二人作业；乙验电后未挂接地线即打开柜门，丙在相邻带电间隔内清扫。'.repeat(5) } })
const caseSheet = { minutes: 60, total: 7, pass: 5, questions: [questions[0], ofCase(1, 'SINGLE', '乙打开柜门前，最先应当补做哪一项？', '在检修设备两侧装设接地线', '通知调度恢复送电', '请甲补签工作票', '继续作业，事后报告'),
  ofCase(2, 'TRUE_FALSE', '丙在相邻带电间隔内清扫，只要戴绝缘手套就符合规定。', '正确', '错误'), ofCase(3, 'MULTIPLE', '本案中应当追究责任的行为有哪些？', ...Array.from({ length: 5 }, (_, k) => `行为 ${k + 1}：未按规定办理手续即安排或者实施作业`))] }

for (const size of [{ width: 1366, height: 768 }, { width: 1920, height: 1080 }, { width: 683, height: 384 }, { width: 390, height: 844 }]) {
  test(`a case stays above its parts and hides no answer at ${size.width}×${size.height}`, async ({ page }) => {
    await page.setViewportSize(size)
    await enrolled(page, 'seat')
    await seatServer(page, { ...running, sheet: caseSheet })
    await page.goto('/kiosk/')
    const text = page.getByText('某化工厂空分车间')
    const fold = page.getByRole('button', { name: '案例材料' })
    await expect(page.getByText('第 1 题', { exact: true })).toBeVisible()
    await expect(fold).toHaveCount(0)
    await page.keyboard.press('ArrowRight')
    await expect(text).toBeVisible()
    await expect(page.getByText('第 1 小题，共 3 小题')).toBeVisible()
    await clean(page, `seat-case-${size.width}`)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByText('第 3 小题，共 3 小题')).toBeVisible()
    for (let i = 0; i < 5; i++) { // by keys to each answer: it is seen whole, not under the case
      await page.keyboard.press('ArrowDown')
      const covered = await page.evaluate(() => {
        const one = document.activeElement
        const box = one?.getBoundingClientRect()
        return box && one ? [box.top + 4, box.bottom - 4].some((y) => !one.contains(document.elementFromPoint(box.left + box.width / 2, y))) : true
      })
      expect(covered, `answer ${i + 1} is covered`).toBe(false)
    }
    await page.keyboard.press('Space')
    await expect(page.locator('.option').last()).toHaveAttribute('aria-pressed', 'true')
    await clean(page, `seat-case-end-${size.width}`)
    await fold.click()
    await expect(text).toHaveCount(0)
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByText('第 2 小题，共 3 小题')).toBeVisible()
    await expect(text).toHaveCount(0) // folded stays folded within a case
    await clean(page, `seat-case-folded-${size.width}`)
  })
}

/** A clip in small pieces and its still; `line` says how the clip comes just now. */
async function clipServer(page: Page, line: { clip: 'waits' | 'fails' | 'comes'; asked: string[] }) {
  const film = readFileSync(resolve(import.meta.dirname, '../../../questionbank/clip/testdata/vp8-opus.webm'))
  const still = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48"><rect width="64" height="48" fill="#cde"/><rect x="20" y="8" width="24" height="32" fill="#678"/></svg>')
  const digest = (b: Buffer) => createHash('sha256').update(b).digest('hex')
  await page.route('**/api/device/sitting/pictures/*', async (route) => {
    if (route.request().url().endsWith(digest(still))) return route.fulfill({ body: still, contentType: 'image/svg+xml' })
    const range = route.request().headers()['range'] ?? ''
    line.asked.push(range)
    while (line.clip === 'waits') await new Promise((done) => setTimeout(done, 50))
    if (line.clip === 'fails') return route.abort('connectionfailed')
    const from = Number(/=(\d+)-/.exec(range)?.[1])
    const part = film.subarray(from, from + 4000) // a server may give less than was asked for
    return route.fulfill({ status: 206, body: part, contentType: 'video/webm', headers: { 'Content-Range': `bytes ${from}-${from + part.length - 1}/${film.length}` } })
  })
  const of = (b: Buffer, type: string, alt: string) => ({ digest: digest(b), type, alt, width: 64, height: 48 })
  return [of(film, 'video/webm', '一名电工没有验电，直接用手打开配电箱内的端子盖。'), of(still, 'image/svg+xml', '打开着门的配电箱')]
}

for (const size of [{ width: 1366, height: 768 }, { width: 390, height: 844 }]) {
  test(`a clip comes last, plays when pressed, and hinders no answer where it does not come, at ${size.width}×${size.height}`, async ({ page }) => {
    await page.setViewportSize(size)
    await enrolled(page, 'seat')
    const line: Parameters<typeof clipServer>[1] = { clip: 'waits', asked: [] }
    const media = await clipServer(page, line)
    await seatServer(page, { ...running, sheet: { ...caseSheet, questions: [{ ...questions[0], stem: '视频里的人做错了什么？', media }] } })
    await page.goto('/kiosk/')
    await expect(page.getByText('视频正在加载（0%）')).toBeVisible()
    await expect(page.getByAltText('打开着门的配电箱')).toBeVisible()
    await clean(page, `seat-clip-waits-${size.width}`)
    expect(await page.evaluate(() => [...document.querySelectorAll('main article *')].filter((e) => e.getBoundingClientRect().right > innerWidth).map((e) => e.className)), 'beyond the edge').toEqual([])
    line.clip = 'fails'
    await expect(page.getByText('视频没有取到，正在重试')).toBeVisible()
    await page.keyboard.press('a')
    await expect(page.locator('.option').first()).toHaveAttribute('aria-pressed', 'true')
    await clean(page, `seat-clip-fails-${size.width}`)
    line.clip = 'comes'
    const film = page.locator('video.clip__film')
    await expect(film).toBeVisible({ timeout: 30_000 }) // it is asked for again by itself
    expect(line.asked.at(-1)).toMatch(/^bytes=8000-/)
    await expect.poll(() => film.evaluate((v: HTMLVideoElement) => v.readyState)).toBeGreaterThan(2)
    expect(await film.evaluate((v: HTMLVideoElement) => [v.paused, v.currentTime, v.autoplay])).toEqual([true, 0, false])
    await expect(page.getByText('0:00 / 0:01')).toBeVisible()
    await clean(page, `seat-clip-${size.width}`)
    const slider = page.getByRole('slider', { name: '播放位置' })
    await slider.focus()
    await page.keyboard.press('End')
    await expect.poll(() => film.evaluate((v: HTMLVideoElement) => v.currentTime)).toBeGreaterThan(1)
    await page.keyboard.press('Home')
    await expect.poll(() => film.evaluate((v: HTMLVideoElement) => v.currentTime)).toBe(0)
    await page.getByRole('button', { name: '播放', exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: '重播' })).toBeVisible()
    await page.reload()
    await expect(film).toBeVisible()
    expect(await film.evaluate((v: HTMLVideoElement) => v.paused)).toBe(true)
  })
}

test('eight answers of a question can be chosen by letter and number, several at once', async ({ page }) => {
  await enrolled(page, 'seat')
  await seatServer(page, { ...running, version: 5 })
  await page.goto('/kiosk/')
  await page.keyboard.press('n')
  await page.getByLabel('到第几题').fill('100')
  await page.keyboard.press('Enter')
  for (const key of ['h', 'g', '1', '1']) await page.keyboard.press(key)
  const chosen = page.locator('.option[aria-pressed=true]')
  await expect(chosen).toHaveCount(2)
  await expect(chosen.first()).toContainText('G')
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('.option').first()).toBeFocused()
  await page.keyboard.press('Space')
  await expect(chosen).toHaveCount(3)
})

test('nothing is called stored that the server has not acknowledged, and after ten seconds the page stops', async ({ page }) => {
  test.setTimeout(60_000)
  await enrolled(page, 'seat')
  const server = await seatServer(page, running)
  await page.goto('/kiosk/')
  await expect(page.getByText('第 1 题', { exact: true })).toBeVisible()
  server.storing = false
  await page.keyboard.press('a')
  await expect(page.getByText('这一题正在保存')).toBeVisible()
  await expect(page.getByRole('button', { name: '第 1 题 · 已答 · 正在保存' })).toBeVisible()
  await expect(page.getByText('答案有 10 秒没能保存，请先停下')).toBeVisible({ timeout: 15_000 })
  await expect(page.getByText('停电检修时应验电')).toBeVisible() // the question stays in sight
  await expect(page.locator('.option').first()).toBeDisabled()
  await clean(page, 'seat-blocked')
  server.storing = true
  await expect(page.getByText('这一题已保存')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('请先停下')).toHaveCount(0)
})

test('a line that lives and stores nothing stops the page all the same', async ({ page }) => {
  test.setTimeout(60_000)
  await enrolled(page, 'seat')
  const server = await seatServer(page, running)
  await page.goto('/kiosk/')
  await expect(page.getByText('第 1 题', { exact: true })).toBeVisible()
  server.storing = false
  server.alive = true // pings are answered as ever
  await page.keyboard.press('a')
  const alarm = page.getByRole('alert').filter({ hasText: '答案有 10 秒没能保存，请先停下' })
  await expect(alarm).toBeVisible({ timeout: 15_000 })
  await expect(alarm).toContainText('如果 1 分钟后还没有恢复，请按“呼叫工作人员”')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('b') // nobody works on while nothing is stored
  await expect(page.locator('.option--on')).toHaveCount(0)
  server.storing = true
  await expect(alarm).toHaveCount(0, { timeout: 15_000 })
})

test('the clock is quiet until it matters, and may be hidden', async ({ page }) => {
  test.setTimeout(60_000)
  await enrolled(page, 'seat')
  const server = await seatServer(page, { ...running, deadline: now + 95 * 60_000 })
  await page.goto('/kiosk/')
  const clock = page.getByRole('timer')
  await expect(clock).toHaveText('1 小时 34 分') // never more than there is
  await page.getByRole('button', { name: '隐藏时间' }).click()
  await expect(page.getByText('时间已隐藏')).toBeVisible()
  server.say('state', { why: 'CHANGED', state: { ...running, version: 6, deadline: now + 10 * 60_000 + 1500 } })
  await expect(page.getByText('还剩 10 分钟')).toBeVisible()
  await expect(clock).toHaveText(/^(10|9) 分钟$/)
  server.say('state', { why: 'CHANGED', state: { ...running, version: 7, deadline: now + 61_500 } })
  await expect(page.getByText('还剩 1 分钟')).toBeVisible()
  await expect(clock).toHaveText(/^00:5\d$/)
})
