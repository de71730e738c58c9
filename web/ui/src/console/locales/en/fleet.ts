export default {
  fleet: {
    hint: 'What the people who work here hold today; what ends first stands first. Numbers are masked.', left: 'Days left', within: 'Ends within', days: '{n} days', over: 'ended {n} days ago', none: 'No permit', choose: 'Choose an enterprise first', emptyTitle: 'Nobody is on file here yet', emptyHint: 'Enter the people by a roster; their permits show here.', partial: 'Too many people; the first 5,000 are shown.',
    people: 'people at work', permits: 'permits', soon: 'end within 90 days', ended: 'have ended', without: 'without a permit', nothing: 'No permit fits', nothingHint: 'Try another filter.', shown: '{n} lines, {people} people.',
  },
}
