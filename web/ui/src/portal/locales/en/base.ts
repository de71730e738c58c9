export const product = 'SuiKao'
export const back = 'Back'
export const nextStep = 'Next'
export const notNow = 'Not now'
export const toHome = 'Back to home'
export const more = 'Show earlier ones'
export const who = 'the service counter or the duty desk of the exam point'
export const stepOf = 'Step {at} of {of}'
export const countOf = '{used} of {most} characters.'
export const tab = { label: 'Main sections', home: 'Home', learn: 'Learn', exams: 'Exams', permits: 'Permits', me: 'Me' }
export const welcome = {
  title: 'Your permit, step by step',
  text: 'Apply, book, sit the exam, see the result, get the permit: each step says what to do.',
  way1: 'Register and take a document photo',
  way2: 'Choose an item, apply, wait for the review',
  way3: 'Choose a time and get the ticket',
  way4: 'Sit the exam and see the computer score at once',
  way5: 'Apply for the permit when the result is released',
  guide: 'Guide',
  guideHint: 'Without logging in: conditions, papers, time limits, fees',
  verify: 'Check somebody\'s permit',
}
export const home = {
  hello: 'Hello, {name}',
  next: 'Next step',
  also: 'Also to do',
  waiting: 'Others are working on',
  another: 'Apply for another item',
  partial: 'Some of it could not be fetched; the list may be incomplete.',
  savedTickets: 'Tickets on this phone',
}
export const step = {
  privacy: 'There is a new privacy notice',
  privacyDo: 'Read and confirm',
  rebook: 'Your slot was closed: book another',
  rebookDo: 'See why and rebook',
  confirmHold: 'A seat is kept for you, not yet confirmed',
  confirmHoldDo: 'Confirm',
  inside: 'You are inside',
  ticket: 'Your exam is booked',
  ticketDo: 'Open the ticket',
  correct: 'Your application must be corrected',
  correctDo: 'Correct it',
  retakePhoto: 'The document photo must be taken again',
  photo: 'Take a document photo first',
  photoDo: 'Take the photo',
  finishDraft: 'An application is not handed in yet',
  goOn: 'Go on',
  book: 'Approved: you can book the exam',
  bookDo: 'Choose a time',
  applyPermit: 'Passed: you can apply for the permit',
  applyPermitDo: 'Apply',
  permitCorrect: 'The permit application must be corrected',
  renew: 'A permit ends soon',
  receivePaper: 'There is a paper for you to receive',
  receivePaperDo: 'Open it',
  answerMatter: 'Something at your exam needs your answer',
  answerMatterDo: 'See the recording, write',
  answerBy: 'by {time}',
  readDecision: 'Decided; you may appeal',
  appealBy: 'to appeal: by {time}',
  waitMatter: 'Something at your exam is being looked into',
  waitReview: 'Your application is being reviewed',
  waitRelease: 'A computer score waits for its release',
  waitPermit: 'Your permit application is being handled',
  apply: 'Choose an item and apply',
  applyDo: 'Choose',
  look: 'Look',
  at: '{time}',
  wasAt: 'was {time}',
  until: 'valid until {time}',
  ends: 'ends {time}',
  correctBy: 'correct it by {time}',
  confirmBy: 'confirm by {time}',
  before: 'answer by {time}',
}
