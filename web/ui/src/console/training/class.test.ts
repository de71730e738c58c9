import { describe, expect, it } from 'vitest'
import { readPupils, requestKey } from './class'

describe('the list of a class', () => {
  it('takes names with dots and spaces, commas and tabs, and numbers that end in x', () => {
    expect(readPupils('阿依古丽·买买提 11010519491231002x\n李四，420602199001011234\n\n王 五\t42060219900101123X')).toEqual({
      pupils: [{ name: '阿依古丽·买买提', number: '11010519491231002X' }, { name: '李四', number: '420602199001011234' }, { name: '王 五', number: '42060219900101123X' }], wrong: [],
    })
  })

  it('names what it cannot read and who stands twice', () => {
    const { pupils, wrong } = readPupils('张三\n李四 420602199001011234\n李四 420602199001011234')
    expect(pupils).toHaveLength(1)
    expect(wrong).toEqual(['张三', '李四'])
  })

  it('gives the same line the same key and every other line another', async () => {
    const key = await requestKey('org', 'item', '420602199001011234')
    expect(key).toMatch(/^[0-9a-f]{48}$/)
    expect(await requestKey('org', 'item', '420602199001011234')).toBe(key)
    expect(await requestKey('org', 'item', '420602199001011235')).not.toBe(key)
    expect(await requestKey('orgitem', '', '420602199001011234')).not.toBe(key)
  })
})
