// Package tlog is the transparency log of the house: an append-only Merkle tree (RFC 6962) of what must be provable later,
// kept in the product's database. A record enters it in the transaction of the act that it proves, so that there is no act
// without its record and no record without its act.
//
//   - The leaf of a record is SHA-256(salt ‖ record), with 16 random bytes of salt that lie apart: leaves can be published,
//     and a record whose salt was deleted can be told by nobody from any other.
//   - A record has a kind and a key. Appended again it is the record that is there; another one under the same key is ErrOther.
//   - Numbers begin at 0 and have no gaps: a transaction that is undone has taken none.
//   - Nothing in the four tables is ever changed, but for the size in the one row of the head. Verify reckons the whole tree up
//     again and names what does not fit.
//   - Every hash that a tile of the C2SP layout needs is stored. Publish signs a checkpoint at most every minute and asks witnesses for
//     their signatures; File serves checkpoint and tiles. What others check them with is package witness, which knows no database.
//
// Why in the transaction and not by a sequencer, as the audit trail (2026-11-22): what was drawn must be fixed before the first
// question is shown; a row that waits for its position can still be taken back. The price is one row that writers of the log
// wait for. It is taken by the last statements before COMMIT, so it is held for one commit and nobody who holds it waits
// for another row; a house writes a record for a draw or a permit, not for an answer.
//
// Library: golang.org/x/mod/sumdb/tlog, the tree and proofs of Go's checksum database, kept by the Go team; its tiles are
// those of C2SP tlog-tiles. The tests read a published log (testdata) with transparency-dev/merkle, which shares no code with it.
package tlog
