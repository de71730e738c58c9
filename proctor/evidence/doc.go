// Package evidence binds what is known of one sitting into one hash, keeps it as long as the rules say, deletes it so that it is gone
// everywhere, and hands it to a court in a form that anybody can check without this program's database.
//
// # Root
//
// A root is the canonical JSON of everything that proves a sitting: draw leaf, end of the answers' journal, ends of the recording's
// chain, times without a camera or a person watching, incidents and decisions by their digests, who watched by which authority, what
// time was given, how the person came in, pictures taken at the seat, each line of the log of the door. It is written when the paper is closed, signed, and never changed: when facts follow (a
// last segment, a decision, a deletion), a next root names the former one. The room record names a sitting's root; a transcript will.
//
// # Retention
//
// Recordings have a period by rule (recording_months of the rule set on the day of the sitting; blank: kept until the authority sets
// it). Legal holds stop the deletion and take two people to end; so does any procedure that is open. Deletion is one transaction:
// the key of the sitting's recordings is destroyed, a signed proof with the hashes of all that is gone is written, the next root
// names it, the trail has it. The files are removed after that, again and again until they are gone, so that a killed job leaves
// nothing readable. Chains still verify: their hashes stay.
//
// What a room's own cameras recorded is kept by day: at least by the longest period of the rules of that day, and as long as the recordings
// of anybody who sat there are; so holds and procedures keep it too. It lies under a key of the day and goes in the same way, its proof named
// by the trail. Pictures of a seat lie under the key of the sitting and go with its recordings.
//
// Every sitting's recordings are sealed under a key of their own inside the seal of the file store. The keys lie in one small table
// that backups keep apart from everything else and of which only the newest copy is kept: an old backup of database and files
// cannot bring back what was deleted.
//
// # Bundle
//
// A bundle is a zip file (stored, not packed) with recordings, copies that play everywhere, journal, incidents, roots, a page that
// shows them and a signed manifest; see bundle.go and verify.go. The questions' texts and the candidate's numbers are not in it,
// and so no film of the screen: its pieces stand in the list with their hashes, and the manifest names what is left out.
//
// Library: golang.org/x/mod/sumdb/note for signatures, as for the heads of the audit trail: one form of keys and signatures to
// publish, kept by the Go team.
//
// Why JSON and not CBOR as in the journal (2026-11-22): a court's expert reads it without tools; field order and whole
// milliseconds make it canonical, and a root that is not written exactly so is refused.
//
// Why the first root does not wait for the last segment (2026-11-22): the room record is drafted seconds after the last paper is
// closed and must name it; what comes later makes the next root, and the chain of roots shows when.
//
// Why a blank period keeps (2026-11-22): a blank means that the authority must set it, and what is deleted cannot be asked for.
//
// Why each download of a bundle is another bundle (2026-11-22): its manifest carries who asked for it and when, so a copy that turns
// up elsewhere names its source.
package evidence
