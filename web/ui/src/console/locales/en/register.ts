// The exchange of files with the national register.
export default {
  register: {
    hint: 'Every issue and every change is put on the list. Make a batch, download it and send it to the national register; its answers are imported as a file and take effect once a colleague confirms them.', lines: 'To the register', batches: 'Batches', imports: 'Answers', permit: 'Permit', what: 'Subject', whats: { ISSUED: 'New permit', CHANGED: 'Change' }, acts: 'Actions',
    noLines: 'Nothing here', noLinesHint: 'Permits are put here when they are issued or changed.', noBatches: 'No batches yet', noImports: 'No answers imported yet',
    make: 'Make a batch', makeObject: '{n} to report', makeEffect: 'All lines to report (at most 5,000) go into a new batch and are not reported a second time.', made: 'The batch is made. Download its file.', columns: 'Columns', columnsHint: 'In order, with commas: {keys}. Empty: as in the batch before.', batchNo: 'Batch {n}', entries: 'Lines', by: 'By', digest: 'SHA-256 of the CSV',
    xlsx: 'Download Excel', csv: 'Download CSV', again: 'Report again', againEffect: 'This line goes into the next batch.', againDone: 'Put on the list.',
    receive: 'Import answers', template: 'Template for answers', received: 'The file was read. See it row by row.', file: 'File', rows: 'Rows', wrong: 'Problems', first: 'Imported by', second: 'Confirmed by', report: 'Row by row',
    confirms: 'Confirmed', notes: 'Changes taken', refusals: 'Refused', done: 'Done', failed: 'Not done', problems: 'Rows with problems', problemsHint: 'These rows are left out. Correct them in another file.', firstOnly: ' {n} in all; the first {shown} are shown.', answers: 'Rows that fit', row: 'Row', column: 'Column', problem: 'Problem', outcome: 'Answer', outcomes: { CONFIRM: 'Confirmed', NOTED: 'Change taken', REFUSE: 'Refused' }, ref: 'Reference or reason', faults: { own: 'The permit of one of the two persons: two others must do it', change_open: 'A change of this permit waits for its decision: import it again afterwards', change_kind: 'The status of the permit has changed, so it no longer fits', other: 'The permit has changed, so nothing was done' },
    approve: 'Confirm', approveEffect: '{n} permits become confirmed, {r} are noted as refused. Compare the rows with the original of the register first.', refuse: 'Do not use', refuseEffect: 'Nothing of this file is carried out.', decided: 'Recorded.', colleague: 'A colleague has to confirm it', note: 'Opinion',
  },
}
export const registerMenu = { permitRegister: 'National register' }
