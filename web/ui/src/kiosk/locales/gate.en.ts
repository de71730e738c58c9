export default {
  steps: { label: 'Steps', show: 'Show', locker: 'Store', match: 'Check', enter: 'Enter' },
  show: 'Show your ticket code or your ID card',
  idle: {
    camera: 'Hold the code here',
    cameraOff: 'Opening the camera…',
    cameraNone: 'The camera does not work. Use your ID card or document number',
    card: 'or lay your ID card on the reader',
    cardDown: 'The card reader does not answer. Use the code or your document number',
    cardLeft: 'A card lies on the reader. Take it away first',
    type: 'Type the document number',
    noPhone: 'No telephone is needed: ID card or document number will do',
  },
  typing: {
    title: 'Type your document number', kind: 'Kind of document', other: 'Another document', number: 'Document number', empty: 'Nothing typed yet',
    letters: 'ABC', digits: '123', erase: 'Delete', clear: 'Clear', go: 'OK', proof: 'The number only finds your booking. You are checked in person before you enter',
  },
  docKind: {
    ID_CARD: 'Resident ID card', TEMPORARY_ID: 'Temporary resident ID card', HOUSEHOLD_EXTRACT: 'Household extract with photo', ELECTRONIC_ID: 'Electronic ID card',
    HMT_RESIDENCE: 'Residence permit (HK, Macao, Taiwan)', FOREIGN_RESIDENCE: 'Foreign permanent resident ID card', PASSPORT: 'Passport', MAINLAND_TRAVEL: 'Mainland travel permit',
  },
  busy: 'Checking, please wait',
  found: { title: 'Is this you?', name: 'Candidate', item: 'Examination', time: 'Begins', walkIn: 'now', yes: 'Yes, go on', no: 'Not me' },
  offers: { title: 'Sit now: choose an examination', hint: 'These applications of yours are approved. A seat is found after you choose', minutes: '{n} minutes', none: 'None of these' },
  locker: {
    title: 'Put your telephone and bags into a locker',
    phone: 'Telephone, smart watch, headphones, bag, books and notes: no telephone may come inside',
    detector: 'A detector stands at the door. Nobody enters with a telephone',
    keep: 'Keep your ID card with you and remember the locker number',
    done: 'Done, go on',
  },
  card: { title: 'Lay your ID card on the reader', hint: 'Flat; take it away when the screen changes', wait: 'Waiting for the card…', seen: 'Reading…', other: 'No card, or it cannot be read: ask staff' },
  ways: {
    title: 'Choose how you are checked', hint: 'Both count the same. Take either one.', pin: 'Type the four-digit PIN', pinHint: 'No face needed. The PIN is on your phone’s ticket',
    officer: 'Let an officer check', officerHint: 'No face comparison. A remote officer looks at the picture', face: 'Look at the camera', faceHint: 'By face. Needs your separate consent; you can withdraw it',
  },
  consent: {
    title: 'Separate consent to face comparison', yes: 'I agree: look at the camera', noPin: 'I do not agree: type the PIN', noOfficer: 'I do not agree: let an officer check', failed: 'The text cannot be shown now. Please take another way; it counts the same.',
  },
  face: {
    title: 'Look at the camera', hint: 'Take off hat and mask, look straight at the camera beside the screen, and blink', busy: 'Checking…', again: 'Try again', pin: 'Use the PIN instead', officer: 'Let an officer check',
  },
  pin: { title: 'Enter your four-digit entry code', hint: 'It stands on the ticket on your telephone', left: '{n} tries left', filled: '{n} digits entered', forgot: 'I forgot it: ask staff' },
  officer: {
    title: 'Please wait, a remote officer is checking',
    hint: 'Stand before the screen without hat and mask and hold your document',
    waited: 'Waited {time}', until: 'At most until {time}', cancel: 'Do not wait, go back',
  },
  line: {
    label: 'Call with the duty officer', connecting: 'Connecting to the duty officer, please wait', on: 'Connected: the duty officer can see and hear you', watching: 'The duty officer is looking. Please speak to the screen', talking: 'The duty officer is speaking to you',
    lost: 'The picture was cut; connecting again', none: 'The camera here does not work; an officer will come to help you', nonePhone: 'The camera here does not work. Please call the duty desk: {phone}', unkept: 'Picture and sound are not recorded', end: 'End the call',
  },
  admitted: {
    title: 'Your seat', seatNo: 'No. {n}', opened: 'The door is open, please push', opening: 'Opening the door…', noAnswer: 'The door does not answer. Staff were called to open it; please wait here. Your seat is kept.',
    way: 'Row {row} from the door, number {col} from the left', card: 'Take your ID card back', done: 'OK',
  },
  map: { label: 'Map: seat {seat} is in row {row}, number {col} from the left', door: 'Door', you: 'You' },
  refused: {
    title: 'You cannot enter now', wrongRoom: 'This is not your room', tooEarly: 'You are early', tooLate: 'The time for entry is over', ticket: 'This ticket is not valid any more', inside: 'You are already inside',
    banned: 'You may not take examinations at present', approve: 'Your application is not approved yet', unknown: 'No booking was found', noSeat: 'No seat is free now', over: 'This took too long', officer: 'The check did not succeed',
    notTicket: 'This is not a ticket code', notTicketText: 'Open the ticket on your telephone and hold its code before the camera, or use your ID card.',
    nothing: 'No examination to sit', nothingText: 'There is no examination that you could sit now. Book one by telephone, or press Call a person.',
    card: 'The card cannot be read', reader: 'The card reader does not answer',
    code: 'Code {code}', again: 'Start again', called: 'Staff were told, please wait',
  },
  failed: { title: 'The server cannot be reached', text: 'Wait a little and try again. Your booking is not affected. If it stays so, call a person or the duty desk.', retry: 'Try again' },
  back: 'Back',
  still: 'Back to the start in {n} s', here: 'I am still here',
  demo: {
    title: 'Demo: simulated card reader', hint: 'The whole way works without hardware: lay somebody\'s card on the reader, or take it away.', who: 'Holder of the card', lay: 'Lay card', away: 'Take away',
    unreadable: 'Broken chip', down: 'Reader down', doorBroken: 'Door silent', doorOk: 'Door back', laid: 'On the reader: {name} {number}', empty: 'No card on the reader', none: 'No demo people', failed: 'The simulator did not answer',
  },
}
