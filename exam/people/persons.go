package people

import (
	"context"
	"strings"

	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// PersonInput is what a form or a roster row says about a person.
type PersonInput struct {
	Name      string
	DocKind   identity.DocKind
	DocNumber string
	Country   string
	Expires   string       // document's end date, empty = not stated
	Sex       identity.Sex // may be empty where the document carries it
	Birth     string       // likewise
	Education Education
	Phone     string // empty = none
}

// Checked is a PersonInput that was found right, in its stored form; PersonInput.Check makes one.
type Checked struct {
	name      string
	doc       identity.Document
	sex       identity.Sex
	birth     actor.Date
	education Education
	phone     string
}

// Identity is the string that tells one natural person from another (identity.Document.Identity); empty where the document
// was wrong. It holds the clear number: keep it in memory only.
func (c Checked) Identity() string {
	if c.doc.Number == "" {
		return ""
	}
	return c.doc.Identity()
}

// Name is the normalised name.
func (c Checked) Name() string { return c.name }

// Document is the masked number.
func (c Checked) Document() string { return c.doc.Masked() }

// Field names in faults; the web layer and the roster use the same leaf names.
const (
	fieldName      = "body.name"
	fieldKind      = "body.document.kind"
	fieldNumber    = "body.document.number"
	fieldCountry   = "body.document.country"
	fieldExpires   = "body.document.expires"
	fieldSex       = "body.sex"
	fieldBirth     = "body.birth"
	fieldEducation = "body.education"
	fieldPhone     = "body.phone"
)

// Check normalises the input; all wrong fields come back at once, under body.name, body.document.number … Days are judged
// as of today.
func (in PersonInput) Check(today actor.Date) (Checked, error) {
	var bad fault.List
	c := Checked{name: identity.NormalizeName(in.Name), sex: in.Sex, education: in.Education}
	if err := identity.CheckName(c.name); err != nil {
		bad.Add(fieldName, fault.From(err))
	}
	c.doc = in.document(today, &bad)
	c.birth = dateField(in.Birth, fieldBirth, firstBirth, today, &bad)
	if b, ok := c.doc.Birth(); ok {
		if c.birth != "" && c.birth != b {
			bad.Add(fieldBirth, ErrBirth)
		}
		if c.birth == "" { // else the field itself was judged, or differs
			bad.Add(fieldNumber, actor.CheckDay(b, firstBirth, today))
		}
		c.birth = b
	}
	if s, ok := c.doc.Sex(); ok {
		if c.sex != "" && c.sex != s {
			bad.Add(fieldSex, ErrSex)
		}
		c.sex = s
	}
	if c.sex != "" && c.sex != identity.Male && c.sex != identity.Female {
		bad.Add(fieldSex, ErrSex)
	}
	if in.Education != "" && in.Education.Level() == 0 {
		bad.Add(fieldEducation, ErrEducation)
	}
	if strings.TrimSpace(in.Phone) != "" {
		p, err := identity.ParsePhone(in.Phone)
		if err != nil {
			bad.Add(fieldPhone, fault.From(err))
		}
		c.phone = p
	}
	return c, bad.Err()
}

func (in PersonInput) document(today actor.Date, bad *fault.List) identity.Document {
	d, err := identity.ParseDocument(in.DocKind, in.DocNumber, in.Country)
	if err != nil {
		field := fieldNumber
		switch f := fault.From(err); f.Code() {
		case identity.ErrDocKind.Code():
			field = fieldKind
		case identity.ErrDocCountry.Code():
			field = fieldCountry
		}
		bad.Add(field, fault.From(err))
		return identity.Document{}
	}
	d.Expires = dateField(in.Expires, fieldExpires, firstBirth, today.AddMonths(12*documentYears), bad)
	return d
}

// firstBirth is the first day in a person's record. It and the years below keep out mistyped years, not unusual lives.
const firstBirth actor.Date = "1900-01-01"

const (
	documentYears   = 50 // a document ends at most so many years from today
	employmentYears = 50 // an employment ends at most so many years from today
)

// dateField reads a day that lies from first to last; empty is not stated.
func dateField(s, field string, first, last actor.Date, bad *fault.List) actor.Date {
	if s = strings.TrimSpace(s); s == "" {
		return ""
	}
	d, err := actor.ParseDate(s)
	if err != nil {
		bad.Add(field, ErrDate)
		return ""
	}
	bad.Add(field, actor.CheckDay(d, first, last))
	return d
}

func (s *Service) today() actor.Date { return actor.DateOf(s.d.Clock()) }

// enrollers may enter persons into an organisation's records.
var enrollers = []actor.Role{CounterClerk, ApplicationReviewer, SystemAdmin, TrainingClerk, EnterpriseManager}

// keepers may change a person's record.
var keepers = []actor.Role{CounterClerk, ApplicationReviewer}

// AddPerson enters a person whose record home keeps. Faults: wrong fields, ErrNotFound, ErrForbidden, ErrDocTaken.
func (s *Service) AddPerson(ctx context.Context, home OrgID, in PersonInput) (Person, error) {
	c, err := in.Check(s.today())
	if err != nil {
		return Person{}, err
	}
	var p Person
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		o, err := s.orgFor(ctx, home, enrollers...)
		if err != nil {
			return err
		}
		p, err = s.addPerson(ctx, o, c)
		return err
	})
	return p, err
}

