package booking

import (
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/questionbank/assembly"
)

// MatchMethod is who or what matched the person at the door to the document.
type MatchMethod string

// The methods. A ticket or a PIN alone proves a phone, not a person, and is no method.
const (
	MatchChipPIN       MatchMethod = "CHIP_PIN"       // card read by the reader, and the ticket's PIN
	MatchRemoteOfficer MatchMethod = "REMOTE_OFFICER" // an officer compared camera and photo in the console
	MatchOnsiteOfficer MatchMethod = "ONSITE_OFFICER" // an officer stood at the door
	MatchPINOfficer    MatchMethod = "PIN_OFFICER"    // card and PIN, and then an officer who compared camera and photo in the console
	MatchChipFace      MatchMethod = "CHIP_FACE"      // card read by the reader, and the face compared at the edge
)

// AdmissionState says where the admitted person is.
type AdmissionState string

// The states of an admission. SEATED and STARTED keep the seat; the others have given it back.
const (
	AdmissionSeated   AdmissionState = "SEATED"   // let in, paper not started
	AdmissionStarted  AdmissionState = "STARTED"  // paper started: the attempt counts
	AdmissionFinished AdmissionState = "FINISHED" // handed in or submitted at the deadline
	AdmissionAbsent   AdmissionState = "ABSENT"   // let in, never started: 缺考, no attempt
	AdmissionAborted  AdmissionState = "ABORTED"  // technical abort: no attempt, priority rebooking
)

// Live reports whether the admission still keeps its seat.
func (s AdmissionState) Live() bool { return s == AdmissionSeated || s == AdmissionStarted }

// Admission is a person let into a room and given a seat. At most one exists per person and slot and per live seat; the
// database holds both.
type Admission struct {
	ID            AdmissionID
	PersonID      people.PersonID
	ApplicationID application.ID
	BookingID     BookingID
	SlotID        SlotID
	RoomID        site.RoomID
	SeatID        site.SeatID
	SeatLabel     string
	OrgPath       string // of the exam point: the scope of staff rights
	ItemCode      string
	PersonType    rules.PersonType
	AttemptKind   application.Kind
	Channel       application.Channel
	Employer      people.OrgID // on the day of admission, empty for none; keeps neighbours apart
	MatchMethod   MatchMethod
	MatchBy       string            // account id of the officer; the gate's device id for CHIP_PIN and CHIP_FACE
	ExtraMinutes  int               // approved accommodation, to be added to the paper's time
	Language      assembly.Language // approved accommodation, in which the paper's questions are shown beside Chinese
	AdmittedAt    time.Time
	SlotEnd       time.Time // the seat is kept for this person until here, extra minutes included
	RoomRules     site.RoomRules
	State         AdmissionState
	SoftRule      string // why neighbours could not be kept apart ("same_item", "same_employer"); empty when they were
	Version       int
}

// SlotEntry is one line of a slot's list.
type SlotEntry struct {
	BookingID   BookingID
	PersonID    people.PersonID
	ItemCode    string
	State       BookingState
	WalkIn      bool
	AdmissionID AdmissionID // empty when the person was never let in
	SeatLabel   string
	MatchMethod MatchMethod
	MatchBy     string
	AdmittedAt  time.Time
}

// SlotFacts is what the room record of a slot needs from this context.
type SlotFacts struct {
	Slot          Slot
	PointName     string
	RoomName      string
	OrgPath       string
	Authorization site.Authorization // in force on the day of the slot; zero when none was
	Shifts        []site.Shift       // that touch the slot, by From
	Expected      int                // 应到: everybody who held a booking that was neither cancelled nor moved elsewhere
	Present       int                // 实到: let in and sat down, whatever came of it
	Absent        int                // 缺考: not come, or never started
	Aborted       int                // technical aborts, counted in Present too
	WalkIns       int                // of Expected, without booking beforehand
	Waiting       int                // booked or seated and not yet decided: the slot cannot be signed while above zero
	// NoMoreAdmissions says that nobody can be let into the slot any more, nor come back into it: it is over or an officer
	// closed its admissions, nobody is expected, at the door or seated. Once true it stays true.
	NoMoreAdmissions bool
	Entries          []SlotEntry // by booking id
}
