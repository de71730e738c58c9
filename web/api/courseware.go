package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/courseware"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// Trainee names a person by id, or by document and name; both must match.
type Trainee struct {
	ID      string           `json:"id,omitempty" maxLength:"26"`
	DocKind identity.DocKind `json:"docKind,omitempty" maxLength:"32"`
	Number  string           `json:"number,omitempty" maxLength:"40"`
	Country string           `json:"country,omitempty" maxLength:"3"`
	Name    string           `json:"name,omitempty" maxLength:"60"`
}

func (t Trainee) who() courseware.Who {
	return courseware.Who{ID: people.PersonID(t.ID), DocKind: t.DocKind, Number: t.Number, Country: t.Country, Name: t.Name}
}

// HoursEntry is one record of class hours.
type HoursEntry struct {
	ID           string                `json:"id"`
	Person       string                `json:"person"`
	Name         string                `json:"name,omitempty" doc:"of the person, in lists for staff"`
	Org          string                `json:"org"`
	OrgName      string                `json:"orgName"`
	Item         string                `json:"item"`
	Kind         courseware.Kind       `json:"kind" enum:"INITIAL,REFRESHER"`
	Mode         courseware.Mode       `json:"mode" enum:"CLASSROOM,ONLINE,WORKSHOP"`
	ClassHours   int                   `json:"classHours" doc:"of 45 minutes; 0 = withdrawn by a correction"`
	From         actor.Date            `json:"from"`
	To           actor.Date            `json:"to"`
	Class        string                `json:"class"`
	Evidence     string                `json:"evidence"`
	EmployerName string                `json:"employerName,omitempty" doc:"on the last day"`
	Employment   people.EmploymentKind `json:"employment,omitempty" enum:"REGULAR,DISPATCHED,INTERN"`
	Corrects     string                `json:"corrects,omitempty"`
	CorrectedBy  string                `json:"correctedBy,omitempty"`
	Reason       string                `json:"reason,omitempty"`
	By           string                `json:"by" doc:"name of the clerk"`
	At           time.Time             `json:"at"`
	Counts       bool                  `json:"counts"`
}

func hoursEntry(e courseware.Entry) HoursEntry {
	return HoursEntry{ID: string(e.ID), Person: string(e.Person), Name: e.PersonName, Org: string(e.Org), OrgName: e.OrgName, Item: e.Item, Kind: e.Kind, Mode: e.Mode,
		ClassHours: e.ClassHours, From: e.From, To: e.To, Class: e.Class, Evidence: e.Evidence, EmployerName: e.EmployerName,
		Employment: e.Employment, Corrects: string(e.Corrects), CorrectedBy: string(e.CorrectedBy), Reason: e.Reason, By: e.ByName, At: e.At, Counts: e.Counts()}
}

func hoursEntries(list []courseware.Entry) []HoursEntry {
	out := []HoursEntry{}
	for _, e := range list {
		out = append(out, hoursEntry(e))
	}
	return out
}

// TrainingExemption is a request to skip training.
type TrainingExemption struct {
	ID            string                    `json:"id"`
	Person        string                    `json:"person"`
	Org           string                    `json:"org"`
	Item          string                    `json:"item"`
	Reason        rules.Exemption           `json:"reason" enum:"SKILL_CERT,DEGREE"`
	Evidence      string                    `json:"evidence"`
	State         courseware.ExemptionState `json:"state" enum:"SUBMITTED,APPROVED,REJECTED,REVOKED"`
	SubmittedName string                    `json:"submittedName"`
	SubmittedAt   time.Time                 `json:"submittedAt"`
	DecidedName   string                    `json:"decidedName,omitempty"`
	DecidedAt     *time.Time                `json:"decidedAt,omitempty"`
	Decision      string                    `json:"decision,omitempty"`
}

