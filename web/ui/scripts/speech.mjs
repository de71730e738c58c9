// Makes the kiosk's voice: src/kiosk/speech/clips.json and the numbers 0–100 → public/speech/{zh,en}/*.ogg, committed,
// with what they were made from in src/kiosk/speech/made.json.
// Needs espeak-ng and ffmpeg. Output is the same every time for the same versions of both.
// The zh voice is espeak-ng's Mandarin; "zhSay" (pinyin) replaces the text where the voice reads a character wrongly.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { speechDigest } from './speechdigest.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const most = 12 * 1024 // bytes a clip may weigh
const voices = { zh: ['-v', 'cmn-latn-pinyin', '-s', '165', '-p', '45'], en: ['-v', 'en', '-s', '165', '-p', '45'] }

/** @type {Record<string, Record<string, string>>} */
const phrases = JSON.parse(readFileSync(join(root, 'src/kiosk/speech/clips.json'), 'utf8'))

/** @param {number} n @returns {string} */
function chinese(n) {
  const digits = '零一二三四五六七八九'
  if (n === 100) return '一百'
  const tens = Math.floor(n / 10)
  const ones = n % 10
  if (tens === 0) return digits[ones] ?? ''
  return (tens === 1 ? '' : digits[tens]) + '十' + (ones === 0 ? '' : digits[ones])
}

const work = mkdtempSync(join(tmpdir(), 'speech-'))
const wav = join(work, 'clip.wav')
let total = 0

for (const lang of /** @type {const} */ (['zh', 'en'])) {
  const out = join(root, 'public/speech', lang)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  /** @type {[string, string][]} */
  const clips = Object.entries(phrases).map(([id, p]) => [id, p[`${lang}Say`] ?? p[lang] ?? ''])
  for (let n = 0; n <= 100; n++) clips.push([`n${n}`, lang === 'zh' ? chinese(n) : String(n)])
  for (const [id, text] of clips) {
    if (text === '') continue
    execFileSync('espeak-ng', [...voices[lang], '-w', wav, text])
    const file = join(out, `${id}.ogg`)
    execFileSync('ffmpeg', [
      '-v', 'error', '-y', '-i', wav,
      // cut the silence at both ends so that clips join into sentences, then one loudness for all
      '-af', 'silenceremove=start_periods=1:start_threshold=-50dB,areverse,silenceremove=start_periods=1:start_threshold=-50dB,areverse,apad=pad_dur=0.04,speechnorm=e=6:r=0.0005',
      '-ac', '1', '-ar', '24000', '-c:a', 'libopus', '-b:a', '16k', '-application', 'voip',
      '-fflags', '+bitexact', '-flags:a', '+bitexact', '-map_metadata', '-1', file,
    ])
    const size = statSync(file).size
    if (size > most) throw new Error(`${lang}/${id} weighs ${size} bytes, more than ${most}`)
    total += size
  }
  console.log(`${lang}: ${clips.length} clips`)
}
rmSync(work, { recursive: true })
const voice = execFileSync('espeak-ng', ['--version'], { encoding: 'utf8' }).replace(/ +Data at.*/s, '')
writeFileSync(join(root, 'src/kiosk/speech/made.json'), `${JSON.stringify({ voice, digest: speechDigest(root) }, null, 2)}\n`)
console.log(`${Math.round(total / 1024)} kB in all`)