// addPerson stores a new person with an audit entry, inside a transaction.
func (s *Service) addPerson(ctx context.Context, home Org, c Checked) (Person, error) {
	now := s.d.Clock()
	p := Person{ID: PersonID(actor.NewID(now)), Name: c.name, Sex: c.sex, Birth: c.birth, Education: c.education, DocKind: c.doc.Kind,
		DocCountry: c.doc.Country, DocExpires: c.doc.Expires, Home: home.ID, HomePath: home.Path, CreatedAt: now, Version: 1,
		Photo: Photo{State: PhotoNone}}
	sealed, err := s.seal(p.ID, c.doc, c.phone)
	if err != nil {
		return Person{}, err
	}
	if err := s.d.Persons.AddPerson(ctx, p, sealed); err != nil {
		return Person{}, err
	}
	err = s.recordPerson(ctx, "person.create", p, map[string]string{"doc_kind": string(p.DocKind)})
	if err != nil {
		return Person{}, err
	}
	return s.shown(p, sealed)
}

func (s *Service) seal(id PersonID, d identity.Document, phone string) (Sealed, error) {
	doc, err := s.d.Vault.Seal(purposeDocument+":"+string(id), []byte(d.Number))
	if err != nil {
		return Sealed{}, err
	}
	out := Sealed{Document: doc, DocIndex: s.docIndex(d)}
	err = s.sealPhone(id, phone, &out)
	return out, err
}

func (s *Service) sealPhone(id PersonID, phone string, out *Sealed) (err error) {
	out.Phone, out.PhoneIndex = "", nil
	if phone != "" {
		out.Phone, err = s.d.Vault.Seal(purposePhone+":"+string(id), []byte(phone))
		out.PhoneIndex = s.phoneIndex(phone)
	}
	return err
}

// PersonChange is a change of a person's record; nil fields stay. A document and its kind change together.
type PersonChange struct {
	Name      *string
	Education *Education
	Document  *PersonInput // only the document's fields are read
	Sex       *identity.Sex
	Birth     *string
	Reason    string
}

// UpdatePerson changes a person's record by a clerk or reviewer, with a reason. version is what the editor saw.
func (s *Service) UpdatePerson(ctx context.Context, id PersonID, version int64, ch PersonChange) (Person, error) {
	reason, err := Reason(ch.Reason)
	if err != nil {
		return Person{}, err
	}
	var out Person
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		p, sealed, err := s.personFor(ctx, id, keepers...)
		if err != nil {
			return err
		}
		if p.Version != version {
			return ErrChanged
		}
		in, err := s.merge(p, sealed, ch)
		if err != nil {
			return err
		}
		c, err := in.Check(s.today())
		if err != nil {
			return err
		}
		fields := changedFields(p, c, s, sealed)
		p.Name, p.Sex, p.Birth, p.Education = c.name, c.sex, c.birth, c.education
		p.DocKind, p.DocCountry, p.DocExpires = c.doc.Kind, c.doc.Country, c.doc.Expires
		again, err := s.seal(id, c.doc, c.phone)
		if err != nil {
			return err
		}
		if err := s.d.Persons.SavePerson(ctx, p, again); err != nil {
			return err
		}
		p.Version++
		if out, err = s.shown(p, again); err != nil {
			return err
		}
		return s.recordPerson(ctx, "person.update", p, map[string]string{"fields": fields, "reason": reason})
	})
	return out, err
}

// merge lays a change over what is on file.
func (s *Service) merge(p Person, sealed Sealed, ch PersonChange) (PersonInput, error) {
	doc, err := s.openDocument(p, sealed)
	if err != nil {
		return PersonInput{}, err
	}
	phone, err := s.openPhone(p.ID, sealed)
	if err != nil {
		return PersonInput{}, err
	}
	in := PersonInput{Name: p.Name, DocKind: doc.Kind, DocNumber: doc.Number, Country: doc.Country, Expires: string(doc.Expires),
		Sex: p.Sex, Birth: string(p.Birth), Education: p.Education, Phone: phone}
	if ch.Name != nil {
		in.Name = *ch.Name
	}
	if ch.Education != nil {
		in.Education = *ch.Education
	}
	if d := ch.Document; d != nil {
		in.DocKind, in.DocNumber, in.Country, in.Expires = d.DocKind, d.DocNumber, d.Country, d.Expires
		if next, err := identity.ParseDocument(d.DocKind, d.DocNumber, d.Country); err == nil && next.HasGB() {
			in.Birth, in.Sex = "", "" // what the old number said does not bind the new one
		}
	}
	if ch.Sex != nil {
		in.Sex = *ch.Sex
	}
	if ch.Birth != nil {
		in.Birth = *ch.Birth
	}
	return in, nil
}

// changedFields names what differs, without the values: the trail holds no personal numbers.
func changedFields(p Person, c Checked, s *Service, sealed Sealed) string {
	var out []string
	note := func(name string, differs bool) {
		if differs {
			out = append(out, name)
		}
	}
	note("name", p.Name != c.name)
	note("sex", p.Sex != c.sex)
	note("birth", p.Birth != c.birth)
	note("education", p.Education != c.education)
	note("doc_kind", p.DocKind != c.doc.Kind)
	note("doc_expires", p.DocExpires != c.doc.Expires)
	note("doc_number", string(sealed.DocIndex) != string(s.docIndex(c.doc)))
	return strings.Join(out, ",")
}

func (s *Service) recordPerson(ctx context.Context, verb string, p Person, detail map[string]string) error {
	return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: object(p.ID), Path: pathOr(p.HomePath), Detail: detail})
}