func trainingExemption(e courseware.Exemption) TrainingExemption {
	v := TrainingExemption{ID: string(e.ID), Person: string(e.Person), Org: string(e.Org), Item: e.Item, Reason: e.Reason, Evidence: e.Evidence,
		State: e.State, SubmittedName: e.SubmittedName, SubmittedAt: e.SubmittedAt, DecidedName: e.DecidedName, Decision: e.Decision}
	if !e.DecidedAt.IsZero() {
		v.DecidedAt = &e.DecidedAt
	}
	return v
}

func trainingExemptions(list []courseware.Exemption) []TrainingExemption {
	out := []TrainingExemption{}
	for _, e := range list {
		out = append(out, trainingExemption(e))
	}
	return out
}

type hoursOut struct{ Body HoursEntry }
type exemptionOut struct{ Body TrainingExemption }

// RegisterCourseware declares class hours and training exemptions.
func RegisterCourseware(g Groups, s *courseware.Service, path OrgPath) {
	registerHours(g, s)
	registerOwnTraining(g, s, path)
	registerExemptions(g, s)
}

func registerHours(g Groups, s *courseware.Service) {
	huma.Register(g.Staff, huma.Operation{
		OperationID: "hours-record", Method: http.MethodPost, Path: "/hours", DefaultStatus: http.StatusCreated, Summary: "Record class hours",
		Description: "By a training clerk of the centre; the same requestKey records once.",
	}, func(ctx context.Context, in *struct {
		Body struct {
			Org        string          `json:"org" maxLength:"26"`
			Person     Trainee         `json:"person"`
			Item       string          `json:"item" maxLength:"16"`
			Kind       courseware.Kind `json:"kind" enum:"INITIAL,REFRESHER"`
			Mode       courseware.Mode `json:"mode" enum:"CLASSROOM,ONLINE,WORKSHOP"`
			ClassHours int             `json:"classHours" minimum:"1" maximum:"1000" doc:"of 45 minutes"`
			From       string          `json:"from" format:"date"`
			To         string          `json:"to" format:"date"`
			Class      string          `json:"class" minLength:"1" maxLength:"120"`
			Evidence   string          `json:"evidence" minLength:"2" maxLength:"500"`
			Attachment string          `json:"attachment,omitempty" maxLength:"200"`
			RequestKey string          `json:"requestKey,omitempty" maxLength:"64"`
		}
	}) (*hoursOut, error) {
		b := in.Body
		e, err := s.Record(ctx, courseware.RecordInput{Org: people.OrgID(b.Org), Person: b.Person.who(), Item: b.Item, Kind: b.Kind, Mode: b.Mode,
			ClassHours: b.ClassHours, From: b.From, To: b.To, Class: b.Class, Evidence: b.Evidence, Attachment: b.Attachment, RequestKey: b.RequestKey})
		if err != nil {
			return nil, err
		}
		return &hoursOut{hoursEntry(e)}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "hours-correct", Method: http.MethodPost, Path: "/hours/{id}/correct", DefaultStatus: http.StatusCreated, Summary: "Correct an entry",
		Description: "Adds an entry that replaces the named one, with a reason; classHours 0 withdraws it.",
	}, func(ctx context.Context, in *struct {
		ID   string `path:"id" maxLength:"26"`
		Body struct {
			ClassHours int    `json:"classHours" minimum:"0" maximum:"1000"`
			From       string `json:"from" format:"date"`
			To         string `json:"to" format:"date"`
			Evidence   string `json:"evidence" minLength:"2" maxLength:"500"`
			Attachment string `json:"attachment,omitempty" maxLength:"200"`
			Reason     string `json:"reason" minLength:"2" maxLength:"500"`
		}
	}) (*hoursOut, error) {
		b := in.Body
		e, err := s.Correct(ctx, courseware.EntryID(in.ID), courseware.CorrectInput{ClassHours: b.ClassHours, From: b.From, To: b.To,
			Evidence: b.Evidence, Attachment: b.Attachment, Reason: b.Reason})
		if err != nil {
			return nil, err
		}
		return &hoursOut{hoursEntry(e)}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "hours-list", Method: http.MethodGet, Path: "/hours", Summary: "Entries of an organisation, newest first",
		Description: "For its training clerks and for regulators, archivists and auditors above it.",
	}, func(ctx context.Context, in *struct {
		Paging
		Org string `query:"org" required:"true" maxLength:"26"`
	}) (*struct{ Body Page[HoursEntry] }, error) {
		list, err := s.Entries(ctx, people.OrgID(in.Org), courseware.EntryID(in.Cursor), in.Limit)
		if err != nil {
			return nil, err
		}
		return &struct{ Body Page[HoursEntry] }{pageOf(list, in.Limit, hoursEntry, func(e courseware.Entry) string { return string(e.ID) })}, nil
	})
}

