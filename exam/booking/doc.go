// Package booking brings a person with an approved application (exam/application) to a seat of an exam point (exam/site):
// slots around the clock, holds, bookings, tickets, the gate, the admission, and calls for a person.
//
// The way: Hold → Confirm → ticket → CheckIn at the gate → Card and face; or card, PIN and an officer by video → a random seat, the door opens once.
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
// Work for periodic jobs: EnsureSlots, SweepHolds, SweepVisits, SweepAbsent, SweepCalls. All are idempotent, and nothing
// is wrong while none of them runs: holds that ran out give way to the next hold by themselves.
//
// Rights are checked here. The person acts for themselves; a counter clerk of the authority, the centre that trained and
// the enterprise that employs may act for a person, and the trail has both names. What lies outside the actor's subtree is
// ErrNotFound. The marks for exam, AdmissionByID, HasBooking, AppointmentOf and what
// exam/site asks (forsite.go) check nothing and belong to no operation. BookedAfter asks no office either: it counts for whoever may see
// a release of questions, names nobody, and of rooms outside the reader's organisations no room.
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
// Why the PIN is computed and not kept (2026-11-22): it follows from the house's key, the ticket and a round that counts up,
// so pressing twice within two minutes shows the same PIN and only one is ever valid; the row holds a keyed hash. A
// forgotten one is replaced. Wrong tries count for the ticket, are counted before the PIN is compared, and are never
// forgotten by a new PIN. The code in the QR is sealed, because a phone shows it many times.
//
// Why closing admissions is one fact with four sources (2026-11-22): the room record may be signed when nobody can come in or
// back: the slot is over or an officer closed it, nobody is held at the gate, booked, or seated. Counting them in SlotFacts
// keeps the question in the place that lets people in; booked people keep their right until the cut-off, so closing early
// takes nothing from anybody.
//
// Why one live call per terminal (2026-11-22): somebody in need presses many times. The row's unique key makes it one call
// that was pressed twenty times, with one officer who has it; unanswered it goes to the second on the roster, once.
//
// Why a refusal at the gate is no error (2026-11-21): it is recorded, counted towards calling a person, and shown with what
// to do next; so it commits, and the page gets the same view as after a success. Errors are wrong use and failures.
//
// Why the match is never the ticket alone (2026-11-21): a ticket and a PIN prove a phone. There is no setting that lets them
// admit somebody, not even with demo data, which has a simulated card reader for that.
//
// Why card and PIN bring a person to an officer and not to a seat (2026-11-23): the path without a face must prove as much as the one with it,
// and a PIN proves a phone. A room may be set to let in by either alone, for a pilot; rooms from before there was a choice stay so. Who has no
// PIN is matched by an officer alone: the admission, and the room record after it, name which it was (CHIP_FACE, PIN_OFFICER, CHIP_PIN,
// REMOTE_OFFICER, ONSITE_OFFICER).
//
// Why lockers are noted before they open, and a detector is looked at and not asked once (2026-11-22): a locker belongs to one person by a
// unique key before its lock springs; a detector gives alarm while somebody stands in it, so it is read for as long as a person walks.
//
// Why a room without supervision by pilot rule needs a roster all the same (2026-11-22): the roster names who comes to the door when somebody
// collapses or is locked in, and who signs the room record; the pilot rule takes neither away.
//
// Why a door that does not answer does not undo the admission (2026-11-21): the seat is given, the person stands outside and
// staff is called; undoing would send them through the match again while the door may have opened after all. The command
// carries the admission's id, so sending it again cannot open a second time.
package booking
