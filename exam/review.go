package exam

import (
	"context"
	"time"
)

// BeginReview moves a scored sitting into its review. The caller has judged who may and keeps the reason, in the
// transaction of the context.
func (s *Service) BeginReview(ctx context.Context, id SittingID) error {
	return s.afterwards(ctx, id, ActHold, "sitting.hold")
}

// EndReview moves a sitting out of its review without a decision against the candidate; see BeginReview.
func (s *Service) EndReview(ctx context.Context, id SittingID) error {
	return s.afterwards(ctx, id, ActClear, "sitting.clear")
}

// VoidSitting ends a finished sitting for good by a final decision of the authority; see BeginReview.
func (s *Service) VoidSitting(ctx context.Context, id SittingID) error {
	return s.afterwards(ctx, id, ActVoid, "sitting.void")
}

// afterwards carries an act out on a finished sitting; its journal is closed and gets no entry.
func (s *Service) afterwards(ctx context.Context, id SittingID, act Act, verb string) error {
	_, err := s.perform(ctx, id, step{act: act, verb: verb, allow: func(Sitting, Head) error { return nil },
		do: func(context.Context, time.Time, *Sitting, *Head) (*Entry, error) { return nil, nil }})
	return err
}
