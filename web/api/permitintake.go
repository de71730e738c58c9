package api

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/permit/intake"
	"github.com/suikao/suikao/internal/actor"
)

// IntakeView is a file of permits that were issued elsewhere or before.
type IntakeView struct {
	ID         string     `json:"id"`
	FileName   string     `json:"fileName"`
	Digest     string     `json:"digest" doc:"SHA-256 of the file, hex"`
	Rows       int        `json:"rows"`
	Wrong      int        `json:"wrong" doc:"problems in all"`
	State      string     `json:"state" enum:"PENDING,EMPTY,APPROVED,REFUSED,DONE"`
	ProposedBy string     `json:"proposedBy"`
	ProposedAt time.Time  `json:"proposedAt"`
	Mine       bool       `json:"mine" doc:"imported by the caller, who cannot confirm it"`
	DecidedBy  string     `json:"decidedBy,omitempty"`
	DecidedAt  *time.Time `json:"decidedAt,omitempty"`
	Note       string     `json:"note,omitempty"`
}

func intakeView(ctx context.Context, m intake.Import) IntakeView {
	me := actor.From(ctx).Person
	return IntakeView{string(m.ID), m.FileName, m.Digest, m.Rows, m.Wrong, string(m.State), m.ProposedName, m.ProposedAt, me != "" && me == string(m.ProposedPerson),
		m.DecidedName, when(m.DecidedAt), m.Note}
}

// IntakeFailure is a row whose permit could not be made any more.
type IntakeFailure struct {
	Row  int    `json:"row"`
	Code string `json:"code"`
	Text string `json:"text" doc:"in the language of Accept-Language"`
}

// IntakeReport is a file with what is wrong with its rows and how far its permits are made.
type IntakeReport struct {
	IntakeView
	Problems []RegisterProblemView `json:"problems" nullable:"false" doc:"the first 200"`
	Waiting  int                   `json:"waiting" doc:"rows that can be taken in and are not yet"`
	Done     int                   `json:"done"`
	Failed   int                   `json:"failed"`
	Failures []IntakeFailure       `json:"failures" nullable:"false" doc:"the first 200"`
}

type intakeReportOut struct{ Body IntakeReport }

func intakeReport(ctx context.Context, s *intake.Service, id intake.ImportID, lang string) (*intakeReportOut, error) {
	m, n, failed, err := s.Look(ctx, id)
	if err != nil {
		return nil, err
	}
	v := IntakeReport{IntakeView: intakeView(ctx, m), Problems: []RegisterProblemView{}, Waiting: n[intake.Waits], Done: n[intake.Done], Failed: n[intake.Failed], Failures: []IntakeFailure{}}
	for _, p := range m.Problems {
		v.Problems = append(v.Problems, RegisterProblemView(p))
	}
	for _, l := range failed {
		v.Failures = append(v.Failures, IntakeFailure{l.Row, l.Fault, intake.Words(l.Fault).Text(lang)})
	}
	return &intakeReportOut{v}, nil
}

