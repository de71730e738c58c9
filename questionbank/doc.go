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
// row of release and blueprint is held from the draw to the end of its transaction; each draw keeps its number and the places of its items, so that the counts
// of any moment can be reckoned up again and a replay names a count that was altered. Rehearsals (robots, mock
// examinations) draw from empty counts and change none.
//
// Why draws of one moment share a transaction (2026-11-22): with the row held through each pledge, eight drawers got 590 papers a
// second out of MariaDB and 363 out of SQLite, and everybody who started at once waited for one row. Now who waits is drawn by
// the one in front of the queue, in order, each by its own signature and number: 764 and 1,197. So a paper may be drawn whose
// pledge then fails; it is counted and logged, and whoever pledges again gets that one.
//
// Why the seed is a signature (2026-11-22): under the first rule ("paper/v1") the house could have tried random numbers until a
// paper pleased it, after the person's nonce was known. An RSA PKCS#1 v1.5 signature has one valid value: over attempt, release,
// blueprint and the person's nonces it cannot be chosen, and without the private key not foreseen ("paper/v6"; the number of
// the draw is hashed in behind it, under the older "paper/v2" it was signed too). What it signs besides the nonces is fixed before they are known, and the record of the draw enters the
// transparency log in the draw's own transaction. Where only national algorithms may be used, the house promises a random
// number in the log when the sitting is made and opens it in the draw (SM3, "paper/v3"). Draws name their rule; those of
// all rules are drawn again.
//
// Why the signing key lies in the database (2026-11-22): all nodes sign with the same key, and a backup without it could not go on.
// It is sealed with the key file, as everything secret there; its public half is logged when it is made and printed by
// suikao keys draw. Signing costs 1 to 2 ms, more than all the rest of a draw, and is done before the counts are held.
//
// Why a phone's lot replaces what gate and seat give, and is not mixed with it (2026-11-22): both are machines of the house, and whoever
// adds the last bytes, knowing the key, can try some until a paper pleases. So the promise (key, rule and the house's own random bytes,
// for the booking) enters the log first, the phone's bytes second, once, and the seed ("paper/v4", "paper/v5") takes nothing of the
// house that is not in the promise: the booking stands there instead of the attempt, whose name is made later. Release, blueprint and
// number of the draw stay in it, so that nobody can foresee the paper for days; each of them is in the log. What is left to the house is
// when a person draws, which is another number. Where no phone gave anything, the gate's bytes and the seat's are mixed as before.
//
// Why releases and blueprints in use are logged (2026-11-22): a draw names their leaves, so that a release made afterwards to fit a draw
// is none. What was published before such records were kept is logged at the next start.
//
// Why two people change the key, and the old one stays (2026-11-22): a system administrator and a security administrator, whom no one
// person can be. The old key signs for bookings to whose phones it was promised, and for KeySlack where a node still remembers it;
// an audit names every other draw after its end. keyInUse is the only place that reads which key signs, every ten seconds.
//
// Why room nodes have no key (2026-11-22): they draw nothing. A paper is drawn by the centre at the pledge, while the uplink is
// up, with what the phone gave at the booking, and goes to the node sealed.
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
// Why who publishes names the report (2026-11-22): "the second person saw the dry run" is only true if the server can hold them to it. A
// publication names the sum of the rehearsal of this blueprint on the release in use; another release, another report. See package
// rehearsal, which touches nothing that examinations use.
//
// Why a clip's still is a picture of the item (2026-11-22): what stands for a clip until it plays, and instead of it where it does not
// come, is reviewed, under the item's digest and in the stock of a room node like any picture; a field of its own would be all that again.
//
// Why a case (案例) is one item, and its questions have names of their own (2026-11-22): it is written, reviewed, frozen, counted, barred
// and put into quarantine as a whole, because its questions live on one text. Answers, keys and scores know questions only, named by
// assembly.VersionID.Of, so that the journal, both scorers and a correction of one key work as for any other question. One secret
// with one salt commits to all keys of a case. Points are given per question by the section; there are none for the case as such.
//
// Why a sound belongs to one text (2026-11-23): a version carries a sound for each of its texts (stem, options, what the questions of a
// case say), under its digest, reviewed like a picture and kept like one; Of is the SHA-256 of the text that it reads, and anything else
// at its place is refused, so that nobody hears what is not shown. An item with a gap is not read aloud at all: whoever only listens
// would not know what was left out. Letters are no part of it, because answers are shuffled: the seat says them. Sounds are made offline
// (suikao speak questions, import sounds) and become new versions that two people see in; as after any new version, what was measured of
// an item begins anew. Reading aloud is offered to everybody: no rule or application asks for it yet. One format, WebM with Opus:
// the seats' Chromium plays it, ffmpeg and browsers write it, and clips are read by the same strict reader.
//
// Why a variant belongs to a text and not to a version (2026-11-23): an item in another language is the same options in the same order
// under the same key, which is no part of it. It holds for every version of the item with these very texts (stem, options, parts, words of
// pictures, explanation) and for no other, so that a new label or sound does not send the translators round again, and a changed word
// does. One person writes it, another confirms it, neither of whom has to have written the item; nothing of it is ever edited, a better
// one replaces it. A release freezes those that are confirmed; they enter the leaf of their item, so that a release without any has the
// digest it always had. Explanations are sealed apart, behind a salted hash, because they may tell the key; they may be left
// untranslated, since no candidate sees them, and no file carries them. Invisible characters that Mongolian and Arabic letters need
// (variation selectors, the vowel separator, joiners) are taken behind such a letter; all others, those that turn the direction first, are refused.
//
// Why the draw tells the language (2026-11-23): it stands among the inputs of the draw, changes nothing of what is drawn, and the
// translated texts stand on the paper beside the Chinese ones: so they reach a seat, a room node and a replay on the way of the stem and
// never before it. Which questions a person saw translated follows from the release for ever. Answers are letters of the one paper;
// scoring knows no language. What answers to translated questions say of items is package health's.
//
// Why several translations are confirmed in one act (2026-11-23): a file brings hundreds, and one press for each was what held them up, not the
// comparing. The page shows each beside its source with all its texts; what is ticked is confirmed by one person at one time, all or none, and
// stands on the trail one by one, as if confirmed so. One's own, what was decided meanwhile or whose source was changed is refused by name.
// Not more than a hundred at once: nobody compares more in one sitting. Refusing stays one by one, since each has its own reason.
//
// What a draw gives up when items go into quarantine, in this order: the person's oldest papers are let in again, down to the newest one,
// which never is; nothing else. The step after that is never reached, because a quarantine that leaves a cell without twice its
// quota is refused with the cell and its numbers (assembly.Plan.CheckWithout): withdraw the release or publish a smaller blueprint.
//
// Why a release of somebody else is a bank of its own (2026-11-23): what its owner forbids is forbidden in one place, bankFor: it gives
// such a bank only the rights above lists, and every right that is added later is refused until somebody says otherwise. Items, versions
// and the release keep the identity that their owner gave them, because the salted hashes of keys are bound to the version: so the root
// that the owner signed is the digest that draws name, and nobody between can have changed an item. The texts are sealed under this house's
// vault like its own; papers, seats, scoring and replays need no second way. A key is corrected by a newer release of the owner, which
// is why a release with corrected keys is not handed out: its salted hashes would be of the old ones.
//
// Why the owner's days bind draws and not only publication (2026-11-23): a licence that ends must end. Draws after the last day are
// refused with the days; who keeps the bank sees them in the list of its sealed releases and replaces the release before.
//
// Why a release takes items of a higher bank in whole (2026-11-23): the least share of national questions is a rule of a paper, so their
// items have to stand in the cells from which it is drawn. A release of the house's own bank freezes the versions that a sealed release
// holds, with the leaves, keys and measures of their owner; each carries the level of its bank in its leaf, and the blueprint's Higher is one
// more minimum like those of tags: proved at publication, kept by every swap, and counted by the dry run. What the owner allows goes along:
// days bind draws and bookings (of several, those on which all allow it), answers count only with leave, nobody here reads, exports,
// seals on or corrects them; a newer sealed release comes in by freezing anew. Only banks above the own one are taken in, so that a label
// says what the rule asks; what is known of their items here is kept with the bank whose release holds them.
//
// Why the file of a sealed release is read twice over the network, for the preview and for the import, and kept in between by nobody
// (2026-11-23): half-taken files of somebody else's questions would need a place, a time to live and an owner of their own. The import
// names the sum of the manifest that was shown, which the root and so every byte hang on. What is refused is read to its end, or to
// MaxSealedBytes: a browser that is still sending would report a broken connection instead of the reason.
//
// Library: golang.org/x/text/unicode/norm, so that a stem typed in full width is found to be the same stem.
package questionbank
