package booking

import (
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
)

// VisitState is where somebody stands who came to a gate.
type VisitState string

// The states of a visit.
const (
	VisitOpen     VisitState = "OPEN"     // identified; the match to the document is missing
	VisitWaiting  VisitState = "WAITING"  // an officer was asked
	VisitAdmitted VisitState = "ADMITTED" // has a seat
	VisitPassed   VisitState = "PASSED"   // signed out, or back to the seat that was kept
	VisitRefused  VisitState = "REFUSED"  // by the rules or by an officer
	VisitExpired  VisitState = "EXPIRED"  // walked away
)

// through reports whether the door opens for the visit.
func (s VisitState) through() bool { return s == VisitAdmitted || s == VisitPassed }

// DoorState is what became of the command to open.
type DoorState string

// The states of the door command.
const (
	DoorPending  DoorState = "PENDING"   // not sent yet
	DoorOpened   DoorState = "OPENED"    // the door confirmed
	DoorNoAnswer DoorState = "NO_ANSWER" // staff was called; the admission stands
)

// Visit is one person's stay in front of a gate, from the first sign to the open door.
type Visit struct {
	ID            VisitID
	Device        terminal.ID
	Room          site.RoomID
	OrgPath       string
	PersonID      people.PersonID // empty when the sign named nobody
	BookingID     BookingID       // empty until a walk-in took an offer
	ApplicationID application.ID
	WalkIn        bool
	Way           VisitWay
	State         VisitState
	CardMatched   bool   // the reader read this person's valid card, with the same name
	PINMatched    bool   // and the person knew the ticket's PIN; where the room wants both, an officer is asked then
	Failures      int    // failed match steps; at three a person is called
	Trouble       string // code of the last failure
	Mismatch      Mismatch
	// MismatchOutcome is how an officer resolved the mismatch; empty while nobody has.
	MismatchOutcome MismatchOutcome
	AskedAt         time.Time
	Officer         people.AccountID
	OfficerNote     string
	DecidedAt       time.Time
	AdmissionID     AdmissionID
	Door            DoorState
	CreatedAt       time.Time
	ExpiresAt       time.Time
	Version         int
}

// maxFailures is after how many failed steps the gate calls a person (process of the gate, issue 2).
const maxFailures = 3
