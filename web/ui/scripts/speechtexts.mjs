// Makes the sounds of the shipped texts that people confirm at a seat: exam/people/notice/texts → public/speech/texts/*.ogg, committed,
// with what each reads in src/kiosk/speech/texts.json. A text is found by its digest: another version, or one that the authority
// published itself, has another and is not read by this sound. Needs espeak-ng and ffmpeg.
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seatTexts } from './seattexts.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const voices = { 'zh-CN': ['-v', 'cmn-latn-pinyin', '-s', '150', '-p', '45'], en: ['-v', 'en', '-s', '150', '-p', '45'] }
const out = join(root, 'public/speech/texts')
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const work = mkdtempSync(join(tmpdir(), 'speech-'))
/** @type {Record<string, { file: string, sound: string }>} */
const made = {}
for (const { name, lang, title, body, digest } of seatTexts(root)) {
  const wav = join(work, 'text.wav')
  const file = `${name}.${lang}.ogg`
  execFileSync('espeak-ng', [...voices[lang], '-w', wav, '--stdin'], { input: `${title}\n\n${body}\n` })
  execFileSync('ffmpeg', [
    '-v', 'error', '-y', '-i', wav, '-af', 'speechnorm=e=6:r=0.0005', '-ac', '1', '-ar', '24000', '-c:a', 'libopus', '-b:a', '16k', '-application', 'voip',
    '-fflags', '+bitexact', '-flags:a', '+bitexact', '-map_metadata', '-1', join(out, file),
  ])
  made[digest] = { file, sound: createHash('sha256').update(readFileSync(join(out, file))).digest('hex') }
  console.log(`${file}: ${Math.round(statSync(join(out, file)).size / 1024)} kB`)
}
rmSync(work, { recursive: true })
writeFileSync(join(root, 'src/kiosk/speech/texts.json'), `${JSON.stringify(made, null, 2)}\n`)
