// Package notice keeps the versioned texts that people confirm (privacy notice, pledges, recording notice, face consent)
// and who confirmed which version, where, and with whose help.
//
// A published version never changes. The texts shipped with the program stand in texts/ and are put into the database at
// every start, where they are missing.
//
// Libraries: none beyond the standard library.
//
// Why a package of its own (2026-11-22): a text has versions and readers, not a birth date; exam/people had grown past 4,000
// lines.
package notice
