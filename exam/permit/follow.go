package permit

import (
	"context"

	"github.com/suikao/suikao/internal/actor"
)

// Follower keeps something beside each permit: its place in the status lists, its leaf in the transparency log, its line for the national
// register. It is called in the transaction of the act, after the permit's row; an error undoes the act. Like every callback of a
// transaction it may run again.
type Follower interface {
	// Issued follows a new permit.
	Issued(ctx context.Context, p Permit) error
	// Changed follows what people decided about a permit: its Act, its national state, or that it was replaced. What the calendar does
	// changes nothing that followers keep.
	Changed(ctx context.Context, p Permit, on actor.Date) error
}

func (s *Service) issued(ctx context.Context, p Permit) error {
	for _, f := range s.Followers {
		if err := f.Issued(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) changed(ctx context.Context, p Permit) error {
	for _, f := range s.Followers {
		if err := f.Changed(ctx, p, s.today()); err != nil {
			return err
		}
	}
	return nil
}
