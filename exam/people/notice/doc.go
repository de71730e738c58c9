// Package notice keeps the versioned texts that people confirm (privacy notice, pledges, recording notice, face consent)
// and who confirmed which version, where, and with whose help.
//
// A published version never changes. The texts shipped with the program stand in texts/ and are put into the database at
// every start, where they are missing. The authority publishes its own: a rule editor of the root authority proposes a
// version in both languages, a rule approver who is another natural person puts it into force.
//
// Libraries: none beyond the standard library.
//
// Why two people publish (2026-11-22): a pledge that thousands confirm before an exam decides what they may be blamed for.
// It is changed as rules are: who writes does not approve. A system administrator, who may create accounts, may not.
//
// Why the authority's own text ends the shipped ones of its kind (2026-11-22): an update of the program must not put words
// into the mouth of an authority that has chosen its own, nor must two texts claim one version number.
//
// Why one live confirmation a version and subject (2026-11-22): twenty presses are one consent, at the time of the first. A
// constraint says so, not a question before the write. Face consent may be given again after it was withdrawn.
//
// Why a package of its own (2026-11-22): a text has versions and readers, not a birth date; exam/people had grown past 4,000
// lines.
package notice
