// Package booking brings a person from the application (报名) to a seat: exam points, rooms, seats and their duty
// roster, slots around the clock, applications and their review, holds, bookings, tickets, the gate, the admission.
//
// What package exam needs of it (methods of Service, each joins the caller's transaction):
//
//	AdmissionAtSeat(ctx, SeatID) (Admission, error)   // the live admission of a seat; ErrNobodyAtSeat
//	AdmissionByID(ctx, AdmissionID) (Admission, error)
//	MoveSeat(ctx, AdmissionID, SeatID, reason) (Admission, error)
//	MarkStarted(ctx, AdmissionID) error               // the paper started: the attempt counts
//	MarkFinished(ctx, AdmissionID) error              // gives the seat back
//	MarkAborted(ctx, AdmissionID, reason) error       // technical abort: no attempt, priority rebooking
//	MarkAbsent(ctx, AdmissionID) error                // let in, never started: 缺考, no attempt
//	SlotFacts(ctx, SlotID) (SlotFacts, error)         // for the room record
package booking
