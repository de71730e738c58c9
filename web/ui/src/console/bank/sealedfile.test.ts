// @vitest-environment happy-dom
import { createApp, h, nextTick, type App } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/core/problem'
import { apiKey, uploadKey } from '@/kit/api'
import { setUpI18n } from '@/kit/i18n'
import { actsKey, type Act } from '../parts/acts'
import { namesKey } from '../parts/names'
import { sessionKey } from '../session'
import zh from '../locales/zh-CN'
import SealedPage from './SealedPage.vue'
import { byTopic, grouped, type SealedFile } from './sealedfile'

describe('the outline of a sealed release', () => {
  it('has a row a topic and a column for each type that occurs, in the order of papers', () => {
    const made = byTopic([{ type: 'CASE', topic: '触电', items: 2 }, { type: 'TRUE_FALSE', topic: '触电', items: 40 }, { type: 'TRUE_FALSE', topic: '法规', items: 3 }])
    expect(made.types).toEqual(['TRUE_FALSE', 'CASE'])
    expect(made.rows).toEqual([{ topic: '触电', of: { CASE: 2, TRUE_FALSE: 40 }, all: 42 }, { topic: '法规', of: { TRUE_FALSE: 3 }, all: 3 }])
  })
  it('writes keys in groups that can be read aloud', () => expect(grouped('0123456789abcdef01')).toBe('01234567 89abcdef 01'))
})

const seen: SealedFile = {
  sum: 'a'.repeat(64), owner: '国家考试中心', fingerprint: 'f'.repeat(64), name: '国家版', no: 7, item_code: 'LE', purpose: 'CERTIFICATION', made_at: '2026-11-01T00:00:00Z', count: 42, files: 5,
  tallies: [{ type: 'TRUE_FALSE', topic: '触电', items: 40 }, { type: 'CASE', topic: '触电', items: 2 }], from: '2026-01-01', to: '2098-12-31', region: '42', statistics: false, new_bank: true, bank_name: '国家考试中心 国家版',
}
const keys = { device: 'd'.repeat(64), device_fingerprint: '1'.repeat(64), owner: 'e'.repeat(64), owner_fingerprint: '2'.repeat(64) }
const answered = (data: unknown) => Promise.resolve({ data, response: new Response('{}') })
const upload = vi.fn()
let asked: Act<unknown>[]
let app: App
let root: HTMLElement
let router: ReturnType<typeof createRouter>

async function open(role = 'ITEM_REVIEWER') {
  const i18n = await setUpI18n(zh, () => Promise.resolve({ default: {} }))
  router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: { render: () => h('div') } }] })
  await router.push('/banks/sealed')
  root = document.createElement('div')
  app = createApp({ render: () => h(SealedPage) })
  app.use(i18n.plugin).use(router)
  app.provide(apiKey, { GET: (path: string) => answered(path.endsWith('/sealed-keys') ? keys : { items: [{ id: 'o1', name: '市应急管理局', kind: 'AUTHORITY' }, { id: 'o2', name: '某企业', kind: 'ENTERPRISE' }] }) } as never)
  app.provide(uploadKey, upload as never)
  app.provide(namesKey, { of: () => '低压电工作业', know: () => {} })
  const has = (...wanted: string[]) => wanted.includes(role)
  app.provide(sessionKey, { user: { value: { grants: [{ role, org: 'o1' }] } }, roles: { value: [role] }, has } as never)
  app.provide(actsKey, { ask: async (act: Act<unknown>) => (asked.push(act), { value: await act.run({} as never) }) } as never)
  app.mount(root)
  await settle()
}

async function settle() {
  for (let i = 0; i < 8; i++) await nextTick()
  await new Promise((done) => setTimeout(done))
}

async function choose(name: string) {
  const field = root.querySelector<HTMLInputElement>('input[type=file]')
  if (!field) throw new Error('no field for a file')
  Object.defineProperty(field, 'files', { configurable: true, value: [new File(['x'], name)] })
  field.dispatchEvent(new Event('change'))
  await settle()
}
const press = (text: string) => [...root.querySelectorAll('button')].find((b) => b.textContent?.includes(text))?.click()

describe('the page that takes a sealed release in', () => {
  beforeEach(() => {
    upload.mockReset()
    asked = []
  })
  afterEach(() => app.unmount())

  it('says in words what the file is, asks, sends the same file with the sum that was seen, and goes to the releases', async () => {
    await open()
    upload.mockResolvedValueOnce(seen).mockResolvedValueOnce({ ...seen, bank: 'b1', release: 'r1' })
    await choose('国家版.sealed')
    expect(upload.mock.calls[0]?.slice(0, 2)).toEqual(['/api/staff/sealed-releases/preview', { org: 'o1' }])
    for (const words of ['国家考试中心', '国家版（第 7 号）', '低压电工作业', '42 题', '5 个', '2098年12月31日', '代码 42 开头', '不允许统计作答', '新建题库', 'ffffffff ffffffff', '触电']) expect(root.textContent).toContain(words)
    expect([...root.querySelectorAll('tbody tr:first-child > *')].map((c) => c.textContent)).toEqual(['触电', '40', '2', '42'])
    press('导入密封题库')
    await settle()
    expect(asked[0]?.effect).toContain('另一人')
    expect(upload.mock.calls[1]?.slice(0, 2)).toEqual(['/api/staff/sealed-releases', { org: 'o1', seen: seen.sum }])
    expect(upload.mock.calls[1]?.[2]).toBe(upload.mock.calls[0]?.[2])
    expect(router.currentRoute.value.path).toBe('/banks/b1/releases')
  })

  it('leaves who may not see releases on the page, and says for whom it waits', async () => {
    await open('SYSTEM_ADMIN')
    upload.mockResolvedValueOnce(seen).mockResolvedValueOnce({ ...seen, bank: 'b1', release: 'r1' })
    await choose('a')
    press('导入密封题库')
    await settle()
    expect(router.currentRoute.value.path).toBe('/banks/sealed')
    expect(root.querySelector('[role=status]')?.textContent).toContain('审题员中的另一人')
  })

  it('shows the server’s words for a file that must not come in, and offers nothing to take', async () => {
    await open()
    upload.mockRejectedValueOnce(new Problem('sealed.other_device', '这个密封题库不是发给本系统的。', 422))
    await choose('别处的.sealed')
    expect(root.querySelector('[role=alert]')?.textContent).toContain('这个密封题库不是发给本系统的。')
    expect(root.querySelector('[role=alert]')?.textContent).toContain('sealed.other_device')
    expect([...root.querySelectorAll('button')].some((b) => b.textContent === '导入密封题库')).toBe(false)
    upload.mockResolvedValueOnce({ ...seen, to: '2020-01-05' })
    await choose('对的')
    expect(root.querySelector('[role=alert]')).toBeNull()
    expect(root.textContent).toContain('是否有更新的题库')
  })

  it('shows the keys that owners need, and no enterprise as receiver', async () => {
    await open()
    expect(root.textContent).toContain(keys.device)
    expect(root.textContent).toContain('11111111 11111111')
    expect([...root.querySelectorAll('option')].map((o) => o.textContent).join()).not.toContain('某企业')
  })
})
