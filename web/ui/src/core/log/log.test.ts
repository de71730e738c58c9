// The published log of internal/tlog/testdata, read by code that shares nothing with the one that wrote it.
import { readFileSync } from 'node:fs'
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import { fromBase64, NoCheckpoint, openCheckpoint, parseKey, toBase64, Unsigned } from './checkpoint'
import { countLog, Unfounded } from './count'
import { BadLog, parseLeaf } from './leaf'
import { hashLeaf, hashNode, type Source, tilePath, Tree } from './tree'

const home = new URL('../../../../../internal/tlog/testdata/', import.meta.url)
const published: Source = (path) => Promise.resolve(new Uint8Array(readFileSync(new URL(`log/${path}`, home))))
const proofs = JSON.parse(readFileSync(new URL('proofs.json', home), 'utf8')) as {
  key: string
  records: string[]
  inclusions: { n: number; salt: string; label: string; names?: number }[]
  earlier: number
  earlierRoot: string
}
const raw = readFileSync(new URL('log/checkpoint', home), 'utf8')
const utf8 = new TextEncoder()
const bytesOf = (b64: string) => fromBase64(b64) ?? new Uint8Array()
const key = () => parseKey(proofs.key) ?? expect.fail('no key')

/** A log made here, with no tile above the leaves' hashes. */
function small(lines: string[]): { tree: Tree; root: Uint8Array; files: Map<string, Uint8Array> } {
  const leaves = lines.map((line) => utf8.encode(line))
  const level = leaves.map(hashLeaf)
  const over = (row: Uint8Array[]): Uint8Array => {
    if (row.length === 1) return row[0] ?? new Uint8Array()
    let k = 1
    while (k * 2 < row.length) k *= 2
    return hashNode(over(row.slice(0, k)), over(row.slice(k)))
  }
  const files = new Map([
    [tilePath(-1, 0, lines.length), new Uint8Array(leaves.flatMap((leaf) => [leaf.length >> 8, leaf.length & 255, ...leaf]))],
    [tilePath(0, 0, lines.length), new Uint8Array(level.flatMap((hash) => [...hash]))],
  ])
  const tree = new Tree((path) => Promise.resolve(files.get(path) ?? expect.fail(path)), lines.length)
  return { tree, root: over(level), files }
}
const digest = toBase64(new Uint8Array(32).fill(7))

describe('a checkpoint', () => {
  it('is of the log whose key signed it', () => {
    const c = openCheckpoint(raw, key())
    expect([c.origin, c.size, c.seen, c.unknown]).toEqual(['exam.example.cn/log', 300, [], []])
  })
  it('is refused with any letter changed', () => {
    for (let i = 0; i < raw.length; i++) {
      const other = raw.slice(0, i) + String.fromCharCode(raw.charCodeAt(i) ^ 1) + raw.slice(i + 1)
      let size = -1
      try {
        size = openCheckpoint(other, key()).size
      } catch (err) {
        expect(err instanceof Unsigned || err instanceof NoCheckpoint, `letter ${i}: ${String(err)}`).toBe(true)
        continue
      }
      expect.fail(`letter ${i} changed, and it still says ${size}`)
    }
  })
  it('names the witnesses that signed it, and those nobody knows', () => {
    const secret = new Uint8Array(32).fill(3)
    const public_ = ed25519.getPublicKey(secret)
    const hash = sha256(new Uint8Array([...utf8.encode('w1.example.cn\n'), 4, ...public_])).slice(0, 4)
    const line = `w1.example.cn+${[...hash].map((b) => b.toString(16).padStart(2, '0')).join('')}+${toBase64(new Uint8Array([4, ...public_]))}`
    const witness = parseKey(line) ?? expect.fail('no key')
    const at = new Uint8Array([0, 0, 0, 0, 0x69, 0, 0, 0])
    const text = raw.slice(0, raw.indexOf('\n\n') + 1)
    const signed = ed25519.sign(utf8.encode(`cosignature/v1\ntime ${0x69000000}\n${text}`), secret)
    const both = `${raw}— w1.example.cn ${toBase64(new Uint8Array([...hash, ...at, ...signed]))}\n`
    expect(openCheckpoint(both, key(), [witness]).seen).toEqual([{ name: 'w1.example.cn', at: 0x69000000 }])
    expect(openCheckpoint(both, key()).unknown).toEqual(['w1.example.cn'])
    const later = `${raw}— w1.example.cn ${toBase64(new Uint8Array([...hash, 0, 0, 0, 0, 0x69, 0, 0, 1, ...signed]))}\n`
    expect(() => openCheckpoint(later, key(), [witness])).toThrow(Unsigned)
  })
  it('is not of a log whose key is not one', () => {
    for (const line of ['', 'a+b+c', proofs.key.replace('exam', 'ezam'), `${proofs.key}A`]) expect(parseKey(line)).toBeUndefined()
  })
})

