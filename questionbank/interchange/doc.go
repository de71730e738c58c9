// Package interchange reads and writes the files of the question bank: the practice's Excel template and its CSV form
// coming in, the empty template going out, and the archive from which an auditor draws papers again.
//
// Reading turns a table into contents and cell failures; it decides nothing about a bank. What a cell of the answer
// column holds is in no failure and in no log: a failure names row, column and code alone.
//
// Why (2026-11-21): the archive is a ZIP of canonical CBOR files plus a manifest in JSON for people. The replay reads
// only the CBOR, whose digests the draw record holds; the manifest can be lost without loss of proof.
//
// Libraries: none but internal/sheet and the standard library.
package interchange
