package booking

import (
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
)

// Slot is a 场次: a room from StartsAt to EndsAt. It is neutral to items: everyone in it sits an own paper.
type Slot struct {
	ID       SlotID
	Room     site.RoomID
	Point    site.PointID
	StartsAt time.Time // papers begin from here on
	EndsAt   time.Time
	ClosedAt time.Time        // an officer let nobody in any more from here on; zero while admissions are open
	ClosedBy people.AccountID // who closed them
}

// holds reports whether t lies in the slot.
func (s Slot) holds(t time.Time) bool { return !t.Before(s.StartsAt) && t.Before(s.EndsAt) }

// SlotView is a slot as offered to somebody who looks for one.
type SlotView struct {
	Slot
	RoomName string
	Capacity int
	Free     int
	Bookable bool
	Why      *application.Refusal // why it cannot be booked; nil when it can
}
