package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/review"
)

// ReviewMeasures are what may be imposed.
type ReviewMeasures struct {
	VoidCurrent bool `json:"voidCurrent" doc:"本次成绩无效"`
	VoidPassed  bool `json:"voidPassed" doc:"同一报名中已合格科目成绩无效"`
	BanMonths   int  `json:"banMonths" minimum:"0" maximum:"600" doc:"禁考; 0: none"`
}

func (m ReviewMeasures) measures() review.Measures {
	return review.Measures{VoidCurrent: m.VoidCurrent, VoidPassed: m.VoidPassed, BanMonths: m.BanMonths}
}

func measuresView(m review.Measures) ReviewMeasures {
	return ReviewMeasures{m.VoidCurrent, m.VoidPassed, m.BanMonths}
}

// ReviewEffects are what a decision did: separate facts, each with its own status.
type ReviewEffects struct {
	Results string `json:"results" enum:",IMPOSED,REVERSED"`
	Voided  int    `json:"voided" doc:"results that became void"`
	Ban     string `json:"ban" enum:",ENTERED,IN_FORCE,REVERSED" doc:"ENTERED: another person has to confirm it"`
	BanFrom string `json:"banFrom,omitempty" format:"date"`
	BanTo   string `json:"banTo,omitempty" format:"date"`
}

func effectsView(e review.Effects, inForce bool) ReviewEffects {
	v := ReviewEffects{Results: string(e.Results), Voided: len(e.Voided), Ban: string(e.Ban), BanFrom: string(e.BanFrom), BanTo: string(e.BanTo)}
	if e.Ban == review.Imposed {
		v.Ban = map[bool]string{true: "IN_FORCE", false: "ENTERED"}[inForce]
	}
	return v
}

// ReviewCase is one case.
type ReviewCase struct {
	ID             string         `json:"id"`
	No             string         `json:"no"`
	Stage          string         `json:"stage" enum:"FACTS,NOTICE,SERVING_NOTICE,STATEMENT,DECISION,SERVING_DECISION,APPEALABLE,APPEALED,FINAL,DISMISSED"`
	Sitting        string         `json:"sitting"`
	Room           string         `json:"room"`
	Seat           string         `json:"seat" doc:"label"`
	Item           string         `json:"item"`
	SatOn          string         `json:"satOn" format:"date"`
	OpenedAt       time.Time      `json:"openedAt"`
	OpenedBy       string         `json:"openedBy,omitempty"`
	Act            string         `json:"act,omitempty" doc:"of review-acts, as two people agree"`
	Grade          string         `json:"grade,omitempty" enum:",LESSER,GRAVE" doc:"违纪, 作弊"`
	ActTitle       *IncidentWords `json:"actTitle,omitempty"`
	Proposed       ReviewMeasures `json:"proposed" doc:"by the notice"`
	Sanction       bool           `json:"sanction" doc:"the decision imposes decided"`
	Decided        ReviewMeasures `json:"decided"`
	StatementUntil string         `json:"statementUntil,omitempty" format:"date" doc:"last day"`
	AppealUntil    string         `json:"appealUntil,omitempty" format:"date"`
	LitigateUntil  string         `json:"litigateUntil,omitempty" format:"date"`
	EndedAt        *time.Time     `json:"endedAt,omitempty"`
}

func reviewCase(c review.Case) ReviewCase {
	v := ReviewCase{ID: string(c.ID), No: c.No, Stage: string(c.Stage), Sitting: string(c.Sitting), Room: string(c.Room), Seat: c.SeatLabel, Item: c.Item,
		SatOn: string(c.SatOn), OpenedAt: c.OpenedAt, OpenedBy: c.Opener.Name, Act: c.Breach, Proposed: measuresView(c.Proposed), Sanction: c.Sanction,
		Decided: measuresView(c.Decided), StatementUntil: string(c.StatementUntil), AppealUntil: string(c.AppealUntil), LitigateUntil: string(c.LitigateUntil),
		EndedAt: when(c.EndedAt)}
	if b, ok := review.FindBreach(c.Breach); ok {
		v.Grade, v.ActTitle = string(b.Grade), &IncidentWords{b.ZH, b.EN}
	}
	return v
}

