// Package sheet reads the tables that people upload (.xlsx, .csv) and writes the ones they download.
//
// A table is read against a list of columns that the caller wants. The header row is found by the columns' names and
// synonyms, so that a title above it, another order and further columns do no harm. Every cell comes as text: trimmed,
// letters and digits in full width made narrow, invisible characters removed. What Excel has spoiled is not guessed at
// but reported with row, column and cell: formulas, long numbers cut to 15 digits, "3-5" turned into a date, #N/A.
//
// Uploads are hostile until read: the size, what it unpacks to, rows, cells and each text are bounded (Limits), nothing
// is evaluated, no entity is expanded, no path inside the archive is opened, and each refusal has its own stable code.
//
// Why .xlsx is read here and not by excelize (2026-11-21): excelize either streams the values without saying which cell
// is a formula or a date, or loads the whole sheet to say so, several gigabytes at the million rows that 10 MB can hold.
// Reading takes three XML files as a stream; the tests read what excelize writes. Writing is excelize's (streaming).
//
// Why an apostrophe in CSV only (2026-11-21): a program that opens a CSV evaluates a cell beginning with = + - @, so
// such a cell gets a leading apostrophe, which reading removes again. In .xlsx a cell has a type, and these are texts.
//
// Libraries: xuri/excelize v2 (the one complete and well-kept writer), golang.org/x/text for GB 18030, which Excel in
// China still writes as "CSV".
package sheet
