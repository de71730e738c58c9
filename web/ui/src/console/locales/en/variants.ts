// Items in other languages.
export default {
  variants: {
    title: 'Other languages', hint: 'A translation has the options in the order of the source, and the key stays. One person translates, another confirms; what is confirmed enters the next release. Candidates can see the Chinese text at any time, and that counts.', none: 'No translation yet.',
    state: { WRITTEN: 'Waits', CONFIRMED: 'Confirmed', REFUSED: 'Sent back', REPLACED: 'Replaced' }, stale: 'The source was changed: not for this version', by: 'Translated by {name} {at}', decided: 'Decided by {name} {at}',
    alt: 'Words of picture {n}', of: 'Translation of {what}', add: 'Translate into', choose: 'Choose a language', save: 'Hand in', saveEffect: 'Another translator confirms it beside the source.', saved: 'Handed in; another person confirms it.',
    confirm: 'Confirm', confirmEffect: 'Compare text by text. Nothing of it can be changed afterwards; it replaces the one before for the same source, and releases keep what they have.', confirmed: 'Confirmed.', refuse: 'Send back', refuseEffect: 'It can then be translated again.', refused: 'Sent back.', reason: 'Reason',
    queue: 'Translations that wait', queueOf: '{language} ({n} items)', queueHint: 'Compare text by text, tick what is right and confirm it in one act; where one of them cannot be confirmed, none is. Another person confirms your own. To send one back, open its item.', queueNone: 'Nothing waits in this language.', right: 'Translated rightly', own: 'Your own: another person confirms it', numbered: 'Item {no}', fromStart: 'Back to the first page', nextPage: 'Next page',
    many: 'Confirm ({n})', manyEffect: 'All {n} were compared text by text. Nothing of them can be changed afterwards; they replace those before for the same source, and releases keep what they have.', manyDone: '{n} translations confirmed.', one: '“{stem}”: {why}',
    pageHint: 'Approved items by language. What is not translated is shown in Chinese. Many at once: export the texts, fill in the column of translations and import the file, which is taken wholly or not at all; another person still confirms each. Explanations are not in the file.',
    row: 'Row {n}, {field}: {why}', column: { item: 'item', language: 'language', field: 'field', source: 'source', translation: 'translation' },
    empty: 'not translated', confirmedCount: 'Confirmed', waitingCount: 'Waiting', ofCount: 'Items', export: 'Export texts', import: 'Import translations', importEffect: 'Translations of {n} items will wait for another person.', imported: 'Translations of {n} items imported.',
  },
}
