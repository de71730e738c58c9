// The right answers, from the sample bank that the demo's papers are drawn from.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Fields of one CSV line; quoted fields may hold commas and doubled quotes. */
export function fields(line: string): string[] {
  const out: string[] = []
  let field = ''
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    const c = line[at] ?? ''
    if (quoted && c === '"' && line[at + 1] === '"') {
      field += '"'
      at++
    } else if (c === '"') quoted = !quoted
    else if (c === ',' && !quoted) {
      out.push(field)
      field = ''
    } else field += c
  }
  return [...out, field]
}

/** Stem → text of the right option, of the sample's questions with one right option. */
export function readBank(): Map<string, string> {
  const right = new Map<string, string>()
  for (const part of ['', '.pictures']) {
    const file = resolve(import.meta.dirname, `../../../../questionbank/sample/low_voltage${part}.csv`)
    const [head = '', ...lines] = readFileSync(file, 'utf8').replace(/^\uFEFF/, '').split(/\r?\n/).filter(Boolean)
    const names = fields(head)
    const col = (name: string) => names.indexOf(name)
    for (const line of lines) {
      const row = fields(line)
      const key = row[col('答案')] ?? ''
      const option = /^[A-D]$/.test(key) ? row[col(`选项${key}`)] : key
      right.set((row[col('题干')] ?? '').trim(), (option ?? '').trim())
    }
  }
  return right
}
