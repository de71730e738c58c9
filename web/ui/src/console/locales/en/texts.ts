export default {
  texts: {
    hint: 'Notices, pledges and consents. What somebody confirmed can always be read word by word. One person writes, another publishes.', kind: { PRIVACY: 'Privacy notice', TRUTH_PLEDGE: 'Pledge on materials', EXAM_PLEDGE: 'Examination pledge', RECORDING: 'Recording notice', FACE_CONSENT: 'Face consent' },
    propose: 'New wording', proposeEffect: 'Takes effect when a rule approver publishes it; the present version stays until then.', handIn: 'Hand in', proposed: 'Handed in; waits for another person.', formHint: 'Begins where the present version stands. Chinese and English go paragraph by paragraph, an empty line between them.', lang: { zh: 'Chinese', en: 'English' }, title: 'Title', body: 'Text', reason: 'Why it changes',
    lack: { zh: 'Write title and text in Chinese.', en: 'Write title and text in English.', same: 'It is the same as the version in force.', paragraphs: 'Chinese and English differ in their number of paragraphs.', reason: 'Say why it changes.' }, pending: 'New wording to publish', why: 'Why: {text}', proposing: 'Handed in', marked: 'A bar on the left marks new paragraphs.', fresh: 'New paragraph: ',
    publish: 'Publish', publishEffect: 'Takes effect at once. From now on everybody confirms this version; those who confirmed an earlier one are asked again. Cannot be taken back, only replaced.', publishDone: 'Published.', reject: 'Reject', rejectEffect: 'This wording is not published; the writer reads why.', rejectDone: 'Rejected.', takeBack: 'Take back', takeBackEffect: 'Takes back your own wording.', takeBackDone: 'Taken back.',
    version: 'Version {n}', since: 'since {time}, {by}', own: 'published here', shipped: 'shipped with the program', read: 'Read it', past: 'Earlier proposals',
  },
}
