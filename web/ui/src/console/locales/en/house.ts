export default {
  place: {
    scan: 'Document', seeScan: 'Open', noScan: 'none', addScan: 'Upload', newScan: 'Replace', scanTooBig: 'The file is larger than 10 MB; make it smaller first.', scanned: 'The document {no} is uploaded.', notScanned: 'The file was not taken', hint: 'Points hold rooms, rooms hold seats; authorization, roster and slots belong to the room.', point: 'Exam point', room: 'Room', code: 'Code', name: 'Name', address: 'Address', phone: 'Duty telephone', org: 'Authority or exam body',
    openPoint: 'Open to the public', openRoom: 'In use', open: 'Open', closed: 'Closed', addPoint: 'Add a point', editPoint: 'Change the point', pointEffect: 'Candidates see name, address and telephone.',
    addRoom: 'Add a room', editRoom: 'Change the room', roomEffect: 'Seats, authorization and roster follow before anything can be booked.', editRoomEffect: 'A new pattern replaces coming slots that nobody booked.', saved: 'Saved.',
    emptyTitle: 'No exam points yet', emptyHint: 'The exam manager adds a point, then its rooms.', roomsOf: 'Rooms of {name}', noRooms: 'This point has no rooms yet.', noRoom: 'This room was not found or is outside your area.',
    roomName: 'Name of the room', pattern: 'Slots of a day', patternText: '{first} to {until}, every {n} minutes', first: 'First start (minute of the day)', until: 'Last end (minute of the day)', length: 'Minutes from start to start',
    entryOpens: 'Entry before the start (min)', lateCutoff: 'Late until (min)', earliestSubmit: 'Earliest hand-in (min)', toiletExits: 'Exits on the way', cancelBefore: 'Cancel before the start (min)',
    supervision: 'Sentence on supervision', supervisionText: 'This examination is supervised from afar and recorded throughout.',
    seats: 'Seats', noSeats: 'No seats drawn yet.', seatState: 'State of the seat', seatStateEffect: 'Somebody who sits there stays; move them at the duty desk if needed.', draw: 'Draw the seats anew', drawHint: 'Replaces all seats. Refused while the room holds people or bookings.',
    rows: 'Rows', cols: 'Columns', fill: 'Fill', seatCount: '{n} seats', labelAt: 'Label in row {row}, column {col}', putSeat: 'Put a seat at {row}-{col}', label_empty: 'A seat has no label.', label_twice: 'Two seats have the same label.',
    seat: 'Seat', authorizations: 'Authorizations', authorize: 'Record an authorization', authorizeEffect: 'Formal slots run within its days. Number and issuer stand in the room record.', documentNo: 'Document number', issuer: 'Issuer', mode: 'Mode', validDays: 'Valid',
    revokeAuth: 'End the authorization', revokeAuthEffect: 'On days without another one bookings are marked to be rebooked and people are told.', noAuth: 'No authorization in force today: in production no formal slot opens.', auth_now: 'In force', auth_later: 'Not yet', auth_past: 'Expired', auth_revoked: 'Ended',
    devices: 'Terminals', noDevices: 'No terminals enrolled yet.', deviceName: 'Name of the terminal', deviceHint: 'For example: machine A01, gate screen', seen: 'Last heard of', enrol: 'Make an enrolment code', enrolEffect: 'Works once, for 30 minutes, typed at the terminal. A new terminal replaces the old one.',
    codeTitle: 'Enrolment code: {where}', codeHint: 'Type this code at the terminal. It is not shown again.', codeUntil: 'Valid until {time}.', revoke: 'Revoke the terminal', revokeEffect: 'It stops at once. Move a person who sits there first.', revoked: 'The terminal is revoked.',
  },
  roster: {
    hint: 'Hours without duty cannot be booked; taking a shift away sends bookings away.', add: 'Add a shift', addEffect: 'Slots can be booked where the roster covers them.', officer: 'Remote invigilator', second: 'Takes over', secondHint: 'Another person.', noOfficers: 'Nobody in your area is a remote invigilator; ask the security administrator.',
    onCall: 'On call at the place', onCallPhone: 'Telephone on call', onCallMinutes: 'Minutes to the door', maxSeats: 'Most seats watched', week: 'Week of', before: 'Week before', after: 'Week after', day: 'Day', hours: 'Duty of the day', who: 'On duty',
    takesOver: '{name} takes over', comes: 'on call {name} {phone} ({n} min)', line: '{time} {name}; {second}; {onCall}', gap: 'Nobody: {times}', gaps: '{n} days of this week have gaps; slots in them cannot be booked.', remove: 'Take the shift away', removeEffect: 'Bookings that lose their cover are marked to be rebooked and people are told.',
  },
  closure: {
    hint: 'Nothing can be booked meanwhile; people who booked are told and rebooked first.', whole: 'The whole point', wholeHint: 'Choose none for the whole point.', period: 'Closed', notice: 'Notice', noticeHint: 'Candidates read this.', add: 'Close',
    addEffect: 'Bookings of this time are marked to be rebooked; people are told.', added: 'Closed; {n} bookings are to be rebooked.', remove: 'Take the closure back', removeEffect: 'The time can be booked again. People already sent away stay so.', emptyTitle: 'No closures', emptyHint: 'Holidays, special periods and maintenance are entered here.',
  },
  slot: {
    entry: 'Entry', entryOpen: 'People can still enter', entryOver: 'Nobody can enter any more', closedAt: 'closed since {time}', close: 'Close admissions', closeEffect: 'From now on nobody walks in and nobody is rebooked into this slot. Booked people may enter until the late cut-off; those who answer are not touched. Cannot be taken back.', closeHint: 'Stands in the room record, for example: nobody waits, closing early.', closed: 'Admissions are closed.', hint: 'Slots of the day that have not begun. Open a row for its list.', time: 'Time', date: 'Day', taken: 'Taken', free: 'Free', bookable: 'Can be booked', notBookable: 'Cannot be booked', emptyTitle: 'No slots on this day', emptyHint: 'See whether the room is open and the day not closed.',
    people: 'People of the slot', nobody: 'Nobody yet.', noDocument: 'No authorization in force', noDuty: 'No roster',
  },
  count: { expected: 'Expected', present: 'Present', absent: 'Absent', aborted: 'Aborted', walkIns: 'Walk-ins', waiting: 'Open', breaches: 'Suspected breaches', incidents: 'Incidents' },
}
