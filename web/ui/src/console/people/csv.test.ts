import { describe, expect, it } from 'vitest'
import { cellMistake, csvRows, hideNumbers } from './csv'

describe('a file of people', () => {
  it('is read with quotes, line ends inside them, and an empty last line', () => {
    expect(csvRows('\uFEFF姓名,说明\r\n"张,三","他说""好""\n再见"\r\n\r\n')).toEqual([['姓名', '说明'], ['张,三', '他说"好"\n再见']])
    expect(csvRows('a\nb\nc\nd', 2)).toEqual([['a'], ['b']])
  })

  it('shows numbers hidden', () => {
    expect(hideNumbers('11010519491231002X')).toBe('110***********002X')
    expect(hideNumbers('13800138000')).not.toContain('0013')
    expect(hideNumbers('电工 12 班')).toBe('电工 12 班')
  })

  it('names wrong cells by row and column', () => {
    expect(cellMistake('row 12, 手机号', '号码不对。')).toEqual({ row: '12', column: '手机号', message: '号码不对。' })
    expect(cellMistake('row 3', '空行。')).toEqual({ row: '3', column: '', message: '空行。' })
    expect(cellMistake('body', '打不开。')).toEqual({ row: '', column: 'body', message: '打不开。' })
  })
})
