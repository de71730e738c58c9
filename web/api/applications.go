package api

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// MaterialView is one thing on file for an application.
type MaterialView struct {
	Kind        rules.Material `json:"kind"`
	HasFile     bool           `json:"hasFile"`
	FileType    string         `json:"fileType,omitempty"`
	Fit         bool           `json:"fit,omitempty" doc:"HEALTH_STATEMENT only"`
	Date        actor.Date     `json:"date,omitempty"`
	Institution string         `json:"institution,omitempty"`
	Value       string         `json:"value,omitempty"`
	ChangedAt   time.Time      `json:"changedAt"`
}

// DefectView is one thing to correct.
type DefectView struct {
	Material rules.Material `json:"material" minLength:"1" maxLength:"24"`
	What     string         `json:"what" minLength:"1" maxLength:"200" doc:"what is wrong and what to do"`
}

// HelpView is what was asked for and granted for the examination.
type HelpView struct {
	Kind         application.AccommodationKind `json:"kind" enum:"DISABILITY,PREGNANCY,AGE,DEAFNESS,LANGUAGE"`
	Wish         string                        `json:"wish"`
	Decided      bool                          `json:"decided"`
	ExtraMinutes int                           `json:"extraMinutes"`
	Language     assembly.Language             `json:"language,omitempty" enum:"mn-Mong,bo,ug,kk-Arab,ko,en" doc:"asked for; once decided, granted"`
	Note         string                        `json:"note,omitempty"`
}

// ApplicationView is an 报名.
type ApplicationView struct {
	ID          string              `json:"id"`
	Person      string              `json:"person"`
	Authority   string              `json:"authority"`
	ItemCode    string              `json:"itemCode"`
	PersonType  rules.PersonType    `json:"personType" enum:"PRINCIPAL,SAFETY_MANAGER,SPECIAL_OPERATOR"`
	Kind        application.Kind    `json:"kind" enum:"FIRST_ISSUE,RENEWAL,REPLACEMENT"`
	Channel     application.Channel `json:"channel" enum:"SELF,CENTRE,EMPLOYER,COUNTER"`
	State       application.State   `json:"state" enum:"DRAFT,SUBMITTED,TO_CORRECT,ACCEPTED,APPROVED,REJECTED,LAPSED,FULFILLED"`
	Materials   []MaterialView      `json:"materials" nullable:"false"`
	Defects     []DefectView        `json:"defects" nullable:"false" doc:"the one list of everything to correct"`
	Help        *HelpView           `json:"help,omitempty"`
	SubmittedAt *time.Time          `json:"submittedAt,omitempty"`
	DueOn       actor.Date          `json:"dueOn,omitempty" doc:"the authority answers by the end of this day"`
	AnswerBy    actor.Date          `json:"answerBy,omitempty" doc:"the applicant corrects by the end of this day"`
	DecidedAt   *time.Time          `json:"decidedAt,omitempty"`
	Reason      string              `json:"reason,omitempty"`
	ValidTo     actor.Date          `json:"validTo,omitempty"`
	CreatedAt   time.Time           `json:"createdAt"`
}

func applicationView(a application.Application) ApplicationView {
	v := ApplicationView{ID: string(a.ID), Person: string(a.PersonID), Authority: string(a.Authority), ItemCode: a.ItemCode, PersonType: a.PersonType,
		Kind: a.Kind, Channel: a.Channel, State: a.State, Materials: []MaterialView{}, Defects: []DefectView{}, SubmittedAt: when(a.SubmittedAt),
		DueOn: a.DueOn, AnswerBy: a.AnswerBy, DecidedAt: when(a.DecidedAt), Reason: a.Reason, ValidTo: a.ValidTo, CreatedAt: a.CreatedAt}
	for _, m := range a.Materials {
		v.Materials = append(v.Materials, MaterialView{m.Kind, m.File != "", m.FileType, m.Fit, m.Date, m.Institution, m.Value, m.ChangedAt})
	}
	for _, d := range a.Defects {
		v.Defects = append(v.Defects, DefectView{d.Material, d.What})
	}
	if h := a.Accommodation; h.Kind != "" {
		v.Help = &HelpView{h.Kind, h.Wish, h.Decided, h.ExtraMinutes, h.Language, h.Note}
	}
	return v
}

// Reason is why something is not possible, with its stable code.
type Reason struct {
	Code string `json:"code"`
	Text string `json:"text" doc:"what happened and what to do, in the language of Accept-Language"`
}

func reason(r application.Refusal, lang string) Reason {
	f := r.Fault()
	return Reason{r.Code, f.Text(lang)}
}

