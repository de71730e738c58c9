package exam

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/suikao/suikao/internal/actor"
)

// Outage is a time in which nothing served, with what shows it.
type Outage struct {
	ID       string
	Cause    string // SERVER_DOWN
	From, To time.Time
	Evidence string // canonical JSON
}

// Credit is time given back to a sitting for an outage. Extra time (accommodation), credited time and the base are kept
// apart in the sitting; where credited time came from stands here and in the journal.
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
	// Running lists sittings that run, started before, by id after the cursor (empty: from the first), at most limit.
	Running(ctx context.Context, before time.Time, after SittingID, limit int) ([]SittingID, error)
}

// ErrCredited stops a second credit for one outage.
var ErrCredited = errors.New("exam: this outage was credited before")

const creditPage = 500

// CreditOutage gives every sitting whose clock ran through an outage the whole of it back, so that after it as much time is
// left as before it. It may be called again and on several nodes: each sitting is credited once. It must end before
// deadlines are swept again, or papers would be handed in that have time left. It returns how many were credited now.
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
			ok, err := s.credit(ctx, id, o)
			if err != nil {
				return given, fmt.Errorf("sitting %s: %w", id, err)
			}
			if ok {
				given++
			}
			after = id
		}
		if len(ids) < creditPage {
			return given, nil
		}
	}
}

var errNoCredit = errors.New("exam: the outage did not touch this sitting")

func (s *Service) credit(ctx context.Context, id SittingID, o Outage) (bool, error) {
	_, err := s.perform(ctx, id, step{
		act: ActCredit, verb: "sitting.credit", topic: "sitting.credited", detail: map[string]string{"outage": o.ID, "cause": o.Cause},
		allow: func(sit Sitting, _ Head) error {
			if sit.State != Running || !sit.Deadline.After(o.From) || !sit.StartedAt.Before(o.To) {
				return errNoCredit
			}
			return nil
		},
		do: func(ctx context.Context, now time.Time, sit *Sitting, _ *Head) (*Entry, error) {
			from := o.From
			if from.Before(sit.StartedAt) {
				from = sit.StartedAt
			}
			seconds := int((o.To.Sub(from) + time.Second - 1) / time.Second)
			sit.CreditedSeconds += seconds
			sit.Deadline = sit.Deadline.Add(time.Duration(seconds) * time.Second)
			c := Credit{Sitting: id, Outage: o.ID, Cause: o.Cause, Seconds: seconds, From: from, To: o.To, Evidence: o.Evidence, At: now}
			return &Entry{Kind: EntryCredit, Note: fmt.Sprintf("+%d s, %s %s", seconds, o.Cause, o.ID)}, s.d.Credits.AddCredit(ctx, c)
		},
	})
	if errors.Is(err, errNoCredit) || errors.Is(err, ErrCredited) || errors.Is(err, ErrAway) { // a room node was not down with the centre
		return false, nil
	}
	return err == nil, err
}

// Credits lists the time that a sitting was given back for outages, for the seat, the candidate and the room record.
func (s *Service) Credits(ctx context.Context, id SittingID) ([]Credit, error) {
	return s.d.Credits.CreditsOf(ctx, id)
}
