package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/questionbank"
)

// ItemVersionPath is an item version's id in an address.
type ItemVersionPath struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (v ItemVersionPath) version() questionbank.VersionID { return questionbank.VersionID(v.ID) }

type bankItemOut struct{ Body ItemView }

// bankItemFilter is what item lists are asked by.
type bankItemFilter struct {
	BankPath
	Paging
	State  questionbank.State `query:"state" enum:"DRAFT,CHECKED,APPROVED,REJECTED,RETIRED"`
	Type   questionbank.Type  `query:"type" enum:"TRUE_FALSE,SINGLE,MULTIPLE,HOTSPOT,CASE"`
	Topic  string             `query:"topic" maxLength:"60"`
	Tag    string             `query:"tag" maxLength:"60"`
	Batch  string             `query:"batch" maxLength:"26"`
	Item   string             `query:"item" maxLength:"26" doc:"all versions of one item"`
	Latest bool               `query:"latest" doc:"the latest version of each item only"`
}

func (f bankItemFilter) query() questionbank.ItemQuery {
	return questionbank.ItemQuery{Bank: f.bank(), State: f.State, Type: f.Type, Topic: f.Topic, Tag: f.Tag, Batch: questionbank.BatchID(f.Batch),
		Item: questionbank.ItemID(f.Item), Latest: f.Latest, Before: questionbank.VersionID(f.Cursor), Limit: f.Limit + 1}
}

func itemCursor(v questionbank.ItemVersion) string { return string(v.ID) }

func registerBankItems(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-items", Method: http.MethodGet, Path: "/banks/{id}/items", Summary: "List items", Description: "Stems and options without keys; newest first."},
		func(ctx context.Context, in *bankItemFilter) (*struct{ Body Page[ItemView] }, error) {
			rows, err := s.Items(ctx, in.query())
			return &struct{ Body Page[ItemView] }{page(rows, in.Limit, itemView, itemCursor)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-review", Method: http.MethodGet, Path: "/banks/{id}/review", Summary: "Read items for review",
		Description: "With keys and explanations, for reviewers; the audit trail keeps each page read."},
		func(ctx context.Context, in *bankItemFilter) (*struct{ Body Page[ItemView] }, error) {
			rows, err := s.ForReview(ctx, in.query())
			return &struct{ Body Page[ItemView] }{page(rows, in.Limit, itemView, itemCursor)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-item", Method: http.MethodGet, Path: "/item-versions/{id}", Summary: "Read an item version",
		Description: "With its key and explanation; the audit trail keeps the read."},
		func(ctx context.Context, in *ItemVersionPath) (*bankItemOut, error) {
			v, err := s.Version(ctx, in.version())
			return &bankItemOut{itemView(v)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-item-add", Method: http.MethodPost, Path: "/banks/{id}/items", DefaultStatus: http.StatusCreated, Summary: "Write an item", Description: "As a draft."},
		func(ctx context.Context, in *struct {
			BankPath
			Body ItemForm
		}) (*bankItemOut, error) {
			v, err := s.WriteItem(ctx, in.bank(), in.Body.content())
			return &bankItemOut{itemView(v)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-item-revise", Method: http.MethodPost, Path: "/item-versions/{id}/revise", DefaultStatus: http.StatusCreated, Summary: "Write a new version of an item",
		Description: "As a draft; the version in the address must be the latest and is never edited."},
		func(ctx context.Context, in *struct {
			ItemVersionPath
			Body ItemForm
		}) (*bankItemOut, error) {
			v, err := s.Revise(ctx, in.version(), in.Body.content())
			return &bankItemOut{itemView(v)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-item-comments", Method: http.MethodGet, Path: "/item-versions/{id}/comments", Summary: "Remarks on an item version", Description: "Oldest first."},
		func(ctx context.Context, in *ItemVersionPath) (*struct{ Body Page[BankComment] }, error) {
			rows, err := s.Comments(ctx, in.version())
			return &struct{ Body Page[BankComment] }{whole(rows, bankComment)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-item-note", Method: http.MethodPost, Path: "/item-versions/{id}/comments", DefaultStatus: http.StatusNoContent, Summary: "Remark on an item version", Description: "Changes no state."},
		func(ctx context.Context, in *struct {
			ItemVersionPath
			Body struct {
				Comment string `json:"comment" minLength:"2" maxLength:"500"`
			}
		}) (*struct{}, error) {
			return nil, s.Note(ctx, in.version(), in.Body.Comment)
		})
}

func registerBankReview(g Groups, s *questionbank.Service) {
	for _, op := range []struct {
		name, summary, description string
		act                        func(context.Context, []questionbank.VersionID, string) error
	}{
		{"submit", "Hand drafts to review", "The submitter cannot approve them.", s.Submit},
		{"approve", "Approve items", "By somebody who neither wrote nor submitted them; older approved versions are retired.", s.Approve},
		{"reject", "Reject items", "With a reason.", s.Reject},
		{"retire", "Retire items", "Approved ones, with a reason; releases that hold them keep them.", s.Retire},
		{"discard", "Drop drafts", "With a reason.", s.Discard},
	} {
		huma.Register(g.Staff, huma.Operation{OperationID: "bank-items-" + op.name, Method: http.MethodPost, Path: "/item-versions/" + op.name, DefaultStatus: http.StatusNoContent,
			Summary: op.summary, Description: op.description + " All or none, of one bank."},
			func(ctx context.Context, in *struct {
				Body struct {
					IDs     []string `json:"ids" minItems:"1" maxItems:"1000" nullable:"false"`
					Comment string   `json:"comment,omitempty" maxLength:"500"`
				}
			}) (*struct{}, error) {
				ids := make([]questionbank.VersionID, len(in.Body.IDs))
				for i, id := range in.Body.IDs {
					ids[i] = questionbank.VersionID(id)
				}
				return nil, op.act(ctx, ids, in.Body.Comment)
			})
	}
}
