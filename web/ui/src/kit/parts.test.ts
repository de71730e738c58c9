// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { computed, createApp, h, nextTick, type App, type Component, type VNode } from 'vue'
import { Problem } from '@/core/problem'
import AppBanner from './AppBanner.vue'
import ErrorNote from './ErrorNote.vue'
import { setUpI18n } from './i18n'
import { pageI18nKey } from './mount'
import LocaleSwitch from './LocaleSwitch.vue'
import { speakerKey, type Speaker } from './speaker'
import SpokenText from './SpokenText.vue'
import StateView from './StateView.vue'
import StatusTag from './StatusTag.vue'

let app: App | undefined
afterEach(() => {
  app?.unmount()
  localStorage.clear()
})

async function show(part: Component, props: object, slots: Record<string, () => VNode> = {}, speaker?: Speaker): Promise<HTMLElement> {
  const i18n = await setUpI18n({}, () => Promise.resolve({ default: {} }))
  const root = document.createElement('div')
  app = createApp({ render: () => h(part, props, slots) })
  app.use(i18n.plugin)
  app.provide(pageI18nKey, i18n)
  if (speaker) app.provide(speakerKey, speaker)
  app.mount(root)
  await nextTick()
  return root
}

describe('ErrorNote', () => {
  it('shows the server’s words, the wrong fields, who helps, and code and number to quote', async () => {
    const problem = new Problem('booking.slot_full', '该场次已满。', 409, [{ path: 'body.slot', code: 'x', message: '换一个时间' }], 'r7')
    const root = await show(ErrorNote, { problem, who: '考点 0311-1234' })
    for (const text of ['该场次已满。', '换一个时间', '考点 0311-1234', 'booking.slot_full · r7']) expect(root.textContent).toContain(text)
    expect(root.querySelector('[role=alert]')).not.toBeNull()
  })

  it.each([['net.offline', '网络没有连上'], ['net.timeout', '没有及时回答'], ['nothing.known', '服务器的回答看不懂']])(
    'has words of its own for %s',
    async (code, words) => expect((await show(ErrorNote, { problem: new Problem(code, '') })).textContent).toContain(words),
  )

  it('offers another try only where it helps', async () => {
    const retry = vi.fn()
    expect((await show(ErrorNote, { problem: new Problem('a', 'b') })).textContent).not.toContain('重试')
    app?.unmount()
    const root = await show(ErrorNote, { problem: new Problem('a', 'b'), retryable: true, onRetry: retry })
    ;[...root.querySelectorAll('button')].find((b) => b.textContent?.includes('重试'))?.click()
    expect(retry).toHaveBeenCalledOnce()
  })
})

describe('StateView', () => {
  const slots = { default: () => h('p', 'content') }
  it.each([
    [{ state: 'loading' }, '正在加载', false],
    [{ state: 'empty', emptyTitle: '还没有报名', emptyHint: '先登录' }, '先登录', false],
    [{ state: 'forbidden' }, '没有查看的权限', false],
    [{ state: 'error', problem: new Problem('x.y', '出错了。') }, 'x.y', false],
    [{ state: 'error' }, '重试', false],
    [{ state: 'ready' }, 'content', true],
    [{ state: 'ready', partial: '少了两条' }, '少了两条', true],
  ])('%o', async (props, text, content) => {
    const root = await show(StateView, props, slots)
    expect(root.textContent).toContain(text)
    expect(root.textContent?.includes('content')).toBe(content)
  })
})

it('a state is an icon and a word, whatever its colour', async () => {
  for (const kind of ['info', 'safe', 'warn', 'danger', 'neutral']) {
    const root = await show(StatusTag, { kind, word: '有效' })
    expect(root.textContent).toBe('有效')
    expect(root.querySelectorAll('svg')).toHaveLength(1)
    app?.unmount()
  }
})

it('the banner stands only over demonstration data', async () => {
  expect((await show(AppBanner, { demo: false })).textContent).toBe('')
  app?.unmount()
  expect((await show(AppBanner, { demo: true })).textContent).toContain('演示数据')
})

it('the language can be changed and is remembered', async () => {
  const root = await show(LocaleSwitch, {})
  const english = [...root.querySelectorAll('button')].find((b) => b.textContent?.includes('English'))
  english?.click()
  await vi.waitFor(() => expect(english?.getAttribute('aria-pressed')).toBe('true'))
  expect(document.documentElement.lang).toBe('en')
  app?.unmount()
  expect((await show(AppBanner, { demo: true })).textContent).toContain('Demo data')
})

it('a text without a voice has no button, and with one it can be stopped again', async () => {
  const say = ['welcome']
  expect((await show(SpokenText, { text: '欢迎', say })).querySelector('button')).toBeNull()
  app?.unmount()
  const speaker: Speaker = { speaking: computed(() => undefined), muted: computed(() => false), say: vi.fn(), stop: vi.fn(), mute: vi.fn() }
  const root = await show(SpokenText, { text: '欢迎', say }, {}, speaker)
  root.querySelector('button')?.click()
  expect(speaker.say).toHaveBeenCalledWith(say)
  expect(root.textContent).toContain('欢迎')
})
