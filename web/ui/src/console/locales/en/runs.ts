// Many permits at once.
export default {
  runs: {
    hint: 'Issues all approved applications at once, at most 10,000. Each is checked as if it were issued alone; what cannot be issued is listed with its reason and holds nothing up. It goes on when you leave the page.', waiting: 'Applications that wait for their permit: {n}', none: 'No runs yet', noneHint: 'Once applications are approved they can be issued here at once.',
    start: 'Issue all', startObject: '{n} approved applications', startEffect: 'Each is issued in your name. Those that you reviewed, released or assessed are left out. An issued permit cannot be taken back, only revoked by law.', startDone: 'Started.', stop: 'Stop', stopEffect: 'What was issued stays; the rest waits.', stopDone: 'Stopped.',
    started: 'Started', issuer: 'Issuer', total: 'Applications', look: 'Progress', object: '{at}, {n} applications', progress: 'Progress', count: { total: 'Applications', issued: 'Issued', failed: 'Not issued', waiting: 'To come' },
    failures: 'Applications that could not be issued', failuresHint: 'Once the reason is dealt with, issue them one by one or in the next run.', n: 'No.', application: 'Application', why: 'Why', open: 'Open it',
  },
}
export const runsMenu = { permitRuns: 'Issue many' }
