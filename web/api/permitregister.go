package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/permit/register"
	"github.com/suikao/suikao/internal/actor"
)

// RegisterLineView is one thing that the national register is to be told about a permit.
type RegisterLineView struct {
	ID       string    `json:"id"`
	Permit   string    `json:"permit"`
	What     string    `json:"what" enum:"ISSUED,CHANGED"`
	Act      string    `json:"act,omitempty" doc:"what people decided; absent: nothing, or the end of a suspension"`
	State    string    `json:"state" enum:"OPEN,REPORTED,CONFIRMED,REFUSED"`
	Reason   string    `json:"reason,omitempty" doc:"why the register refused it, or why it was asked for again"`
	Name     string    `json:"name"`
	Number   string    `json:"number" doc:"masked"`
	ItemName string    `json:"itemName"`
	ValidTo  string    `json:"validTo" format:"date"`
	At       time.Time `json:"at"`
}

func registerLineView(w register.Waiting) RegisterLineView {
	return RegisterLineView{string(w.ID), string(w.Permit), string(w.What), string(w.Act), string(w.State), w.Reason, w.Of.Holder.Name, w.Of.NumberMasked, w.Of.ItemName,
		string(w.Of.ValidTo), w.Created}
}

// RegisterCountsView counts the lines by state.
type RegisterCountsView struct {
	Open      int `json:"open"`
	Reported  int `json:"reported"`
	Confirmed int `json:"confirmed"`
	Refused   int `json:"refused"`
}

// RegisterColumnView is a column that a batch may have.
type RegisterColumnView struct {
	Key   string `json:"key"`
	Title string `json:"title"`
}

