// The request to turn the head, or to close the eyes: shown and spoken until it is over. Nothing is answered: the server sees by the
// camera whether it happened, and nothing is kept from answering meanwhile.
import { onScopeDispose, readonly, ref, type Ref } from 'vue'
import type { Speaker } from '@/kit/speaker'

export type ChallengeAct = 'left' | 'right' | 'blink'

const acts: Partial<Record<string, ChallengeAct>> = { TURN_LEFT: 'left', TURN_RIGHT: 'right', BLINK: 'blink' }
const clips = { left: 'seat.turnLeft', right: 'seat.turnRight', blink: 'seat.blink' } as const
/** ms that one is shown at least, also where this computer's clock is not set yet, and at most. */
export const challengeTimes = { least: 4000, most: 15_000 } as const

export function makeChallenge(now: () => number, speaker: Speaker | undefined): { challenge: Readonly<Ref<ChallengeAct | undefined>>; ask: (act: string, until: number) => void } {
  const challenge = ref<ChallengeAct>()
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))
  return {
    challenge: readonly(challenge),
    ask(act, until) {
      const known = acts[act]
      if (!known) return // a newer server asks for what this page does not know
      clearTimeout(timer)
      challenge.value = known
      speaker?.say([clips[known]])
      timer = setTimeout(() => (challenge.value = undefined), Math.min(challengeTimes.most, Math.max(challengeTimes.least, until - now())))
    },
  }
}
