package recording

import (
	"context"
	"io"
	"slices"
	"time"

	"github.com/suikao/suikao/exam"
)

// UnseenStore keeps which pieces of seats' cameras came back from a room node and were not looked at yet. Every method joins the transaction
// of the context.
type UnseenStore interface {
	// PutUnseen adds a kept segment.
	PutUnseen(ctx context.Context, s Segment) error
	// Unseen lists at most limit segments of the sitting whose piece has waited longest, in the order in which they were filmed, and when
	// the first and the last of them was kept; none where nothing waits or where pieces of the sitting still came after since.
	Unseen(ctx context.Context, since time.Time, limit int) ([]Segment, error)
	// DropUnseen forgets segments.
	DropUnseen(ctx context.Context, ids []SegmentID) error
}

// How pieces are looked at afterwards.
const (
	unseenCalm = 20 * time.Second // after the last one came, so that what belongs together is looked at together
	unseenMost = 40               // pieces at a time: forty minutes of film cost some twenty seconds
)

// Look is asked to look at pieces of one sitting, in the order in which they were filmed. What it tells of them may be told again after a kill.
type Look func(ctx context.Context, id exam.SittingID, list []Segment, open func(Segment) (io.ReadSeekCloser, error)) error

// LookOnce has pieces looked at that came back from a room node: nobody at the centre saw them when they were filmed. It is for a job of
// one process.
func (s *Service) LookOnce(ctx context.Context, look Look) error {
	if s.d.Unseen == nil {
		return nil
	}
	list, err := s.d.Unseen.Unseen(ctx, s.now().Add(-unseenCalm), unseenMost)
	if err != nil || len(list) == 0 {
		return err
	}
	slices.SortFunc(list, func(a, b Segment) int { return a.From.Compare(b.From) })
	ids := make([]SegmentID, len(list))
	for i, x := range list {
		ids[i] = x.ID
	}
	err = look(ctx, list[0].Sitting, list, func(x Segment) (io.ReadSeekCloser, error) { return s.d.Files.Open(ctx, x.Key) })
	if err != nil {
		return err
	}
	return s.d.Unseen.DropUnseen(ctx, ids)
}
