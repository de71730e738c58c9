package exam

import (
	"context"
	"slices"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Pictures gives the bytes of pictures, clips and sounds that papers name.
type Pictures interface {
	// Picture returns the picture, clip or sound with this digest on a paper of a release, or a fault of kind NotFound.
	Picture(ctx context.Context, sit Sitting, digest string) ([]byte, error)
}

// ErrNoPicture says that the paper open at a seat has no such picture, or that none is open there.
var ErrNoPicture = fault.Define("sitting.no_picture", fault.NotFound, "试卷上没有这张图片。", "The paper has no such picture.")

// Picture returns a picture, clip or sound of the paper that is open at the calling seat, with its media type. Its authority is the paper: a
// digest that does not stand on it, a paper that is not open, and another seat's paper are all the same failure. A paper
// without pictures costs nothing: no page asks.
func (s *Service) Picture(ctx context.Context, digest string) ([]byte, string, error) {
	seat, err := seatOf(ctx)
	if err != nil {
		return nil, "", err
	}
	sit, err := s.d.Store.LiveAtSeat(ctx, seat)
	if isMissing(err) || err == nil && s.d.Pictures == nil {
		return nil, "", ErrNoPicture
	}
	if err != nil {
		return nil, "", err
	}
	if sit.State != Running { // of a sitting that a room node holds, the state here is the one at the hand-over
		head, err := s.d.Journal.Head(ctx, sit.ID)
		if err != nil {
			return nil, "", err
		}
		if head.Gate != GateAway || sit.State == Assigned {
			return nil, "", ErrNoPicture
		}
	}
	d, err := s.draw(ctx, sit.ID)
	if err != nil {
		return nil, "", err
	}
	kind := typeOn(d.Paper, digest)
	if kind == "" {
		return nil, "", ErrNoPicture
	}
	data, err := s.d.Pictures.Picture(ctx, sit, digest)
	return data, kind, err
}

// typeOn is the media type of a picture, clip or sound of a paper; empty where the paper has none with this digest.
func typeOn(p assembly.Paper, digest string) string {
	for i := range p.Questions {
		q := &p.Questions[i]
		if n := slices.IndexFunc(q.Media, func(m assembly.Medium) bool { return m.Digest == digest }); n >= 0 {
			return q.Media[n].Type
		}
		if s := q.SoundOf(digest); s != nil {
			return s.Type
		}
	}
	return ""
}
