package permit

import (
	"context"
	"slices"

	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
)

// Question asks for one person's permits by number and name, or for one permit by its 核验码. On is the day asked about; empty: today.
type Question struct {
	Number, Name, Code string
	On                 actor.Date
}

// Match is a permit that answers a question.
type Match struct {
	ID ID
	PublicPermit
}

// Found answers one question. Err is ErrNumber or ErrCode where it could not be asked at all; no Matches is one and the same answer for
// an unknown number and for a name that does not fit. Index is the blind index that was looked up.
type Found struct {
	Err     error
	Index   []byte
	Matches []Match
}

// LookUp answers up to a few thousand questions with one statement per kind, without counting them against an address: whoever calls it
// counts. Every question takes the same way, whether something is found or not.
func (s *Service) LookUp(ctx context.Context, questions []Question) ([]Found, error) {
	out := make([]Found, len(questions))
	var queries, codes [][]byte
	for i, q := range questions {
		out[i] = s.indexed(q)
		switch {
		case out[i].Err != nil:
		case q.Code != "":
			codes = append(codes, out[i].Index)
		default:
			queries = append(queries, out[i].Index)
		}
	}
	byQuery, err := s.Permits.ByIndexes(ctx, queries, nil)
	if err != nil {
		return nil, err
	}
	byCode, err := s.Permits.ByIndexes(ctx, nil, codes)
	if err != nil {
		return nil, err
	}
	for i, q := range questions {
		found := byCode[string(out[i].Index)]
		if q.Code == "" {
			found = slices.DeleteFunc(slices.Clone(byQuery[string(out[i].Index)]), func(p Permit) bool { return p.Act == Replaced })
		}
		if out[i].Matches, err = s.matches(ctx, found, q.On); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Service) indexed(q Question) Found {
	if q.Code != "" {
		code := s.Normalize(q.Code)
		if len(code) != codeLength {
			return Found{Err: ErrCode}
		}
		return Found{Index: s.Vault.Index(purposeCode, code)}
	}
	number, name := identity.NormalizeNumber(q.Number), identity.NormalizeName(q.Name)
	if len(number) < 5 || len(number) > 30 || identity.CheckName(name) != nil {
		return Found{Err: ErrNumber}
	}
	return Found{Index: s.queryIndex(number, name)}
}

// matches says what permits are worth on a day; those of today come from their rows, others from the history.
func (s *Service) matches(ctx context.Context, found []Permit, on actor.Date) ([]Match, error) {
	today := s.today()
	if on == "" {
		on = today
	}
	out := make([]Match, 0, len(found))
	for _, p := range found {
		if on != today {
			then, _, err := s.asOf(ctx, p, on)
			if err != nil {
				return nil, err
			}
			p = then
		}
		v, err := s.public(ctx, p, on)
		if err != nil {
			return nil, err
		}
		out = append(out, Match{p.ID, v})
	}
	return out, nil
}
