package site

import (
	"time"

	"github.com/suikao/suikao/exam/people"
)

// Shift is one entry of the duty roster: who watches a room from From to To, who takes over, who can come to the door.
type Shift struct {
	ID            ShiftID
	Room          RoomID
	Point         PointID
	Officer       people.AccountID // 远程监考员
	OfficerPerson people.PersonID  // natural person behind the account
	OfficerName   string           // as it stood on the roster, for the room record
	Second        people.AccountID // takes over; another natural person
	SecondPerson  people.PersonID
	SecondName    string
	OnCallName    string
	OnCallPhone   string // of the duty service, not shown to candidates
	OnCallMinutes int    // minutes until that person stands at the door
	MaxSeats      int    // how many seats the officer may watch at once, over all rooms of overlapping shifts
	From, To      time.Time
}

// ClosureKind says why a room or point is closed.
type ClosureKind string

// The kinds of closure.
const (
	Holiday       ClosureKind = "HOLIDAY"
	SpecialPeriod ClosureKind = "SPECIAL_PERIOD" // 特殊时期
	Maintenance   ClosureKind = "MAINTENANCE"
)

// Closure closes one room, or the whole point when Room is empty, from From to To.
type Closure struct {
	ID       ClosureID
	Point    PointID
	Room     RoomID
	Kind     ClosureKind
	From, To time.Time
	Notice   string // what the people concerned are told
}

// Overlaps reports whether the closure touches [from, to) in this room.
func (c Closure) Overlaps(room RoomID, from, to time.Time) bool {
	return (c.Room == "" || c.Room == room) && c.From.Before(to) && from.Before(c.To)
}

// Capacity is how many of the seats are in service.
func Capacity(seats []Seat) int {
	n := 0
	for _, st := range seats {
		if st.State == SeatInService {
			n++
		}
	}
	return n
}

// Covered reports whether the shifts watch [from, to) without a gap and returns the smallest number of seats that one of
// the officers in that time may watch. Shifts must be of one room and sorted by From.
func Covered(shifts []Shift, from, to time.Time) (seats int, ok bool) {
	at := from
	for _, s := range shifts {
		if !at.Before(to) {
			break
		}
		if s.From.After(at) || !s.To.After(at) {
			continue
		}
		if seats == 0 || s.MaxSeats < seats {
			seats = s.MaxSeats
		}
		at = s.To
	}
	if at.Before(to) {
		return 0, false
	}
	return seats, true
}
