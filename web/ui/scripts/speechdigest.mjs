// Binds the spoken clips to the words that they were made from: a clip that says something else than its text is found.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * SHA-256 over language, name, spoken words and bytes of every clip that clips.json names.
 * @param {string} root the folder of the pages
 * @returns {string}
 */
export function speechDigest(root) {
  /** @type {Record<string, Record<string, string>>} */
  const phrases = JSON.parse(readFileSync(join(root, 'src/kiosk/speech/clips.json'), 'utf8'))
  const sum = createHash('sha256')
  for (const lang of ['zh', 'en']) {
    for (const [id, words] of Object.entries(phrases).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const text = words[`${lang}Say`] ?? words[lang] ?? ''
      if (text === '') continue
      sum.update(`${lang}\0${id}\0${text}\0`)
      sum.update(readFileSync(join(root, `public/speech/${lang}/${id}.ogg`)))
    }
  }
  return sum.digest('hex')
}
