// The sound of "stop: nothing is stored". It sounds also when the voice is off, because it is no comfort but a warning.

export interface Alarm {
  start(): void
  stop(): void
}

const every = 4000 // ms

/** Two short tones again and again until stopped. Without a sound card it is silent; the banner says it all. */
export function makeAlarm(make: () => AudioContext | undefined = () => (typeof AudioContext === 'undefined' ? undefined : new AudioContext())): Alarm {
  let context: AudioContext | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  function beep() {
    try {
      context ??= make()
      if (!context) return
      void context.resume?.().catch(() => undefined) // a page that nobody has touched yet starts mute
      for (const [at, pitch] of [[0, 880], [0.22, 660]] as const) tone(context, at, pitch)
    } catch {
      context = undefined
    }
  }
  return {
    start() {
      if (timer !== undefined) return
      beep()
      timer = setInterval(beep, every)
    },
    stop() {
      clearInterval(timer)
      timer = undefined
    },
  }
}

function tone(context: AudioContext, at: number, pitch: number): void {
  const start = context.currentTime + at
  const oscillator = context.createOscillator()
  const gain = context.createGain()
  oscillator.frequency.value = pitch
  gain.gain.setValueAtTime(0.0001, start)
  gain.gain.exponentialRampToValueAtTime(0.25, start + 0.02)
  gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.18)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(start)
  oscillator.stop(start + 0.2)
}
