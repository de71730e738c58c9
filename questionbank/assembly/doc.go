// Package assembly draws papers. Everything in it is a pure function of its arguments: no clock, no database, no
// randomness but the seed, no floating point. The same release, blueprint, seed and earlier papers give the same paper,
// byte for byte, on every machine and in every later version of the program; golden digests in the tests hold that down.
//
// A draw goes like this:
//
//  1. The blueprint's sections × topics are cells; every item lies in at most one.
//  2. Inside a cell the allowed items are shuffled, sorted by difficulty, and cut into as many strata as items are
//     wanted, from a random start. The first item of each stratum is taken: every item has the same chance, and every
//     paper has the same mix of difficulty up to rounding.
//  3. Items of one cluster (same fact, or enemies of each other) exclude each other within a paper. A place that this
//     leaves open is filled by an augmenting path, so a draw fails only where no paper exists at all.
//  4. Missing tags (重大事故隐患 …) are brought in by swaps inside a cell, nearest difficulty first.
//  5. Within each section the questions are shuffled, then the options of each question; 判断 keeps 正确/错误.
//
// What a candidate sees (Sheet) depends on stems, options, the blueprint and the seed alone. Keys and explanations enter
// this package only as salted commitments inside the leaves of a release, and no step of the draw looks at them.
//
// Why (2026-11-21): canonical bytes are CBOR in the core deterministic encoding with integer keys
// (github.com/fxamacker/cbor/v2, the library the signed permits use too). JSON has no one canonical form for text, and
// the digests must not hang on how a JSON library escapes a character.
//
// Why (2026-11-21): the stream is ChaCha8 as specified for math/rand/v2 (its output is a contract of the standard
// library), of which only whole 64-bit words are taken. The bounded integers and the shuffle are our own: the helper
// methods of math/rand/v2 may change between Go versions.
//
// Why (2026-11-21): clusters are connected components over shared facts and enemy groups. Treating a component as a
// clique forbids a few pairs more than asked, and makes both the filling of gaps and the proof at publication exact.
//
// Why (2026-11-21): live exposure counters (least-used-of-two, local swaps for equal expected score) come with the
// calibrated bank. Their places are marked: choosing inside a stratum (drawing.pick) and after the tags (Plan.pickAll).
package assembly
