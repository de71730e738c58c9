// The shipped texts that are confirmed at a seat, in their newest versions.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const kinds = ['exam_pledge', 'recording']

/**
 * @param {string} root the folder of the pages
 * @returns {{ name: string, lang: 'zh-CN' | 'en', title: string, body: string, digest: string }[]} digest: SHA-256 of title, line feed, body
 */
export function seatTexts(root) {
  const folder = join(root, '../../exam/people/notice/texts')
  return kinds.flatMap((kind) => {
    const newest = Math.max(...readdirSync(folder).flatMap((f) => (f.startsWith(`${kind}.`) ? [Number(f.split('.')[1])] : [])))
    return /** @type {const} */ (['zh-CN', 'en']).map((lang) => {
      const text = readFileSync(join(folder, `${kind}.${newest}.${lang}.txt`), 'utf8')
      const at = text.indexOf('\n')
      const title = text.slice(0, at).trim()
      const body = text.slice(at).trim()
      return { name: `${kind}.${newest}`, lang, title, body, digest: createHash('sha256').update(`${title}\n${body}`).digest('hex') }
    })
  })
}
