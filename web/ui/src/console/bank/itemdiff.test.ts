import { describe, expect, it } from 'vitest'
import { itemChanges, pieces, type Piece } from './itemdiff'
import type { ItemForm } from './writing'

const words = { yes: '正确', no: '错误', stem: '题干' }
const single: ItemForm = { type: 'SINGLE', stem: '绝缘电阻不低于 0.5 MΩ', options: ['甲', '乙', '丙'], key: [0], topic: '绝缘', difficulty: 3, explanation: '见规范', citation: 'GB 1' }
const fields = (before: ItemForm, after: ItemForm) => itemChanges(before, after, words).map((c) => c.field)
const whole = (list: Piece[], without: Piece['kind']) => list.filter((p) => p.kind !== without).map((p) => p.text).join('')

describe('two versions of an item', () => {
  it('that say the same have no changes', () => expect(itemChanges(single, { ...single }, words)).toEqual([]))

  it('differ by characters, values whole', () => {
    expect(pieces('绝缘电阻不低于 0.5 MΩ', '绝缘电阻不低于 1.0 MΩ')).toEqual([
      { kind: 'same', text: '绝缘电阻不低于 ' }, { kind: 'gone', text: '0.5' }, { kind: 'new', text: '1.0' }, { kind: 'same', text: ' MΩ' },
    ])
    expect(pieces('', '新')).toEqual([{ kind: 'new', text: '新' }])
    expect(pieces('旧', '')).toEqual([{ kind: 'gone', text: '旧' }])
    expect(pieces('𠮷野', '𠮷田')).toEqual([{ kind: 'same', text: '𠮷' }, { kind: 'gone', text: '野' }, { kind: 'new', text: '田' }])
  })

  it('give back both texts from any pieces', () => {
    const letters = '断电验电接地abc12 '
    let seed = 7
    const next = (n: number) => (seed = (seed * 48271) % 2147483647) % n
    const make = (n: number) => Array.from({ length: n }, () => letters[next(letters.length)]).join('')
    for (let i = 0; i < 200; i++) {
      const a = make(next(30)), b = i % 3 ? a.slice(0, next(20)) + make(next(6)) + a.slice(next(20)) : make(next(30))
      const list = pieces(a, b)
      expect(whole(list, 'new')).toBe(a)
      expect(whole(list, 'gone')).toBe(b)
      expect(list.every((p, k) => p.text !== '' && p.kind !== list[k - 1]?.kind)).toBe(true)
    }
    const long = 'x '.repeat(2000)
    expect(whole(pieces(`a${long}b`, `c${long}${long}d`), 'gone')).toBe(`c${long}${long}d`)
  })

  it('show every option when one changed, with marks of the key and where it stood', () => {
    const [change] = itemChanges(single, { ...single, options: ['乙', '甲', '丁'], key: [1] }, words)
    expect(change?.field).toBe('options')
    expect(change?.options).toEqual([
      { letter: 'A', pieces: [{ kind: 'same', text: '乙' }], from: 'B', right: false, wasRight: false },
      { letter: 'B', pieces: [{ kind: 'same', text: '甲' }], from: 'A', right: true, wasRight: true },
      { letter: 'C', pieces: [{ kind: 'gone', text: '丙' }, { kind: 'new', text: '丁' }], right: false, wasRight: false },
    ])
    const [fewer] = itemChanges(single, { ...single, options: ['甲', '丙'] }, words)
    expect(fewer?.options.map((o) => [o.letter, o.from ?? '', whole(o.pieces, 'gone')])).toEqual([['A', '', '甲'], ['B', 'C', '丙'], ['B', '', '']])
  })

  it('show a key that changed alone, also of 判断', () => {
    const judge: ItemForm = { ...single, type: 'TRUE_FALSE', options: [], key: [0] }
    const [change] = itemChanges(judge, { ...judge, key: [1] }, words)
    expect(change?.options.map((o) => [o.wasRight, o.right])).toEqual([[true, false], [false, true]])
  })

  it('name every other field', () => {
    const medium = { digest: 'abcdef0123456789', type: 'image/png' as const, alt: '配电箱', width: 4, height: 3 }
    expect(fields(single, { ...single, explanation: '另见', citation: 'GB 2', topic: '接地', chapter: '一', difficulty: 4, tags: ['重大'], fact: 'f', enemies: ['g'], media: [medium], spoken: [{ place: 'A', of: '', digest: '0123456789' }] }))
      .toEqual(['explanation', 'media', 'spoken', 'citation', 'topic', 'chapter', 'difficulty', 'tags', 'fact', 'enemies'])
    const part = { type: 'SINGLE' as const, stem: '小题', options: ['甲', '乙'], key: [0] }
    const list = itemChanges({ ...single, type: 'CASE', options: [], key: [], parts: [part] }, { ...single, type: 'CASE', options: [], key: [], parts: [part, { ...part, stem: '又一' }] }, words)
    expect(list.map((c) => [c.field, c.part])).toEqual([['type', 2], ['stem', 2], ['options', 2]])
  })
})
