// Package sqldb opens the database, carries the open transaction in the context, retries what a cluster aborts, cuts
// times to milliseconds and applies the versioned migrations. SQLite (pure Go) and MySQL/MariaDB behave alike above it.
//
// Libraries: gorm with its mysql driver are fixed by the owner; glebarez/sqlite is the cgo-free SQLite dialect that
// translates errors (it pins an old engine, so go.mod requires a newer modernc.org/sqlite beside it; 1.60.0 is the newest
// whose own test dependencies can be downloaded).
//
// Why (2026-11-21): times are BIGINT milliseconds. DATETIME text in SQLite and DATETIME(3) in MySQL compare, round and
// carry zones differently; a number does not. Dates people read (birthdays, validity) are CHAR(10) civil dates.
//
// Why (2026-11-21): one writer at a time on SQLite is enforced by a queue in the process in front of BEGIN IMMEDIATE,
// because SQLite's own busy handler polls and may starve a waiter.
package sqldb
