// Volumes of the archive.
export default {
  archive: {
    hint: 'A volume is sealed when it is made: an index, digests and a signature, so that one changed byte is found. What changes later makes a supplement.', which: 'Archive of', kind: { PERSON: 'persons (one permit each)', SESSION: 'sessions (a room, a day)' },
    ripe: '{n} ready to be archived', noneRipe: { PERSON: 'All permits are archived.', SESSION: 'No session is ready. A day is, once it is over and all its room records are signed.' },
    makeAll: 'Archive all', makeAllObject: '{n} ready', makeAllEffect: 'Made in the background, 500 at most at once. The index lists what is missing.', asked: 'Queued. They can be fetched once made.',
    all: 'Volumes', title: 'Title', part: 'Part', files: 'Contents', until: 'Kept until', volumes: 'Volumes', first: 'First', nth: 'Supplement {n}', count: '{n} files, {size}', missing: '{n} missing', handed: 'On a hand-over list',
    none: 'No volumes yet', noneHint: 'Where something is ready, choose “Archive all”.', supplement: 'Supplement', supplementEffect: 'A further part with only what is new or different since the last one.', again: 'Make again', againEffect: 'This part is queued once more.',
    fetch: 'Fetch', fetchEffect: 'Downloads the whole volume. Who fetched it, when and what for goes on the audit trail.', fetched: 'The download has begun.', purpose: 'Purpose', purposeHint: 'for example: request of the court, its number',
    handOver: 'Make a hand-over list', handOverEffect: 'Puts the volumes of this kind that are on no list yet onto one, 1,000 at most, for both sides to sign.', handedOver: 'The list is made. Download it below.', receiver: 'Receiving organisation',
    lists: 'Hand-over lists', list: 'List', listNo: 'No. {n}', sheet: 'Download', noLists: 'No hand-over lists yet', noListsHint: 'Make one before volumes go to the public archive.',
    fault: { archive_nothing_new: 'Nothing is new since the last part', permit_not_found: 'Its record was not found', internal: 'Something went wrong. Make it again; if it fails once more, tell an administrator', other: 'It could not be made ({code})' },
  },
}
export const archiveMenu = { permitArchive: 'Archive' }
