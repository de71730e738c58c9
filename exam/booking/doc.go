// Package booking brings a person with an approved application (exam/application) to a seat: exam points, rooms, seats and
// their duty roster, slots around the clock, holds, bookings, tickets, the gate, the admission.
//
// The way: Hold → Confirm → ticket → CheckIn at the gate → Card and PIN, or an officer → a random seat, the door opens once.
// Without a booking: CheckIn → Take (现在就考). What package exam needs of it (each joins the caller's transaction):
//
//	AdmissionAtSeat(ctx, SeatID) (Admission, error)   // the live admission of a seat; ErrNobodyAtSeat
//	AdmissionByID(ctx, AdmissionID) (Admission, error)
//	MoveSeat(ctx, AdmissionID, SeatID, reason) (Admission, error)
//	MarkStarted(ctx, AdmissionID) error               // the paper started: the attempt counts
//	MarkFinished(ctx, AdmissionID) error              // gives the seat back
//	MarkAborted(ctx, AdmissionID, reason) error       // technical abort: no attempt, priority rebooking
//	MarkAbsent(ctx, AdmissionID) error                // let in, never started: 缺考, no attempt
//	SlotFacts(ctx, SlotID) (SlotFacts, error)         // for the room record
//
// Work for periodic jobs: EnsureSlots, SweepHolds, SweepVisits, SweepAbsent. All are idempotent, and nothing is wrong
// while none of them runs: holds that ran out give way to the next hold by themselves.
//
// Rights are checked here. The person acts for themselves; a counter clerk of the authority, the centre that trained and
// the enterprise that employs may act for a person, and the trail has both names. What lies outside the actor's subtree is
// ErrNotFound. The marks for exam, AdmissionByID, HasBooking and RoomPath check nothing and belong to no operation.
//
// Libraries: none beyond the standard library; pgregory.net/rapid in tests (shrinking properties).
//
// Why numbered places in slots and no counter (2026-11-21): the primary key (slot, ordinal) makes the database refuse the
// thirteenth booking of twelve seats even if every check before it were wrong; a counter would only be as good as the
// code that moves it. The slot's row lock merely keeps two hundred people from trying the same number in vain.
//
// Why a booking keeps places in every slot its time touches (2026-11-21): extra time and walk-ins in the middle of a slot
// reach into the next one. Counting them there too means that no seat is sold that somebody still sits on, without any
// rule about when walk-ins are allowed.
//
// Why lock the person (2026-11-21): "no two bookings at the same time" over different slots is no unique key, so one person's
// acts are serialised by exam/application's LockPerson. (person, live slot) and (live application) are unique in the
// database besides.
//
// Why coverage is computed and not stored (2026-11-21): whether a slot may be booked follows from roster, authorization,
// closures and seats at the moment of asking. A stored flag would be one more thing to keep right. Whoever takes away
// coverage locks the slots first, so that no hold slips through, and sends the bookings away in the same transaction.
//
// Why the PIN is made on demand and not kept (2026-11-21): it is shown once, its hash is keyed and bound to the ticket, and a
// forgotten one is replaced. Wrong tries count for the ticket, are counted before the PIN is compared, and are never
// forgotten by a new PIN. The code in the QR is sealed, because a phone shows it many times.
//
// Why a refusal at the gate is no error (2026-11-21): it is recorded, counted towards calling a person, and shown with what
// to do next; so it commits, and the page gets the same view as after a success. Errors are wrong use and failures.
//
// Why the match is never the ticket alone (2026-11-21): a ticket and a PIN prove a phone. There is no setting that lets them
// admit somebody, not even with demo data, which has a simulated card reader for that.
//
// Why a door that does not answer does not undo the admission (2026-11-21): the seat is given, the person stands outside and
// staff is called; undoing would send them through the match again while the door may have opened after all. The command
// carries the admission's id, so sending it again cannot open a second time.
package booking
