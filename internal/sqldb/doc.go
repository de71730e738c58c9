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
// because SQLite's own busy handler polls and may starve a waiter. Since 2026-11-22 statements outside transactions wait in it
// too, before they take a connection, and what runs under Ahead goes before the rest: an answer waits for one transaction
// and not for all that are due (turn.go).
//
// Why three kinds of failure (2026-11-22): what the server certainly undid (deadlock, certification) is tried again; what
// was cut before COMMIT was sent left nothing behind and is tried again for a bounded time, which makes a failover a pause;
// what was cut at COMMIT may be stored or not, and only the caller knows how to find out, so it gets ErrUnknownOutcome.
// Outside transactions the same failures come back as ErrBusy, ErrUnavailable and ErrFull, all of kind Unavailable.
//
// Why connections are wrapped (2026-11-22): after a failover behind one address the pool still holds connections to a
// server that answers "read only" or "no majority" to everything; the first such answer takes the connection out.
//
// Why a transaction collects (2026-11-22): audit entries and events are read by nobody in the transaction that makes them, and
// an act has several of each. Written together right before COMMIT they are one statement each; what fails there undoes
// the act as before.
//
// Why READ COMMITTED (2026-11-21): the gap locks of REPEATABLE READ turn inserts of neighbours into deadlocks; rules that
// span rows stand on unique keys and versions instead. On Galera several nodes may write; whoever must read on one what
// was just written on another adds ?wsrep_sync_wait=1 to the DSN, or sends everybody to one node.
package sqldb
