// Package application is the 报名: person × item × kind × channel, with its materials, review and deadlines. One approval
// covers all theory attempts while it is valid; without it there is no formal booking.
//
// The way: Apply → SetMaterial, SetFile → Submit → (Return → Submit) → Accept → Approve or Reject, by another natural
// person → Fulfilled once it led to what it asked for. Withdraw and the sweep lead to Lapsed. What others need of it:
//
//	ApplicationByID(ctx, ID) (Application, error)      // plain reader
//	Acting(ctx, ID) (Application, error)               // for somebody who may act for the applicant
//	OfPerson(ctx, PersonID) ([]Application, error)
//	LockPerson(ctx, PersonID) error                    // joins the caller's transaction
//	MarkFulfilled(ctx, ID) error                       // joins the caller's transaction
//
// Work for a periodic job: Sweep. It is idempotent.
//
// Rights are checked here. The person acts for themselves; a counter clerk of the authority, the centre that trained and
// the enterprise that employs may act for a person, and the trail has both names. What lies outside the actor's subtree is
// ErrNotFound. ApplicationByID, OfPerson, LockPerson and MarkFulfilled check nothing and belong to no operation.
//
// Libraries: none beyond the standard library; pgregory.net/rapid in tests (shrinking properties).
//
// Why apart from exam/booking (2026-11-22): an application lives for a year and is an administrative act with a clock of
// working days; a booking lives for an afternoon. Booking asks four questions of it and nothing else; the one thing an
// application asks back, whether a booking is still alive, is the port Bookings.
//
// Why lock the person through their applications (2026-11-21): "no two bookings at the same time" over different slots is
// no unique key. Every booking needs an application, so locking the person's application rows serialises one person's acts
// and nobody else's.
//
// Why every defect at once (2026-11-21): 一次性告知 is the applicant's right. A second list may name only what the first
// one named or what was changed since; the service refuses the rest.
package application
