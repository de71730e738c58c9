// The proof of work that a question by number and name costs (web/api/puzzle.go).
import { sha256 } from '@noble/hashes/sha2.js'

const utf8 = new TextEncoder()

function zeros(sum: Uint8Array): number {
  let n = 0
  for (const b of sum) {
    n += b === 0 ? 8 : Math.clz32(b) - 24
    if (b !== 0) break
  }
  return n
}

/** Finds a number for a puzzle and gives the whole proof; the page stays alive meanwhile. */
export async function solve(puzzle: string, bits: number): Promise<string> {
  for (let n = 0; ; n++) {
    const proof = `${puzzle}:${n}`
    if (zeros(sha256(utf8.encode(proof))) >= bits) return proof
    if (n % 2000 === 1999) await new Promise((go) => setTimeout(go))
  }
}
