package people

import (
	"context"

	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
)

// Service keeps persons, organisations, employments, document photos and the versioned texts.
type Service struct {
	d Deps
}

// New returns the service.
func New(d Deps) *Service { return &Service{d: d} }

// Purposes of sealed values and blind indexes; the person's id is appended when sealing, so that a value moved to another
// row does not open.
const (
	purposeDocument = "person.document"
	purposePhone    = "person.phone"
)

// Person returns a person for use inside the program; it checks no rights. ErrNotFound.
func (s *Service) Person(ctx context.Context, id PersonID) (Person, error) {
	p, sealed, err := s.d.Persons.Person(ctx, id)
	if err != nil {
		return Person{}, err
	}
	return s.shown(p, sealed)
}

// Persons returns those of ids that exist, in no particular order; it checks no rights. At most 500 ids.
func (s *Service) Persons(ctx context.Context, ids []PersonID) ([]Person, error) {
	ps, sealed, err := s.d.Persons.PersonsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	return s.allShown(ps, sealed)
}

// PersonByDocument returns the person with this document for use inside the program (a card laid on the gate's reader);
// it checks no rights. Faults of identity.ParseDocument, ErrNotFound.
func (s *Service) PersonByDocument(ctx context.Context, kind identity.DocKind, number, country string) (Person, error) {
	doc, err := identity.ParseDocument(kind, number, country)
	if err != nil {
		return Person{}, err
	}
	p, sealed, err := s.d.Persons.PersonByDocIndex(ctx, s.docIndex(doc))
	if err != nil {
		return Person{}, err
	}
	return s.shown(p, sealed)
}

// Org returns an organisation for use inside the program; it checks no rights. ErrNotFound.
func (s *Service) Org(ctx context.Context, id OrgID) (Org, error) { return s.d.Orgs.Org(ctx, id) }

// Employer returns the organisation that the person works for on a day; false where there is none. Of several, a regular
// employment goes before a dispatched one and that before an internship, then the one that began last.
func (s *Service) Employer(ctx context.Context, p PersonID, on actor.Date) (Org, bool, error) {
	all, err := s.d.Works.EmploymentsOf(ctx, p)
	if err != nil {
		return Org{}, false, err
	}
	best, ok := chief(all, on)
	if !ok {
		return Org{}, false, nil
	}
	o, err := s.d.Orgs.Org(ctx, best.Org)
	return o, err == nil, err
}

func chief(all []Employment, on actor.Date) (best Employment, ok bool) {
	rank := map[EmploymentKind]int{Regular: 3, Dispatched: 2, Intern: 1}
	for _, e := range all {
		if !e.On(on) {
			continue
		}
		if !ok || rank[e.Kind] > rank[best.Kind] || rank[e.Kind] == rank[best.Kind] && (e.From > best.From || e.From == best.From && e.ID > best.ID) {
			best, ok = e, true
		}
	}
	return best, ok
}

// DocumentFor returns the clear document of a person for use inside the program where the number itself is the content
// (a permit number, a reader's comparison); why goes to the audit trail. It checks no rights.
func (s *Service) DocumentFor(ctx context.Context, id PersonID, why string) (identity.Document, error) {
	p, sealed, err := s.d.Persons.Person(ctx, id)
	if err != nil {
		return identity.Document{}, err
	}
	doc, err := s.openDocument(p, sealed)
	if err != nil {
		return identity.Document{}, err
	}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "person.document.use", Object: object(id), Path: pathOr(p.HomePath),
			Detail: map[string]string{"why": why}})
	})
	if err != nil {
		return identity.Document{}, err
	}
	return doc, nil
}

func (s *Service) openDocument(p Person, sealed Sealed) (identity.Document, error) {
	n, err := s.d.Vault.Open(purposeDocument+":"+string(p.ID), sealed.Document)
	return identity.Document{Kind: p.DocKind, Number: string(n), Country: p.DocCountry, Expires: p.DocExpires}, err
}

func (s *Service) openPhone(p PersonID, sealed Sealed) (string, error) {
	if sealed.Phone == "" {
		return "", nil
	}
	ph, err := s.d.Vault.Open(purposePhone+":"+string(p), sealed.Phone)
	return string(ph), err
}

func object(id PersonID) string { return "person:" + string(id) }

func (s *Service) docIndex(d identity.Document) []byte {
	return s.d.Vault.Index(purposeDocument, d.Identity())
}

func (s *Service) phoneIndex(phone string) []byte { return s.d.Vault.Index(purposePhone, phone) }

// shown fills in the masked numbers.
func (s *Service) shown(p Person, sealed Sealed) (Person, error) {
	doc, err := s.openDocument(p, sealed)
	if err != nil {
		return Person{}, err
	}
	phone, err := s.openPhone(p.ID, sealed)
	if err != nil {
		return Person{}, err
	}
	p.DocMasked, p.Phone = doc.Masked(), identity.MaskPhone(phone)
	return p, nil
}

func (s *Service) allShown(ps []Person, sealed []Sealed) ([]Person, error) {
	out := make([]Person, 0, len(ps))
	for i := range ps {
		p, err := s.shown(ps[i], sealed[i])
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// pathOr is the organisation path of an audit entry.
func pathOr(path string) string {
	if path == "" {
		return "/"
	}
	return path
}
