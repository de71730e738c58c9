// Reads fixed texts aloud: pledges, notices, what stands on the screen before the start. Those shipped with the program have a sound, found
// by the digest of the text, so that it never reads another version. Others, such as an authority's own, are read by a voice of this
// machine. Questions never are: such a voice was heard by nobody before, may read a unit or a number wrongly, and browsers have voices
// that send the text away; of a question only reviewed sounds will do, and only voices that stay on this machine are taken here.
import { digestOf } from '@/kit/pictures'
import texts from './texts.json'

export interface FixedReading {
  done: Promise<boolean>
  stop: () => void
}

const made = texts as Record<string, { file: string; sound: string }>

/** The address of the sound of a text; undefined where there is none, or this browser reckons no digests. */
export async function soundOf(text: string): Promise<string | undefined> {
  const digest = await digestOf(new TextEncoder().encode(text).buffer as ArrayBuffer)
  const known = digest === undefined ? undefined : made[digest]
  return known && `/speech/texts/${known.file}`
}

export type Voices = Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel'>

/** A voice of this machine for a language; one that speaks by way of a network is none. */
export function localVoice(lang: string, synth: Voices | undefined): SpeechSynthesisVoice | undefined {
  const short = lang.slice(0, 2).toLowerCase()
  return synth?.getVoices().find((v) => v.localService && v.lang.toLowerCase().startsWith(short))
}

export function bySynth(text: string, voice: SpeechSynthesisVoice, synth: Voices, make = (words: string) => new SpeechSynthesisUtterance(words)): FixedReading {
  const words = make(text)
  words.voice = voice
  words.lang = voice.lang
  let finish: (heard: boolean) => void = () => undefined
  const done = new Promise<boolean>((resolve) => { finish = resolve })
  words.onend = () => finish(true)
  words.onerror = () => finish(false)
  synth.speak(words)
  return { done, stop: () => { synth.cancel(); finish(false) } }
}
