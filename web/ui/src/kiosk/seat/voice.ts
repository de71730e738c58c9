// What the seat says when its step changes.
import type { Phase, Sitting } from '@/core/sitting'
import type { Utterance } from '@/kit/speaker'
import { scoreAnnouncement } from '../speech/phrases'

export function seatVoice(next: Phase, before: Phase, sitting: Sitting): Utterance {
  switch (next) {
    case 'assigned':
      return ['welcome', 'seat.sitDown']
    case 'pledge':
      return ['seat.recorded', 'seat.pledge']
    case 'practice':
      return ['seat.practice']
    case 'running':
      return before === 'ready' ? ['seat.start'] : before === 'paused' ? ['seat.resumed'] : []
    case 'paused':
      return ['seat.paused']
    case 'submitted':
      return ended(before, sitting)
    case 'idle':
    case 'ready':
    case 'submitting':
    case 'closed':
    case 'aborted':
    case 'fenced':
      return []
  }
}

function ended(before: Phase, { state }: Sitting): Utterance {
  const outcome = state?.outcome
  const end: Utterance = before === 'running' || before === 'submitting' || before === 'paused' ? ['seat.over'] : []
  if (!outcome) return end
  const score = scoreAnnouncement(outcome.points, outcome.passed, outcome.state === 'PROVISIONAL')
  return [...end, ...score, 'seat.leave']
}
