// How a refusal looks and sounds. Its sentence comes from the server; heading, picture and voice hang on the code.
import type { Utterance } from '@/kit/speaker'
import type { PictureName } from './StepPicture.vue'

export type RefusalHead =
  | 'title' | 'wrongRoom' | 'tooEarly' | 'tooLate' | 'ticket' | 'inside' | 'banned' | 'approve' | 'unknown' | 'noSeat' | 'over' | 'officer' | 'notTicket' | 'nothing' | 'card' | 'reader' | 'outside' | 'notInside' | 'sitting'

interface Look {
  head: RefusalHead
  picture: PictureName
  say: Utterance
  /** A typed number leads on: to the booking, and to an officer. */
  type?: boolean
}

const help: Utterance = ['gate.failed']
const looks: Record<string, Look> = {
  'gate.wrong_room': { head: 'wrongRoom', picture: 'door', say: ['gate.wrongRoom'] },
  'gate.too_early': { head: 'tooEarly', picture: 'clock', say: ['gate.tooEarly'] },
  'gate.too_late': { head: 'tooLate', picture: 'clock', say: ['gate.tooLate'] },
  'gate.ticket_expired': { head: 'ticket', picture: 'ticket', say: ['gate.ticketVoid'] },
  'gate.ticket_cancelled': { head: 'ticket', picture: 'ticket', say: ['gate.ticketVoid'] },
  'gate.slot_closed': { head: 'ticket', picture: 'ticket', say: ['gate.ticketVoid'] },
  'gate.already_inside': { head: 'inside', picture: 'person', say: ['gate.already'] },
  'gate.slot_used': { head: 'inside', picture: 'person', say: ['gate.already'] },
  'gate.already_outside': { head: 'outside', picture: 'door', say: ['gate.comeBack'] },
  'gate.not_inside': { head: 'notInside', picture: 'list', say: help },
  'gate.still_sitting': { head: 'sitting', picture: 'clock', say: help },
  'gate.banned': { head: 'banned', picture: 'stop', say: ['gate.barred'] },
  'gate.application_not_approved': { head: 'approve', picture: 'list', say: help },
  'gate.unknown': { head: 'unknown', picture: 'list', say: help, type: true },
  'gate.card_unreadable': { head: 'card', picture: 'card', say: ['gate.officer'], type: true },
  'gate.reader_down': { head: 'reader', picture: 'card', say: ['gate.officer'], type: true },
  'gate.no_free_seat': { head: 'noSeat', picture: 'clock', say: help },
  'gate.no_slot': { head: 'noSeat', picture: 'clock', say: help },
  'gate.visit_over': { head: 'over', picture: 'clock', say: ['again'] },
  'gate.card_none': { head: 'over', picture: 'card', say: ['gate.card'] },
  'gate.refused': { head: 'officer', picture: 'officer', say: help },
  'gate.not_a_ticket': { head: 'notTicket', picture: 'ticket', say: ['gate.show'], type: true },
  'gate.nothing_to_sit': { head: 'nothing', picture: 'list', say: help },
}
const other: Look = { head: 'title', picture: 'stop', say: help }

/** Every code has a look; those of the rules (eligibility) share one, their sentence says it all. */
export function refusalLook(code: string): Look {
  return looks[code] ?? other
}