// OwnTraining is a candidate's training record.
type OwnTraining struct {
	Entries     []HoursEntry        `json:"entries" nullable:"false"`
	Exemptions  []TrainingExemption `json:"exemptions" nullable:"false"`
	Requirement *TrainingNeed       `json:"requirement,omitempty" doc:"where an item was named"`
}

// TrainingNeed is what a rule asks for against what is recorded.
type TrainingNeed struct {
	Item     string `json:"item"`
	Required *int   `json:"required,omitempty" doc:"class hours; missing where the authority has not set them"`
	Recorded int    `json:"recorded"`
	Exempt   bool   `json:"exempt"`
	Met      bool   `json:"met"`
}

func registerOwnTraining(g Groups, s *courseware.Service, path OrgPath) {
	huma.Register(g.Candidate, huma.Operation{
		OperationID: "own-training", Method: http.MethodGet, Path: "/training", Summary: "My class hours and exemptions",
		Description: "All entries with their corrections; with an item also what the rule in force today asks for.",
	}, func(ctx context.Context, in *struct {
		Item string `query:"item" maxLength:"16"`
		Org  string `query:"org" maxLength:"26" doc:"authority to apply to"`
	}) (*struct{ Body OwnTraining }, error) {
		entries, exemptions, err := s.Own(ctx)
		if err != nil {
			return nil, err
		}
		out := OwnTraining{Entries: hoursEntries(entries), Exemptions: trainingExemptions(exemptions)}
		if in.Item != "" {
			p, err := path.orNational(ctx, in.Org)
			if err != nil {
				return nil, err
			}
			h, err := s.HoursOf(ctx, courseware.HoursQuery{Person: people.PersonID(actor.From(ctx).Person), Item: in.Item, OrgPath: p, On: s.Today()})
			if err != nil {
				return nil, err
			}
			need := TrainingNeed{Item: in.Item, Recorded: h.Recorded, Exempt: h.Exemption != nil}
			if h.Required.Set() {
				need.Required = &h.Required.Value
			}
			need.Met, _ = h.Met() // an open requirement shows as required missing
			out.Requirement = &need
		}
		return &struct{ Body OwnTraining }{out}, nil
	})
	huma.Register(g.Candidate, huma.Operation{
		OperationID: "own-exemption", Method: http.MethodPost, Path: "/training/exemptions", DefaultStatus: http.StatusCreated, Summary: "Ask to skip training",
		Description: "For a skill certificate or a related degree, where the rule in force allows it.",
	}, func(ctx context.Context, in *struct {
		Body struct {
			Org        string          `json:"org" maxLength:"26" doc:"authority that decides"`
			Item       string          `json:"item" maxLength:"16"`
			Reason     rules.Exemption `json:"reason" enum:"SKILL_CERT,DEGREE"`
			Evidence   string          `json:"evidence" minLength:"2" maxLength:"500"`
			Attachment string          `json:"attachment,omitempty" maxLength:"200"`
		}
	}) (*exemptionOut, error) {
		b := in.Body
		e, err := s.Submit(ctx, courseware.ExemptionInput{Org: people.OrgID(b.Org), Item: b.Item, Reason: b.Reason, Evidence: b.Evidence, Attachment: b.Attachment})
		if err != nil {
			return nil, err
		}
		return &exemptionOut{trainingExemption(e)}, nil
	})
}

