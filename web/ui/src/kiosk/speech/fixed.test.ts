import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { seatTexts } from '../../../scripts/seattexts.mjs'
import { bySynth, localVoice, soundOf, type Voices } from './fixed'
import texts from './texts.json'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = `${root}/public/speech/texts`

it('has a sound for every shipped text that is confirmed at a seat, and none for another text', async () => {
  const all = seatTexts(root)
  expect(all.length).toBe(4)
  for (const { name, lang, title, body, digest } of all) {
    const made = (texts as Record<string, { file: string; sound: string }>)[digest]
    expect(made, `${name}.${lang} has changed: run scripts/speechtexts.mjs`).toBeDefined()
    expect(createHash('sha256').update(readFileSync(`${folder}/${made?.file}`)).digest('hex')).toBe(made?.sound)
    expect(await soundOf(`${title}\n${body}`)).toBe(`/speech/texts/${name}.${lang}.ogg`)
    expect(await soundOf(`${title}\n${body} `)).toBeUndefined()
  }
  expect(readdirSync(folder)).toHaveLength(all.length)
})

it('takes voices of this machine alone', async () => {
  const voice = (lang: string, localService: boolean) => ({ lang, localService }) as SpeechSynthesisVoice
  const said: SpeechSynthesisUtterance[] = []
  let cancelled = 0
  const synth = (...list: SpeechSynthesisVoice[]): Voices => ({ getVoices: () => list, speak: (u) => said.push(u), cancel: () => cancelled++ })
  const far = voice('zh-CN', false), near = voice('zh_CN', true)
  expect(localVoice('zh-CN', synth(far, voice('en-US', true)))).toBeUndefined()
  expect(localVoice('zh-CN', synth(far, near))).toBe(near)
  expect(localVoice('zh-CN', undefined)).toBeUndefined()
  const here = synth(near)
  const reading = bySynth('请阅读', near, here, (text) => ({ text }) as SpeechSynthesisUtterance)
  expect(said[0]).toMatchObject({ text: '请阅读', voice: near, lang: 'zh_CN' })
  reading.stop()
  expect(await reading.done).toBe(false)
  expect(cancelled).toBe(1)
})