// ReviewFinding is what one person establishes.
type ReviewFinding struct {
	By          string    `json:"by"`
	Mine        bool      `json:"mine"`
	Established bool      `json:"established"`
	Act         string    `json:"act,omitempty"`
	Facts       string    `json:"facts"`
	Proposal    string    `json:"proposal"`
	At          time.Time `json:"at"`
}

// ReviewDocument is one numbered document; its text is read by itself.
type ReviewDocument struct {
	Document string    `json:"document" enum:"NOTICE,DECISION,APPEAL"`
	No       string    `json:"no"`
	Hash     string    `json:"hash" doc:"hex SHA-256 of the text"`
	By       string    `json:"by"`
	At       time.Time `json:"at"`
	Method   string    `json:"method,omitempty" enum:",PORTAL,IN_PERSON,POST,PUBLIC" doc:"left out: not served yet"`
	ServedOn string    `json:"servedOn,omitempty" format:"date"`
	Note     string    `json:"note,omitempty" doc:"of the service"`
	Facts    string    `json:"facts"`
	Basis    string    `json:"basis"`
	Reasons  string    `json:"reasons,omitempty"`
}

func documentViews(list []review.Document) []ReviewDocument {
	out := make([]ReviewDocument, len(list))
	for i, d := range list {
		out[i] = ReviewDocument{Document: string(d.Kind), No: d.No, Hash: d.Hash, By: d.By.Name, At: d.At, Method: string(d.Method), ServedOn: string(d.ServedOn), Facts: d.Facts,
			Basis: d.Basis, Reasons: d.Reasons, Note: d.Note}
	}
	return out
}

// ReviewStatement is one statement of the person.
type ReviewStatement struct {
	Text string    `json:"text"`
	Last bool      `json:"last"`
	At   time.Time `json:"at"`
}

func statementViews(list []review.Said) []ReviewStatement {
	out := make([]ReviewStatement, len(list))
	for i, s := range list {
		out[i] = ReviewStatement{s.Text, s.Last, s.At}
	}
	return out
}

// ReviewAppeal is an appeal against a decision.
type ReviewAppeal struct {
	ID      string     `json:"id"`
	Review  string     `json:"review"`
	Text    string     `json:"text"`
	FiledAt time.Time  `json:"filedAt"`
	State   string     `json:"state" enum:"FILED,UPHELD,REVOKED"`
	By      string     `json:"by,omitempty"`
	Answer  string     `json:"answer,omitempty"`
	At      *time.Time `json:"at,omitempty"`
}

func appealView(a review.Appeal) ReviewAppeal {
	return ReviewAppeal{string(a.ID), string(a.Case), a.Text, a.FiledAt, string(a.State), a.By.Name, a.Answer, when(a.At)}
}

func appealPtr(a *review.Appeal) *ReviewAppeal {
	if a == nil {
		return nil
	}
	v := appealView(*a)
	return &v
}

// ReviewDetail is a case as staff sees it.
type ReviewDetail struct {
	Case       ReviewCase        `json:"case"`
	Name       string            `json:"name"`
	Document   string            `json:"document" doc:"masked"`
	Signed     int               `json:"signed" doc:"how many have signed facts"`
	Mine       bool              `json:"mine" doc:"the caller is one of them"`
	Findings   []ReviewFinding   `json:"findings" nullable:"false" doc:"while facts are being established only the caller's own"`
	Documents  []ReviewDocument  `json:"documents" nullable:"false"`
	Statements []ReviewStatement `json:"statements" nullable:"false"`
	Incidents  []IncidentView    `json:"incidents" nullable:"false"`
	Effects    ReviewEffects     `json:"effects"`
	Appeal     *ReviewAppeal     `json:"appeal,omitempty"`
}

