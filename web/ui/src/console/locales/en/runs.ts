// Many permits at once.
export default {
  runs: {
    hint: 'Issues all approved applications in one go, at most 10,000. Each is checked as if it were issued alone; those that cannot be issued are listed with the reason and hold nothing up. It goes on when you leave the page.', waiting: 'Applications waiting for their permits: {n}', nothing: 'No approved application waits for its permit now. Once one is approved it can be issued here.', applications: 'See the applications', stoppedBy: 'by {who}', left: 'The {n} that were not reached still wait for their permits and can go into the next run.', none: 'No runs yet', noneHint: 'Once applications are approved they can be issued here at once.',
    start: 'Issue all', startObject: '{n} approved applications', startEffect: 'Each is issued in your name. Those that you reviewed, released or assessed are left out. An issued permit cannot be taken back, only revoked by law.', startDone: 'Started.', stop: 'Stop', stopEffect: 'What was issued stays; the rest waits.', stopDone: 'Stopped.',
    started: 'Started', issuer: 'Issuer', total: 'Applications', look: 'Progress', object: '{at}, {n} applications', progress: 'Progress', count: { total: 'Applications', issued: 'Issued', failed: 'Not issued', waiting: 'Not reached' },
    failures: 'Applications that could not be issued', failuresHint: 'Once the reason is dealt with, issue them one by one or in the next run.', n: 'No.', application: 'Application', why: 'Why', open: 'Open',
  },
}
export const runsMenu = { permitRuns: 'Issue in bulk' }
