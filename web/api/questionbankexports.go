package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
)

// BankExportPath is the id of a request to export questions in an address.
type BankExportPath struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (p BankExportPath) export() questionbank.ExportID { return questionbank.ExportID(p.ID) }

// BankExportView is a request to take the questions of a release out of the house.
type BankExportView struct {
	ID      string                   `json:"id"`
	Bank    string                   `json:"bank"`
	Release string                   `json:"release"`
	Format  string                   `json:"format"`
	Reason  string                   `json:"reason"`
	Items   int                      `json:"items"`
	State   questionbank.ExportState `json:"state" enum:"WAITING,HALF,ALLOWED,REFUSED"`
	By      *BankSignature           `json:"by"`
	First   *BankSignature           `json:"first,omitempty" doc:"who allowed it first, or refused it"`
	Second  *BankSignature           `json:"second,omitempty"`
	Refusal string                   `json:"refusal,omitempty"`
	Ends    *time.Time               `json:"ends,omitempty" doc:"until when the file can be fetched"`
}

func bankExportView(e questionbank.QuestionExport) BankExportView {
	v := BankExportView{ID: string(e.ID), Bank: string(e.Bank), Release: string(e.Release), Format: e.Format, Reason: e.Reason, Items: e.Items, State: e.State,
		By: bankSignature(e.By), First: bankSignature(e.First), Second: bankSignature(e.Second), Refusal: e.Refusal}
	if t := e.Ends(); !t.IsZero() {
		v.Ends = &t
	}
	return v
}

// BankExportReport is a request with what its format cannot carry.
type BankExportReport struct {
	Export BankExportView `json:"export"`
	Losses []LossView     `json:"losses" nullable:"false" doc:"at most 500"`
	Lost   int            `json:"lost" doc:"of all"`
}

type bankExportOut struct{ Body BankExportView }

func registerBankExports(g Groups, s *questionbank.Service) {
	registerBankCare(g, s)
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-exports", Method: http.MethodGet, Path: "/banks/{id}/exports", Summary: "List requests to export questions", Description: "Newest first."},
		func(ctx context.Context, in *BankPath) (*struct{ Body Page[BankExportView] }, error) {
			rows, err := s.Exports(ctx, in.bank())
			return &struct{ Body Page[BankExportView] }{whole(rows, bankExportView)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-export-ask", Method: http.MethodPost, Path: "/bank-releases/{id}/exports", DefaultStatus: http.StatusCreated, Summary: "Ask to export the questions of a release",
		Description: "With keys and explanations, in a format of another system. Two other people allow it before anything leaves."},
		func(ctx context.Context, in *struct {
			ReleasePath
			Body struct {
				Format string `json:"format" enum:"xlsx,csv,csv-gb18030,xlsx-zip,csv-zip,moodle-xml,gift,aiken,qti-2.1,qti-2.2,qti-3.0"`
				Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"why it is needed, and who gets it"`
			}
		}) (*bankExportOut, error) {
			e, err := s.AskExport(ctx, in.release(), in.Body.Format, in.Body.Reason)
			return &bankExportOut{bankExportView(e)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-export", Method: http.MethodGet, Path: "/bank-exports/{id}", Summary: "A request to export questions",
		Description: "With what its format cannot carry: items and fields by name, never what they hold."},
		func(ctx context.Context, in *struct {
			BankExportPath
			Lang string `header:"Accept-Language"`
		}) (*struct{ Body BankExportReport }, error) {
			e, items, err := s.LookAtExport(ctx, in.export())
			if err != nil {
				return nil, err
			}
			_, losses, err := interchange.Write(ctx, interchange.Format(e.Format), "", items)
			return &struct{ Body BankExportReport }{BankExportReport{bankExportView(e), lossViews(losses, in.Lang), len(losses)}}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-export-allow", Method: http.MethodPost, Path: "/bank-exports/{id}/allow", Summary: "Allow an export of questions",
		Description: "As the first or the second of two people, neither of whom asked for it."},
		func(ctx context.Context, in *BankExportPath) (*bankExportOut, error) {
			e, err := s.AllowExport(ctx, in.export())
			return &bankExportOut{bankExportView(e)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-export-refuse", Method: http.MethodPost, Path: "/bank-exports/{id}/refuse", Summary: "Refuse an export of questions", Description: "With a reason, before two people have allowed it."},
		func(ctx context.Context, in *struct {
			BankExportPath
			Body BankReason
		}) (*bankExportOut, error) {
			e, err := s.RefuseExport(ctx, in.export(), in.Body.Reason)
			return &bankExportOut{bankExportView(e)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-export-fetch", Method: http.MethodPost, Path: "/bank-exports/{id}/fetch", Summary: "Fetch an allowed export of questions",
		Description: "The file, for who asked for it, within seven days. Kept on the audit trail with the digest of the file."},
		func(ctx context.Context, in *BankExportPath) (*bankFile, error) {
			e, body, err := s.FetchExport(ctx, in.export(), func(e questionbank.QuestionExport, items []questionbank.Content) ([]byte, error) {
				b, _, err := interchange.Write(ctx, interchange.Format(e.Format), "", items)
				return b, err
			})
			if err != nil {
				return nil, err
			}
			info, _ := interchange.InfoOf(interchange.Format(e.Format))
			return &bankFile{info.Type, `attachment; filename="questions` + info.Extension + `"`, body}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-alike", Method: http.MethodGet, Path: "/banks/{id}/alike", Summary: "Find items that are nearly the same",
		Description: "Pairs of drafts, items in review and approved items whose stems share so much, the most alike first, at most 500."},
		func(ctx context.Context, in *struct {
			BankPath
			Percent int `query:"percent" minimum:"50" maximum:"100" default:"80"`
		}) (*struct{ Body AlikeView }, error) {
			found, err := s.Alikes(ctx, in.bank(), in.Percent)
			return &struct{ Body AlikeView }{alikeView(found)}, err
		})
}

// AlikeView is what a search for nearly equal items found.
type AlikeView struct {
	Pairs    []AlikePair `json:"pairs" nullable:"false"`
	Found    int         `json:"found" doc:"of all"`
	Complete bool        `json:"complete" doc:"false: there are so many that the search was ended"`
}

// AlikePair is two items whose stems are nearly the same, without keys.
type AlikePair struct {
	A       ItemView `json:"a"`
	B       ItemView `json:"b"`
	Percent int      `json:"percent"`
}

func alikeView(l questionbank.Likeness) AlikeView {
	out := AlikeView{Pairs: []AlikePair{}, Found: l.Found, Complete: l.Complete}
	for _, p := range l.Pairs {
		out.Pairs = append(out.Pairs, AlikePair{itemView(p.A), itemView(p.B), p.Percent})
	}
	return out
}
