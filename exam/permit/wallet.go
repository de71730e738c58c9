package permit

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// View is a permit with its status today.
type View struct {
	Permit   Permit
	Status   Status
	ReviewZH string
	ReviewEN string
	Review   actor.Date // last day for the review; empty: none is asked for
	History  []Event    // Look only
	Changes  []Change   // Look only
}

// Card is a permit in its holder's wallet. Number is clear: it is the holder's own.
type Card struct {
	View
	Number string
	Code   string // 核验码
	URL    string // content of the QR: the code stands behind the #, so no server ever sees it in an address
}

// Wallet lists the permits of the calling candidate, newest first, each with its history.
func (s *Service) Wallet(ctx context.Context) ([]Card, error) {
	person, err := candidate(ctx)
	if err != nil {
		return nil, err
	}
	list, err := s.Permits.Permits(ctx, Query{Paths: []string{"/"}, Person: person, Limit: 200})
	if err != nil {
		return nil, err
	}
	out := make([]Card, len(list))
	for i, p := range list {
		v, err := s.view(ctx, p)
		if err != nil {
			return nil, err
		}
		if out[i], err = s.card(ctx, v); err != nil {
			return nil, err
		}
		if out[i].History, err = s.Permits.History(ctx, p.ID); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Service) view(ctx context.Context, p Permit) (View, error) {
	review, err := s.review(ctx, p)
	v := View{Permit: p, Status: statusOf(p, s.today(), review)}
	v.ReviewZH, v.ReviewEN = reviewText(p, review)
	if review != rules.ReviewNotRequired {
		v.Review = p.ReviewDue
	}
	return v, err
}

// Search is what staff looks for. Number is clear and never leaves the call; empty fields do not restrict.
type Search struct {
	Number string
	Name   string // the holder's whole name
	Item   string
	Act    *Act
	Nation National
	Before ID // cursor
	Limit  int
}

// Find lists permits of the caller's organisations, newest first, numbers masked.
func (s *Service) Find(ctx context.Context, in Search) ([]View, error) {
	paths := actor.From(ctx).Paths(readers()...)
	if len(paths) == 0 {
		return nil, ErrForbidden
	}
	q := Query{Paths: paths, Item: in.Item, Name: identity.NormalizeName(in.Name), Act: in.Act, Nation: in.Nation, Before: in.Before, Limit: in.Limit}
	if n := identity.NormalizeNumber(in.Number); n != "" {
		q.Index = s.Vault.Index(purposeNumber, n)
	}
	list, err := s.Permits.Permits(ctx, q)
	if err != nil {
		return nil, err
	}
	out := make([]View, len(list))
	for i, p := range list {
		if out[i], err = s.view(ctx, p); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Look returns one permit with its history and changes to staff of the authority.
func (s *Service) Look(ctx context.Context, id ID) (View, error) {
	p, err := s.Permits.Permit(ctx, id)
	if err != nil {
		return View{}, err
	}
	if err := require(ctx, p.OrgPath, readers()...); err != nil {
		return View{}, err
	}
	v, err := s.view(ctx, p)
	if err != nil {
		return View{}, err
	}
	if v.History, err = s.Permits.History(ctx, id); err != nil {
		return View{}, err
	}
	v.Changes, err = s.Changes.ChangesOf(ctx, id)
	return v, err
}

// Unmask returns the clear number of a permit; why goes to the audit trail.
func (s *Service) Unmask(ctx context.Context, id ID, why string) (string, error) {
	why, err := reason(why)
	if err != nil {
		return "", err
	}
	p, err := s.Permits.Permit(ctx, id)
	if err != nil {
		return "", err
	}
	if err := require(ctx, p.OrgPath, people.PermitIssuer, people.Archivist); err != nil {
		return "", err
	}
	sealed, err := s.Permits.SealedOf(ctx, id)
	if err != nil {
		return "", err
	}
	plain, err := s.Vault.Open(purposeNumber+":"+string(p.Person), sealed.Number)
	if err != nil {
		return "", err
	}
	return string(plain), s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, "permit.unmask", "permit", string(id), p.OrgPath, map[string]string{"why": why})
	})
}

// OpenChanges lists the changes that wait for a second person in the caller's organisations, oldest first.
func (s *Service) OpenChanges(ctx context.Context, after ChangeID, limit int) ([]Change, error) {
	paths := actor.From(ctx).Paths(deciders()...)
	if len(paths) == 0 {
		return nil, ErrForbidden
	}
	return s.Changes.OpenChanges(ctx, paths, after, limit)
}

// Holds reports whether a person holds a permit of an item that gives the right to work on a day, nationally confirmed or
// not. For use inside the program (eligibility); it checks no rights.
func (s *Service) Holds(ctx context.Context, person people.PersonID, item string, on actor.Date) (bool, error) {
	list, err := s.Permits.Permits(ctx, Query{Paths: []string{"/"}, Person: person, Item: item, Limit: 200})
	for _, p := range list {
		review, err := s.review(ctx, p)
		if err != nil {
			return false, err
		}
		if p.ValidFrom <= on && statusOf(p, on, review).Colour != Red {
			return true, nil
		}
	}
	return false, err
}
