// Package site keeps the 考试点: exam points, rooms and seats, the authority's paper for a room, who is on duty when, and
// when a room is closed. What stands on a room's time, slots and bookings, is exam/booking's.
//
// The way: AddPoint → AddRoom → SetSeats → Authorize (and the scan of the paper) → AddShift; from then on slots can be
// booked. Close, RemoveShift and RevokeAuthorization take time away again: through the port Bookings they lock the slots
// first and send waiting bookings away in the same transaction.
//
// Rights are checked here. What lies outside the actor's subtree is ErrNotFound. RoomPath checks nothing and belongs to no
// operation. Covered, Capacity and InForce are the plain rules by which others judge a room's time.
//
// Libraries: none beyond the standard library.
//
// Why apart from exam/booking (2026-11-22): places change a few times a year by exam managers, bookings by the minute by
// everybody. Booking reads places and duty through two small interfaces; the other way there are four calls.
//
// Why coverage is computed and not stored (2026-11-21): whether a slot may be booked follows from roster, authorization,
// closures and seats at the moment of asking. A stored flag would be one more thing to keep right.
//
// Why a pilot without supervision keeps its roster (2026-11-22): somebody must be able to come to the door and to end an emergency also
// where nobody watches; the room record says that nobody did, and by which rule.
//
// Why a lock on the officer (2026-11-22): the seats an officer watches at once are counted over rooms that are locked one
// by one; two rooms put on the roster at the same moment would both see the limit kept.
package site
