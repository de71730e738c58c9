import { describe, expect, it } from 'vitest'
import { barsOf, difficultyBars, difficultyMap, exposureBars, type HealthLine } from './overview'

const line = (over: Partial<HealthLine>) => ({ topic: '甲', label: 3, difficulty: 0, drawn: 0, fair: 0, ...over }) as HealthLine

describe('the pictures of a bank', () => {
  it('counts every item once, whatever its difficulty', () => {
    const bars = difficultyBars([line({ difficulty: -9000 }), line({ difficulty: 300 }), line({ difficulty: 9000 }), line({ difficulty: 500 })], 500)
    expect(bars.reduce((n, b) => n + b.value, 0)).toBe(4)
    expect(bars[0]?.value).toBe(1)
    expect(bars.at(-1)?.value).toBe(1)
    expect(bars.find((b) => b.label === '0.0 … 0.5')?.value).toBe(1)
    expect(bars.find((b) => b.label === '−0.5 … 0.0')?.value).toBe(1)
  })
  it('weighs exposure against an even share', () => {
    const { bars, most } = exposureBars([line({ drawn: 10, fair: 10_000 }), line({ drawn: 30, fair: 10_000 }), line({ fair: 0 })], 100, '不抽')
    expect(most).toBe(3)
    expect(bars.find((b) => b.label === '0.95 … 1.05')?.value).toBe(1)
    expect(bars.find((b) => b.warn)?.value).toBe(1)
    expect(bars.at(-1)).toEqual({ key: 'idle', label: '不抽', value: 1 })
    expect(exposureBars([line({ fair: 10_000 })], 0, '').bars).toEqual([])
  })
  it('draws no bar for nothing and a visible one for one of many', () => {
    expect(barsOf([{ key: 'a', label: '', value: 0 }, { key: 'b', label: '', value: 1 }, { key: 'c', label: '', value: 1000 }]).map((b) => b.h)).toEqual([0, 3, 156])
  })
  it('maps topics by level', () => {
    expect(difficultyMap([line({ topic: '乙', label: 1 }), line({ label: 5 }), line({ label: 5 })])).toEqual([
      { topic: '甲', levels: [0, 0, 0, 0, 2], all: 2 }, { topic: '乙', levels: [1, 0, 0, 0, 0], all: 1 },
    ])
  })
})
