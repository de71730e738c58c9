import { expect, it } from 'vitest'
import { codeFrom, tidyNumber } from './check'

it.each([
  ['https://exam.example.cn/verify#ABCD1234EFGH5678', 'ABCD1234EFGH5678'],
  ['#abcd-1234-efgh-5678', 'ABCD1234EFGH5678'],
  [' ABCD1234EFGH5678 ', 'ABCD1234EFGH5678'],
  ['http://127.0.0.1:8080/verify#ABCD%201234EFGH', 'ABCD1234EFGH'],
])('finds the code in %s', (text, code) => expect(codeFrom(text)).toBe(code))

it.each(['', '#', 'https://evil.test/?x=1', '#%E0%A4%A', '#短', 'SKT1:ABCDEFGH23456789', '#' + 'A'.repeat(61)])('finds none in %s', (text) => expect(codeFrom(text)).toBeUndefined())

it('reads numbers as people copy them', () => expect(tidyNumber(' ｔ１１０１０５－１９４９ 1231002x')).toBe('T1101051949' + '1231002X'))
