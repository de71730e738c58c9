package booking

import (
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/questionbank/assembly"
)

// BookingState is where a booking stands.
type BookingState string

// The states of a booking. HELD, CONFIRMED, ADMITTED and STARTED are live: they keep a place in the slot.
const (
	BookingHeld      BookingState = "HELD"      // until HoldUntil
	BookingConfirmed BookingState = "CONFIRMED" // has a ticket
	BookingAdmitted  BookingState = "ADMITTED"  // through the gate
	BookingStarted   BookingState = "STARTED"
	BookingFinished  BookingState = "FINISHED"
	BookingExpired   BookingState = "EXPIRED" // the hold ran out
	BookingCancelled BookingState = "CANCELLED"
	BookingAbsent    BookingState = "ABSENT"    // 缺考; no attempt consumed
	BookingToRebook  BookingState = "TO_REBOOK" // the house closed the slot or the room failed; the person is told
)

var bookingSteps = map[BookingState][]BookingState{
	BookingHeld:      {BookingConfirmed, BookingAdmitted, BookingExpired, BookingCancelled, BookingToRebook},
	BookingConfirmed: {BookingAdmitted, BookingCancelled, BookingAbsent, BookingToRebook},
	BookingAdmitted:  {BookingStarted, BookingFinished, BookingAbsent, BookingToRebook},
	BookingStarted:   {BookingFinished, BookingToRebook},
}

// Live reports whether the booking keeps a place.
func (s BookingState) Live() bool { return len(bookingSteps[s]) > 0 }

// Booking is a place in a slot for one person. It is held first, then confirmed. A walk-in is held and admitted at the gate.
type Booking struct {
	ID            BookingID
	PersonID      people.PersonID
	ApplicationID application.ID
	SlotID        SlotID
	RoomID        site.RoomID
	OrgPath       string // of the exam point
	ItemCode      string
	PersonType    rules.PersonType
	Kind          application.Kind
	Channel       application.Channel
	WalkIn        bool
	State         BookingState
	BeginsAt      time.Time // the slot's start; the moment of asking for a walk-in
	EndsAt        time.Time // the place is kept until here, so also in later slots it reaches into
	Minutes       int       // of the paper, without extra
	ExtraMinutes  int
	Language      assembly.Language // granted beside Chinese; empty: none
	HoldUntil     time.Time         // HELD only
	ConfirmedAt   time.Time
	Reason        string // of TO_REBOOK and CANCELLED
	Priority      bool   // to be rebooked before others (technical abort)
	CreatedAt     time.Time
	Version       int
}

// Ticket is the 准考证 of a confirmed booking. Its code and PIN are kept as hashes; the code also sealed, to show it again.
type Ticket struct {
	ID         TicketID
	BookingID  BookingID
	CodeIndex  []byte // blind index of the code
	CodeSealed string
	PINHash    []byte    // empty until the person asked for a PIN
	PINRound   int       // which PIN is the valid one; every new one counts up
	PINAt      time.Time // when it was made
	PINTries   int       // wrong PINs so far; at MaxPINTries only an officer can admit
	CreatedAt  time.Time
	Version    int
}

// MaxPINTries is how many wrong PINs a ticket bears.
const MaxPINTries = 5
