// Sentence, button and icon of every step.
import type { IconName } from '@/kit/KitIcon.vue'
import type { StepName } from './steps'

export const stepWords: Record<StepName, { title: string; button: string; by?: string; icon: IconName }> = {
  privacy: { title: 'step.privacy', button: 'step.privacyDo', icon: 'shield' },
  rebook: { title: 'step.rebook', button: 'step.rebookDo', by: 'step.wasAt', icon: 'warn' },
  confirmHold: { title: 'step.confirmHold', button: 'step.confirmHoldDo', by: 'step.confirmBy', icon: 'clock' },
  inside: { title: 'step.inside', button: 'step.look', by: 'step.at', icon: 'door' },
  ticket: { title: 'step.ticket', button: 'step.ticketDo', by: 'step.at', icon: 'qr' },
  correct: { title: 'step.correct', button: 'step.correctDo', by: 'step.correctBy', icon: 'pen' },
  retakePhoto: { title: 'step.retakePhoto', button: 'step.photoDo', icon: 'camera' },
  photo: { title: 'step.photo', button: 'step.photoDo', icon: 'camera' },
  finishDraft: { title: 'step.finishDraft', button: 'step.goOn', icon: 'list' },
  book: { title: 'step.book', button: 'step.bookDo', by: 'step.until', icon: 'calendar' },
  applyPermit: { title: 'step.applyPermit', button: 'step.applyPermitDo', by: 'step.until', icon: 'card' },
  permitCorrect: { title: 'step.permitCorrect', button: 'step.correctDo', icon: 'pen' },
  renew: { title: 'step.renew', button: 'step.look', by: 'step.ends', icon: 'card' },
  receivePaper: { title: 'step.receivePaper', button: 'step.receivePaperDo', icon: 'flag' },
  answerMatter: { title: 'step.answerMatter', button: 'step.answerMatterDo', by: 'step.answerBy', icon: 'pen' },
  readDecision: { title: 'step.readDecision', button: 'step.look', by: 'step.appealBy', icon: 'flag' },
  waitMatter: { title: 'step.waitMatter', button: 'step.look', icon: 'clock' },
  waitReview: { title: 'step.waitReview', button: 'step.look', by: 'step.before', icon: 'clock' },
  waitRelease: { title: 'step.waitRelease', button: 'step.look', icon: 'clock' },
  waitPermit: { title: 'step.waitPermit', button: 'step.look', by: 'step.before', icon: 'clock' },
  apply: { title: 'step.apply', button: 'step.applyDo', icon: 'pen' },
}
