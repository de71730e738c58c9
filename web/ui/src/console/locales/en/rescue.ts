// Help on the way, the script of emergencies, checks at seats, faces on file.
export default {
  help: {
    title: 'Help on the way', calls: 'Calls for help', none: 'Nobody was asked to come yet.', asked: 'Asked for by {name}, {time}', sending: 'Texts are being sent…', sent: '{n} people have a text; nobody has confirmed yet.', nobody: 'The roster names nobody on call now. Telephone at once:', failed: 'No text went out. Telephone at once:',
    waits: 'If nobody confirms within {time}, the second officer and those on call for other rooms of the point are asked.', escalated: 'Others are asked since {time}. Telephone at once.', waitsLead: 'If still nobody confirms within {time}, the head of the exam point is asked.', lead: 'The head of the exam point is asked since {time}. Telephone at once.', noLead: 'Since {time} the head of the exam point should be asked, and none is named. Telephone at once:', phone: 'Exam point {phone}', numbers: 'Fire {fire} · ambulance {medical} · police {police}',
    ackedSelf: '{who} is coming (said so by the link in the text at {time})', arrivedSelf: '{who} is at the door (said so by the link at {time}; check with the camera)', overdue: '{who} said at {time} that they come and is not there yet. Telephone at once:', said: 'said so at {time}', there: 'there at {time}',
    acked: '{who} is coming (entered by {by}, {time})', arrived: '{who} has arrived (entered by {by}, {time})', ended: 'The incident was closed; nobody is waited for any more.', eta: 'about {n} min',
    role: { ON_CALL: 'On call', NEIGHBOUR: 'On call for another room', SECOND: 'Second officer', LEAD: 'Head of the exam point' }, state: { WAITING: 'Being sent', SENT: 'Text sent', NO_PHONE: 'No number', FAILED: 'Not sent' },
    ack: 'Somebody is coming', ackEffect: 'Stands on file: who said so, and when.', ackDone: 'Entered.', arrive: 'Somebody has arrived', arriveEffect: 'Stands in the room record: who came, and when.', arriveDone: 'Entered.', who: 'Who', whoHint: 'The name; for somebody who is not on the list also from where.',
  },
  script: {
    tell: 'Address: {address}', title: 'Emergency: {kind}', room: '{room} · since {time}', done: 'Done', notNeeded: 'Not needed', doneBy: '{by} {time}', skippedBy: 'not needed ({by} {time}: {note})', left: '{n} steps left', all: 'Every step is entered.', noEvidence: 'What is recorded in this time is no evidence of misconduct.', past: 'The emergency is over; this is what was entered.',
    skip: 'Enter that it is not needed', skipEffect: 'Stands on file and cannot be taken back.', why: 'Why not', numbers: 'Emergency numbers', numbersEffect: 'From now on the scripts of this exam point show these numbers.', fire: 'Fire', medical: 'Ambulance', police: 'Police', leadName: 'Head of the exam point', leadPhone: 'Telephone of the head', leadHint: 'Asked last, when the on-call person and everybody else did not confirm.', kind: { FIRE: 'fire alarm', PANIC: 'call for help', MEDICAL: 'somebody is hurt or ill' },
  },
  look: {
    title: 'Identity at the seat', waiting: '{n} seats wait for a look', nobody: 'No seat waits for a look.', left: '{time} left', over: 'time is over', see: 'Look at the live picture: is it the person who was let in?', checks: 'Identity checks', looking: 'Time to look (median)',
  },
  faces: {
    title: 'Faces on file', hint: 'Who stores the faces of {threshold} people files that with the authority within thirty working days. From {alertAt} on security administrators, inspectors and regulators get a text every day.', persons: 'People that count', templates: 'Templates on devices', overdue: 'Templates not deleted in time', overdueHint: 'Ten minutes after the slot or the withdrawal they should be gone: look at the room\'s device.', share: '{n} % of the number to be filed', calm: 'Far from the number to be filed.', near: 'Near the number to be filed: prepare the filing.', over: 'The number to be filed is reached: file at once.', overdueNow: '{n} templates were not deleted in time: look at the devices.',
  },
  happened: {
    incidents: 'Incidents', none: 'No incidents.', kinds: 'In all: {list}', kind: '{title} × {n}', at: 'Time', seat: 'Seat', what: 'Incident', state: 'State', times: '{n} times, {s} s without recording in all', tests: 'Self-tests', noTests: 'No self-tests on file.', day: 'of the day', slot: 'before the slot', door: 'Door', passed: 'passed', failedParts: 'failed: {list}', helps: 'Calls for help', noHelps: 'Nobody was asked to come.', helpText: '{asked}: {by} asked for help ({title}), {n} people, {sent} texts', acked: '{who} confirmed {time}', arrived: '{who} arrived {time}', notAcked: 'nobody confirmed', notArrived: 'no arrival entered', signIn: 'Signed in', supervision: 'Supervision', passedAll: '{n} seats and the door: all passed.',
  },
}
