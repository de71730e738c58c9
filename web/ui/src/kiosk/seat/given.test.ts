// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import { createApp, defineComponent, h } from 'vue'
import { pausedLeft } from '@/core/sitting'
import type { SeatTime } from '@/core/wire'
import { seatState, serverNow } from '@/core/fakeline'
import en from '../locales/en'
import zh from '../locales/zh-CN'
import { minutesAndSeconds, news, useGivenWords } from './given'

const given = (more: Partial<SeatTime>): SeatTime => ({ kind: 'PAUSE', code: 'NETWORK', seconds: 60, from: 0, to: 0, at: 1, ...more })

it('says time as people do', () => {
  expect(minutesAndSeconds(60)).toEqual({ key: 'whole', m: 1, s: 0 })
  expect(minutesAndSeconds(59)).toEqual({ key: 'seconds', m: 0, s: 59 })
  expect(minutesAndSeconds(301)).toEqual({ key: 'minutes', m: 5, s: 1 })
  expect(minutesAndSeconds(0).key).toBe('seconds')
})

it('shows what is new until it was seen, and never a long list', () => {
  const all = [1, 2, 3, 4].map((at) => given({ at }))
  expect(news(all, 0).map((g) => g.at)).toEqual([3, 4])
  expect(news(all, 3).map((g) => g.at)).toEqual([4])
  expect(news(all, 4)).toEqual([])
  expect(news([], 2)).toEqual([])
})

function spoken(locale: 'zh-CN' | 'en', time: SeatTime): string {
  let said = ''
  const i18n = createI18n({ legacy: false, locale, messages: { 'zh-CN': zh, en } as never })
  createApp(defineComponent({ setup: () => { said = useGivenWords().words(time).why; return () => h('i') } })).use(i18n).mount(document.createElement('div'))
  return said
}

describe('the reason in the words of the person', () => {
  const at = Date.parse('2026-11-22T14:30:00+08:00')
  it.each([
    [given({ kind: 'ROOM', code: 'POWER', text: '跳闸', from: at, to: at + 300_000 }), '整个考场暂停：电力故障 · 跳闸（14:30–14:35）'],
    [given({ kind: 'OUTAGE', code: 'SERVER_DOWN' }), '服务器中断'],
    [given({ kind: 'OUTAGE', code: 'ROOM_POWER' }), '考场断电或断网'],
    [given({ kind: 'BREAK', code: '1' }), '中途休息（停表）'],
    [given({ kind: 'OUTAGE', code: 'SOMETHING_NEWER' }), '故障'],
  ])('%j', (time, said) => expect(spoken('zh-CN', time)).toBe(said))
  it('in English', () => expect(spoken('en', given({ kind: 'SITE', code: 'EMERGENCY' }))).toMatch(/site.*emergency/))
})

describe('the clock of a paused paper', () => {
  const paused = (more: object) => seatState({ phase: 'PAUSED', paused_at: serverNow, deadline: serverNow + 600_000, remaining_ms: 600_000, break_seconds: 60, ...more })
  it('stands for an officer', () => expect(pausedLeft(paused({ pause_kind: 'ROOM' }), serverNow + 90_000)).toBe(600_000))
  it('stands in a break as long as it may', () => {
    expect(pausedLeft(paused({ pause_kind: 'BREAK' }), serverNow + 59_000)).toBe(600_000)
    expect(pausedLeft(paused({ pause_kind: 'BREAK' }), serverNow + 90_000)).toBe(570_000)
    expect(pausedLeft(paused({ pause_kind: 'BREAK' }), serverNow + 900_000)).toBe(0)
  })
  it('runs on where the rules say so', () => expect(pausedLeft(paused({ pause_kind: 'BREAK_RUNS' }), serverNow + 90_000)).toBe(510_000))
})
