// Package exam runs sittings: who sits where under which rules, the state machine, the clock, the journal of answers,
// grading and the provisional result; exam/release carries that on. A sitting has a kind (FORMAL, CLASS, MOCK, SPOT) and a
// venue; only FORMAL needs an admission and a seat, and only FORMAL feeds permits.
//
// How an answer travels: Connect gives a terminal its sitting and an epoch; Put checks that the record is possible at all
// and hands it to the commit pipeline; a lane writes what waits, of all its sittings, in one transaction; the receipt follows
// the commit. What may enter the journal is decided in one function (ledger.judge) under the lock of the
// sitting's head: right epoch, right number, gate open, received before the deadline. A batch of new records is judged by the
// heads that the lane's last transactions left, and written only if they still are so.
//
// How a sitting moves: every act is a step carried out by perform, which locks the head, asks the transition table and
// writes sitting, head, journal entry, audit entry and event together. The sweeper does what waits for no person.
//
// Why a head row beside the sitting row (2026-11-21): every batch of answers changes number, place and hash, and must see
// epoch, gate and deadline. With these in one small row a batch costs three statements whatever its size, and a pause or
// a submission excludes answers by the same lock.
//
// Why lanes (2026-11-22): a sitting keeps its lane, so its records stay in order and no two transactions of a node wait for the
// same head. One lane is enough for MariaDB since heads are remembered: more than 20,000 records a second on 4 cores.
//
// Why remembered heads (2026-11-22): asking for the heads of a batch under lock cost a quarter of its work. The write itself
// compares epoch, gate and deadline and takes the rows' locks; that the journal has grown elsewhere shows in the place, which
// is unique. The search through the model (model_test.go) covers it, and sees when the comparison is left out.
//
// Why two numbers (2026-11-21): place is the position in the hash chain over all entries; seq is the candidate's own
// numbering of answers and marks. With one number for both, an officer's pause would take the number that an answer in
// flight already carries, and the page could not tell a lost answer from a stored one.
//
// Why the repeated number wins over every other rule (2026-11-21): a record that is stored is acknowledged again with its
// first time, also after the pause, the deadline or the submission. "Failed" and "failed but persisted" then look the
// same to a page that sends again.
//
// Why no grace after the deadline (2026-11-21): the time at which the server read the frame decides, so the network and a
// busy database do not matter; a grace would be a second, unwritten deadline. The sweeper waits one second before it
// closes a journal, so that answers received in time and still in the pipeline are stored.
//
// Why the paper is drawn at the pledge (2026-11-21): the server's part of what is signed for the seed is fixed with the sitting and
// its hash shown; the terminal adds its nonce with the pledge. Neither side can choose the paper, and the start draws nothing. Where the
// person's phone gave its lot at the booking (PhoneLots), random bytes and key are those promised to it, and terminals add nothing.
// It is drawn just before the pledge's transaction, in one that the papers of the same moment share (questionbank).
//
// Why a part of a multiple choice is points × chosen ÷ right, rounded down (2026-11-21): the sources say "a part" without
// a figure; whole points in the candidate's disfavour are the reading that cannot pass a person who should fail.
//
// Why a second scorer (2026-11-21): Rescore reads the journal itself and was written from the rules, not
// from Grade; a score check and the tests compare the two.
//
// Why a technical abort takes only technical reasons (2026-11-22): it gives the attempt back. Whoever was caught would be
// given another try by one kind press; identity and misconduct end with a paper handed in and a note in the room record.
//
// Why a limit on pauses refuses the resumption and ends nothing by itself (2026-11-22): machines raise, people decide. The
// sweeper reports a pause that lasts too long, once; the officer gives the sitting up or hands the paper in. Where the rules
// set no limit, none is enforced against the person.
//
// Why a credit gives only the seconds that nothing covers (2026-11-22): pauses, outages of the server and losses of a room lie
// over each other in practice. Each second in which the clock should have stood is given once; sums are rounded up to whole
// seconds, one for each interruption at most.
//
// Why a break freezes what was answered or marked, and not what was seen (2026-11-22): that a question was looked at is known
// to the page alone, and a rule that a court may have to judge cannot rest on what a page says of itself. The journal holds
// answers and marks. Whoever wants to look questions up in a break could do so for those that were only read; an
// authority that minds sets no breaks, which is the rule where nothing is set.
//
// Why a break longer than allowed ends nothing (2026-11-22): the clock runs on, the officer is told, the deadline does the rest.
//
// Why an act reads nothing twice (2026-11-22): what a transaction has locked cannot change under it, so head and sitting come in
// one statement, and the page after an act is made of what the act left. A draw that is complete never changes; a node keeps
// the last few between pledge, start and end. Nothing else of a sitting is kept across transactions.
//
// Library: fxamacker/cbor, for the canonical bytes that the hash chain covers (RFC 8949 §4.2), the one the draw uses too.
package exam
