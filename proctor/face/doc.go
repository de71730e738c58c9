// Package face keeps the law of faces: a face is compared only with the person's separate consent to the notice in force, on
// the edge device beside the camera, one to one, for one visit to one room; what leaves the device is result, score, liveness
// and a signature; the template is gone when the slot is over or the consent is withdrawn, and the device signs that it is.
//
// It answers exam/booking at the gate (booking.Faces) and proctor/room at the seat. The other way, card and PIN or an officer,
// asks nothing of this package and is offered beside it, in the same size, in the same number of steps.
//
// The row of a template is written before the edge is asked to make one, so that a template which nobody can delete any more
// cannot exist unknown. A challenge of 128 random bits is in every question and in every signed answer and is unique among
// comparisons: an answer that was seen before, of another room, or about somebody else does not verify.
//
// Who may ask for what: the person sees consent, comparisons and deletions of their own; an inspector, a regulator and the
// security administrator see them for persons of their subtree's rooms and the counter towards the filing threshold.
//
// Libraries: none beyond the standard library.
//
// Why a photo on file counts towards the threshold (2026-11-22): the duty to file begins at 100,000 persons whose faces are
// stored. Templates live for hours, but a photo with which a camera is compared is a stored face for that purpose, too. So a
// person counts while a template lives, and where the photo on file was the reference until the consent is withdrawn.
//
// Why the seat's check uses the template of the gate (2026-11-22): it asks whether the person who was let in sits there. A
// second picture of the person would be a second template to delete.
//
// Why a score never decides alone (2026-11-22): measured liveness does not hold against a good print. A match opens a door for
// a person whose chip was read; a mismatch calls a person. Nothing else follows from either.
package face