func reviewDetail(ctx context.Context, v review.View, names IncidentNames) ReviewDetail {
	me := actor.From(ctx).Person
	d := ReviewDetail{Case: reviewCase(v.Case), Name: v.Who.Name, Document: v.Who.Document, Signed: v.Signed, Mine: v.Mine, Findings: []ReviewFinding{},
		Documents: documentViews(v.Documents), Statements: statementViews(v.Statements), Incidents: []IncidentView{}, Effects: effectsView(v.Case.Effects, v.BanInForce),
		Appeal: appealPtr(v.Appeal)}
	for _, f := range v.Findings {
		d.Findings = append(d.Findings, ReviewFinding{f.By.Name, string(f.By.Person) == me, f.Established, f.Breach, f.Facts, f.Proposal, f.At})
	}
	for _, in := range v.Incidents {
		d.Incidents = append(d.Incidents, names.of(ctx, in))
	}
	return d
}

type reviewOut struct{ Body ReviewCase }

func oneReview(c review.Case, err error) (*reviewOut, error) {
	if err != nil {
		return nil, err
	}
	return &reviewOut{reviewCase(c)}, nil
}

// RegisterReviews declares the procedure about a breach, for staff and for the person concerned.
func RegisterReviews(g Groups, s *review.Service, names IncidentNames) {
	registerReviewReads(g, s, names)
	registerReviewActs(g, s)
	registerAppeals(g, s)
	registerOwnCases(g, s)
}

// ReviewAct is one act of the catalogue of breaches.
type ReviewAct struct {
	Act   string        `json:"act"`
	Grade string        `json:"grade" enum:"LESSER,GRAVE" doc:"违纪, 作弊"`
	Title IncidentWords `json:"title"`
}

// ReviewTerms are what the rules in force on the day of the act allow and set.
type ReviewTerms struct {
	Most          ReviewMeasures `json:"most" doc:"the most that may be imposed"`
	StatementDays int            `json:"statementDays" doc:"working days"`
	AppealDays    int            `json:"appealDays"`
	LitigateMonth int            `json:"litigateMonths"`
	Legal         string         `json:"legal" doc:"legal basis of the rule set"`
	Blanks        []string       `json:"blanks" nullable:"false" doc:"what the authority has to set before a notice can be written"`
}

