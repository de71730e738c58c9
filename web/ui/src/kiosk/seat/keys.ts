// The keyboard of the paper. Pure: a key and the question in front give an act, or nothing.
export type KeyAct =
  | { do: 'choose'; letter: string }
  | { do: 'next' | 'previous' | 'mark' | 'goto' | 'hand' | 'help' | 'up' | 'down' | 'zoom' | 'read' | 'original' }

export interface Key {
  key: string
  ctrlKey?: boolean
  altKey?: boolean
  metaKey?: boolean
}

const fixed: Record<string, KeyAct> = {
  ArrowRight: { do: 'next' }, PageDown: { do: 'next' }, ArrowLeft: { do: 'previous' }, PageUp: { do: 'previous' },
  ArrowUp: { do: 'up' }, ArrowDown: { do: 'down' }, '?': { do: 'help' }, '？': { do: 'help' },
  M: { do: 'mark' }, N: { do: 'goto' }, G: { do: 'goto' }, S: { do: 'hand' }, Z: { do: 'zoom' }, R: { do: 'read' }, L: { do: 'original' },
}

/** `letters`: of the options in the order shown. A letter that an option has chooses it, whatever else it could mean. */
export function keyAct({ key, ctrlKey, altKey, metaKey }: Key, letters: readonly string[]): KeyAct | undefined {
  if (ctrlKey || altKey || metaKey) return undefined
  const letter = /^[1-8]$/.test(key) ? letters[Number(key) - 1] : letters.find((l) => l === key.toUpperCase())
  if (letter) return { do: 'choose', letter }
  return fixed[key.length === 1 ? key.toUpperCase() : key]
}
