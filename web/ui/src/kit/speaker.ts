// The voice as the parts see it. The kiosk provides one (src/kiosk/speech); pages without a voice provide none.
import { inject, type InjectionKey, type Ref } from 'vue'

/** Names of clips, in the order they are spoken. */
export type Utterance = readonly string[]

export interface Speaker {
  /** What is being spoken now, or undefined. */
  readonly speaking: Readonly<Ref<Utterance | undefined>>
  readonly muted: Readonly<Ref<boolean>>
  /** Speaks after whatever is being spoken. Never throws: the text on the screen always says the same. */
  say(utterance: Utterance): void
  /** Drops everything, also the queue. */
  stop(): void
  mute(on: boolean): void
}

export const speakerKey: InjectionKey<Speaker> = Symbol('speaker')

/** The page's voice, or undefined where there is none. */
export function useSpeaker(): Speaker | undefined {
  return inject(speakerKey, undefined)
}
