// What the gate says when a screen appears.
import type { Utterance } from '@/kit/speaker'
import { seatAnnouncement } from '../speech/phrases'
import type { GateScreen } from './screens'
import { refusalLook } from './refusal'

export function gateVoice(screen: GateScreen): Utterance {
  const { view, trouble } = screen
  switch (screen.step) {
    case 'found':
      return ['gate.isItYou']
    case 'offers':
      return trouble ? ['again'] : ['gate.choose']
    case 'locker':
      return ['gate.locker']
    case 'card':
      return trouble ? ['gate.wrongCard'] : ['gate.card']
    case 'pin':
      return trouble ? ['gate.wrongPin'] : ['gate.pin']
    case 'officer':
      return ['gate.officer']
    case 'leaving':
      return ['gate.leave']
    case 'left':
      return view?.door === 'NO_ANSWER' ? ['gate.passed', 'gate.doorShut'] : view?.door === 'OPENED' ? ['gate.left', 'gate.comeBack'] : []
    case 'admitted':
      if (view?.way === 'RETURN') return view.door === 'NO_ANSWER' ? ['gate.passed', 'gate.doorShut'] : ['gate.passed', 'gate.sameSeat']
      return admitted(view?.seat ?? '', view?.door)
    case 'refused':
      return refusalLook(trouble?.code ?? 'gate.nothing_to_sit').say
    case 'ways':
      return trouble ? ['again'] : ['gate.ways']
    case 'consent':
      return ['gate.consent']
    case 'face':
      return trouble ? ['again'] : ['gate.face']
    case 'idle':
    case 'typing':
    case 'failed':
      return []
  }
}

function admitted(seat: string, door: string | undefined): Utterance {
  const where = seatAnnouncement(seat)
  if (door === 'NO_ANSWER') return ['gate.passed', ...where, 'gate.doorShut']
  return ['gate.passed', ...where, ...(door === 'OPENED' ? ['gate.door'] : []), 'gate.takeCard']
}
