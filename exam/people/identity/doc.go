// Package identity knows what identifies a natural person or an organisation on paper: kinds of documents and who may match
// a person to them, their numbers with checksums, names, mobile numbers, credit codes, and the masked form of each.
//
// It is pure: no storage, no clock, no rights. exam/people and everybody to its right may import it; it imports nothing of
// exam/people.
//
// Libraries: none beyond the standard library; pgregory.net/rapid in tests (shrinking properties).
//
// Why number spaces instead of document kinds in the unique index (2026-11-21): an ID card, a temporary card, a household
// extract and an electronic ID of one citizen carry the same number. If the constraint were over (kind, number), one
// natural person could register four times and escape attempt limits, bans and the separation of duties. All
// 18-character numbers with a GB 11643 check share one space; passports have one per issuing country.
//
// Why the region of a citizen number is not looked up (2026-11-21): retired region codes stand in millions of valid cards.
//
// Why names and numbers are cleaned, and other texts refused (2026-11-22): a zero-width space pasted into a name must
// neither make a second person nor send a welder away who cannot see it; actor.CheckLine guards all other texts.
//
// Why a package of its own (2026-11-22): exam/people had grown past 4,000 lines, and half of its users wanted only this.
package identity
