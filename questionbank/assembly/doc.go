// Package assembly draws papers. Everything in it is a pure function of its arguments: no clock, no database, no
// randomness but the seed, no floating point. The same release, blueprint, seed, earlier papers, quarantine and counts give
// the same paper, byte for byte, on every machine and in every later version of the program; a golden digest over 10,000
// papers in the tests holds that down.
//
// A draw goes like this:
//
//  1. The blueprint's sections × topics are cells; every item lies in at most one.
//  2. Inside a cell the items lie on a circle by their expected score at the cut, which is cut into as many strata as
//     items are wanted, from a random start. Of two items of each stratum the one that was drawn less often is taken:
//     every item is used alike, and every paper has about the same mix of difficulty.
//  3. Items of one cluster (same fact, or enemies of each other) exclude each other within a paper. A place that this
//     leaves open is filled by an augmenting path, so a draw fails only where no paper exists at all.
//  4. Missing tags (重大事故隐患 …) are brought in by swaps inside a cell, nearest difficulty first.
//  5. The paper is levelled: items are swapped for neighbours in difficulty until expected score (half a logit below the
//     cut, at it, above it) and information come to what the blueprint has on average, items drawn less often first.
//  6. Within each section the questions are shuffled, then the options of each question; 判断 keeps 正确/错误.
//
// A case (案例) is one item all the way: one place on the circle, one count, one cluster, its expected score that of its parts
// together. Only the paper takes it apart, into questions that follow each other in the order written, each with a name of its
// own (VersionID.Of); keys, answers and scores know nothing but questions.
//
// What a candidate sees (Sheet) depends on stems, options, the blueprint and the seed alone. Keys and explanations enter
// this package only as salted commitments inside the leaves of a release, and no step of the draw looks at them.
//
// Why (2026-11-21): canonical bytes are CBOR in the core deterministic encoding with integer keys
// (github.com/fxamacker/cbor/v2, the library the signed permits use too). JSON has no one canonical form for text, and
// the digests must not hang on how a JSON library escapes a character.
//
// Why SM3 by github.com/emmansun/gmsm/sm3 (2026-11-22): pure Go with assembly, tested against GB/T 32905 and kept by one careful
// author; it is the only thing taken from there. RSA and SHA-256 are those of the standard library.
//
// Why (2026-11-21): the stream is ChaCha8 as specified for math/rand/v2 (its output is a contract of the standard
// library), of which only whole 64-bit words are taken. The bounded integers and the shuffle are our own: the helper
// methods of math/rand/v2 may change between Go versions.
//
// Why (2026-11-21): clusters are connected components over shared facts and enemy groups. Treating a component as a
// clique forbids a few pairs more than asked, and makes both the filling of gaps and the proof at publication exact.
//
// Why levelling and counts (2026-11-22): by a plain random draw somebody exactly at the pass mark passes with 8 to 95 per
// cent by luck of the paper; levelled, with 55 to 57 (make bench-papers, the random draw beside it). Two candidates per
// stratum and a small price per earlier draw keep every item within 2 per cent of its even share. The price: who knows
// all counts can guess 10 of 100 items with 100 guesses, so counts are secret until the release is withdrawn.
//
// Why labels stand in for parameters (2026-11-22): an item that nobody has answered has only its writers' level of
// difficulty (Expected). Papers are then alike in labels; that is worth little (a standard deviation of about 1.1 points
// of expected score instead of 1.4) and is not called equivalence.
//
// Why a plan keeps the scratch of its draws (2026-11-22): half of what a paper cost was memory that it left behind. Items stand
// in memory by cell and difficulty, where a swap looks for them, and what a place may not take is one number per item.
//
// Why levelling takes its words ahead (2026-11-22): a third of a draw is ChaCha8, 1,900 words a paper. Each must be taken, also for
// a swap that turns out to be worthless, since what follows hangs on the place in the stream; so a round takes its words at once,
// and its loop calls nothing. Questions lie ready in the plan and are copied.
package assembly
