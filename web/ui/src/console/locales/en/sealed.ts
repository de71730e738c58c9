// Sealed releases: taking one in, handing one out, and who is booked behind the last day of one.
export default {
  sealed: {
    hint: 'A sealed release belongs to another authority: papers are drawn from it, and nobody here sees its questions and answers. Another person puts it in use.', choose: 'Choose the file of a sealed release', org: 'Who will use it', orgFirst: 'Choose the organisation first.',
    checks: 'The file is read to its end: the owner’s signature, the receiving installation, region and days of use are checked, and an outline is shown; it is taken in once you confirm. At most 2 GB; import a larger one on the server with suikao import sealed.',
    owner: 'Owner (as registered here)', release: 'Release', named: '{name} (number {no})', files: 'Pictures, clips and sounds', filesText: '{n}', days: 'Days of use', daysText: '{from} to {to}', region: 'Region', statistics: 'Statistics', made: 'Made',
    goesTo: 'Goes to', newBank: 'A new bank, “{name}”', oldBank: 'The bank of the same owner, “{name}”', ownerPrint: 'Fingerprint of the owner’s key (SHA-256), to compare with the owner', holds: 'Items by type and topic', all: 'All', unread: 'This is an outline only. Questions, options, keys and explanations are shown on no page.',
    early: 'Papers can be drawn from it from {from} on.', short: 'It can be used until {to}, {n} more days. Ask the owner first whether there is a newer one.',
    take: 'Take the sealed release in', takeEffect: 'All of it or nothing. It becomes a proposed release; another person puts it in use on the page of releases, and until then it changes nothing for examinations. A file that changed since the preview is not taken.', taken: 'Taken in; it waits for another person.', waits: '“{name}” is in the bank “{bank}” and waits for another item reviewer to put it in use on the page of releases.',
    newer: 'Import a newer sealed release',
    keys: 'This installation’s public keys', deviceKey: 'Device key (X25519)', deviceKeyHint: 'Give it to an owner of questions, who seals a release to it. Compare the fingerprint by another way, such as the telephone.', ownerKey: 'Owner key (Ed25519)', ownerKeyHint: 'For receivers of releases that this installation seals: they register it and check signatures with it.', fingerprint: 'Fingerprint (SHA-256)', copyKey: 'Copy the key',
  },
  sealing: {
    ask: 'Ask to seal a release', askEffect: 'Seals the release for named installations: they draw papers from it within the days of use and read none of it. Two other people allow it; receivers and terms stand in the purpose that they read.', owner: 'Name of this authority, as receivers see it', devices: 'Device keys of the receivers', devicesHint: 'One a line, 64 hexadecimal digits, at most 16. Receivers copy theirs on the page “Import a sealed release”.',
    ownerIs: 'Owner: {owner}', receivers: 'Fingerprints of the receivers (first 16 digits, at most 4 are listed): {devices}', from: 'First day of use', to: 'Last day of use', region: 'Region', regionHint: 'The first digits of the receiving authority’s region code, such as 42; empty: everywhere.', statistics: 'Receivers may keep statistics', allowEffect: '{n} questions are sealed and go to {name}; receivers draw papers from them and read none.',
    fetch: 'Fetch the sealed file', fetchEffect: 'Receivers and terms must be exactly those that were allowed. In the browser that asked they are filled in; in another one, enter them again.', fetched: 'The file is made.',
  },
  booked: {
    title: 'Booked after {to}', what: '{n} people are booked for days after the release in use has ended. Unless a newer one is in use by then, no paper can be drawn for them. Ask its owner for a newer sealed release, import it and have somebody else put it in use; otherwise exam staff should rebook them.',
    nobody: 'Nobody is booked after {to}, the last day of use.', day: 'Day', people: 'People', count: '{n}', elsewhere: 'Rooms of other organisations', namesHere: 'The day leads to its slots; each has the list of its people.', namesThere: 'Who they are stands in the slots of the exam sites, for exam staff and duty officers.', unread: 'Bookings after the last day were not read',
  },
}
export const sealedMenu = { sealed: 'Import a sealed release' }
