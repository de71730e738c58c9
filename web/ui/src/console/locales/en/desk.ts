export default {
  home: {
    hint: '{name}, {day}', partial: 'Some numbers could not be read; the rest is shown.', emptyTitle: 'Nothing to do now', emptyHint: 'What needs you is listed here, most urgent first.', done: 'All done:', late: '{n} past their day', first: 'Nearest day {day}',
    matches: 'waiting at a gate', applications: 'applications to review', photos: 'photos to check', proposals: 'rule changes to approve', practical: 'practical sheets to enter', records: 'room records to sign', queue: 'results to release', permits: 'permit applications', checks: 'score checks', changes: 'permit changes to decide', texts: 'wordings to publish', items: 'items to review', bans: 'bans to confirm', exemptions: 'exemptions to decide',
  },
  login: { title: 'Log in to the console', name: 'Account', nameMissing: 'Enter your account.', password: 'Password', passwordMissing: 'Enter your password.', enter: 'Log in', out: 'Log out', who: 'the system administrator of your organisation' },
  accept: {
    title: 'Open your account', hint: 'Set your password. This link works once.', password: 'New password', again: 'Once more', rule: 'At least 10 characters. A few unrelated words are easiest to remember and safest.', differ: 'The two passwords differ. Enter them again.', enter: 'Set password and log in',
    noToken: 'The link is not complete', noTokenHint: 'Open the whole link you received, or ask the administrator for a new one.',
  },
  setup: {
    title: 'First start', hint: 'Make the authority and the first system administrator. This link works once.', orgName: 'Name of the authority', region: 'Region code', regionHint: 'Six digits, for example 420600.', uscc: 'Unified social credit code', name: 'Name of the administrator', number: 'Identity card number of the administrator',
    phone: 'Mobile of the administrator', login: 'Login name', loginHint: 'Lower-case letters, digits, dots, dashes; 3 to 32 characters.', enter: 'Make and log in', noToken: 'The link is not complete', noTokenHint: 'The program prints this link at its first start. Copy and open the whole of it.',
  },
  own: {
    title: 'My account', role: 'Role', org: 'Within', roles: 'My roles', password: 'Change password', old: 'Present password', change: 'Change password', changed: 'The password is changed; logins on other devices have ended.', everywhere: 'Log out everywhere', everywhereEffect: 'This account is logged out on every computer, this one included.',
    mustChange: 'This is a temporary password. Change it before anything else.',
  },
  duty: {
    take: 'I see to it', takenBy: '{name} has it since {time}', takenByYou: 'You have it', escalated: 'Nobody answered; {name} is asked now', escalatedNobody: 'Nobody answered, and nobody stands by', untilSecond: 'goes to the second officer in {time}', presses: 'pressed {n} times', closeCall: 'Close the call', closeCallEffect: 'It leaves the list of everybody on duty; how it ended stays on record.', callClosed: 'The call is closed.', outcome: 'How it ended', closedCalls: 'Closed calls', noClosed: 'No closed calls yet', notTaken: 'Not taken, try again.', callsWaiting: '{n} calls unanswered', where: 'Where', took: 'Answered after', slotNow: 'This slot {time}', slotCounts: '{expected} expected, {present} present, {waiting} open', hint: 'Incidents, calls and people at a gate ring here and show in the title of the tab.', soundOn: 'Sound is on', soundOff: 'Sound is off', calls: 'Calls', gate: 'gate', seat: 'seat {label}', matches: 'Waiting at a gate', waiting: '{n} waiting at a gate', nobody: 'Nobody waits now.', rooms: 'Rooms', noRooms: 'No room to watch', noRoomsHint: 'Ask the exam manager to add rooms or to widen your area.',
    walkIn: 'Walk-in', cardRead: 'Card read', waited: 'waits {time}', left: '{time} left', leftLabel: 'Time left', photoOf: 'Document photo of {name}', noPhoto: 'No photo to compare with',
    confirm: 'It is this person', confirmEffect: 'Recorded as confirmed by you from afar. A seat is given and the door opens.', onsite: 'Confirmed at the door', onsiteEffect: 'Only when you stand at the door yourself. A seat is given and the door opens.', confirmed: '{name} is confirmed, the door is open.',
    refuse: 'Do not confirm', refuseEffect: 'The gate shows the reason; a walk-in place is given back.', refuseReason: 'What the person at the gate reads', refuseHint: 'Say the next step, for example: the photo is not clear, go to the counter on the ground floor.', refused: '{name} was not confirmed; the gate shows why.',
    counts: '{taken} seated · {running} answering · {paused} paused · {free} free · {out} out of service', asOf: 'as of {time}', map: 'Seats of {room}', door: 'The door is on the upper side.', free: 'Free', stored: '{n} stored', storedLabel: 'Stored', started: 'Started', deadline: 'Ends', base: 'Time of the paper', extra: 'Extra time', credited: 'Credited time', given: 'Credited time by reason', pausedBy: 'Paused', givenText: '{kind} ({why})',
    minutes: '{n} min', attempt: 'Attempt', admitted: 'Admitted', softRule: 'Neighbours', nobodySits: 'Nobody sits here now.', noSeats: 'This room has no seats yet', noSeatsHint: 'The exam manager draws them on the room page.', toSeat: 'To seat', reason: 'Cause', reasonText: 'In words',
    pause: 'Pause', pauseEffect: 'Stops the clock; answering waits and the page says why.', pauseDone: '{name} is paused.', resume: 'Resume', resumeEffect: 'The clock goes on; all stopped time is given back.', resumeDone: '{name} goes on, the stopped time is given back.',
    move: 'Move', moveEffect: 'The new seat goes on with all answers, marks and the time left; the old one is left.', moveDone: '{name} has moved.', 'hand-in': 'Hand in for the person', 'hand-inEffect': 'Ends the answering at once and scores what is stored. Cannot be undone.', 'hand-inDone': 'Handed in for {name}.',
    abort: 'Technical abort', abortEffect: 'No attempt is counted, answers stay as evidence, the person is booked again first. Cannot be undone.', abortDone: 'The sitting of {name} is aborted.',
  },
  recording: {
    title: 'Recording of the seat', live: 'Recording', notLive: 'No picture', coverage: '{recorded} of {total} recorded, {percent} %', chain: 'The chain of digests holds', broken: 'The chain of digests breaks at piece {n}; the recording may have been changed', none: 'No piece is closed yet; each is about a minute',
    gap: 'No picture for {long} from {from}: {cause}', gapOpen: 'No picture since {from}: {cause}', cause: { unknown: 'reason unknown', refused: 'not allowed by the browser', absent: 'no camera', busy: 'used by another program' },
    note: { GAP: 'interrupted before', SIZE: 'another picture size', OVERRUN: 'the disk was too slow', CUT: 'the recording process ended here' },
  },
  stop: {
    room: 'Pause the whole room', roomEffect: 'Every running clock in this room stops now, the pages say why, and no paper starts until the room goes on.', site: 'Pause the whole site', siteEffect: 'All rooms of this site stop: every running clock now, and no paper starts until it goes on.', done: 'Paused; {n} people were stopped.', stopped: '{name} is paused.',
    resume: 'Resume', resumeEffect: 'Whoever this pause stopped goes on and gets the stopped time back. Who was paused alone stays paused.', resumed: '{name} goes on.', standsROOM: 'The whole room is paused', standsSITE: 'The whole site is paused', stands: 'by {by} {time}, because of {why}; {n} people stopped', resuming: 'Resuming…',
    power: 'Enter a power or network cut', powerEffect: 'Everybody whose paper is open in this room gets the time back; no second is given twice. It counts as a time without supervision: results wait for somebody who views the recording.', powerDone: 'Entered; the time has been given back.', powerText: 'What happened', dark: 'All seats of this room were lost at once; nothing was heard since {time}. Time is given back as each seat returns.', lost: '{from}–{to} without power or network ({basis})',
  },
  trouble: {
    other: 'The device needs a person.', asked: 'The person asked for somebody.', button: 'Pressed the button.', pin_locked: 'Wrong PIN too often.', pin_none: 'No PIN was fetched.', pin_wrong: 'Wrong PIN.', card_unreadable: 'The chip cannot be read.', card_expired: 'The document has expired.', card_name: 'The name on the card differs.', card_other_person: 'The card is another person’s.',
    reader_down: 'The reader does not answer.', door_down: 'The door does not answer.',
  },
  review: {
    sponsorHint: 'For people of your organisation.', sponsorTitle: 'Apply for a person', sponsorText: 'Use the button above. The authority reviews it; the person reads every step on the phone.', number: 'Application', validTo: 'Approval valid to', hint: 'Nearest day first; colours change before a day is missed.', open: 'Waiting for the authority', add: 'Apply for a person', addEffect: 'Under your account for the person; the trail keeps both names.', authority: 'Authority', emptyTitle: 'No applications', emptyHint: 'Try another state, or wait for new ones.',
    object: '{kind} · {item}', accept: 'Accept', acceptEffect: 'The materials are complete; the decision follows.', acceptDone: 'Accepted.', approve: 'Approve', approveEffect: 'The person can book a formal examination. Cannot be taken back.', approveDone: 'Approved.', reject: 'Reject', rejectEffect: 'Ends the application; the person reads your reason.',
    rejectDone: 'Rejected.', rejectReason: 'Reason', applicantReads: 'The applicant reads this. Give facts, basis and next step.', return: 'Return for correction', returnEffect: 'Everything to correct in one list. A second return may only name what this list named or what changed since.', returnDone: 'Returned; the person gets the list.',
    help: 'Accommodation', helpEffect: 'Concerns time and form only, never the scoring.', helpDone: 'Noted.', extraMinutes: 'Extra minutes', helpNote: 'Note', helpWish: 'Asked for help ({kind}): {wish}', helpDecided: '{n} extra minutes granted. {note}', helpOpen: 'Not decided yet.',
    defects: 'To correct, as told', machine: 'Found by the program', materials: 'Materials', noMaterials: 'No materials yet.', fileOf: 'Picture of {name}', openFile: 'Open the file', pledged: 'Version {n} of the pledge confirmed', fit: 'Fit', unfit: 'Not fit', dated: 'Dated {day}.', changed: 'Changed {time}.',
    defectHint: 'What is wrong and how to put it right; leave empty where all is well', preview: 'These {n} points will be told', send: 'Send the list ({n})',
  },
  photo: {
    hint: 'The photo stands on ticket, room record and permit. Somebody other than who handed it in decides.', approve: 'Usable', approveEffect: 'This photo goes on ticket and permit.', approved: 'The photo of {name} is approved.', retake: 'Retake', retakeEffect: 'The person is told why and uploads another.', asked: '{name} was asked for another photo.', reason: 'Cause', note: 'Add',
    none: 'No photo yet.', unreadable: 'The photo cannot be opened', since: 'Handed in {time}', emptyTitle: 'No photos to check', emptyHint: 'New photos appear here.',
  },
}
