// Package recording keeps what the cameras of seats recorded, and when they did not: the segments of a sitting, chained by hash,
// the times in which a camera was away, and from both how much of a sitting is covered. It decides who may publish (an enrolled
// seat terminal, for the sitting that is live at its seat and for no other) and who may look. The pictures come from
// proctor/media, their files lie sealed in the file store.
//
// A camera never decides about answering: exam does not know this package. Whether a result needs more coverage than it has is a
// matter for people. A clock that stands because nobody films is the authority's rule, and costs nobody time.
//
// How a loss is noticed: the media node says every two seconds whose picture it has; a job on the web nodes compares that with the
// sittings whose paper is open. So a media node that is killed, unplugged or without its database is a loss like any other, and
// camera.lost and camera.returned go through the outbox with the row that proves them. What the seat says of its camera (refused,
// absent, in use) names the cause and opens nothing: a terminal cannot be believed that it is seen.
//
// What is missing becomes an incident by Incidents: each gap, and once what is missing in all exceeds what the authority allows
// (rules: max_unrecorded_seconds); exam/release holds such a result, and one of which too little is recorded. A blank holds nothing.
//
// Who is not filmed for longer than that, while no camera of the room itself keeps pieces, has the clock stopped (Clocks), once for each gap,
// and it runs on when the gap is over. The gap's row says so (Stopped), so that a killed node leaves no clock standing and none
// stops it against an officer's word.
//
// Recordings are played by officers and inspectors of the room; who decides a case (REGULATOR, PERMIT_ISSUER of its authority) plays the
// pieces of the camera around the incidents that the case cites, from the day on which two people agreed on the facts. Every opening
// is on the trail, and so is a refusal.
//
// What counts as recorded (Cover, min_recorded_percent): of the time from the opening of the paper to its end, pauses with it, what
// kept pieces of the seat's own camera cover by their own times, overlaps once. A piece ends where no picture came for three seconds
// (media.SilenceFor), so a hole longer than that is not in it; sound without a picture, the screen and the room's camera do not count. A
// piece that is begun and not kept does not count yet: the record of the room waits for it (Awaited) and is signed with the figure of all
// that came. What was deleted by rule counts as it did: it was recorded.
//
// What a room's own cameras recorded is listed by room and time (OfRoom) and played by the same officers and inspectors; live they are
// looked at by who may look at the room's seats (LookAtRoom). Who decides a case does not see them: other people are in the picture.
//
// Look decides who sees a seat live: an officer whose shift in the room lasts now, and inspectors; both looks and refusals are on
// the trail.
//
// The chain: the hash of a segment is SHA-256 over its number, place, times, the SHA-256 of its file, and the hash before it; the
// first one stands on the sitting's id. A segment that was exchanged, cut or taken out of the middle shows; one cut from the end
// shows only against the gaps and the trail, until the evidence root names the last hash.
//
// What a room node recorded while its uplink was cut (Segment.Node) comes later than what followed it: its number is higher, its time
// earlier. It counts like every other piece. A gap stays as the centre saw it; how much of it a node recorded (Gap.AtNode) is said beside
// it and is not missing.
//
// Nobody at the centre saw what such a piece shows. It waits (UnseenStore), from the transaction that keeps it, until somebody has looked at it
// (LookOnce); a killed look is made again.
//
// Why the node stands in the hash (2026-11-23): that a piece was made where nobody at the centre saw it is part of what it proves; it can
// neither be taken off nor put on afterwards.
//
// Libraries: none beyond the standard library.
//
// Why a package of its own beside media (2026-11-22): media is technology and knows no rights and no database; this is the record
// that a court reads and holds the rules about it.
//
// Why gaps here are not intervals without supervision (2026-11-22): those hold results whatever the authority set. Which seats need a
// camera, and how long one may be away, is for the authority to set before a missing camera may do so.
//
// Why the clock runs on by itself (2026-11-23): it stood because nothing filmed the seat, and something does again; a person at night would
// wait for a press. Whoever pulls the own camera's plug wins nothing: the paper is covered while the clock stands, and the result is held.
//
// Why the screen stands in the sitting's own chain and a room's camera in one of the room (2026-11-22): a chain proves that nothing
// was taken out between two hashes; the screen is evidence of one sitting, the room's camera of all that sat there.
package recording