func reasons(list []application.Refusal, lang string) []Reason {
	out := []Reason{}
	for _, r := range list {
		out = append(out, reason(r, lang))
	}
	return out
}

// Language is the language a text is wanted in. (Exported, like the other embedded inputs: huma binds no parameters of an
// embedded struct whose type is not.)
type Language struct {
	Lang string `header:"Accept-Language" maxLength:"200"`
}

// ApplicationRef names an application.
type ApplicationRef struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (i ApplicationRef) application() application.ID { return application.ID(i.ID) }

type applicationOut struct{ Body ApplicationView }

func oneApplication(a application.Application, err error) (*applicationOut, error) {
	if err != nil {
		return nil, err
	}
	return &applicationOut{applicationView(a)}, nil
}

type applicationsOut struct{ Body Page[ApplicationView] }

// ApplicationForm begins an application.
type ApplicationForm struct {
	Person     string                        `json:"person,omitempty" maxLength:"26" doc:"for staff; a candidate applies for themselves"`
	Authority  string                        `json:"authority" minLength:"26" maxLength:"26"`
	ItemCode   string                        `json:"itemCode" minLength:"1" maxLength:"60"`
	PersonType rules.PersonType              `json:"personType" enum:"PRINCIPAL,SAFETY_MANAGER,SPECIAL_OPERATOR"`
	Kind       application.Kind              `json:"kind" enum:"FIRST_ISSUE,RENEWAL,REPLACEMENT"`
	Sponsor    string                        `json:"sponsor,omitempty" maxLength:"26" doc:"centre or enterprise that applies for its people"`
	Help       application.AccommodationKind `json:"help,omitempty" enum:"DISABILITY,PREGNANCY,AGE,DEAFNESS,LANGUAGE"`
	HelpWish   string                        `json:"helpWish,omitempty" maxLength:"400"`
	Language   assembly.Language             `json:"language,omitempty" enum:"mn-Mong,bo,ug,kk-Arab,ko,en" doc:"help LANGUAGE: in which the questions are to be shown too"`
}

func (f ApplicationForm) registration(p people.PersonID) application.Registration {
	return application.Registration{Person: p, Authority: people.OrgID(f.Authority), ItemCode: f.ItemCode, PersonType: f.PersonType, Kind: f.Kind,
		Sponsor: people.OrgID(f.Sponsor), Help: f.Help, HelpWish: f.HelpWish, Language: f.Language}
}

// MaterialForm are a material's particulars; a picture or scan is uploaded separately.
type MaterialForm struct {
	Kind        rules.Material `json:"kind" minLength:"1" maxLength:"24"`
	Fit         bool           `json:"fit,omitempty" doc:"HEALTH_STATEMENT: fit for the work; no diagnosis is kept"`
	Date        string         `json:"date,omitempty" maxLength:"10" doc:"2006-01-02"`
	Institution string         `json:"institution,omitempty" maxLength:"120"`
	Value       string         `json:"value,omitempty" maxLength:"400"`
}

var errDay = fault.Define("input.day", fault.Invalid, "日期不正确，请按 2026-01-31 的格式填写。", "The date is not right; write it like 2026-01-31.")

// day reads an optional civil date of a form.
func day(s, path string) (actor.Date, error) {
	if s == "" {
		return "", nil
	}
	d, err := actor.ParseDate(s)
	if err != nil {
		return "", errDay.At(path)
	}
	return d, nil
}

// RegisterApplications declares applying, correcting and reviewing.
func RegisterApplications(g Groups, s *application.Service) {
	for prefix, api := range map[string]huma.API{"my-": g.Candidate, "": g.Staff} {
		registerApplying(api, prefix, s)
	}
	registerMyApplications(g, s)
	registerReview(g, s)
	registerDecisions(g, s)
}

