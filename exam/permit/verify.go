package permit

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// PublicPermit is everything the public learns of a permit.
type PublicPermit struct {
	Status        Status
	ReviewZH      string
	ReviewEN      string
	Kind          rules.Credential
	Item          string
	ItemName      string
	Category      string
	FirstIssuedOn actor.Date
	ValidFrom     actor.Date
	ValidTo       actor.Date
	Issuer        string
	Holder        string // masked: 张*
	TakenIn       string // the authority that took the permit in from its paper; empty: it was issued here
	Logged        *int64 // number in the transparency log; nil: issued before there was one
}

// Answer is the answer of a public check. No permit is the same answer for an unknown number, a name that does not fit,
// and an unknown code.
type Answer struct {
	At      time.Time
	Permits []PublicPermit
}

// CheckNumber answers for a number and a name as they stand on the permit; a number may carry several items. Both together
// make one blind index, so a wrong name and an unknown number take the same way to the same answer. Errors: ErrNumber for
// input that cannot be one, ErrTooMany with the seconds to wait.
func (s *Service) CheckNumber(ctx context.Context, number, name string) (Answer, error) {
	number, name = identity.NormalizeNumber(number), identity.NormalizeName(name)
	if len(number) < 5 || len(number) > 30 || identity.CheckName(name) != nil {
		return Answer{}, ErrNumber
	}
	if err := s.allow(ctx, "permit.check.number:"+hexKey(s.Vault.Index("permit.limit", number)), s.o.NumberChecks, 10*time.Minute); err != nil {
		return Answer{}, err
	}
	found, err := s.Permits.ByQuery(ctx, s.queryIndex(number, name))
	if err != nil {
		return Answer{}, err
	}
	// Who asks for a person is told of the permit that counts; who holds a replaced code in hand is told that it was replaced.
	found = slices.DeleteFunc(found, func(p Permit) bool { return p.Act == Replaced })
	return s.answer(ctx, found)
}

// CheckCode answers for the 核验码 of a permit. Errors: ErrCode, ErrTooMany.
func (s *Service) CheckCode(ctx context.Context, code string) (Answer, error) {
	code = s.Normalize(code)
	if len(code) != codeLength {
		return Answer{}, ErrCode
	}
	if err := s.allow(ctx, "", 0, 0); err != nil {
		return Answer{}, err
	}
	found, err := s.Permits.ByCode(ctx, s.Vault.Index(purposeCode, code))
	if err != nil {
		return Answer{}, err
	}
	return s.answer(ctx, found)
}

// allow counts the check against the caller's address, and against key where one is given.
func (s *Service) allow(ctx context.Context, key string, n int, per time.Duration) error {
	ok, wait, err := s.Limiter.Allow(ctx, "permit.check.address:"+actor.From(ctx).Remote, s.o.AddressChecks, time.Minute)
	if err == nil && ok && key != "" {
		ok, wait, err = s.Limiter.Allow(ctx, key, n, per)
	}
	if err != nil || ok {
		return err
	}
	return ErrTooMany.With("seconds", max(1, int(math.Ceil(wait.Seconds()))))
}

func (s *Service) answer(ctx context.Context, found []Permit) (Answer, error) {
	out := Answer{At: s.now(), Permits: []PublicPermit{}}
	for _, p := range found {
		v, err := s.public(ctx, p, s.today())
		if err != nil {
			return Answer{}, err
		}
		if s.Logged != nil {
			if v.Logged, err = s.Logged(ctx, p.ID); err != nil {
				return Answer{}, err
			}
		}
		out.Permits = append(out.Permits, v)
		if s.Seen != nil {
			s.Seen(p.ID)
		}
	}
	return out, nil
}

// public is what the public learns of p as it stands on a day.
func (s *Service) public(ctx context.Context, p Permit, on actor.Date) (PublicPermit, error) {
	review, err := s.reviewOn(ctx, p, on)
	if err != nil {
		return PublicPermit{}, err
	}
	v := PublicPermit{Status: statusOf(p, on, review), Kind: p.Kind, Item: p.Item, ItemName: p.ItemName, Category: p.Category,
		FirstIssuedOn: p.FirstIssuedOn, ValidFrom: p.ValidFrom, ValidTo: p.ValidTo, Issuer: p.IssuerName, Holder: identity.MaskName(p.Holder.Name)}
	v.ReviewZH, v.ReviewEN = reviewText(p, review)
	if p.paper() {
		v.TakenIn = p.Basis.Imported.By
	}
	return v, nil
}

const hexDigits = "0123456789abcdef"

// hexKey shortens an index to a key of the limiter: 96 bits in hex.
func hexKey(index []byte) string {
	out := make([]byte, 0, 24)
	for _, b := range index[:min(12, len(index))] {
		out = append(out, hexDigits[b>>4], hexDigits[b&15])
	}
	return string(out)
}
