import { describe, expect, it } from 'vitest'
import { verbText } from './verbs'

const words: Record<string, string> = { 'verb.thing.permit': '证件', 'verb.act.issue': '签发' }
const word = (key: string) => words[key]

describe('verbs of the trail', () => {
  it('are a thing and an act in words', () => expect(verbText('permit.issue', word)).toBe('证件 · 签发'))
  it('stay as they are where there is no word', () => {
    expect(verbText('permit.frobnicate', word)).toBe('证件 · frobnicate')
    expect(verbText('other', word)).toBe('other')
  })
})
