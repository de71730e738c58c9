// Package store keeps sittings, journals, draws and results in SQLite or MySQL.
//
// Why plain SQL for the journal (2026-11-21): a batch of answers is three statements whatever its size (lock the heads,
// add the entries, write the heads). Built by hand they cost a few microseconds a row; the mapper's reflection costs a
// multiple of that on the one path that every answer of the house takes.
//
// Library: gorm, fixed by the owner.
package store
