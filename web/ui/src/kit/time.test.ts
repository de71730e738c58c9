import { expect, it } from 'vitest'
import { civilDate, dayName, timeSpan } from './time'

const words = { today: '今天', tomorrow: '明天', yesterday: '昨天' }
const now = new Date('2026-11-21T15:30:00Z') // 23:30 in China

it('counts days in China, not where the device is', () => {
  expect(civilDate(new Date('2026-11-21T16:00:00Z'))).toBe('2026-11-22')
  expect(dayName(new Date('2026-11-21T16:00:00Z'), now, words, 'zh-CN')).toBe('明天')
  expect(dayName(new Date('2026-11-20T15:59:00Z'), now, words, 'zh-CN')).toBe('昨天')
})

it('names today and gives the hours once', () => {
  expect(timeSpan(new Date('2026-11-21T06:30:00Z'), new Date('2026-11-21T08:30:00Z'), now, words, 'zh-CN')).toBe('今天 14:30–16:30')
})

it('gives the day again when the slot runs over midnight', () => {
  expect(timeSpan(new Date('2026-11-21T15:00:00Z'), new Date('2026-11-21T17:00:00Z'), now, words, 'zh-CN')).toBe('今天 23:00 – 明天 01:00')
})

it('writes midnight as 00:00 and other years in full', () => {
  const span = timeSpan(new Date('2027-01-02T16:00:00Z'), new Date('2027-01-02T17:00:00Z'), now, words, 'zh-CN')
  expect(span).toBe('2027年1月3日（周日）00:00–01:00')
  expect(dayName(new Date('2026-11-30T02:00:00Z'), now, words, 'zh-CN')).toBe('11月30日（周一）')
})
