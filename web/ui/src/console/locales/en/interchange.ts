// Question files of other systems, coming in and going out.
export const exchangeWords = { verdict: { LEAVE: 'Left out (the bank cannot hold it)' } }
export const exchangeMenu = { exports: 'Exports' }

export default {
  exchange: {
    format: 'File format', detect: 'Tell by content', topic: 'Topic where the file names none', topicHint: 'Aiken, for one, has no topics.',
    formats: { xlsx: 'Excel table', csv: 'CSV (UTF-8)', 'csv-gb18030': 'CSV (GB 18030)', 'moodle-xml': 'Moodle XML', gift: 'GIFT text', aiken: 'Aiken text', 'qti-2.1': 'QTI 2.1 package', 'qti-2.2': 'QTI 2.2 package', 'qti-3.0': 'QTI 3.0 package' },
    hint: 'Excel, CSV, Moodle XML, GIFT, Aiken and QTI 2.1/2.2/3.0 packages, at most 20 MB and 20,000 questions. First a preview question by question; only a file without problems is imported. Items arrive as drafts and still go to review.',
    readAs: 'Read as {format}.', plainTemplate: 'Template with the usual columns', again: 'Preview again as chosen',
    left: '{n} left out', leftHint: 'The bank cannot hold these; the others are imported.', lost: '{n} things do not come over', lostHint: 'The questions are imported, but this is lost or changed.', near: '{n} much like another', nearHint: 'A hint only; nothing is held back. See whether they are the same question.',
    row: 'No. {n}', whole: 'Whole file', nearBank: '{percent}% the same as in the bank: ', nearRow: '{percent}% the same as row {row}: ', first: 'The first {n} of {all}.', many: 'Too much is alike to list it all.',
    ask: 'Ask for an export', askEffect: 'The file holds stems, keys and explanations. Two people other than you allow it, one after the other; then you alone can fetch it for 7 days. Request, approvals and each fetch are on the audit trail.', release: 'Release', reason: 'Purpose and recipient', asked: 'Asked. Two people have to allow it.',
    none: 'No requests yet', noneHint: 'A file of questions for another system is asked for first and allowed by two people.', by: 'Asked by', allowedBy: 'Allowed by', allow: 'Allow the export', allowEffect: '{n} questions with keys go to {name} as {format}. Purpose: {reason}', allowed: 'Allowed.',
    refuse: 'Refuse', refuseEffect: 'This export will not happen.', refused: 'Refused.', fetch: 'Fetch the file', until: 'until {time}', report: 'What is lost', reportTitle: 'What {format} cannot carry', nothingLost: 'This format carries everything.',
    state: { WAITING: 'Needs two people', HALF: 'One has allowed it', ALLOWED: 'Allowed', REFUSED: 'Refused' },
  },
}
