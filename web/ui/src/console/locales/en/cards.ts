// Cards that permits are printed on.
export default {
  cards: {
    hint: 'Each blank card is registered by its number and used once. A spoiled card is destroyed by another person, and its number is never used again.', receive: 'Take blanks in', receiveObject: 'Range of numbers', receiveEffect: 'At most 10,000 at once. If one number of the range is registered already, none of it is taken in.', receiveDone: 'Taken in.', first: 'First number', last: 'Last number',
    make: 'Make a batch', makeObject: '{n} cards to print', makeEffect: 'The next blanks go to the permits that have waited longest, at most 1,000 in a batch.', makeDone: 'The batch is made. Download its files and print them.', nothing: 'No permit waits for its card now. Issued permits come here, and a batch can be made.', few: '{n} blanks are missing. Take more in first.',
    count: { waiting: 'To print', free: 'Blanks', laid: 'To collect', handed: 'Collected', posted: 'Sent', spoiled: 'To destroy', destroyed: 'Destroyed' },
    batches: 'Batches', batch: 'Batch', cards: 'Cards', files: 'Files', pdf: 'Cards to print', part: 'Cards, part {n}', sheet: 'List', noBatches: 'No batches yet', noBatchesHint: 'Once permits are issued their cards are printed here.',
    all: 'Cards', blank: 'Number of the blank', none: 'No such card', noneHint: 'Choose another state, or enter the number of a blank.', colleague: 'A colleague has to destroy it', taker: 'Collected by', parcel: 'Number of the parcel', noted: 'Noted.',
    act: { hand: 'Hand out', post: 'Post', spoil: 'Mark as spoiled', destroy: 'Destroy' },
    effect: { hand: 'First check the identity document of the person who collects it.', post: 'The holder sees the number.', spoil: 'The permit on it gets another card. Another person must destroy this one.', destroy: 'Compare the number and cut the card. This cannot be undone.' },
  },
}
export const cardsMenu = { permitCards: 'Cards' }
