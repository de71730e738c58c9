// Reading items aloud.
export default {
  sounds: {
    title: 'Sounds', none: 'none: it is not read aloud in an examination', lack: '{n} lacking: it is not read aloud in an examination', whole: 'complete: it is read aloud in an examination', option: 'Option {letter}', inPart: 'Part {n}: {what}', of: 'Sound of {what}', said: 'Said: ',
    hint: 'Listen to each: words, numbers and units have to be those of the text, and no tone may hint at the answer.',
    editHint: 'One WebM (Opus) for each text, ten minutes and 4 MB at most; an item is read aloud only when all are there. After a change of a text its sound is not kept. The command suikao speak questions makes many at once.',
    missing: 'No sound', stale: 'The text has changed; its sound is not kept', add: 'Add a sound', addTo: 'Add a sound to {what}', drop: 'Remove the sound of {what}',
  },
}
