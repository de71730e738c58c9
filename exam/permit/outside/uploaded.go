package outside

import (
	"context"
	"math"
	"time"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
)

// Places finds the permits at places of the status lists; places that nobody has are left out.
type Places interface {
	PermitsAt(ctx context.Context, places []uint64) ([]permit.ID, error)
}

// MaxUploaded is how many checks a device hands in at once.
const MaxUploaded = 500

// uploadsPerMinute bounds one network address.
const uploadsPerMinute = 20

// Uploaded counts the checks that a verifier made without a network, as looks of strangers; at are the places that the codes named. Who checked and what
// was seen is not kept: anybody can hand anything in, so it is worth no more than a count. Errors: permit.ErrTooMany.
func (s *Service) Uploaded(ctx context.Context, at []uint64) error {
	ok, wait, err := s.Limiter.Allow(ctx, "permit.uploads:"+actor.From(ctx).Remote, uploadsPerMinute, time.Minute)
	if err != nil {
		return err
	}
	if !ok {
		return permit.ErrTooMany.With("seconds", max(1, int(math.Ceil(wait.Seconds()))))
	}
	ids, err := s.Places.PermitsAt(ctx, at[:min(len(at), MaxUploaded)])
	if err != nil {
		return err
	}
	for _, id := range ids {
		s.Saw(id)
	}
	return nil
}
