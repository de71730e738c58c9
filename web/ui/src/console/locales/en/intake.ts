// Permits that were issued elsewhere or before.
export default {
  intake: {
    hint: 'Permits of the former regime, or from elsewhere, are imported from a spreadsheet: one person imports it, each row is checked, and a colleague confirms. Like any other, they wait for the national register.', files: 'Files', receive: 'Import permits', template: 'Template', none: 'No permits imported yet', noneHint: 'Fill in the template from the paper archive.',
    receiveEffect: 'Each row is checked; at most 20,000 rows. No permit is made until a colleague confirms the file.', approveEffect: '{n} permits will be made. Compare some with the paper archive first.', refuseEffect: 'Nothing is imported, and what was read is erased at once.', problemsHint: 'These rows are left out. Correct them in another file.',
    waiting: 'To be made', done: 'Made', failed: 'Not made', failures: 'Rows that could not be made after the confirmation',
    regime: 'Change of the regime', regimeHint: 'From 1 June 2026 permits are no longer reviewed. The list says what the rules make of each imported permit. The rules themselves say which day decides.', regimeNone: 'Once permits are imported, each is listed here with what becomes of it.', regimeFile: 'Download the whole list',
    fates: { OVERDUE: 'Review overdue', PENDING: 'Review to come', NOT_REQUIRED: 'No review needed', DONE: 'Reviewed', NONE: 'No review', ENDED: 'Ended' },
    fateHints: { OVERDUE: 'A review was due before the new rules and was missed: the holder may not work. Tell the holder.', PENDING: 'The review is not due yet, and the rules still ask for it.', NOT_REQUIRED: 'The review falls due under the new rules, which ask for none. The period stays.', DONE: 'Reviewed under the former rules.', NONE: 'The rules of the day of issue asked for no review.', ENDED: 'The period is over, or the permit was ended.' },
    paper: 'Paper', paperValue: 'issued on {day}, imported by {who} {at}', issuer: 'Issued by', reviewDue: 'Review due', validTo: 'Valid to',
  },
}
export const intakeMenu = { permitIntake: 'Permits of before' }
