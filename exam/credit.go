package exam

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Outage is a time in which sittings could not go on, with what shows it.
type Outage struct {
	ID       string
	Cause    string      // ServerDown, RoomPower
	Room     site.RoomID // RoomPower only
	From, To time.Time
	Evidence string // canonical JSON
}

// The causes of credits.
const (
	ServerDown = "SERVER_DOWN" // no node served
	RoomPower  = "ROOM_POWER"  // a room lost its power or its network
)

// Credit is time given back to a sitting for an outage. Extra time (accommodation), credited time and the base are kept
// apart in the sitting; where credited time came from stands here and in the journal. From and To are the outage, as far
// as the paper was open; Seconds is less where part of it was given back before.
type Credit struct {
	Sitting  SittingID
	Outage   string
	Cause    string
	Seconds  int
	From, To time.Time
	Evidence string
	At       time.Time
}

// CreditStore keeps what was given back. Every method joins the transaction of the context.
type CreditStore interface {
	// AddCredit adds c; ErrCredited when the sitting was given time for this outage before.
	AddCredit(ctx context.Context, c Credit) error
	// CreditsOf lists the credits of a sitting by time.
	CreditsOf(ctx context.Context, id SittingID) ([]Credit, error)
	// Running lists sittings whose paper is open, started before, by id after the cursor (empty: from the first), at most limit.
	Running(ctx context.Context, before time.Time, after SittingID, limit int) ([]SittingID, error)
	// RoomsOpen lists the rooms in which a FORMAL paper was open at some time between from and to.
	RoomsOpen(ctx context.Context, from, to time.Time) ([]site.RoomID, error)
}

// ErrCredited stops a second credit for one outage.
var ErrCredited = errors.New("exam: this outage was credited before")

const creditPage = 500

// TopicRoomDark is the event that nobody and nothing watched a room for a time; the body is a RoomDark. It may come twice.
const TopicRoomDark = "room.dark"

// RoomDark is the body of TopicRoomDark.
type RoomDark struct {
	Outage string      `json:"outage"`
	Cause  string      `json:"cause"`
	Room   site.RoomID `json:"room"`
	From   time.Time   `json:"from"`
	To     time.Time   `json:"to"`
}

// CreditOutage gives every sitting whose clock ran through an outage of all nodes the whole of it back, so that after it as
// much time is left as before it. It may be called again and on several nodes: each sitting is credited once. It must end
// before deadlines are swept again, or papers would be handed in that have time left. It returns how many were credited
// now. What watches the rooms was down with the server: every room in which a paper was open is reported as unwatched.
func (s *Service) CreditOutage(ctx context.Context, o Outage) (int, error) {
	ctx = actor.AsSystem(ctx, "sitting.outage")
	if !o.To.After(o.From) {
		return 0, nil
	}
	given, after := 0, SittingID("")
	for {
		ids, err := s.d.Credits.Running(ctx, o.To, after, creditPage)
		if err != nil {
			return given, err
		}
		for _, id := range ids {
			ok, err := s.Credit(ctx, id, o)
			if err != nil {
				return given, fmt.Errorf("sitting %s: %w", id, err)
			}
			if ok {
				given++
			}
			after = id
		}
		if len(ids) < creditPage {
			return given, s.reportDark(ctx, o)
		}
	}
}

func (s *Service) reportDark(ctx context.Context, o Outage) error {
	rooms, err := s.d.Credits.RoomsOpen(ctx, o.From, o.To)
	if err != nil || len(rooms) == 0 {
		return err
	}
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		for _, room := range rooms {
			body, err := json.Marshal(RoomDark{o.ID, o.Cause, room, o.From.UTC(), o.To.UTC()})
			if err != nil {
				return err
			}
			if err := s.d.Outbox.Emit(ctx, actor.Event{Topic: TopicRoomDark, Key: string(room), Body: body}); err != nil {
				return err
			}
		}
		return nil
	})
}

var errNoCredit = errors.New("exam: the outage did not touch this sitting")

// Credit gives a sitting back what its clock lost by an outage: the seconds between From and To, as far as the paper was
// open, that no pause and no other credit covers. False when there is nothing to give, or it was given before.
func (s *Service) Credit(ctx context.Context, id SittingID, o Outage) (bool, error) {
	ctx = actor.AsSystem(ctx, "sitting.outage")
	_, err := s.perform(ctx, id, step{
		act: ActCredit, verb: "sitting.credit", topic: "sitting.credited", detail: map[string]string{"outage": o.ID, "cause": o.Cause},
		allow: func(sit Sitting, _ Head) error {
			if sit.State != Running && sit.State != Paused || !sit.Deadline.After(o.From) || !sit.StartedAt.Before(o.To) ||
				o.Room != "" && sit.Room != o.Room {
				return errNoCredit
			}
			return nil
		},
		do: func(ctx context.Context, now time.Time, sit *Sitting, _ *Head) (*Entry, error) {
			lost := Interval{o.From, o.To}
			if lost.From.Before(sit.StartedAt) {
				lost.From = sit.StartedAt
			}
			if lost.To.After(now) {
				lost.To = now
			}
			covered, err := s.covered(ctx, *sit, now)
			if err != nil {
				return nil, err
			}
			seconds := wholeSeconds(lost.Less(covered))
			if seconds == 0 {
				return nil, errNoCredit
			}
			sit.CreditedSeconds += seconds
			sit.Deadline = sit.Deadline.Add(time.Duration(seconds) * time.Second)
			c := Credit{Sitting: id, Outage: o.ID, Cause: o.Cause, Seconds: seconds, From: lost.From, To: lost.To, Evidence: o.Evidence, At: now}
			return &Entry{Kind: EntryCredit, Note: creditNote(c)}, s.d.Credits.AddCredit(ctx, c)
		},
	})
	if errors.Is(err, errNoCredit) || errors.Is(err, ErrCredited) || errors.Is(err, ErrAway) { // a room node was not down with the centre
		return false, nil
	}
	return err == nil, err
}

// covered lists the times for which a sitting's clock stood or was set back already. Where nothing was credited only the
// present pause can.
func (s *Service) covered(ctx context.Context, sit Sitting, now time.Time) ([]Interval, error) {
	var out []Interval
	if sit.State == Paused {
		out = append(out, Interval{sit.PausedAt, sit.PausedAt.Add(sit.stood(now))})
	}
	if sit.CreditedSeconds == 0 {
		return out, nil
	}
	entries, err := s.d.Journal.Entries(ctx, sit.ID)
	if err != nil {
		return nil, err
	}
	for _, g := range TimeGiven(entries) {
		if g.Kind != GivenOutage {
			out = append(out, Interval{g.From, g.From.Add(min(g.To.Sub(g.From), time.Duration(g.Seconds)*time.Second))})
		}
	}
	credits, err := s.d.Credits.CreditsOf(ctx, sit.ID)
	for _, c := range credits {
		out = append(out, Interval{c.From, c.To})
	}
	return out, err
}

// Credits lists the time that a sitting was given back for outages, for the seat, the candidate and the room record.
func (s *Service) Credits(ctx context.Context, id SittingID) ([]Credit, error) {
	return s.d.Credits.CreditsOf(ctx, id)
}
