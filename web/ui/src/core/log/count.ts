// Counts a whole published log: whether permits and passes agree, in the reader's own browser.
import { sameBytes } from './checkpoint'
import { BadLog, parseLeaf } from './leaf'
import { hashLeaf, hashNode, type Tree, width } from './tree'

/** What a log holds. */
export interface Count {
  leaves: number
  byLabel: Map<string, number>
}

/** A permit that rests on nothing, or on what another rests on, by its number. */
export class Unfounded extends BadLog {
  constructor(readonly number: number) {
    super(`number ${number}`)
  }
}

/**
 * Reads every leaf, makes the root of them and compares it, and sees that each permit rests on a pass of its own, each that was made of another one on
 * a permit that nothing else was made of. Throws BadLog and Unfounded; stop ends it with an AbortError.
 */
export async function countLog(tree: Tree, root: Uint8Array, told: (leaves: number) => void, stop?: AbortSignal): Promise<Count> {
  const out: Count = { leaves: 0, byLabel: new Map() }
  const stack: { hash: Uint8Array; size: number }[] = []
  const free = new Map<number, 'pass' | 'permit'>() // passes that no permit rests on, permits that nothing was made of
  const take = (n: number, names: number | undefined, what: 'pass' | 'permit') => {
    if (names === undefined || free.get(names) !== what) throw new Unfounded(n)
    free.delete(names)
  }
  for (let tile = 0; tile * width < tree.size; tile++) {
    stop?.throwIfAborted()
    for (const bytes of await tree.leaves(tile)) {
      const leaf = parseLeaf(bytes)
      const n = out.leaves++
      if (leaf.names !== undefined && leaf.names >= n) throw new Unfounded(n)
      out.byLabel.set(leaf.label, (out.byLabel.get(leaf.label) ?? 0) + 1)
      if (leaf.label === 'permit') take(n, leaf.names, 'pass')
      else if (leaf.label === 'permit.again') take(n, leaf.names, 'permit')
      if (leaf.label === 'transcript.pass') free.set(n, 'pass')
      else if (leaf.label === 'permit' || leaf.label.startsWith('permit.')) free.set(n, 'permit')
      stack.push({ hash: hashLeaf(bytes), size: 1 })
      while (stack.length > 1 && stack.at(-1)?.size === stack.at(-2)?.size) fold(stack)
    }
    told(out.leaves)
  }
  while (stack.length > 1) fold(stack)
  const top = stack[0]
  if (tree.size > 0 && (!top || !sameBytes(top.hash, root))) throw new BadLog('the leaves make another root')
  return out
}

function fold(stack: { hash: Uint8Array; size: number }[]) {
  const right = stack.pop()
  const left = stack.pop()
  if (left && right) stack.push({ hash: hashNode(left.hash, right.hash), size: left.size + right.size })
}
