import { expect, it } from 'vitest'
import { isMe } from './twopeople'

const me = { id: 'a1', name: '宋审' }

it.each([
  [{ name: '宋审' }, true],
  [{ name: '谢文' }, false],
  [{ name: '谢文', others: ['宋审'] }, true],
  [{ name: '宋审', account: 'a2' }, false], // a namesake
  [{ name: '别名', account: 'a1' }, true],
  [{ name: '宋审', mine: false }, false], // the server knows better
  [{ name: '别名', mine: true }, true],
  [{ name: '' }, false],
])('%o is me: %s', (step, is) => expect(isMe(step, me)).toBe(is))

it('nobody is logged in, nobody is me', () => expect([isMe({ name: '宋审' }, undefined), isMe({ name: '' }, { id: '', name: '' })]).toEqual([false, false]))
