// Package witness is the outside of the transparency log: what the house publishes of it, and what others need to hold the house to it.
// It knows nothing of the database; everything here works on published bytes alone.
//
//   - A checkpoint says how large the log is and what its root is, as a note that the house signs (C2SP tlog-checkpoint, signed-note).
//   - Tiles are the hashes of the tree and the leaves as files that never change (C2SP tlog-tiles). Check reads all of them and reckons the
//     root up again.
//   - A Witness is run by somebody else. It remembers the newest checkpoint that it saw, signs a newer one only where that one is proved to
//     go on from it, and so never signs two histories (C2SP tlog-witness, tlog-cosignature: cosignature/v1 with Ed25519).
//
// Why the protocols of C2SP and not one of our own (2026-11-23): regulators and universities that would be witnesses run programs that speak
// them; nobody has to trust a program of the house to watch the house.
//
// Why a witness keeps one small file per log (2026-11-23): all that it must not forget is one size and one root. The file is written beside,
// synced and renamed before the signature leaves, so that a power cut can cost a signature and never a promise.
//
// Library: golang.org/x/mod/sumdb/note and tlog, as in package tlog. note knows no cosignatures; they are one signer and one verifier here.
package witness