// RegisterBatchView is a numbered file for the national register.
type RegisterBatchView struct {
	ID      string    `json:"id"`
	Number  int       `json:"number"`
	Entries int       `json:"entries"`
	Columns []string  `json:"columns" nullable:"false"`
	Digest  string    `json:"digest" doc:"SHA-256 of the CSV, hex"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
}

func registerBatchView(b register.Batch) RegisterBatchView {
	return RegisterBatchView{string(b.ID), b.Number, b.Entries, b.Columns, b.Digest, b.MadeName, b.MadeAt}
}

// RegisterImportView is a file of answers.
type RegisterImportView struct {
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

func registerImportView(ctx context.Context, m register.Import) RegisterImportView {
	me := actor.From(ctx).Person
	return RegisterImportView{string(m.ID), m.FileName, m.Digest, m.Rows, m.Wrong, string(m.State), m.ProposedName, m.ProposedAt, me != "" && me == string(m.ProposedPerson),
		m.DecidedName, when(m.DecidedAt), m.Note}
}

// RegisterProblemView is what is wrong with one row.
type RegisterProblemView struct {
	Row    int    `json:"row" doc:"as the spreadsheet shows it"`
	Column string `json:"column"`
	Cell   string `json:"cell,omitempty"`
	Code   string `json:"code"`
	ZH     string `json:"zh"`
	EN     string `json:"en"`
}

// RegisterAnswerView is a row that fits a permit.
type RegisterAnswerView struct {
	Row      int    `json:"row"`
	Permit   string `json:"permit"`
	Name     string `json:"name"`
	Number   string `json:"number" doc:"masked"`
	ItemName string `json:"itemName"`
	Outcome  string `json:"outcome" enum:"CONFIRM,NOTED,REFUSE"`
	Ref      string `json:"ref" doc:"reference in the register, or the reason of a refusal"`
	State    string `json:"state" enum:"WAITING,DONE,FAILED"`
	Fault    string `json:"fault,omitempty" doc:"code of what the permit no longer allowed"`
}

// RegisterReportView is an import with what is wrong with its rows and what those that fit would do.
type RegisterReportView struct {
	RegisterImportView
	Problems []RegisterProblemView `json:"problems" nullable:"false" doc:"the first 200"`
	Confirms int                   `json:"confirms"`
	Notes    int                   `json:"notes" doc:"changes of confirmed permits that the register took"`
	Refusals int                   `json:"refusals"`
	Done     int                   `json:"done"`
	Failed   int                   `json:"failed"`
	Answers  []RegisterAnswerView  `json:"answers" nullable:"false" doc:"a page of the rows that fit"`
}

type registerReportOut struct{ Body RegisterReportView }

func registerReport(ctx context.Context, s *register.Service, id register.ImportID, after, limit int) (*registerReportOut, error) {
	m, n, rows, err := s.Look(ctx, id, after, limit)
	if err != nil {
		return nil, err
	}
	v := RegisterReportView{RegisterImportView: registerImportView(ctx, m), Problems: []RegisterProblemView{}, Confirms: n.Outcomes[register.Confirm], Notes: n.Outcomes[register.Noted],
		Refusals: n.Outcomes[register.Decline], Done: n.States[register.Done], Failed: n.States[register.Failed], Answers: []RegisterAnswerView{}}
	for _, p := range m.Problems {
		v.Problems = append(v.Problems, RegisterProblemView(p))
	}
	for _, r := range rows {
		v.Answers = append(v.Answers, RegisterAnswerView{r.Row, string(r.Permit), r.Of.Holder.Name, r.Of.NumberMasked, r.Of.ItemName, string(r.Outcome), r.Ref, string(r.State), r.Fault})
	}
	return &registerReportOut{v}, nil
}

// pageFull is a page of at most limit rows; a full one may have another behind it.
func pageFull[T, V any](rows []T, limit int, view func(T) V, cursor func(T) string) Page[V] {
	out := whole(rows, view)
	if len(rows) > 0 && len(rows) >= limit {
		out.Next = cursor(rows[len(rows)-1])
	}
	return out
}

// RegisterExchange declares the exchange of files with the national register.
func RegisterExchange(g Groups, s *register.Service) {
	registerLines(g, s)
	registerBatches(g, s)
	registerAnswers(g, s)
}

func registerLines(g Groups, s *register.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "register-lines", Method: http.MethodGet, Path: "/register/lines", Summary: "What the national register is told",
		Description: "Of the caller's authorities, oldest first: to be reported, reported, confirmed, or refused and so work for people."},
		func(ctx context.Context, in *struct {
			Paging
			State string `query:"state" enum:"OPEN,REPORTED,CONFIRMED,REFUSED" default:"OPEN"`
		}) (*struct{ Body Page[RegisterLineView] }, error) {
			list, err := s.Outgoing(ctx, register.LineState(in.State), register.LineID(in.Cursor), in.Limit)
			return &struct{ Body Page[RegisterLineView] }{pageFull(list, in.Limit, registerLineView, func(w register.Waiting) string { return string(w.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "register-counts", Method: http.MethodGet, Path: "/register/counts", Summary: "How many lines there are",
		Description: "Of the caller's authorities, by state."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body RegisterCountsView }, error) {
			n, err := s.Counts(ctx)
			return &struct{ Body RegisterCountsView }{RegisterCountsView{n[register.Open], n[register.Reported], n[register.Confirmed], n[register.Declined]}}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "register-line-again", Method: http.MethodPost, Path: "/register/lines/{id}/again", DefaultStatus: http.StatusNoContent, Summary: "Report a line once more",
		Description: "For a line that was reported or refused; it goes into the next batch."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Reason string `json:"reason" maxLength:"400"`
			}
		}) (*struct{}, error) {
			_, err := s.Again(ctx, register.LineID(in.ID), in.Body.Reason)
			return nil, err
		})
}

func registerBatches(g Groups, s *register.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "register-columns", Method: http.MethodGet, Path: "/register/columns", Summary: "Columns of a batch",
		Description: "All that a batch may have, in the order of the roster in use."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[RegisterColumnView] }, error) {
			return &struct{ Body Page[RegisterColumnView] }{whole(register.Columns(), func(c register.Column) RegisterColumnView { return RegisterColumnView(c) })}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "register-batches", Method: http.MethodGet, Path: "/register/batches", Summary: "Batches for the national register",
		Description: "Of the caller's authorities, newest first."},
		func(ctx context.Context, in *Paging) (*struct{ Body Page[RegisterBatchView] }, error) {
			list, err := s.Sent(ctx, register.BatchID(in.Cursor), in.Limit)
			return &struct{ Body Page[RegisterBatchView] }{pageFull(list, in.Limit, registerBatchView, func(b register.Batch) string { return string(b.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "register-batch-make", Method: http.MethodPost, Path: "/register/batches", DefaultStatus: http.StatusCreated, Summary: "Make a batch",
		Description: "Of all lines to be reported, oldest first, at most 5,000, of one issuing authority. A line leaves in one batch; it is reported again only when somebody asks for it."},
		func(ctx context.Context, in *struct {
			Body struct {
				Columns []string `json:"columns,omitempty" maxItems:"40" doc:"keys in the order wanted; absent: those of the batch before, or all"`
			}
		}) (*struct{ Body RegisterBatchView }, error) {
			b, err := s.Report(ctx, in.Body.Columns)
			return &struct{ Body RegisterBatchView }{registerBatchView(b)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "register-batch-file", Method: http.MethodGet, Path: "/register/batches/{id}/file", Summary: "The file of a batch",
		Description: "With whole numbers; each download stands on the audit trail. The CSV is the same byte for byte each time."},
		func(ctx context.Context, in *struct {
			IDRef
			Format string `query:"format" enum:"xlsx,csv" default:"xlsx"`
		}) (*fileOut, error) {
			b, data, err := s.File(ctx, register.BatchID(in.ID), in.Format)
			kind := xlsxType
			if in.Format == "csv" {
				kind = "text/csv; charset=utf-8"
			}
			return &fileOut{kind, fmt.Sprintf(`attachment; filename="register-%d.%s"`, b.Number, in.Format), data}, err
		})
}

func registerAnswers(g Groups, s *register.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "register-template", Method: http.MethodGet, Path: "/register/template.xlsx", Summary: "Template of the answers",
		Description: "For answers that do not come as a file with these columns."},
		func(_ context.Context, _ *struct{}) (*fileOut, error) {
			var b bytes.Buffer
			err := register.Template(&b)
			return &fileOut{xlsxType, `attachment; filename="register-answers.xlsx"`, b.Bytes()}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "register-imports", Method: http.MethodGet, Path: "/register/imports", Summary: "Files of answers",
		Description: "Of the caller's authorities, newest first."},
		func(ctx context.Context, in *Paging) (*struct{ Body Page[RegisterImportView] }, error) {
			list, err := s.Received(ctx, register.ImportID(in.Cursor), in.Limit)
			return &struct{ Body Page[RegisterImportView] }{pageFull(list, in.Limit, func(m register.Import) RegisterImportView { return registerImportView(ctx, m) },
				func(m register.Import) string { return string(m.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "register-import-add", Method: http.MethodPost, Path: "/register/imports", DefaultStatus: http.StatusCreated, Summary: "Import a file of answers",
		Description: "An .xlsx or .csv file, at most 4 MB and 5,000 rows. Each row is matched with its permit, and what is wrong is said row by row. Nothing changes until somebody else confirms it.", MaxBodyBytes: 4<<20 + 1},
		func(ctx context.Context, in *struct {
			Name    string `query:"name" maxLength:"200" doc:"of the file"`
			RawBody []byte `contentType:"application/octet-stream"`
		}) (*registerReportOut, error) {
			m, err := s.Receive(ctx, in.Name, in.RawBody)
			if err != nil {
				return nil, err
			}
			return registerReport(ctx, s, m.ID, 0, 50)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "register-import", Method: http.MethodGet, Path: "/register/imports/{id}", Summary: "A file of answers, row by row",
		Description: "What is wrong with its rows, and a page of those that fit."},
		func(ctx context.Context, in *struct {
			IDRef
			After int `query:"after" minimum:"0" maximum:"1000000" doc:"row after which the page begins"`
			Limit int `query:"limit" minimum:"1" maximum:"200" default:"50"`
		}) (*registerReportOut, error) {
			return registerReport(ctx, s, register.ImportID(in.ID), in.After, in.Limit)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "register-import-decide", Method: http.MethodPost, Path: "/register/imports/{id}/decide", Summary: "Confirm or refuse a file of answers",
		Description: "By another natural person than who imported it. Confirmed, each permit is changed in a transaction of its own within seconds."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Approve bool   `json:"approve"`
				Note    string `json:"note" maxLength:"400"`
			}
		}) (*struct{ Body RegisterImportView }, error) {
			m, err := s.Decide(ctx, register.ImportID(in.ID), in.Body.Approve, in.Body.Note)
			return &struct{ Body RegisterImportView }{registerImportView(ctx, m)}, err
		})
}
