// Package roster imports persons from a spreadsheet: whoever may hire for an organisation enters its people, their
// employments, and what each wants to apply for. A file is taken as a whole or not at all; a preview tells row by row what
// would happen.
//
// Libraries: none beyond the standard library; internal/sheet reads the files.
//
// Why a preview does the import and undoes it (2026-11-22): a second program that predicts the first will one day predict
// wrongly. The price is that a preview holds the same row locks for as long as an import of at most 2,000 rows.
//
// Why a roster changes nothing about a person on file but adds (2026-11-21): an employer must not redirect somebody's phone
// or correct a name by uploading a file; a clerk does that with a reason.
//
// Why a package of its own (2026-11-22): columns, words and rows of one file format are not what a person is.
package roster