// RegisterIntake declares the import of permits that were issued elsewhere or before.
func RegisterIntake(g Groups, s *intake.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-intake-template", Method: http.MethodGet, Path: "/permit-intakes/template.xlsx", Summary: "Template for permits of before",
		Description: "With an example and what each column may hold."},
		func(_ context.Context, _ *struct{}) (*fileOut, error) {
			var b bytes.Buffer
			err := intake.Template(&b)
			return &fileOut{xlsxType, `attachment; filename="permits-of-before.xlsx"`, b.Bytes()}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-intakes", Method: http.MethodGet, Path: "/permit-intakes", Summary: "Files of permits of before",
		Description: "Of the caller's authorities, newest first."},
		func(ctx context.Context, in *Paging) (*struct{ Body Page[IntakeView] }, error) {
			list, err := s.Received(ctx, intake.ImportID(in.Cursor), in.Limit)
			return &struct{ Body Page[IntakeView] }{pageFull(list, in.Limit, func(m intake.Import) IntakeView { return intakeView(ctx, m) },
				func(m intake.Import) string { return string(m.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-intake-add", Method: http.MethodPost, Path: "/permit-intakes", DefaultStatus: http.StatusCreated, Summary: "Import permits of before",
		Description: "An .xlsx or .csv file, at most 20 MB and 20,000 rows. Each row is judged by the rules of its own time, and what is wrong is said row by row. Nothing changes until somebody else confirms it.", MaxBodyBytes: intake.MaxBytes + 1},
		func(ctx context.Context, in *struct {
			Name    string `query:"name" maxLength:"200" doc:"of the file"`
			Lang    string `header:"Accept-Language" maxLength:"200"`
			RawBody []byte `contentType:"application/octet-stream"`
		}) (*intakeReportOut, error) {
			m, err := s.Receive(ctx, in.Name, in.RawBody)
			if err != nil {
				return nil, err
			}
			return intakeReport(ctx, s, m.ID, in.Lang)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-intake", Method: http.MethodGet, Path: "/permit-intakes/{id}", Summary: "A file of permits of before",
		Description: "What is wrong with its rows, and how far its permits are made."},
		func(ctx context.Context, in *struct {
			IDRef
			Lang string `header:"Accept-Language" maxLength:"200"`
		}) (*intakeReportOut, error) {
			return intakeReport(ctx, s, intake.ImportID(in.ID), in.Lang)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-intake-decide", Method: http.MethodPost, Path: "/permit-intakes/{id}/decide", Summary: "Confirm or refuse a file of permits of before",
		Description: "By another natural person than who imported it. Confirmed, each permit is made in a transaction of its own, and waits for the national register like any other."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Approve bool   `json:"approve"`
				Note    string `json:"note" maxLength:"400"`
			}
		}) (*struct{ Body IntakeView }, error) {
			m, err := s.Decide(ctx, intake.ImportID(in.ID), in.Body.Approve, in.Body.Note)
			return &struct{ Body IntakeView }{intakeView(ctx, m)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-regime", Method: http.MethodGet, Path: "/permit-intakes/regime", Summary: "What the change of the rules makes of imported permits",
		Description: "Counts by fate, and the first permits of one."},
		func(ctx context.Context, in *struct {
			Fate  string `query:"fate" enum:"OVERDUE,PENDING,NOT_REQUIRED,DONE,NONE,ENDED" default:"OVERDUE"`
			Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
			Lang  string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body RegimeView }, error) {
			counts, list, err := s.Regime(ctx, intake.Fate(in.Fate), in.Limit)
			v := RegimeView{Counts: []RegimeCount{}, Permits: []RegimePermit{}}
			for _, f := range intake.Fates() {
				v.Counts = append(v.Counts, RegimeCount{string(f), counts[f]})
			}
			for _, t := range list {
				text := t.Status.ZH
				if english(in.Lang) {
					text = t.Status.EN
				}
				v.Permits = append(v.Permits, RegimePermit{string(t.ID), t.Holder.Name, t.NumberMasked, t.ItemName, t.IssuerName, string(t.ReviewDue), string(t.ValidTo), text})
			}
			return &struct{ Body RegimeView }{v}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-regime-file", Method: http.MethodGet, Path: "/permit-intakes/regime.xlsx", Summary: "The whole list of imported permits with their fate",
		Description: "With masked numbers; each download stands on the audit trail."},
		func(ctx context.Context, _ *struct{}) (*fileOut, error) {
			data, err := s.RegimeFile(ctx)
			return &fileOut{xlsxType, `attachment; filename="regime.xlsx"`, data}, err
		})
}

// RegimeCount is how many imported permits share a fate.
type RegimeCount struct {
	Fate string `json:"fate" enum:"OVERDUE,PENDING,NOT_REQUIRED,DONE,NONE,ENDED"`
	N    int    `json:"n"`
}

// RegimePermit is an imported permit.
type RegimePermit struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Number    string `json:"number" doc:"masked"`
	ItemName  string `json:"itemName"`
	Issuer    string `json:"issuer" doc:"as on the paper"`
	ReviewDue string `json:"reviewDue,omitempty"`
	ValidTo   string `json:"validTo" format:"date"`
	StateText string `json:"stateText"`
}

// RegimeView is what the change of the rules makes of imported permits.
type RegimeView struct {
	Counts  []RegimeCount  `json:"counts" nullable:"false"`
	Permits []RegimePermit `json:"permits" nullable:"false"`
}
