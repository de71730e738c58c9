package people

import (
	"context"
	"strings"

	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
)

// personPaths are the organisation paths through which staff reach a person: the home organisation and today's employers.
func (s *Service) personPaths(ctx context.Context, p Person) ([]string, error) {
	out := []string{p.HomePath}
	all, err := s.d.Works.EmploymentsOf(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	today := actor.DateOf(s.d.Clock())
	for _, e := range all {
		if !e.On(today) {
			continue
		}
		o, err := s.d.Orgs.Org(ctx, e.Org)
		if err != nil {
			return nil, err
		}
		out = append(out, o.Path)
	}
	return out, nil
}

// personFor returns a person on whom the actor holds one of roles; no roles = may see. ErrNotFound outside the subtree,
// ErrForbidden inside it without the role.
func (s *Service) personFor(ctx context.Context, id PersonID, roles ...actor.Role) (Person, Sealed, error) {
	p, sealed, err := s.d.Persons.Person(ctx, id)
	if err != nil {
		return Person{}, Sealed{}, err
	}
	paths, err := s.personPaths(ctx, p)
	if err != nil {
		return Person{}, Sealed{}, err
	}
	a := actor.From(ctx)
	seen := false
	for _, path := range paths {
		if !a.Sees(path) {
			continue
		}
		seen = true
		if len(roles) == 0 || a.Can(path, roles...) {
			return p, sealed, nil
		}
	}
	if seen {
		return Person{}, Sealed{}, ErrForbidden
	}
	return Person{}, Sealed{}, ErrNotFound
}

// MayServe returns a person on whom the actor of the context holds one of roles through the person's home organisation
// or employer: for contexts that act on behalf of a person. ErrNotFound outside the subtree, ErrForbidden inside.
func (s *Service) MayServe(ctx context.Context, id PersonID, roles ...actor.Role) (Person, error) {
	p, sealed, err := s.personFor(ctx, id, roles...)
	if err != nil {
		return Person{}, err
	}
	return s.shown(p, sealed)
}

// readers are the roles whose work is with people. Who writes questions or rules has no business in the register.
var readers = []actor.Role{SystemAdmin, SecurityAdmin, AuditAdmin, ApplicationReviewer, ExamManager, CounterClerk, RemoteInvigilator,
	RemoteAttendant, Inspector, Assessor, ResultReleaser, PermitIssuer, Archivist, TrainingClerk, EnterpriseManager, Regulator}

// ViewPerson returns a person to staff of the subtree whose role is with people, or to the person himself; ErrNotFound
// outside the subtree, ErrForbidden inside it.
func (s *Service) ViewPerson(ctx context.Context, id PersonID) (Person, error) {
	a := actor.From(ctx)
	if a.Kind == actor.Candidate && a.Person == string(id) {
		return s.Person(ctx, id)
	}
	return s.MayServe(ctx, id, readers...)
}

// PersonSearch is what staff look for. Document and phone must be whole; name is its beginning.
type PersonSearch struct {
	Name     string
	Document *PersonInput // only the document's fields are read
	Phone    string
	Employer OrgID
	Photo    PhotoState
	After    PersonID
	Limit    int
}

// FindPersons lists persons of the subtrees in which the actor's role is with people.
func (s *Service) FindPersons(ctx context.Context, q PersonSearch) ([]Person, error) {
	pq := PersonQuery{Paths: actor.From(ctx).Paths(readers...), Today: actor.DateOf(s.d.Clock()), Name: identity.NormalizeName(q.Name),
		Employer: q.Employer, Photo: q.Photo, After: q.After, Limit: limit(q.Limit)}
	if len(pq.Paths) == 0 {
		return nil, nil
	}
	if q.Document != nil {
		d, err := identity.ParseDocument(q.Document.DocKind, q.Document.DocNumber, q.Document.Country)
		if err != nil {
			return nil, err
		}
		pq.DocIndex = s.docIndex(d)
	}
	if strings.TrimSpace(q.Phone) != "" {
		ph, err := identity.ParsePhone(q.Phone)
		if err != nil {
			return nil, err
		}
		pq.PhoneIndex = s.phoneIndex(ph)
	}
	ps, sealed, err := s.d.Persons.FindPersons(ctx, pq)
	if err != nil {
		return nil, err
	}
	return s.allShown(ps, sealed)
}

// NumberField is a sealed number that may be unmasked.
type NumberField string

// The sealed numbers.
const (
	DocumentField NumberField = "DOCUMENT"
	PhoneField    NumberField = "PHONE"
)

// unmaskers are the roles whose work needs the clear number.
var unmaskers = []actor.Role{CounterClerk, ApplicationReviewer, PermitIssuer, Archivist}

// Unmask returns one clear number of a person to a role that needs it, for a stated reason. The trail holds who, whose,
// which and why before the number leaves.
func (s *Service) Unmask(ctx context.Context, id PersonID, field NumberField, reason string) (string, error) {
	why, err := Reason(reason)
	if err != nil {
		return "", err
	}
	var clear string
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		p, sealed, err := s.personFor(ctx, id, unmaskers...)
		if err != nil {
			return err
		}
		if field == PhoneField {
			if clear, err = s.openPhone(id, sealed); err == nil && clear == "" {
				err = ErrNoPhone
			}
		} else {
			field = DocumentField
			var d identity.Document
			d, err = s.openDocument(p, sealed)
			clear = d.Number
		}
		if err != nil {
			return err
		}
		return s.recordPerson(ctx, "person.unmask", p, map[string]string{"field": string(field), "reason": why})
	})
	if err != nil {
		return "", err
	}
	return clear, nil
}
