// Package release carries a result from the room to the public: the record of a room (考场记录) that a person of its roster
// signs, the release of its results by another natural person, what is held and by whom, and the score check (成绩复核).
//
// How a result travels: Desk drafts the room record when nobody can come any more, a person on its roster signs it, another natural
// person releases from it; what must not go out is held with an owner. A score check adds a version, it changes none.
//
// Why a signature waits for recordings, and not for ever (2026-11-22): the last pieces of a recording close seconds after the paper, and
// a record signed before them would name a root that does not bind them. A camera or a node that never delivers must not keep a room's
// results: after ten minutes the record states what is missing, and the person signs that.
//
// Why a record may be signed before its slot is over (2026-11-22): walk-ins come at any time, and the next room record must
// not wait hours for an empty room. What has to hold is that nobody can be admitted any more; exam/booking says so and makes
// it final behind the locks that admissions take, in the transaction of the signature.
//
// Why unsupervised time holds a result and takes none back (2026-11-22): what happened in it only a person who views the
// recording can say. Where the authority has set no limit there is none to stay within, so every interval is looked at.
//
// Why the second scorer looks at every result as soon as it exists (2026-11-22): a wrong scorer shows within seconds and not
// on the day of the release; the release looks again, because what it lets out is what stands there then.
//
// Why a package of its own beside exam (2026-11-22): a sitting ends when the room does, what follows is done by other people
// by other rules over weeks, and needs of a sitting only its evidence and two acts.
//
// Why each result of a release stands for itself (2026-11-21): one transaction per result, so that one paper whose two
// scores differ holds nobody else up, a broken-off release is finished by calling again, and a second call does nothing.
//
// Why the second scorer runs at the release, too, and not only in tests (2026-11-21): what leaves the house can be computed
// again at that moment, from the stored paper, the verified journal and the named key version, or it does not leave.
//
// Why the record's body is stored as the bytes that were signed (2026-11-21): the hash is over those bytes; a record
// rebuilt from rows would be another document after the next release of the program.
//
// Why item reviewers may answer score checks too (2026-11-21): it takes somebody who did not release, and an authority often
// has one releaser; reviewers stand as far from the room and know the keys.
//
// When keys of a release are corrected, its released results are scored again only by an act (Rescore): a report of before and after by both
// scorers, another person's approval, then a next version of each result that changes, in a transaction of its own. Results whose
// evidence or scorers disagree, or that something else changed since the report, are left alone and named. The first version stays.
//
// Why an approved re-score stays open (2026-11-23): a result that was scored by the old keys and is released later would otherwise keep
// them. It is looked at under the same approval.
//
// Why nobody is scored again without an act (2026-11-23): who falls from pass to fail may hold a permit by then. That is for two people.
package release
