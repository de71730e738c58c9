// Every act that the program writes on the trail has words in both languages. The verbs are read out of the Go sources.
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import zh from '../locales/zh/trail'
import en from '../locales/en/trail'

const house = fileURLToPath(new URL('../../../../..', import.meta.url))

function sources(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) return entry.name === 'ui' ? [] : sources(path)
    return entry.name.endsWith('.go') && !entry.name.endsWith('_test.go') ? [path] : []
  })
}

/** Entry{Verb: "a.b"} as it is; a step's verb and what helpers named record or note are given, of the bank with its own beginning. */
function verbs(): string[] {
  const found = new Set<string>()
  for (const file of ['exam', 'questionbank', 'proctor', 'courseware', 'cmd/internal', 'web', 'internal'].flatMap((dir) => sources(join(house, dir)))) {
    const text = readFileSync(file, 'utf8')
    const ofBank = file.includes('/questionbank/')
    for (const [, verb = ''] of text.matchAll(/\bVerb:\s*"([a-z_.]+[a-z_])"/g)) found.add(verb)
    for (const [, verb = ''] of text.matchAll(/(?:\bverb:\s*|\b(?:record|note|noted|audit)\w*\(ctx,[^"\n]*?)"([a-z_]+(?:\.[a-z_]+)*)"/g)) {
      if (ofBank) found.add(`bank.${verb}`)
      else if (verb.includes('.')) found.add(verb)
    }
  }
  return [...found].sort()
}

const all = verbs()

it('finds the acts of the whole house', () => {
  expect(all.length).toBeGreaterThan(190)
  expect(all).toEqual(expect.arrayContaining(['booking.lot', 'bank.draw_key.rotate', 'bank.item.enemies', 'bank.cited.save', 'bank.item.retire', 'sitting.start', 'permit.issue']))
})

describe.each([['zh', zh], ['en', en]] as const)('%s', (_, words) => {
  const things: Record<string, string> = words.verb.thing
  const acts: Record<string, string> = words.verb.act
  it('has a word for the thing and the act of each', () => {
    const without = all.filter((verb) => {
      const parts = verb.split('.')
      if (parts.length > 2 && parts[0] === 'bank') parts.shift()
      const [thing = '', ...rest] = parts
      const act = rest.join('_')
      return !things[thing] || !(acts[`${thing}_${act}`] ?? acts[act])
    })
    expect(without).toEqual([])
  })
})