// registerApplying declares what both the candidate and somebody who acts for a person may do.
func registerApplying(api huma.API, prefix string, s *application.Service) {
	huma.Register(api, huma.Operation{OperationID: prefix + "application-add", Method: http.MethodPost, Path: "/applications", DefaultStatus: http.StatusCreated, Summary: "Begin an application",
		Description: "One live application per person and item. A candidate applies for themselves; counter, centre and employer for a person."},
		func(ctx context.Context, in *struct{ Body ApplicationForm }) (*applicationOut, error) {
			p := people.PersonID(in.Body.Person)
			if a := actor.From(ctx); a.Kind == actor.Candidate {
				p = people.PersonID(a.Person)
			}
			return oneApplication(s.Apply(ctx, in.Body.registration(p)))
		})
	huma.Register(api, huma.Operation{OperationID: prefix + "application", Method: http.MethodGet, Path: "/applications/{id}", Summary: "An application", Description: "With its materials and what is to be corrected."},
		func(ctx context.Context, in *ApplicationRef) (*applicationOut, error) {
			return oneApplication(s.For(ctx, in.application()))
		})
	huma.Register(api, huma.Operation{OperationID: prefix + "application-material", Method: http.MethodPut, Path: "/applications/{id}/material", Summary: "Put a material's particulars on file",
		Description: "While the application is a draft or being corrected."},
		func(ctx context.Context, in *struct {
			ApplicationRef
			Body MaterialForm
		}) (*applicationOut, error) {
			b := in.Body
			d, err := day(b.Date, "body.date")
			if err != nil {
				return nil, err
			}
			return oneApplication(s.SetMaterial(ctx, in.application(), application.Material{Kind: b.Kind, Fit: b.Fit, Date: d, Institution: b.Institution, Value: b.Value}))
		})
	huma.Register(api, huma.Operation{OperationID: prefix + "application-file", Method: http.MethodPut, Path: "/applications/{id}/files/{kind}", MaxBodyBytes: application.MaxFile + 1, Summary: "Upload a material",
		Description: "JPG, PNG or PDF, at most 5 MB; the type is read from the content."},
		func(ctx context.Context, in *struct {
			ApplicationRef
			Kind    rules.Material `path:"kind" maxLength:"24"`
			RawBody []byte         `contentType:"application/octet-stream"`
		}) (*applicationOut, error) {
			return oneApplication(s.SetFile(ctx, in.application(), in.Kind, in.RawBody))
		})
	huma.Register(api, huma.Operation{OperationID: prefix + "application-file-read", Method: http.MethodGet, Path: "/applications/{id}/files/{kind}", Summary: "An uploaded material", Description: "For the applicant, those who act for them, and reviewers; reading by others is on the audit trail."},
		func(ctx context.Context, in *struct {
			ApplicationRef
			Kind rules.Material `path:"kind" maxLength:"24"`
		}) (*fileOut, error) {
			data, ct, err := s.MaterialFile(ctx, in.application(), in.Kind)
			return &fileOut{ct, "inline", data}, err
		})
	huma.Register(api, huma.Operation{OperationID: prefix + "application-check", Method: http.MethodGet, Path: "/applications/{id}/check", Summary: "What is still missing",
		Description: "Every missing or wrong material and every refusal, at once."},
		func(ctx context.Context, in *struct {
			Language
			ApplicationRef
		}) (*struct{ Body CheckView }, error) {
			wrong, refusals, err := s.Check(ctx, in.application())
			return &struct{ Body CheckView }{checkView(wrong, refusals, in.Lang)}, err
		})
	huma.Register(api, huma.Operation{OperationID: prefix + "application-submit", Method: http.MethodPost, Path: "/applications/{id}/submit", Summary: "Hand in", Description: "Starts the authority's clock. Everything that is missing is answered at once."},
		func(ctx context.Context, in *ApplicationRef) (*applicationOut, error) {
			return oneApplication(s.Submit(ctx, in.application()))
		})
	huma.Register(api, huma.Operation{OperationID: prefix + "application-withdraw", Method: http.MethodPost, Path: "/applications/{id}/withdraw", Summary: "Withdraw", Description: "Ends the application; refused while a booking is alive."},
		func(ctx context.Context, in *ApplicationRef) (*applicationOut, error) {
			return oneApplication(s.Withdraw(ctx, in.application()))
		})
}

type fileOut struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// CheckView is what still stands against handing in; both lists empty means nothing.
type CheckView struct {
	Materials []MaterialReason `json:"materials" nullable:"false"`
	Refusals  []Reason         `json:"refusals" nullable:"false"`
}

// MaterialReason is why a material is not in order.
type MaterialReason struct {
	Material rules.Material `json:"material"`
	Reason
}

func checkView(wrong map[rules.Material]*fault.Error, refusals []application.Refusal, lang string) CheckView {
	v := CheckView{Materials: []MaterialReason{}, Refusals: reasons(refusals, lang)}
	for k, e := range wrong {
		v.Materials = append(v.Materials, MaterialReason{k, Reason{e.Code(), e.Text(lang)}})
	}
	slices.SortFunc(v.Materials, func(a, b MaterialReason) int { return cmp.Compare(a.Material, b.Material) })
	return v
}

func registerMyApplications(g Groups, s *application.Service) {
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-applications", Method: http.MethodGet, Path: "/applications", Summary: "My applications", Description: "Newest first."},
		func(ctx context.Context, _ *struct{}) (*applicationsOut, error) {
			list, err := s.Mine(ctx)
			return &applicationsOut{page(list, len(list), applicationView, nil)}, err
		})
}
