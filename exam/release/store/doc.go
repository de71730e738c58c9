// Package store keeps room records, the release of results and score checks in SQLite or MySQL.
//
// Why it joins tables of exam/store (2026-11-22): which results have no track, which slots no record, and what a queue of
// one authority holds is one question to one database; results themselves are read through exam.ResultStore.
//
// Library: gorm, fixed by the owner.
package store
