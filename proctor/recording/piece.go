package recording

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam"
)

// Piece is a segment that a media node has begun and that is not kept yet.
type Piece struct {
	ID      SegmentID
	Sitting exam.SittingID
	Track   string
	From    time.Time
}

// PieceStore keeps which pieces are still to come. Every method joins the transaction of the context.
type PieceStore interface {
	// PutPieces adds pieces; what is there, or is kept already, stays as it is.
	PutPieces(ctx context.Context, list []Piece) error
	// DropPieces forgets pieces.
	DropPieces(ctx context.Context, ids []SegmentID) error
	// PiecesOf lists those of a sitting, oldest first.
	PiecesOf(ctx context.Context, id exam.SittingID) ([]Piece, error)
}

// Holds notes which pieces of seats' recordings lie at a media node now: all of them. Call it every few seconds with the service of that
// node; what it does not name any more and was never kept held nothing. One goroutine at a time.
func (s *Service) Holds(ctx context.Context, list []Piece) error {
	if s.d.Pieces == nil {
		return nil
	}
	here := make(map[SegmentID]bool, len(list))
	var fresh []Piece
	for _, p := range list {
		here[p.ID] = true
		if !s.here[p.ID] {
			fresh = append(fresh, p)
		}
	}
	var gone []SegmentID
	for id := range s.here {
		if !here[id] {
			gone = append(gone, id)
		}
	}
	if len(fresh) == 0 && len(gone) == 0 {
		return nil
	}
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Pieces.PutPieces(ctx, fresh); err != nil {
			return err
		}
		return s.d.Pieces.DropPieces(ctx, gone)
	})
	if err == nil {
		s.here = here
	}
	return err
}

// AwaitedFor is how long after its end the pieces of a sitting are awaited; what comes later still counts, and makes a next root.
const AwaitedFor = 10 * time.Minute

// Awaited lists the pieces of a sitting that are known to have been begun and are not kept. The program itself asks.
func (s *Service) Awaited(ctx context.Context, id exam.SittingID) ([]Piece, error) {
	if s.d.Pieces == nil {
		return nil, nil
	}
	return s.d.Pieces.PiecesOf(ctx, id)
}
