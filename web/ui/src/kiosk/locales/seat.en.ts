export default {
  selftest: { running: 'This seat is testing itself', passed: 'Self-test passed', failed: 'Self-test failed. This seat is out of use; staff were told' },
  idle: 'Please wait. Your name appears here after you have entered.',
  seat: 'Seat', link: { connecting: 'Connecting to the server…', lost: 'The server cannot be reached; trying again. Staff: check the network' },
  greet: { title: 'Please sit down and check: is this you?', name: 'Candidate', document: 'Document', item: 'Examination', attempt: 'This sitting', yes: 'Yes, go on', no: 'Not me, call a person', wait: 'Staff were told. Please stay beside the seat and touch nothing.', back: 'Back' },
  notices: { title: 'Please read and confirm before the paper', step: 'Text {n} of {of}', scroll: 'Read to the end to confirm', read: 'I have read this and pledge it', next: 'Read, next text', busy: 'Confirming…', keys: 'Scroll with the wheel, a finger or the ↓ key' },
  practice: {
    title: 'Practice question, not counted', hint: 'Try how answering works. The real paper looks the same.',
    stem: 'Practice: you want to cross the road and the light is red. What do you do?', a: 'Stop and wait for green', b: 'Run across', c: 'Sound the horn', d: 'Walk with closed eyes',
    mouse: 'Mouse: move the arrow onto an answer and press the left button', touch: 'Finger: touch the answer', keys: 'Keyboard: press A, B, C, D or 1, 2, 3, 4', size: 'Hard to read: large text and high contrast are above',
    chosen: 'Good, you chose {letter}. Choose another and the answer changes.', mark: 'Mark a question that you want to see again.', go: 'I know how, go on', skip: 'Skip the practice',
  },
  ready: {
    title: 'Are you ready?', minutes: 'You have {n} minutes from the start', extra: '{n} of them are extra time', startBy: 'Start before {time}; later it is not possible',
    saved: 'Every answer is stored by itself', help: 'Press Call a person at the top right at any time', attempt: 'From the start this counts as an attempt', go: 'Begin the exam', busy: 'Opening the paper…',
  },
  clock: { left: 'Time left', both: '{h} h {m} min', hours: '{h} h', minutes: '{m} min', hide: 'Hide time', show: 'Show time', hidden: 'Time hidden', ten: '10 minutes left', one: '1 minute left', up: 'Time is over, handing in…', stopped: 'stopped' },
  store: { all: 'All answers are stored', saving: 'Storing…', waiting: '{n} not stored yet', memory: 'Do not close or reload this page', offline: 'Network lost, reconnecting', http: 'Storing by another way' },
  question: { previous: 'Previous', next: 'Next', mark: 'Mark', marked: 'Marked', yes: 'True', no2: 'False' },
  map: {
    title: 'Answer card', answered: 'Answered {n}', open: 'Open {n}', marked: 'Marked {n}', unstored: 'Not stored {n}', nextOpen: 'Next open one', goto: 'Go to number', go: 'Go',
    cell: 'Question {n}', isAnswered: 'answered', isOpen: 'open', isMarked: 'marked', isPending: 'storing', isRefused: 'not stored', isFrozen: 'answered before the break, locked', hand: 'Hand in', help: 'Keys',
  },
  blocked: {
    title: 'Nothing could be stored for 10 seconds. Please stop', do: 'What you answered is kept on this computer and not lost. Stay seated; storing and answering go on by themselves. ', memory: 'What you answered is still on this page: do not close or reload it. Stay seated; storing and answering go on by themselves. ', call: 'If it lasts longer than a minute, press Call a person.', since: '{n} seconds so far',
  },
  offline: { title: 'Network lost, reconnecting', text: 'You can go on reading. Answers are kept here and sent when the line is back.' },
  http: { title: 'Storing by another way', text: 'You can go on. Storing may take a little longer.' },
  handin: {
    title: 'Before you hand in', answered: '{n} answered', open: '{n} not answered', marked: '{n} marked', none: 'All answered, nothing marked', jump: 'Choose a number to look again',
    early: 'Handing in is possible from {time} (in {left})', back: 'Go on answering', go: 'Hand in', sureTitle: 'Once more: hand in now?', sure: 'Nothing can be changed afterwards. Answered {n}, open {open}.',
    yes: 'Hand in now', no: 'No, go on', busy: 'Handing in, please wait…', waiting: '{n} answers are still being stored; then the paper is handed in. Please do not leave.', failed: 'Not handed in: {why}',
  },
  paused: {
    title: 'The exam is paused', text: 'The clock stands still, you lose no time. Please stay seated; it goes on by itself.', left: 'Time left {time} (stopped)', roomTitle: 'This room is paused', siteTitle: 'This site is paused', cameraText: 'The clock stands; you lose no time. The paper goes on by itself when the camera is back. The duty officer may ask you to a spare seat: your answers come with you.', roomText: 'The whole room has stopped. The clock stands still, you lose no time. Please stay seated; it goes on by itself.', breakTitle: 'Break', breakText: 'Come back to your seat and press Call a person. Staff look at you again, then you go on.', breakStops: 'The clock stands still for at most {n} minutes and runs on after that.', breakRuns: 'The clock runs on. Come back within {n} minutes.', breakLeft: 'Time left {time}', breakBack: 'Away for {time}', stored: 'All answers are kept; none can be given now',
    why: { EQUIPMENT: 'equipment', NETWORK: 'network', POWER: 'power', MEDICAL: 'health', EMERGENCY: 'emergency', IDENTITY: 'identity check', INCIDENT: 'something in the room', CAMERA: 'the camera of this seat is away for too long', RECHECK: 'identity check', OTHER: 'staff are at work' }, reason: 'Reason: {why}',
  },
  fenced: { title: 'The exam of this seat was opened in another window', text: 'One sitting has one window; this one takes no more answers. Everything stored is there.', moved: 'If staff gave you another seat, please go there.', ends: 'If the exam goes on and that window is gone, press the button below. Once the exam is over, this screen goes back to waiting by itself.', here: 'Go on here', movedTitle: 'You have another seat', movedText: 'Please go on there. Everything stored is at the new seat.' },
  result: {
    unsaved: 'Your last answer to {list} did not reach the server before the end; the score counts what the server has. Press Call a person if you doubt it.',
    title: 'The exam is over', deadline: 'Time is over; the paper was handed in for you', officer: 'Staff handed the paper in for you', own: 'Handed in', scoring: 'Scoring, please wait…',
    score: 'Computer score (provisional)', points: '{n} points', full: 'of {full}; {pass} to pass', passed: 'Passed', failed: 'Not passed',
    next: 'What happens next', n1: 'The score counts once the authority has released it', n2: 'Then it stands under My results in the portal, where you may ask for a check', n2fail: 'You may book again; the portal says when',
    n3: 'Take your things, fetch your telephone from the locker and leave the room', receipt: 'Receipt {code}; you may write it down', leave: 'Done, leave', clears: 'The screen clears in {n} s',
  },
  ended: { aborted: 'This sitting was stopped for technical reasons', abortedText: 'It is no attempt and your answers are kept. Please wait for staff.', closed: 'This sitting is over', closedText: 'The paper was not started, or is void. Press Call a person.' },
  help: {
    title: 'Keys', choose: 'Choose an answer', chooseKeys: 'A–H or 1–8', move: 'Previous, next', moveKeys: '← →', among: 'Move among answers, space chooses', amongKeys: '↑ ↓ space', mark: 'Mark this question', markKeys: 'M',
    goto: 'Go to a number (then type it, and Enter)', gotoKeys: 'G or N', zoom: 'Enlarge the picture, or back', zoomKeys: 'Z', read: 'Read this question aloud, or stop (where it has sound)', readKeys: 'R', original: 'Show the Chinese text, or hide it (where it is translated)', originalKeys: 'L', hand: 'Before you hand in', handKeys: 'S', help: 'Open or close this', helpKeys: '?', close: 'Close', note: 'Where there is an answer G, the key G chooses it; use N to go to a number.',
  },
  aloud: {
    title: 'Reading aloud', go: 'Read aloud', text: 'Read it to me', stop: 'Stop reading', set: 'Volume and speed', hint: 'Listen by the headphones of this seat; press again to stop', waiting: 'The sound is loading…', case: 'Reading the case', stem: 'Reading the question', option: 'Reading answer {letter}',
    failed: 'The sound did not come or cannot be played. Press again, or call the staff', volume: 'Volume', rate: 'Speed', times: '{n} ×',
  },
  onlooker: { watching: 'An officer is looking at this seat', talking: 'An officer is speaking to you' },
  camera: { asking: 'Opening the camera', connecting: 'Connecting the recording', on: 'Picture and sound are recorded', lost: 'Camera lost, reconnecting. You can go on answering', refused: 'The browser does not allow the camera; noted. You can go on answering', none: 'No camera was found; noted. You can go on answering', busy: 'The camera is in use elsewhere; noted. You can go on answering' },
  given: {
    sum: 'with {time} given back', title: 'Time given back to you', now: '{time} were given back to you', minutes: '{m} min {s} s', whole: '{m} min', seconds: '{s} s',
    kind: { PAUSE: 'staff paused your exam', ROOM: 'the whole room was paused', SITE: 'the whole site was paused', BREAK: 'break (clock stopped)', OUTAGE: 'outage' },
    code: { SERVER_DOWN: 'the server was down', ROOM_POWER: 'the room had no power or network' }, from: '{from}–{to}',
  },
  rest: {
    may: 'You may take a break of at most {n} minutes. ', runs: 'The clock runs on. ', stops: 'The clock stops. ', freezes: 'What you answered or marked before it cannot be changed after it.', from: 'A break may be asked for after {time}', ask: 'Take a break', sure: 'Yes, take a break', no: 'No, go on', busy: 'Stopping…', wait: 'Some answers are still being stored; a break is possible after that',
  },
  notice: { seen: 'OK' },
  officer: { says: 'The officer says' },
  challenge: { left: 'Please turn your head slowly to your left and back', right: 'Please turn your head slowly to your right and back', blink: 'Please blink: close both eyes for about two seconds, then open them', why: 'So that it is seen that you sit here yourself. You may go on answering. If this is hard for you, leave it: an officer will see that it is you.' },
}