func registerExemptions(g Groups, s *courseware.Service) {
	huma.Register(g.Staff, huma.Operation{
		OperationID: "exemption-submit", Method: http.MethodPost, Path: "/exemptions", DefaultStatus: http.StatusCreated, Summary: "Submit an exemption for a person",
		Description: "By a counter clerk of the authority or a training clerk below it.",
	}, func(ctx context.Context, in *struct {
		Body struct {
			Org        string          `json:"org" maxLength:"26"`
			Person     Trainee         `json:"person"`
			Item       string          `json:"item" maxLength:"16"`
			Reason     rules.Exemption `json:"reason" enum:"SKILL_CERT,DEGREE"`
			Evidence   string          `json:"evidence" minLength:"2" maxLength:"500"`
			Attachment string          `json:"attachment,omitempty" maxLength:"200"`
		}
	}) (*exemptionOut, error) {
		b := in.Body
		e, err := s.Submit(ctx, courseware.ExemptionInput{Org: people.OrgID(b.Org), Person: b.Person.who(), Item: b.Item, Reason: b.Reason,
			Evidence: b.Evidence, Attachment: b.Attachment})
		if err != nil {
			return nil, err
		}
		return &exemptionOut{trainingExemption(e)}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "exemption-list", Method: http.MethodGet, Path: "/exemptions", Summary: "Exemptions of an authority, newest first",
		Description: "For its application reviewers, counter clerks, regulators and auditors.",
	}, func(ctx context.Context, in *struct {
		Paging
		Org   string `query:"org" required:"true" maxLength:"26"`
		State string `query:"state" enum:"SUBMITTED,APPROVED,REJECTED,REVOKED"`
	}) (*struct {
		Body Page[TrainingExemption]
	}, error) {
		list, err := s.Exemptions(ctx, people.OrgID(in.Org), courseware.ExemptionState(in.State), courseware.ExemptionID(in.Cursor), in.Limit)
		if err != nil {
			return nil, err
		}
		return &struct {
			Body Page[TrainingExemption]
		}{pageOf(list, in.Limit, trainingExemption, func(e courseware.Exemption) string { return string(e.ID) })}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "exemption-decide", Method: http.MethodPost, Path: "/exemptions/{id}/decide", Summary: "Approve or reject an exemption",
		Description: "By an application reviewer who neither submitted it nor is the person; a rejection needs a reason.",
	}, func(ctx context.Context, in *struct {
		ID   string `path:"id" maxLength:"26"`
		Body struct {
			Approve bool   `json:"approve"`
			Reason  string `json:"reason,omitempty" maxLength:"500"`
		}
	}) (*exemptionOut, error) {
		e, err := s.Decide(ctx, courseware.ExemptionID(in.ID), in.Body.Approve, in.Body.Reason)
		if err != nil {
			return nil, err
		}
		return &exemptionOut{trainingExemption(e)}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "exemption-revoke", Method: http.MethodPost, Path: "/exemptions/{id}/revoke", Summary: "Take back an approved exemption",
		Description: "When its evidence proves wrong, with a reason.",
	}, func(ctx context.Context, in *struct {
		ID   string `path:"id" maxLength:"26"`
		Body struct {
			Reason string `json:"reason" minLength:"2" maxLength:"500"`
		}
	}) (*exemptionOut, error) {
		e, err := s.Revoke(ctx, courseware.ExemptionID(in.ID), in.Body.Reason)
		if err != nil {
			return nil, err
		}
		return &exemptionOut{trainingExemption(e)}, nil
	})
}
