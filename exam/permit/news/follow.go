package news

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// Event is what happened to a permit.
type Event string

// The events. UPDATED is everything else that people decided: a suspension ended, a renewal deferred, the national register confirmed.
const (
	Issued    Event = "ISSUED"
	Suspended Event = "SUSPENDED"
	Revoked   Event = "REVOKED"
	Withdrawn Event = "WITHDRAWN"
	Cancelled Event = "CANCELLED"
	Expired   Event = "EXPIRED"
	Renewed   Event = "RENEWED"
	Replaced  Event = "REPLACED"
	Updated   Event = "UPDATED"
	Imported  Event = "IMPORTED" // a permit of before was taken in from its paper
	Test      Event = "TEST"     // somebody tries a subscription
)

// Events lists what can be subscribed to.
func Events() []Event {
	return []Event{Issued, Suspended, Revoked, Withdrawn, Cancelled, Expired, Renewed, Replaced, Updated, Imported}
}

// News is one thing that happened. Once, where set, keeps it from being noted twice.
type News struct {
	ID     string
	Permit permit.ID
	Event  Event
	At     time.Time
	Once   string
}

// NewsStore keeps what happened until it is given to the subscriptions.
type NewsStore interface {
	AddNews(ctx context.Context, n News) error // one with a known Once changes nothing
	// WaitingNews lists at most limit that are not given out, oldest first.
	WaitingNews(ctx context.Context, limit int) ([]News, error)
	// TakeNews marks one as given out, in the transaction of the giving; false where it was already.
	TakeNews(ctx context.Context, id string) (bool, error)
}

// Former finds the permit that another one follows; permit.PermitStore is one.
type Former interface {
	Permit(ctx context.Context, id permit.ID) (permit.Permit, error)
}

// Follower is a permit.Follower: what happens is noted in the transaction in which it happens.
type Follower struct {
	Clock   actor.Clock
	News    NewsStore
	Permits Former
}

func (f Follower) add(ctx context.Context, id permit.ID, e Event, once string) error {
	now := f.Clock().UTC()
	n := News{ID: actor.NewID(now), Permit: id, Event: e, At: now, Once: once}
	if once == "" {
		n.Once = n.ID
	}
	return f.News.AddNews(ctx, n)
}

// Issued implements permit.Follower. A permit with another end than the one it follows renews it; others stand for it. Of a permit that was taken in from its paper
// nobody is told that it was issued now, and of one that is over nothing.
func (f Follower) Issued(ctx context.Context, p permit.Permit) error {
	e := Issued
	if p.Basis.Imported != nil && p.Follows == "" {
		if p.ValidTo < actor.DateOf(f.Clock()) {
			return nil
		}
		e = Imported
	}
	if p.Follows != "" {
		old, err := f.Permits.Permit(ctx, p.Follows)
		if err != nil {
			return err
		}
		if old.ValidTo != p.ValidTo {
			e = Renewed
		}
	}
	return f.add(ctx, p.ID, e, "")
}

var acts = map[permit.Act]Event{permit.Suspended: Suspended, permit.Revoked: Revoked, permit.Withdraw: Withdrawn, permit.Cancelled: Cancelled, permit.Replaced: Replaced}

// Changed implements permit.Follower.
func (f Follower) Changed(ctx context.Context, p permit.Permit, on actor.Date) error {
	e, ok := acts[p.Act]
	if !ok || p.NationalOn == on && p.ActOn != on {
		e = Updated
	}
	return f.add(ctx, p.ID, e, "")
}

// Noted takes what the calendar did to a permit on a day, as the history has it: its end is told once.
func (f Follower) Noted(ctx context.Context, id permit.ID, status rules.PermitStatus) error {
	if status != rules.StatusExpired {
		return nil
	}
	return f.add(ctx, id, Expired, string(Expired)+":"+string(id))
}
