// Package intake takes in permits that were issued under the former regime or elsewhere, from a spreadsheet: one person brings the file, each row is judged
// by the rules of its own time, another natural person confirms, and each permit is made in a transaction of its own.
//
// Why a kind of their own (2026-11-23): no examination of this house stands behind such a permit. It says so wherever it is shown, the transparency log
// counts it apart (permit.imported), and the national register confirms it like any other before it is green.
//
// Why the row is kept sealed until it is made, and then not (2026-11-23): it holds a whole document number, which the permit and the person's record
// have from then on. A row that was refused leaves only its number in the file and the code of the reason.
//
// Why a paper is there once by person, item and first day (2026-11-23): files are brought twice, by two people, in two halves that overlap. A unique key of
// the database holds over all of them, and over a kill in the middle.
package intake
