// The call at the duty desk: two soft tones, and the number in the title of the browser's tab.
import { ref, type Ref } from 'vue'

export interface Bell {
  readonly on: Readonly<Ref<boolean>>
  toggle(): void
  /** Sounds, if the reader wants it and the browser lets it. Never throws. */
  ring(): void
}

const key = 'suikao.duty.bell'

export function makeBell(make: () => AudioContext = () => new AudioContext(), storage: Pick<Storage, 'getItem' | 'setItem'> | undefined = safe()): Bell {
  const on = ref(storage?.getItem(key) !== 'off')
  let context: AudioContext | undefined

  function tone(at: number, hertz: number, from: AudioContext) {
    const source = from.createOscillator()
    const volume = from.createGain()
    source.frequency.value = hertz
    volume.gain.setValueAtTime(0.0001, at)
    volume.gain.exponentialRampToValueAtTime(0.3, at + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.35)
    source.connect(volume).connect(from.destination)
    source.start(at)
    source.stop(at + 0.4)
  }

  function ring() {
    if (!on.value) return
    try {
      context ??= make()
      void context.resume().catch(() => undefined)
      tone(context.currentTime, 880, context)
      tone(context.currentTime + 0.25, 660, context)
    } catch {
      context = undefined // no sound here: the number in the title stays
    }
  }

  return {
    on,
    ring,
    toggle() {
      on.value = !on.value
      storage?.setItem(key, on.value ? 'on' : 'off')
      ring() // also wakes the sound: browsers want a hand first
    },
  }
}

let desk: Bell | undefined

/** The one bell of the console: all pages share its switch. */
export const useBell = (): Bell => (desk ??= makeBell())

function safe(): Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}

/** The title with "(3) " before it; without for 0. */
export function titleWith(title: string, count: number): string {
  const bare = title.replace(/^\(\d+\) /, '')
  return count > 0 ? `(${count}) ${bare}` : bare
}