func registerReviewReads(g Groups, s *review.Service, names IncidentNames) {
	huma.Register(g.Staff, huma.Operation{OperationID: "review-acts", Method: http.MethodGet, Path: "/review-acts", Summary: "The catalogue of breaches", Description: "违纪 is the lesser, 作弊 the grave degree."},
		func(context.Context, *struct{}) (*struct{ Body Page[ReviewAct] }, error) {
			out := &struct{ Body Page[ReviewAct] }{}
			for _, b := range review.Breaches() {
				out.Body.Items = append(out.Body.Items, ReviewAct{b.Code, string(b.Grade), IncidentWords{b.ZH, b.EN}})
			}
			return out, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "reviews", Method: http.MethodGet, Path: "/reviews", Summary: "Cases of the caller's exam points and authorities", Description: "Newest first."},
		func(ctx context.Context, in *struct {
			Paging
			Stage   string `query:"stage" enum:",FACTS,NOTICE,SERVING_NOTICE,STATEMENT,DECISION,SERVING_DECISION,APPEALABLE,APPEALED,FINAL,DISMISSED"`
			Sitting string `query:"sitting" maxLength:"26"`
		}) (*struct{ Body Page[ReviewCase] }, error) {
			list, err := s.List(ctx, review.Query{Stage: review.Stage(in.Stage), Sitting: exam.SittingID(in.Sitting), Before: review.CaseID(in.Cursor), Limit: in.Limit})
			return &struct{ Body Page[ReviewCase] }{pageOf(list, in.Limit, reviewCase, func(c review.Case) string { return string(c.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "review", Method: http.MethodGet, Path: "/reviews/{id}", Summary: "One case", Description: "While facts are being established nobody is handed another person's finding. A refusal is on the audit trail."},
		func(ctx context.Context, in *IDRef) (*struct{ Body ReviewDetail }, error) {
			v, err := s.Look(ctx, review.CaseID(in.ID))
			if err != nil {
				return nil, err
			}
			return &struct{ Body ReviewDetail }{reviewDetail(ctx, v, names)}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "review-terms", Method: http.MethodGet, Path: "/reviews/{id}/terms", Summary: "What the rules allow in a case", Description: "By the rules in force on the day of the act; blanks are for the authority to set."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Lang string `header:"Accept-Language"`
		}) (*struct{ Body ReviewTerms }, error) {
			t, err := s.Terms(ctx, review.CaseID(in.ID))
			if err != nil {
				return nil, err
			}
			out := ReviewTerms{Most: measuresView(t.Most), StatementDays: t.StatementDays, AppealDays: t.AppealDays, LitigateMonth: t.LitigateMonths, Legal: t.Legal, Blanks: []string{}}
			for _, b := range t.Blanks {
				out.Blanks = append(out.Blanks, b.Text(in.Lang))
			}
			return &struct{ Body ReviewTerms }{out}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "review-document", Method: http.MethodGet, Path: "/reviews/{id}/documents/{document}", Summary: "Read a document", Description: "As it was written; to be printed.", Responses: htmlResponse()},
		func(ctx context.Context, in *documentIn) (*documentOut, error) {
			return oneDocument(s.Document(ctx, review.CaseID(in.ID), review.DocumentKind(in.Document)))
		})
}

type documentIn struct {
	ID       string `path:"id" minLength:"26" maxLength:"26"`
	Document string `path:"document" enum:"NOTICE,DECISION,APPEAL"`
}

type documentOut struct {
	ContentType string `header:"Content-Type"`
	Policy      string `header:"Content-Security-Policy"`
	Body        []byte
}

func htmlResponse() map[string]*huma.Response {
	return map[string]*huma.Response{"200": {Description: "the document", Content: map[string]*huma.MediaType{"text/html": {Schema: &huma.Schema{Type: huma.TypeString}}}}}
}

// oneDocument answers a page of its own: nothing in it runs or loads anything.
func oneDocument(d review.Document, err error) (*documentOut, error) {
	if err != nil {
		return nil, err
	}
	return &documentOut{"text/html; charset=utf-8", "default-src 'none'; style-src 'unsafe-inline'; sandbox", []byte(d.HTML)}, nil
}

// ReviewDraft is what an official writes into a document.
type ReviewDraft struct {
	Facts      string `json:"facts" minLength:"10" maxLength:"2000"`
	Basis      string `json:"basis" minLength:"4" maxLength:"400" doc:"legal basis: law and article"`
	Considered string `json:"considered,omitempty" maxLength:"2000" doc:"decision: how the statement was considered"`
	ReviewMeasures
}

func (d ReviewDraft) draft() review.Draft {
	return review.Draft{Facts: d.Facts, Basis: d.Basis, Reasons: d.Considered, Measures: d.measures()}
}

func registerReviewActs(g Groups, s *review.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "review-open", Method: http.MethodPost, Path: "/reviews", DefaultStatus: http.StatusCreated, Summary: "Open a case", Description: "About referred incidents of one sitting that belong to no case."},
		func(ctx context.Context, in *struct {
			Body struct {
				Sitting   string   `json:"sitting" minLength:"26" maxLength:"26"`
				Incidents []string `json:"incidents" minItems:"1" maxItems:"50" nullable:"false"`
			}
		}) (*reviewOut, error) {
			ids := make([]proctor.IncidentID, len(in.Body.Incidents))
			for i, id := range in.Body.Incidents {
				ids[i] = proctor.IncidentID(id)
			}
			return oneReview(s.Open(ctx, exam.SittingID(in.Body.Sitting), ids))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "review-sign", Method: http.MethodPost, Path: "/reviews/{id}/findings", Summary: "Sign what you establish", Description: "Two named people of the examining body sign without seeing each other's finding; where they differ a third does."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				Established bool   `json:"established"`
				Act         string `json:"act,omitempty" maxLength:"40" doc:"of review-acts; left out where nothing is established"`
				Facts       string `json:"facts" minLength:"10" maxLength:"2000"`
				Proposal    string `json:"proposal" minLength:"2" maxLength:"400"`
			}
		}) (*reviewOut, error) {
			return oneReview(s.Sign(ctx, review.CaseID(in.ID), review.Opinion{Established: in.Body.Established, Breach: in.Body.Act, Facts: in.Body.Facts, Proposal: in.Body.Proposal}))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "review-notice", Method: http.MethodPost, Path: "/reviews/{id}/notice", Summary: "Write the notice", Description: "告知书, by the issuing authority. The person is told that it waits."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body ReviewDraft
		}) (*reviewOut, error) {
			return oneReview(s.Notice(ctx, review.CaseID(in.ID), in.Body.draft()))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "review-drop", Method: http.MethodPost, Path: "/reviews/{id}/drop", Summary: "Do not pursue a case", Description: "By the issuing authority, before any notice; nothing keeps the result any more."},
		func(ctx context.Context, in *incidentText) (*reviewOut, error) {
			return oneReview(s.Drop(ctx, review.CaseID(in.ID), in.Body.Text))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "review-decide", Method: http.MethodPost, Path: "/reviews/{id}/decision", Summary: "Write the decision", Description: "决定书 with its legal basis, after the statement or its period. It works when it is served."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				Sanction bool `json:"sanction" doc:"false: nothing is imposed"`
				ReviewDraft
			}
		}) (*reviewOut, error) {
			return oneReview(s.Decide(ctx, review.CaseID(in.ID), in.Body.Sanction, in.Body.draft()))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "review-serve", Method: http.MethodPost, Path: "/reviews/{id}/service", Summary: "Record that a document was served", Description: "送达 in person, by post or in public; on the portal the person confirms receipt. Serving a decision carries it out."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				Document string `json:"document" enum:"NOTICE,DECISION"`
				Method   string `json:"method" enum:"IN_PERSON,POST,PUBLIC"`
				On       string `json:"on" format:"date" maxLength:"10"`
				Note     string `json:"note,omitempty" maxLength:"400" doc:"number of the posted letter, witness"`
			}
		}) (*reviewOut, error) {
			return oneReview(s.Serve(ctx, review.CaseID(in.ID), review.DocumentKind(in.Body.Document),
				review.Serving{Method: review.Method(in.Body.Method), On: actor.Date(in.Body.On), Note: in.Body.Note}))
		})
}

