import { describe, expect, it } from 'vitest'
import { supervised } from './supervised'

describe('the sentence on supervision', () => {
  const both = { supervision: '本场远程监考。', supervisionEn: 'Supervised remotely.' }
  it('is in the reader\'s language', () => {
    expect(supervised(both, 'en')).toBe('Supervised remotely.')
    expect(supervised(both, 'zh-CN')).toBe('本场远程监考。')
  })
  it('is the room\'s own where there is no other', () => {
    expect(supervised({ supervision: '本场远程监考。' }, 'en')).toBe('本场远程监考。')
    expect(supervised(undefined, 'en')).toBe('')
  })
})
