// @vitest-environment happy-dom
import { createApp, h, nextTick, type App } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, expect, it } from 'vitest'
import { apiKey } from '@/kit/api'
import { setUpI18n } from '@/kit/i18n'
import { sessionKey } from '../session'
import zh from '../locales/zh-CN'
import BookedPast from './BookedPast.vue'

const days = [{ day: '2026-12-11', point: 'pt', point_name: '城区考点', room: 'r1', room_name: '一号考场', people: 7 }, { day: '2026-12-12', people: 2 }]
const booked = { item_code: 'LE', to: '2026-12-10', people: 9, days }
let app: App
afterEach(() => app.unmount())

async function show(answer: object | undefined, role: string): Promise<HTMLElement> {
  const i18n = await setUpI18n(zh, () => Promise.resolve({ default: {} }))
  const root = document.createElement('div')
  app = createApp({ render: () => h(BookedPast, { release: 'r' }) })
  app.use(i18n.plugin).use(createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: { render: () => h('div') } }] }))
  const body = { code: 'x', detail: '坏了' }
  app.provide(apiKey, { GET: () => Promise.resolve(answer ? { data: answer, response: new Response('{}') } : { error: body, response: new Response('{}', { status: 500 }) }) } as never)
  app.provide(sessionKey, { roles: { value: [role] } } as never)
  app.mount(root)
  for (let i = 0; i < 8; i++) await nextTick()
  return root
}

it('counts by day and room, and leads those who keep places to the slots of the day', async () => {
  const root = await show(booked, 'EXAM_MANAGER')
  expect(root.querySelector('[role=status]')?.textContent).toContain('共有 9 人')
  expect([...root.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
    ['2026年12月11日星期五', '城区考点 一号考场', '7 人'], ['2026年12月12日星期六', '其他机构的考场', '2 人'],
  ])
  expect([...root.querySelectorAll('a')].map((a) => a.getAttribute('href'))).toEqual(['/places/slots?point=pt&date=2026-12-11'])
})

it('leads nobody to a page that is not theirs', async () => {
  const root = await show(booked, 'ITEM_REVIEWER')
  expect(root.querySelector('a')).toBeNull()
  expect(root.textContent).toContain('由考务和值班人员查看')
})

it('says that nobody is booked, is silent where no day binds, and hides no failure', async () => {
  expect((await show({ ...booked, people: 0, days: [] }, 'ITEM_REVIEWER')).textContent).toContain('2026年12月10日星期四（最后使用日）之后没有')
  app.unmount()
  expect((await show({ item_code: 'LE', people: 0, days: [] }, 'ITEM_REVIEWER')).textContent).toBe('')
  app.unmount()
  expect((await show(undefined, 'ITEM_REVIEWER')).querySelector('[role=alert]')?.textContent).toContain('没有读到')
})
