package api

import (
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/people/photo"
	"github.com/suikao/suikao/exam/people/roster"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/web/session"
)

// People is what the operations about persons, organisations, logins and devices need.
type People struct {
	Persons    *people.Service
	Accounts   *people.Accounts
	Candidates *people.Candidates
	Notices    *notice.Service
	Roster     *roster.Service
	Devices    *terminal.Service
	Sessions   *session.Manager
}

// DocumentForm is an identity document as somebody typed it.
type DocumentForm struct {
	Kind    identity.DocKind `json:"kind" enum:"ID_CARD,TEMPORARY_ID,HOUSEHOLD_EXTRACT,ELECTRONIC_ID,HMT_RESIDENCE,FOREIGN_RESIDENCE,PASSPORT,MAINLAND_TRAVEL"`
	Number  string           `json:"number" minLength:"1" maxLength:"40"`
	Country string           `json:"country,omitempty" maxLength:"3" doc:"passports: ISO 3166-1 alpha-3"`
	Expires string           `json:"expires,omitempty" maxLength:"10" doc:"end date of the document, 2006-01-02"`
}

// PersonForm is what a form says about a person.
type PersonForm struct {
	Name      string           `json:"name" minLength:"1" maxLength:"60"`
	Document  DocumentForm     `json:"document"`
	Sex       identity.Sex     `json:"sex,omitempty" enum:"M,F"`
	Birth     string           `json:"birth,omitempty" maxLength:"10" doc:"2006-01-02; may be left out where the document carries it"`
	Education people.Education `json:"education,omitempty" enum:"PRIMARY,JUNIOR,SENIOR,VOCATIONAL,COLLEGE,BACHELOR,GRADUATE"`
	Phone     string           `json:"phone,omitempty" maxLength:"30"`
}

func (f PersonForm) input() people.PersonInput {
	return people.PersonInput{Name: f.Name, DocKind: f.Document.Kind, DocNumber: f.Document.Number, Country: f.Document.Country,
		Expires: f.Document.Expires, Sex: f.Sex, Birth: f.Birth, Education: f.Education, Phone: f.Phone}
}

// DocumentView is a document for display: the number is masked.
type DocumentView struct {
	Kind    identity.DocKind `json:"kind"`
	Masked  string           `json:"masked" doc:"420***********123X"`
	Country string           `json:"country,omitempty"`
	Expires string           `json:"expires,omitempty"`
}

// PhotoView is where a document photo stands.
type PhotoView struct {
	ID          string             `json:"id,omitempty"`
	State       people.PhotoState  `json:"state" enum:"NONE,PENDING,APPROVED,REJECTED"`
	Reason      photo.RetakeReason `json:"reason,omitempty" doc:"why it must be taken again"`
	Note        string             `json:"note,omitempty"`
	SubmittedAt *time.Time         `json:"submittedAt,omitempty"`
	DecidedAt   *time.Time         `json:"decidedAt,omitempty"`
}

// PersonView is a person with masked numbers.
type PersonView struct {
	ID        string           `json:"id"`
	Name      string           `json:"name"`
	Sex       identity.Sex     `json:"sex,omitempty"`
	Birth     string           `json:"birth,omitempty"`
	Education people.Education `json:"education,omitempty"`
	Document  DocumentView     `json:"document"`
	Phone     string           `json:"phone,omitempty" doc:"138****5678"`
	Home      string           `json:"home" doc:"organisation that keeps the record"`
	Photo     PhotoView        `json:"photo"`
	CreatedAt time.Time        `json:"createdAt"`
	Version   int64            `json:"version" doc:"to be sent back with a change"`
}

func photoView(p people.Photo) PhotoView {
	return PhotoView{ID: p.ID, State: p.State, Reason: p.Reason, Note: p.Note, SubmittedAt: when(p.SubmittedAt), DecidedAt: when(p.DecidedAt)}
}

// when is nil for an instant that is not set.
func when(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func personView(p people.Person) PersonView {
	return PersonView{ID: string(p.ID), Name: p.Name, Sex: p.Sex, Birth: string(p.Birth), Education: p.Education,
		Document: DocumentView{p.DocKind, p.DocMasked, p.DocCountry, string(p.DocExpires)}, Phone: p.Phone, Home: string(p.Home),
		Photo: photoView(p.Photo), CreatedAt: p.CreatedAt, Version: p.Version}
}

// OrgView is an organisation.
type OrgView struct {
	ID       string         `json:"id"`
	Parent   string         `json:"parent,omitempty"`
	Path     string         `json:"path"`
	Kind     people.OrgKind `json:"kind" enum:"AUTHORITY,EXAM_BODY,CENTRE,ENTERPRISE"`
	Name     string         `json:"name"`
	Region   string         `json:"region" doc:"GB/T 2260, six digits"`
	USCC     string         `json:"uscc,omitempty"`
	Street   string         `json:"street,omitempty"`
	Industry string         `json:"industry,omitempty"`
	Grade    string         `json:"grade,omitempty"`
	Closed   bool           `json:"closed"`
	Version  int64          `json:"version"`
}

func orgView(o people.Org) OrgView {
	return OrgView{string(o.ID), string(o.Parent), o.Path, o.Kind, o.Name, o.Region, o.USCC, o.Street, o.Industry, o.Grade, !o.Closed.IsZero(), o.Version}
}

// OrgForm is what a form says about an organisation.
type OrgForm struct {
	Kind     people.OrgKind `json:"kind,omitempty" enum:"AUTHORITY,EXAM_BODY,CENTRE,ENTERPRISE" doc:"needed for a new one; never changes"`
	Name     string         `json:"name" minLength:"1" maxLength:"120"`
	Region   string         `json:"region" maxLength:"20"`
	USCC     string         `json:"uscc,omitempty" maxLength:"40"`
	Street   string         `json:"street,omitempty" maxLength:"120"`
	Industry string         `json:"industry,omitempty" maxLength:"120"`
	Grade    string         `json:"grade,omitempty" maxLength:"4"`
}

func (f OrgForm) input() people.OrgInput {
	return people.OrgInput{Kind: f.Kind, Name: f.Name, Region: f.Region, USCC: f.USCC, Street: f.Street, Industry: f.Industry, Grade: f.Grade}
}

// page cuts a list that was read with one more row than asked for.
func page[T, V any](rows []T, limit int, view func(T) V, cursor func(T) string) Page[V] {
	out := Page[V]{Items: []V{}}
	for i, r := range rows {
		if i == limit {
			out.Next = cursor(rows[i-1])
			break
		}
		out.Items = append(out.Items, view(r))
	}
	return out
}
