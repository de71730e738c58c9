// Package questionbank keeps the questions: banks, items with immutable versions, review by two people, frozen releases
// with a digest, blueprints, keys in versions, and the record of every draw. Papers are composed by the pure functions
// in questionbank/assembly; files are read and written by questionbank/interchange; rows live in questionbank/store.
//
// The walls:
//
//   - A version is never edited. A change is a new version; the old one stays, because papers and releases name it.
//   - Writer and reviewer are different natural persons, also for releases, blueprints and key corrections. The rule
//     compares persons, not accounts; an actor without a natural person behind it (the program itself) reviews nothing.
//   - A release is frozen: item versions, a Merkle root over them, key version 1. Keys enter the root as salted hashes,
//     because an unsalted hash of a true/false key is a guess among two.
//   - At most one certification release and one blueprint are active per catalogue code, one practice release per bank,
//     by unique constraint.
//   - Stems, options, keys and explanations are sealed at rest through the Vault port; a stem is found again by blind
//     index. Each read of a key or explanation by staff is an entry on the audit trail.
//   - Publication fails, a candidate never does: a blueprint is published, and a release activated, only where
//     assembly.Check proves that a paper and a retake without repeats exist.
//
// Why (2026-11-21): the person's earlier papers are given to a draw as lists of items, newest first, instead of one set
// to exclude, because theory attempts are unlimited: the newest is always barred, older ones only as far as the bank
// reaches. A retake without repeats is proved at publication; if it is impossible all the same, the draw is an error that
// names the cell, never a silent repeat.
//
// Why counts are one row that a draw holds (2026-11-22): papers use the bank evenly only if each draw sees all before it. The
// row of release and blueprint is held from the draw to the end of its transaction, which makes about a thousand draws a
// second on one machine (make bench-papers); each draw keeps its number and the places of its items, so that the counts
// of any moment can be reckoned up again and a replay names a count that was altered. Rehearsals (robots, mock
// examinations) draw from empty counts and change none.
//
// Why the seed is a signature (2026-11-22): under the first rule ("paper/v1") the house could have tried random numbers until a
// paper pleased it, after the person's nonce was known. An RSA PKCS#1 v1.5 signature has one valid value: over attempt, release,
// blueprint, number of the draw and the person's nonces it cannot be chosen, and without the private key not foreseen
// ("paper/v2"). What it signs besides the nonces is fixed before they are known, and the record of the draw enters the
// transparency log in the draw's own transaction. Where only national algorithms may be used, the house promises a random
// number in the log when the sitting is made and opens it in the draw (SM3, "paper/v3"). Draws name their rule; those of
// all rules are drawn again.
//
// Why the signing key lies in the database (2026-11-22): all nodes sign with the same key, and a backup without it could not go on.
// It is sealed with the key file, as everything secret there; its public half is logged when it is made and printed by
// suikao keys draw. Signing costs about a millisecond, which is spent while the counts are held: the number is signed too.
//
// Why room nodes have no key (2026-11-22): they draw nothing. A paper is drawn by the centre at the pledge, while the uplink is
// up, and goes to the node sealed.
//
// Why a proposal is one per content (2026-11-22): pressed twice, or by two writers, the same items or the same blueprint would
// wait for review twenty times under twenty numbers. live_key of a release or blueprint is its bank and digest while it is
// PROPOSED, unique in the database; whoever proposes the same again gets the proposal that waits.
//
// Why an export of questions has two approvers (2026-11-22): the file holds every key in the open. Who asks, and the two who allow
// it, are three persons; what is written is a frozen release, so that what was allowed is what leaves; who asked alone can fetch
// it, for seven days, and each fetch is on the trail with the digest of the file. The export for replays (ExportDraws) keeps its
// keys sealed and needs no such permission.
//
// Library: golang.org/x/text/unicode/norm, so that a stem typed in full width is found to be the same stem.
package questionbank