describe('a leaf', () => {
  it('stands under the signed root, each of them', async () => {
    const c = openCheckpoint(raw, key())
    const tree = new Tree(published, c.size)
    for (const [i, one] of proofs.inclusions.entries()) {
      const leaf = await tree.leaf(one.n, c.root)
      expect(leaf).toEqual({ label: one.label, names: one.names, digest: toBase64(sha256(new Uint8Array([...bytesOf(one.salt), ...utf8.encode(proofs.records[i])]))) })
    }
    for (let n = 0; n < c.size; n += 7) await tree.leaf(n, c.root)
  })
  it('is not believed with a byte of a tile changed', async () => {
    const c = openCheckpoint(raw, key())
    for (const spoiled of ['tile/entries/000', 'tile/0/000', 'tile/0/001.p/44', 'tile/1/000.p/1']) {
      const source: Source = async (path) => {
        const file = (await published(path)).slice()
        if (path === spoiled) file[3] = (file[3] ?? 0) ^ 1
        return file
      }
      const n = spoiled === 'tile/0/000' || spoiled === 'tile/0/001.p/44' ? (spoiled.endsWith('44') ? 259 : 5) : spoiled === 'tile/1/000.p/1' ? 270 : 0
      await expect(new Tree(source, c.size).leaf(n, c.root), spoiled).rejects.toThrow(BadLog)
    }
  })
  it('is one form alone', () => {
    expect(parseLeaf(utf8.encode(`permit ${digest} 12`))).toEqual({ label: 'permit', digest, names: 12 })
    for (const text of ['', 'permit', `permit ${digest} 012`, `permit ${digest} -1`, `Permit ${digest}`, `permit  ${digest}`, `permit ${digest.slice(1)}`, `permit ${digest} 1 2`]) {
      expect(() => parseLeaf(utf8.encode(text)), text).toThrow(BadLog)
    }
  })
})

describe('a log', () => {
  it('goes on from every tree that it was', async () => {
    const c = openCheckpoint(raw, key())
    await new Tree(published, c.size).goesOn({ size: proofs.earlier, root: bytesOf(proofs.earlierRoot) }, c.root)
    await new Tree(published, c.size).goesOn(c, c.root)
    for (let size = 1; size <= 40; size++) {
      const lines = Array.from({ length: 40 }, (_, i) => `draw ${digest} ${i}`)
      const now = small(lines)
      const then = small(lines.slice(0, size))
      await now.tree.goesOn({ size, root: then.root }, now.root)
      const other = small(lines.slice(0, size).map((line, i) => (i === size - 1 ? `draw ${digest}` : line)))
      await expect(now.tree.goesOn({ size, root: other.root }, now.root)).rejects.toThrow('begin')
      if (size < 40) await expect(now.tree.goesOn({ size, root: then.root }, then.root)).rejects.toThrow('another root')
    }
    await expect(new Tree(published, 300).goesOn({ size: 301, root: c.root }, c.root)).rejects.toThrow('shrank')
  })
  it('is counted, and the root made of what was counted', async () => {
    const c = openCheckpoint(raw, key())
    const steps: number[] = []
    const count = await countLog(new Tree(published, c.size), c.root, (n) => steps.push(n))
    expect([count.leaves, steps]).toEqual([300, [256, 300]])
    expect([...count.byLabel.values()].reduce((a, b) => a + b)).toBe(300)
    await expect(countLog(new Tree(published, c.size), bytesOf(proofs.earlierRoot), () => undefined)).rejects.toThrow(BadLog)
    await expect(countLog(new Tree(published, c.size), c.root, () => undefined, AbortSignal.abort())).rejects.toThrow()
  })
  it('is refused where permits and passes do not agree', async () => {
    const pass = `transcript.pass ${digest}`
    const count = (lines: string[]) => {
      const { tree, root } = small(lines)
      return countLog(tree, root, () => undefined)
    }
    await count([pass, `permit ${digest} 0`, `permit.again ${digest} 1`, `permit.imported ${digest}`, `permit.again ${digest} 3`])
    for (const [lines, at] of [
      [[`permit ${digest}`], 0],
      [[`draw ${digest}`, `permit ${digest} 0`], 1],
      [[pass, `permit ${digest} 0`, `permit ${digest} 0`], 2],
      [[pass, `permit ${digest} 1`], 1],
      [[pass, `permit ${digest} 0`, `permit.again ${digest} 1`, `permit.again ${digest} 1`], 3],
      [[pass, `permit.again ${digest} 0`], 1],
    ] as const) {
      await expect(count([...lines])).rejects.toThrow(new Unfounded(at))
    }
  })
  it('has the paths that C2SP gives its tiles', () => {
    expect([tilePath(-1, 0, 256), tilePath(0, 1234067, 256), tilePath(2, 5, 7), tilePath(1, 1000, 256)]).toEqual(['tile/entries/000', 'tile/0/x001/x234/067', 'tile/2/005.p/7', 'tile/1/x001/000'])
  })
})
