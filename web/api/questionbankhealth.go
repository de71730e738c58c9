package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/health"
)

// VersionPath is an item version's id in an address.
type VersionPath struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

// RegisterBankHealth declares what staff see of how items stand, and what they decide about items that became known.
func RegisterBankHealth(g Groups, s *health.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-health", Method: http.MethodGet, Path: "/banks/{id}/health", Summary: "How a bank stands",
		Description: "The items of the release in use with what answers say of them: exposure, estimated difficulty, flags, quarantine. No stems, no keys."},
		func(ctx context.Context, in *BankPath) (*struct{ Body BankHealthView }, error) {
			h, err := s.BankHealth(ctx, in.bank())
			return &struct{ Body BankHealthView }{bankHealthView(h)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "item-health", Method: http.MethodGet, Path: "/item-versions/{id}/health", Summary: "How an item stands",
		Description: "What answers say of one version, what releases froze of it, and its quarantines. What was chosen is there for those who may read keys; that they read it is kept on the audit trail."},
		func(ctx context.Context, in *VersionPath) (*struct{ Body ItemHealthView }, error) {
			h, err := s.ItemHealth(ctx, questionbank.VersionID(in.ID))
			return &struct{ Body ItemHealthView }{itemHealthView(h)}, err
		})
	registerQuarantines(g, s)
	registerForeknowledge(g, s)
}

// QuarantinePath is a quarantine's id in an address.
type QuarantinePath struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (q QuarantinePath) quarantine() health.QuarantineID { return health.QuarantineID(q.ID) }

type quarantineOut struct{ Body QuarantineView }

func registerQuarantines(g Groups, s *health.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-quarantines", Method: http.MethodGet, Path: "/banks/{id}/quarantines", Summary: "List quarantines",
		Description: "Of a bank's items, newest first, at most 500."},
		func(ctx context.Context, in *struct {
			BankPath
			Live bool `query:"live" doc:"only proposals and items that are out"`
		}) (*struct{ Body Page[QuarantineView] }, error) {
			rows, err := s.Quarantines(ctx, in.bank(), in.Live)
			return &struct{ Body Page[QuarantineView] }{whole(rows, quarantineView)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "item-quarantine-propose", Method: http.MethodPost, Path: "/item-versions/{id}/quarantine", DefaultStatus: http.StatusCreated,
		Summary: "Propose a quarantine", Description: "The item stays in use until another person, who may review the bank, has decided."},
		func(ctx context.Context, in *struct {
			VersionPath
			Body BankReason
		}) (*quarantineOut, error) {
			q, err := s.Propose(ctx, questionbank.VersionID(in.ID), in.Body.Reason)
			return &quarantineOut{quarantineView(q)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-quarantine", Method: http.MethodGet, Path: "/bank-quarantines/{id}", Summary: "A quarantine",
		Description: "With what would be short if the item were out, while it is to be decided."},
		func(ctx context.Context, in *struct {
			QuarantinePath
			Lang string `header:"Accept-Language"`
		}) (*struct{ Body QuarantineDetail }, error) {
			q, r, err := s.Quarantine(ctx, in.quarantine())
			if err != nil {
				return nil, err
			}
			return &struct{ Body QuarantineDetail }{QuarantineDetail{quarantineView(q), reportView(r, in.Lang)}}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-quarantine-decide", Method: http.MethodPost, Path: "/bank-quarantines/{id}/decide", Summary: "Decide about a quarantine",
		Description: "By another person than who proposed it. An item that is out is on no paper from the next draw on; refused with the shortages where the blueprint in use could not be kept."},
		func(ctx context.Context, in *struct {
			QuarantinePath
			Body struct {
				Out    bool   `json:"out" doc:"false leaves the item in use"`
				Reason string `json:"reason" minLength:"2" maxLength:"500"`
			}
		}) (*quarantineOut, error) {
			q, err := s.Decide(ctx, in.quarantine(), in.Body.Out, in.Body.Reason)
			return &quarantineOut{quarantineView(q)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-quarantine-end", Method: http.MethodPost, Path: "/bank-quarantines/{id}/end", Summary: "End a quarantine",
		Description: "The item comes back into papers, or is out for good."},
		func(ctx context.Context, in *struct {
			QuarantinePath
			Body struct {
				Back   bool   `json:"back" doc:"false retires the version"`
				Reason string `json:"reason" minLength:"2" maxLength:"500"`
			}
		}) (*quarantineOut, error) {
			q, err := s.End(ctx, in.quarantine(), in.Body.Back, in.Body.Reason)
			return &quarantineOut{quarantineView(q)}, err
		})
}

func registerForeknowledge(g Groups, s *health.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "foreknowledge", Method: http.MethodGet, Path: "/foreknowledge", Summary: "Sittings whose recording is worth a look",
		Description: "Because much of the paper seems to have been known beforehand. No finding, and nothing follows from it; for those who review sittings, as far as they lie in their exam points. Kept on the audit trail."},
		func(ctx context.Context, in *struct {
			Paging
			State health.SuspicionState `query:"state" enum:"OPEN,LOOKED" default:"OPEN"`
		}) (*struct{ Body Page[ForeknowledgeView] }, error) {
			rows, err := s.Suspicions(ctx, in.State, in.Cursor, in.Limit+1)
			return &struct{ Body Page[ForeknowledgeView] }{page(rows, in.Limit, foreknowledgeView, func(x health.Suspicion) string { return x.Sitting })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "foreknowledge-look", Method: http.MethodPost, Path: "/foreknowledge/{id}/look", DefaultStatus: http.StatusNoContent,
		Summary: "Note that a recording was looked at", Description: "With what was seen. Whoever saw a breach reports it as an incident; this note is none."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26" doc:"sitting"`
			Body struct {
				Note string `json:"note" minLength:"2" maxLength:"500"`
			}
		}) (*struct{}, error) {
			return nil, s.Look(ctx, in.ID, in.Body.Note)
		})
}
