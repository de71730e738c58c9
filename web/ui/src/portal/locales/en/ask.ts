// What can be asked for about a permit that one has.
export const ask = {
  title: 'Services',
  kind: { FIRST_ISSUE: 'First issue', RENEWAL: 'Renewal', REPLACEMENT: 'Replacement', CORRECTION: 'Correction', DEFERRED: 'Deferred renewal' },
  hint: {
    RENEWAL: 'A new permit before the end; the new period follows the old one',
    REPLACEMENT: 'Lost, damaged or stolen; the period stays',
    CORRECTION: 'Your name or document number changed; the period stays',
    DEFERRED: 'Abroad, in service or otherwise unable to renew',
  },
  what: {
    RENEWAL: 'Once approved you get a new permit. Its period starts the day after the old one ends, and the first-issue date stays. The old permit counts to its last day.',
    REPLACEMENT: 'Once approved you get a new permit with the same period and number and a new check code. The old code ends at once and reads “replaced”.',
    CORRECTION: 'Have your personal record corrected at the counter first, then apply here. Once approved the permit is issued anew from the record. The period stays, the old code ends at once.',
    DEFERRED: 'From the day of approval you may not work on it until it is renewed. Apply only if you really are away; if you return early, the authority can lift it.',
  },
  ground: 'Reason',
  grounds: { LOST: 'Lost', DAMAGED: 'Damaged', STOLEN: 'Stolen', NAME: 'Name changed', DOCUMENT: 'Document number changed', ABROAD: 'Abroad', DETAINED: 'Detained', MILITARY: 'Military service', ILLNESS: 'Illness', OTHER: 'Other' },
  proof: 'Proof',
  proofHint: 'Name the paper and its number. You hand a picture of it in on the next page; the reviewer may ask to see the paper itself.',
  papers: 'Pictures or files of the proof', papersNone: 'Take a picture or choose a file; the reviewer checks by it. At most 5, of 5 MB each.', papersMore: 'You may add more, 5 at most. Until it is decided you can remove one and hand in another.', papersNever: 'No papers were handed in.', paper: 'Paper {n}', paperPdf: 'Paper {n} (PDF)', paperBack: 'Remove paper {n}', paperSending: 'Uploading; please keep this page open…',
  deferTo: 'Renewed by',
  deferToHint: 'After the permit ends; five years at most, unless the issuing authority has set another limit.',
  work: 'Work done',
  workHint: 'Where you worked, on what, and whether there were breaches or accidents. At least 10 characters.',
  send: 'Send the application',
  withdraw: 'Withdraw the application',
}
