import { expect, it } from 'vitest'
import { keyAct } from './keys'

const four = ['A', 'B', 'C', 'D']
const eight = [...'ABCDEFGH']

it.each([
  ['a', four, { do: 'choose', letter: 'A' }],
  ['D', four, { do: 'choose', letter: 'D' }],
  ['2', four, { do: 'choose', letter: 'B' }],
  ['8', eight, { do: 'choose', letter: 'H' }],
  ['5', four, undefined],
  ['9', eight, undefined],
  ['e', four, undefined],
  ['g', four, { do: 'goto' }],
  ['g', eight, { do: 'choose', letter: 'G' }],
  ['n', eight, { do: 'goto' }],
  ['r', eight, { do: 'read' }],
  ['l', eight, { do: 'original' }],
  ['m', eight, { do: 'mark' }],
  ['ArrowLeft', four, { do: 'previous' }],
  ['ArrowRight', four, { do: 'next' }],
  ['ArrowDown', four, { do: 'down' }],
  ['?', four, { do: 'help' }],
  ['Tab', four, undefined],
  ['Enter', four, undefined],
])('%s among %j', (key, letters, act) => expect(keyAct({ key }, letters)).toEqual(act))

it('leaves the keys of the browser and the system alone', () => {
  for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }]) expect(keyAct({ key: 'a', ...more }, four)).toBeUndefined()
})
