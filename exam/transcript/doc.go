// Package transcript is the file that proves what became of one sitting: every answer in its order, from which draw the paper came, by which
// version of the keys it was marked, the points and the decision, and that the transparency log held all of it at a time. It carries no question and no
// key. It is pure: Verify needs the file and the log's verifier key.
//
//   - Head is the record whose salted digest stands in the log (kind transcript, outcome pass or fail).
//   - The journal's chain (exam.Entry.HashAfter, written here a second time) leads from the draw to the last hash in the head.
//   - The checkpoint is signed by the log; the proofs lead to its root.
//
// Why the file has one spelling only (2026-11-23): a verdict "nothing was changed" must hold for each byte. What Verify reads it writes again and
// compares, so that not even a space can differ.
//
// Library: fxamacker/cbor, for the canonical bytes of journal entries, the one exam uses.
package transcript
