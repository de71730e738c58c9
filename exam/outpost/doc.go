// Package outpost lets an examination room survive the loss of its uplink. A room node (suikao serve --role=room) stands in
// the room and serves its seats. The centre hands it the live sittings of those seats; from then on the node alone keeps
// their journals, with the same code as everywhere, and reports them as long as the uplink lasts. When it comes back after a
// cut, what was written meanwhile is handed back, verified, and scored by the centre. The node never holds a key, so it never
// scores.
//
// Centre is the side of the centre, Post the side of the room. Both only ever speak by Centre.Sync: the node sends a
// statement, signed with its Ed25519 key over canonical CBOR, and gets packages, receipts, recalls and the seats' token hashes.
//
// What the centre promises: a sitting is held by one server at a time, by an epoch and a gate in the database (package
// exam). A tail is applied wholly or not at all, and only if it continues the journal kept here place by place, number by number
// and hash by hash, within the deadline. The same tail again changes nothing. What cannot be applied is kept as signed evidence,
// raises an alarm and waits for a named person: nothing acknowledged is dropped in silence.
//
// What it does not do yet: two nodes do not mirror each other, so a node whose disk dies takes with it what it acknowledged
// after the uplink was cut. An officer cannot pause, move or end a sitting that a node holds without calling it back first. A
// node keeps sittings whose paper is drawn; it admits nobody and draws nothing. A pledge is therefore made with the uplink up.
//
// Why the node holds sittings while the uplink still works (2026-11-22): when it is cut, nobody can agree any more on who holds
// them. Handing over on a cut would either need the uplink or make two servers take answers of one sitting.
//
// Why only seats that are connected through the node (2026-11-22): a seat that cannot reach the node would lose its sitting to it.
//
// Why the package is sealed to the node and not to a key that is released later (2026-11-22): a package is made after the person
// was checked in and the paper drawn with the terminal's nonce, so there is no earlier package whose key could be kept back.
// HPKE seals each with a key of its own; paper and draw digest are opened at the start. not_after bounds the window. It
// is kept by the node's program and its clock: whoever has the disk and the key file of a node can open the papers that
// lie on it at any time, and without the key file nobody can. Keys to the questions are never there.
//
// Why a signature although the journal is a hash chain (2026-11-22): the chain shows that a journal was not changed after its
// end was known; the signature says whose it is. Neither stops a person who controls the node's disk, key file and program
// from inventing answers; what such a person cannot do is change what was reported before or acknowledged to the seat with
// its proof, or move the deadline, which the centre computes.
//
// Libraries: crypto/hpke of the standard library for the packages; fxamacker/cbor for the canonical bytes that are signed, as in
// package exam.
package outpost
