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
// What happens while the uplink is cut (process §4): nobody is let in and nothing starts; answering goes on; the node calls the
// on-call person by a path of its own until somebody confirms, after three calls in turn with the head of the exam point; after the time that the room's rules name, sittings go on,
// pause with their time given back, or are given up. The centre notices the silence by itself and enters it as an interval
// without supervision; package release lets no result of it out before a named person has reviewed it, nor one with a
// journal that waits for a decision.
//
// What a node notices of its seats (Told) goes to the centre with its statements, in order, and is entered there exactly once, by whoever
// knows what it says; it never holds up a journal. A node is believed about its own room alone.
//
// Two nodes of a room may be a pair (Mirror): what one acknowledges the other has stored before; when one is gone, its seats
// come to the other by the address they share, which raises the epoch, goes on, and hands the journal back in its place.
//
// What it does not do: a single node whose disk dies takes with it what it acknowledged after the uplink was cut. The second
// node of a pair takes over papers that are open; one that was drawn and not started stays sealed to the first, and staff
// calls it back. An officer cannot pause, move or end a sitting that a node holds without calling it back first; a pause of the
// whole room calls back what nodes hold there. A node admits nobody and draws nothing; a pledge is made with the uplink up.
//
// Why the draw stays at the pledge (2026-11-22): the person's terminal adds its part to the seed with the pledge, which is the
// check-in at the seat; a paper drawn before, at the booking or the door, would be one that the house chose alone. What can be
// known before is which questions it may be drawn from. These are prepared ahead: for the bookings of the coming hours and
// everybody let in, the node holds every question of the release, each sealed with a key of its own, which the centre derives
// and does not give out. At the check-in the package brings the order of the paper and the keys to its own hundred questions.
// The start draws and fetches nothing.
//
// Why keys come at the check-in and not before (2026-11-22): keys for a window without the centre would open a whole bank to
// whoever has a node's disk and key file, for people who cannot be let in then anyway. The one window there is concerns people
// who are checked in: room.start_alone lets their papers start while the uplink is cut, until room.paper_window is over. It is
// off, because by the rules nothing starts unseen.
//
// Why the centre believes a node's pause only where it heard nothing itself (2026-11-22): a pause gives time back. A node
// that could pause when it likes could give more time to whom it likes. A node that hears no answer although its
// statements arrive says so, signed; that counts as a cut too, and is reviewed as one.
//
// Why the epoch stays when a sitting changes hands (2026-11-22): a page without a socket goes on with the grip it has, at
// the node and back at the centre. What keeps two servers apart is the gate, which is AWAY at one of them.
//
// Why clocks run on by themselves when the uplink is back (2026-11-22): they stood because nobody watched, and somebody does
// again; a person at night would wait for a press. A pause that became too long is not resumed: it goes to an officer.
//
// Why a record is acknowledged by one node alone after half a second (2026-11-22): nobody's answer should wait for a machine that
// burns. From then on the node says at every place where somebody looks that it is alone (log, /readyz, outpost.single at the
// centre), does not wait any more, and catches up before both count again.
//
// Why the seat decides which node is gone (2026-11-22): two machines that do not hear each other cannot know which of them is cut
// off. A seat that comes to the second one could not reach the first. If both were alive after all, what the first
// acknowledged alone is not lost: it is kept as evidence (outpost.orphan), and the result waits for a decision.
//
// Why a node that was started anew serves nothing before the other has answered (2026-11-22): the other may have taken over what
// this one remembers. If the other is gone for good, a person takes room.mirror out of the settings, and so decides.
//
// Why a break takes a sitting to the centre (2026-11-22): it ends when an officer has looked at the person again.
//
// Why the node holds sittings while the uplink still works (2026-11-22): when it is cut, nobody can agree any more on who holds
// them. Handing over on a cut would either need the uplink or make two servers take answers of one sitting.
//
// Why only seats that are connected through the node (2026-11-22): a seat that cannot reach the node would lose its sitting to it.
//
// Why the package is sealed to the node (2026-11-22): it is made after the person was checked in and the paper drawn. HPKE seals
// each with a key of its own; it is tried when it comes, so that damage is not found at the start, and opened at the start.
// not_after bounds the window. It is kept by the node's program and its clock: whoever has the disk and the key file of a node can open the papers that
// lie on it at any time, and without the key file nobody can. Keys to the questions are never there.
//
// Why a signature although the journal is a hash chain (2026-11-22): the chain shows that a journal was not changed after its
// end was known; the signature says whose it is. Neither stops a person who controls the node's disk, key file and program
// from inventing answers; what such a person cannot do is change what was reported before or acknowledged to the seat with
// its proof, or move the deadline, which the centre computes.
//
// What the node records while the centre cannot be reached comes back in parts (Centre.TakeFilm), each signed like a statement; the last
// one brings a piece into the record of its sitting, once. Every statement says of which sittings pieces lie at the node, before its
// journals, so that no result is known of whose recording it is not known that it is awaited: Undecided names it, until the pieces are back
// or a named person decides without them (Recall with force).
//
// Why recordings do not travel in statements (2026-11-23): a statement comes every second, carries the journals, and may wait for nothing; an
// hour of twelve seats is three gigabytes. The same keys sign both, each with words of its own before it.
//
// Why a part needs no serial (2026-11-23): it changes nothing where the centre does not wait for exactly it. A piece is known by its number
// and the digest of all that is said of it; another digest under the number is another piece, and is refused with an alarm.
//
// Why the centre measures a piece itself (2026-11-23): how much of a paper is recorded decides about holds. A node that says a minute and
// brings a second is refused. What a picture shows, whoever controls a node could invent; as with answers, not what was said before.
//
// Libraries: crypto/hpke of the standard library for the packages, its AES-GCM for the prepared questions; fxamacker/cbor for the canonical bytes that are signed, as in
// package exam.
package outpost
