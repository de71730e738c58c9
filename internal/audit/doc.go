// Package audit writes, chains, exports and verifies the trail of people's acts.
//
// An act inserts its entry unsequenced in its own transaction, so that there is no global hot row. One sequencer (run
// under a lease) gives each entry its position and hash within a second: hash_n = SHA-256("audit/v1" ‖ hash_{n−1} ‖
// canonical entry). Every minute the exporter appends a signed head (position, hash) to a file outside the database: a
// trail whose newest entries were cut off no longer reaches the exported head, and Verify says so.
//
// Library: golang.org/x/mod/sumdb/note for the signed heads: the format of Go's checksum database, kept by the Go team.
//
// Why (2026-11-21): position and hash in the act's transaction would make every act of the house wait for one row.
//
// Why an entry without a position is no fault by itself (2026-11-22): after a crash or a restore the newest acts wait for
// the next start, and an alarm that is mostly false is soon ignored. It is one while a sequencer works and passes it by.
// What was changed within that second cannot be seen; what contradicts itself can.
package audit