func registerAppeals(g Groups, s *review.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "appeals", Method: http.MethodGet, Path: "/appeals", Summary: "Appeals to the caller's authority", Description: "Newest first."},
		func(ctx context.Context, in *struct {
			Paging
			State string `query:"state" enum:",FILED,UPHELD,REVOKED"`
		}) (*struct{ Body Page[ReviewAppeal] }, error) {
			list, err := s.Appeals(ctx, review.AppealQuery{State: review.AppealState(in.State), Before: review.AppealID(in.Cursor), Limit: in.Limit})
			return &struct{ Body Page[ReviewAppeal] }{pageOf(list, in.Limit, appealView, func(a review.Appeal) string { return string(a.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "appeal-decide", Method: http.MethodPost, Path: "/appeals/{id}/decision", Summary: "Decide an appeal", Description: "By a person who had no part in the case. Revoking gives results back and lifts the ban."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				Outcome string `json:"outcome" enum:"UPHELD,REVOKED"`
				Text    string `json:"text" minLength:"10" maxLength:"2000"`
			}
		}) (*struct{ Body ReviewAppeal }, error) {
			a, err := s.Answer(ctx, review.AppealID(in.ID), review.AppealState(in.Body.Outcome), in.Body.Text)
			return &struct{ Body ReviewAppeal }{appealView(a)}, err
		})
}
