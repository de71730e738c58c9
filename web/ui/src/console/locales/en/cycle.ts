// What becomes of permits through the years.
export default {
  cycle: {
    kind: 'Asked for', old: 'Permit it is about', ground: 'Reason', proof: 'Proof', papers: 'Pictures or files of the proof', noPapers: 'The applicant handed no papers in.', paper: 'Paper {n}', deferTo: 'Renewed by', work: 'Work done', before: 'As in the old permit; nothing was examined again', follows: 'Follows', extendedTo: 'Deferred to',
    kinds: { FIRST_ISSUE: 'First issue', RENEWAL: 'Renewal', REPLACEMENT: 'Replacement', CORRECTION: 'Correction', DEFERRED: 'Deferred renewal' },
    grounds: { LOST: 'Lost', DAMAGED: 'Damaged', STOLEN: 'Stolen', NAME: 'Name changed', DOCUMENT: 'Document number changed', ABROAD: 'Abroad', DETAINED: 'Detained', MILITARY: 'Military service', ILLNESS: 'Illness', OTHER: 'Other' },
    issueEffect: {
      FIRST_ISSUE: 'Makes the number and the period. What it says never changes afterwards, only its status.', RENEWAL: 'Issues a new permit: its period follows the old one, the first-issue date stays. The old one counts to its last day.', REPLACEMENT: 'Issues a new permit with the same period and number. The old code ends at once.',
      CORRECTION: 'Issues the permit anew from the personal record, with the same period. The old code ends at once, and the national register has to confirm the new one.', DEFERRED: 'From now on this permit reads “renewal deferred, no work allowed”, until it is renewed or the deferral ends.',
    },
    issue: { FIRST_ISSUE: 'Issue', RENEWAL: 'Issue the renewed permit', REPLACEMENT: 'Issue the replacement', CORRECTION: 'Issue the correction', DEFERRED: 'Grant the deferral' },
    issueDone: { FIRST_ISSUE: 'Issued for {name}.', RENEWAL: 'Renewed for {name}.', REPLACEMENT: 'Replaced for {name}.', CORRECTION: 'Corrected for {name}.', DEFERRED: 'Renewal deferred for {name}.' },
    onDay: 'Status on a day', onDayHint: 'Choose any day to see what this permit was at its end. Derived from the history and the rules for that day, for regulators and courts.',
    day: 'Day', atEnd: 'At the end of {day}:', foreseen: 'That day is still to come: only what is decided by now counts, later decisions are not in it.', byDates: 'From dates and rules alone; no decision stood on that day.', decision: 'Decision that stood', notNational: 'Not confirmed by the national register on that day.',
  },
}
