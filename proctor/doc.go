// Package proctor keeps incidents (异常事件): what detectors, terminals and people noticed in an unattended room, what the duty officer did
// about it, and with which finding it was closed. Nothing here voids a result or ends a sitting: machines raise, people decide. What
// an officer refers is established by two named people and decided by the authority in proctor/review.
//
// Raise is the one door. The same kind and key at the same sitting (or room) is one incident while it lives, by a unique key of the
// database. A source may make so many incidents of its own in ten minutes; what comes beyond is merged into one of its kind, so a
// detector that floods fills neither the table nor the queue.
//
// A machine that says something of a person (class CANDIDATE, input.*, identity.*) is believed only while it is in the register of
// detectors with a measured precision that keeps its budget; otherwise its signals are stored as LOGGED and shown to nobody. Samples of
// what it said are judged by people who see neither its score nor its name. When they say too often that it was wrong, it goes to mode
// LOG by itself; only a named person brings it back.
//
// A result with an undecided incident that holds is not released: exam/release asks Undecided. Closing takes a named remote
// invigilator; REFERRED holds until the review has ended.
//
// The queue is ordered by severity, then by what waits longest, concerns a result, or comes together with other things at the same
// seat; every line says why in words.
//
// Why a digest over what was first said (2026-11-22): the evidence of a sitting names its incidents when it is closed; acts and the
// decision come later and are on the audit trail, which is chained itself.
//
// Why messages to a seat are fetched (2026-11-22): an act is on file before anybody acts on it, and a seat whose socket is down reads it
// over HTTP as soon as it can. They stand for ten minutes.
//
// Why LTI verbs (2026-11-22): flag, pause, resume, terminate and update of LTI Proctoring Services 1.0 cover what officers do; other
// systems that speak it can be told without a table of their own.
//
// Libraries: none beyond the standard library.
package proctor
