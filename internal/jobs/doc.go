// Package jobs runs periodic work under leases in the database, and delivers the events of the outbox after commit.
//
// A job is one row; a node takes it by compare-and-swap on its version, so that of any number of nodes one runs it at a
// time and a dead node's lease simply ends. Events are delivered at least once, in order per key; a receiver that fails
// is tried again with growing pauses, and later events of the same key wait behind the failed one.
//
// Why (2026-11-21): compare-and-swap works alike on SQLite, MySQL and clusters of it; locks of one engine do not.
package jobs
