// The kiosk's voice as the kit's parts know it. Provide it once: app.provide(speakerKey, makeSpeaker(locale)).
import { computed, shallowRef, type Ref } from 'vue'
import type { Speaker, Utterance } from '@/kit/speaker'
import clips from './clips.json'
import { SpeechPlayer, type PlayClip } from './player'

/** `locale` follows the page's language. `play` is replaced in tests. */
export function makeSpeaker(locale: Readonly<Ref<string>>, play?: PlayClip): Speaker {
  const speaking = shallowRef<Utterance | undefined>()
  const muted = shallowRef(false)
  const player = new SpeechPlayer({
    urlOf: (clip) => clipUrl(clip, locale.value === 'en' ? 'en' : 'zh'),
    ...(play ? { play } : {}),
    onChange: () => {
      speaking.value = player.speaking
      muted.value = player.muted
    },
  })
  return {
    speaking: computed(() => speaking.value),
    muted: computed(() => muted.value),
    say: (utterance) => player.say(utterance),
    stop: () => player.stop(),
    mute: (on) => player.mute(on),
  }
}

/** Address of a clip, undefined when the language says nothing there. */
export function clipUrl(clip: string, lang: 'zh' | 'en'): string | undefined {
  const known = clips as Record<string, { zh: string; en: string }>
  const text = known[clip]?.[lang]
  const isNumber = /^n\d+$/.test(clip)
  return text || isNumber ? `/speech/${lang}/${encodeURIComponent(clip)}.ogg` : undefined
}
