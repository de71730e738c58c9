// Cards that permits are printed on.
export default {
  cards: {
    hint: 'Blank cards come in number by number and are used once. A spoiled one is destroyed by another person, and its number is never used again.', receive: 'Take blanks in', receiveObject: 'Range of numbers', receiveEffect: 'At most 10,000 at once. If one number is on file, none of the range is taken in.', receiveDone: 'Taken in.', first: 'First number', last: 'Last number',
    make: 'Make a batch', makeObject: '{n} cards to print', makeEffect: 'The next blanks are laid under the permits that wait longest, at most 1,000 in a batch.', makeDone: 'The batch is made. Download its files and print them.', few: '{n} blanks are missing. Take more in first.',
    count: { waiting: 'To print', free: 'Blanks', laid: 'To collect', handed: 'Collected', posted: 'Sent', spoiled: 'To destroy', destroyed: 'Destroyed' },
    batches: 'Batches', batch: 'Batch', cards: 'Cards', files: 'Files', pdf: 'Cards to print', part: 'Cards, part {n}', sheet: 'List', noBatches: 'No batches yet', noBatchesHint: 'Once permits are issued their cards are printed here.',
    all: 'Cards', blank: 'Number of the blank', none: 'No such card', taker: 'Collected by', parcel: 'Number of the parcel', noted: 'Noted.',
    act: { hand: 'Collected', post: 'Sent', spoil: 'Spoiled', destroy: 'Destroy' },
    effect: { hand: 'Compare the identity document of who collects it first.', post: 'The holder sees the number.', spoil: 'The permit on it gets another card. Another person must destroy this one.', destroy: 'Compare the number and cut the card. This cannot be undone.' },
  },
}
export const cardsMenu = { permitCards: 'Cards' }
