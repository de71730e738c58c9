package permit

import (
	"context"

	"github.com/suikao/suikao/internal/actor"
)

// Told is what those who are told of changes learn of a permit: its code, never its number. Query is the blind index over number and name.
type Told struct {
	Permit Permit
	Code   string
	Query  []byte
	PublicPermit
}

// Tell returns what may be told of a permit today, for the program itself.
func (s *Service) Tell(ctx context.Context, id ID) (Told, error) {
	if actor.From(ctx).Kind != actor.System {
		return Told{}, ErrForbidden
	}
	p, err := s.Permits.Permit(ctx, id)
	if err != nil {
		return Told{}, err
	}
	sealed, err := s.Permits.SealedOf(ctx, id)
	if err != nil {
		return Told{}, err
	}
	out := Told{Permit: p, Query: sealed.Query}
	if sealed.Code != "" {
		code, err := s.Vault.Open(purposeCode+":"+string(id), sealed.Code)
		if err != nil {
			return out, err
		}
		out.Code = string(code)
	}
	out.PublicPermit, err = s.public(ctx, p, s.today())
	return out, err
}

// QueryIndex is the blind index by which number and name of a permit are looked for. Errors: ErrNumber for input that cannot be one.
func (s *Service) QueryIndex(number, name string) ([]byte, error) {
	f := s.indexed(Question{Number: number, Name: name})
	return f.Index, f.Err
}
