package release

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
)

// RecordHappened is what others keep of the room while the slot's papers were open. It is on the record as it stood when that was drafted:
// what changes later makes another draft, until it is signed.
type RecordHappened struct {
	Incidents []RecordIncident `json:"incidents"` // 异常事件, by their beginning
	Kinds     []RecordKind     `json:"kinds"`     // of them, the most frequent first
	Tests     []RecordTest     `json:"tests"`     // 自检 of the day and before the slot
	Helps     []RecordHelp     `json:"helps"`     // 到场求助
}

// RecordIncident is one incident that was raised in the room. What it means is decided elsewhere.
type RecordIncident struct {
	Incident string         `json:"incident"`
	Kind     string         `json:"kind"`  // code of the catalogue
	Title    string         `json:"title"` // as the catalogue had it
	Seat     string         `json:"seat"`  // label; empty: the whole room
	Sitting  exam.SittingID `json:"sitting"`
	At       time.Time      `json:"at"`
	To       time.Time      `json:"to"` // zero: it lasts, or is a point in time
	State    string         `json:"state"`
	Finding  string         `json:"finding"`                // empty while nobody closed it
	By       string         `json:"by"`                     // name of who closed it
	Times    int            `json:"times,omitempty"`        // how often it was told, where more than once
	Missing  int            `json:"unrecorded_s,omitempty"` // of a seat's camera: seconds without it in the whole sitting until then
}

// falseAlarm is the finding of what was none.
const falseAlarm = "FALSE_ALARM"

// RecordKind counts the incidents of one kind.
type RecordKind struct {
	Kind  string `json:"kind"`
	Title string `json:"title"`
	Count int    `json:"count"`
}

// RecordTest is a self-test of a seat or of the door.
type RecordTest struct {
	Seat   string    `json:"seat"` // label; empty: the door
	Day    bool      `json:"day"`  // of the day; false: before the slot
	At     time.Time `json:"at"`
	Passed bool      `json:"passed"`
	Failed []string  `json:"failed"` // parts, with why: "camera.covered"
}

// RecordHelp is a call for somebody to come to the room.
type RecordHelp struct {
	Title      string    `json:"title"` // of its incident
	AskedAt    time.Time `json:"askedAt"`
	AskedBy    string    `json:"askedBy"`
	Asked      int       `json:"asked"` // people
	Sent       int       `json:"sent"`  // texts that the gateway took
	AckedWho   string    `json:"ackedWho"`
	AckedAt    time.Time `json:"ackedAt"`
	ArrivedWho string    `json:"arrivedWho"`
	ArrivedAt  time.Time `json:"arrivedAt"`
}

// RecordSignIn is how a candidate signed in at the seat: with their own hand they confirmed the pledge and the texts beside it.
type RecordSignIn struct {
	At    time.Time `json:"at"`
	Texts string    `json:"texts"` // versions of what was confirmed
}

// Happened finds what others keep of a room between two times, and of a slot.
type Happened func(ctx context.Context, room site.RoomID, slot booking.SlotID, from, to time.Time) (RecordHappened, error)

// happened puts what others keep into the record.
func (k *Desk) happened(ctx context.Context, c *RecordContent, r RoomRecord, until time.Time) error {
	if k.d.Happened == nil {
		return nil
	}
	from := r.StartsAt
	for _, l := range c.Lines {
		if !l.Admitted.IsZero() && l.Admitted.Before(from) {
			from = l.Admitted
		}
	}
	h, err := k.d.Happened(ctx, r.Room, r.Slot, from, until)
	if err != nil {
		return err
	}
	for i := range h.Incidents {
		h.Incidents[i].At, h.Incidents[i].To = utc(h.Incidents[i].At), utc(h.Incidents[i].To)
	}
	for i := range h.Tests {
		h.Tests[i].At = utc(h.Tests[i].At)
	}
	for i := range h.Helps {
		x := &h.Helps[i]
		x.AskedAt, x.AckedAt, x.ArrivedAt = utc(x.AskedAt), utc(x.AckedAt), utc(x.ArrivedAt)
	}
	c.Happened = &h
	return nil
}

// raised counts the incidents of a record; what turned out to be a false alarm is listed, not counted.
func (c *RecordContent) raised() int {
	n := 0
	if c.Happened != nil {
		for _, i := range c.Happened.Incidents {
			if i.Finding != falseAlarm {
				n++
			}
		}
	}
	return n
}

// signedIn is how the candidate of a sitting signed in; nil where nobody did.
func signedIn(entries []exam.Entry) *RecordSignIn {
	for _, e := range entries {
		if e.Kind == exam.EntryPledge {
			return &RecordSignIn{utc(e.ServerAt), e.Note}
		}
	}
	return nil
}
