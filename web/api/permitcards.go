package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/printing"
	"github.com/suikao/suikao/internal/actor"
)

// PrintedCard is a blank card and what became of it.
type PrintedCard struct {
	ID       string    `json:"id"`
	Number   string    `json:"number" doc:"preprinted"`
	State    string    `json:"state" enum:"FREE,LAID,HANDED,POSTED,SPOILED,DESTROYED"`
	Permit   string    `json:"permit,omitempty"`
	Holder   string    `json:"holder,omitempty"`
	Masked   string    `json:"masked,omitempty" doc:"number of the permit"`
	ItemName string    `json:"itemName,omitempty"`
	Reason   string    `json:"reason,omitempty" doc:"why it was spoiled"`
	Taker    string    `json:"taker,omitempty"`
	Parcel   string    `json:"parcel,omitempty"`
	By       string    `json:"by"`
	Mine     bool      `json:"mine" doc:"the caller did the last step; whoever noted a card as spoiled cannot destroy it"`
	At       time.Time `json:"at"`
}

func printedCard(ctx context.Context, c printing.Card) PrintedCard {
	me := actor.From(ctx).Person
	return PrintedCard{string(c.ID), c.Number, string(c.State), string(c.Permit), c.Of.Holder.Name, c.Of.NumberMasked, c.Of.ItemName, c.Reason, c.Taker, c.Parcel, c.By, me != "" && me == string(c.ByPerson), c.ChangedAt}
}

// PrintBatch is a set of permits that are printed together.
type PrintBatch struct {
	ID     string    `json:"id"`
	Number int       `json:"number"`
	Cards  int       `json:"cards"`
	Parts  int       `json:"parts" doc:"files of 100 cards"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

func printBatch(b printing.Batch) PrintBatch {
	return PrintBatch{string(b.ID), b.Number, b.Cards, (b.Cards + printing.PartCards - 1) / printing.PartCards, b.By, b.MadeAt}
}

// CardStock is how many cards there are, by state, and what waits for one.
type CardStock struct {
	Free      int               `json:"free"`
	Laid      int               `json:"laid" doc:"printed, not handed out"`
	Handed    int               `json:"handed"`
	Posted    int               `json:"posted"`
	Spoiled   int               `json:"spoiled" doc:"to be destroyed"`
	Destroyed int               `json:"destroyed"`
	Waiting   int               `json:"waiting" doc:"permits that need a card"`
	First     []CardStockPermit `json:"first" nullable:"false" doc:"the first of them"`
}

// CardStockPermit is a permit that needs a card.
type CardStockPermit struct {
	Permit   string `json:"permit"`
	Holder   string `json:"holder"`
	Masked   string `json:"masked"`
	ItemName string `json:"itemName"`
}

// RegisterPrinting declares the account of cards.
func RegisterPrinting(g Groups, s *printing.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "card-stock", Method: http.MethodGet, Path: "/permit-cards/stock", Summary: "Blank cards and permits that need one",
		Description: "Of the caller's authority."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body CardStock }, error) {
			n, list, all, err := s.Stock(ctx)
			v := CardStock{n[printing.Free], n[printing.Laid], n[printing.Handed], n[printing.Posted], n[printing.Spoiled], n[printing.Destroyed], all, []CardStockPermit{}}
			for _, w := range list {
				v.First = append(v.First, CardStockPermit{string(w.Permit), w.Name, w.Number, w.ItemName})
			}
			return &struct{ Body CardStock }{v}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "card-receive", Method: http.MethodPost, Path: "/permit-cards", DefaultStatus: http.StatusCreated, Summary: "Take blank cards in",
		Description: "From one preprinted number to another, at most 10,000. All of them or none."},
		func(ctx context.Context, in *struct {
			Body struct {
				First string `json:"firstNumber" maxLength:"20"`
				Last  string `json:"lastNumber" maxLength:"20"`
			}
		}) (*struct {
			Body struct {
				Count int `json:"count"`
			}
		}, error) {
			out := &struct {
				Body struct {
					Count int `json:"count"`
				}
			}{}
			var err error
			out.Body.Count, err = s.Receive(ctx, in.Body.First, in.Body.Last)
			return out, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "cards", Method: http.MethodGet, Path: "/permit-cards", Summary: "Cards",
		Description: "Of the caller's authority, by number."},
		func(ctx context.Context, in *struct {
			State string `query:"state" enum:"FREE,LAID,HANDED,POSTED,SPOILED,DESTROYED"`
			Card  string `query:"card" maxLength:"20" doc:"the card of this preprinted number alone"`
			After string `query:"after" maxLength:"20" doc:"number after which the page begins"`
			Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
		}) (*struct{ Body Page[PrintedCard] }, error) {
			list, err := s.List(ctx, printing.State(in.State), in.Card, in.After, in.Limit)
			return &struct{ Body Page[PrintedCard] }{pageFull(list, in.Limit, func(c printing.Card) PrintedCard { return printedCard(ctx, c) }, func(c printing.Card) string { return c.Number })}, err
		})
	for _, act := range []struct {
		id, path, summary, what string
		do                      func(ctx context.Context, id printing.BlankID, text string) (printing.Blank, error)
	}{
		{"card-spoil", "spoil", "A card is spoiled", "With the reason; its permit gets another card. Another person destroys it.", s.Spoil},
		{"card-hand", "hand", "A card is collected", "With the name of who collects it.", s.Hand},
		{"card-post", "post", "A card is sent", "With the number of the parcel.", s.Post},
		{"card-destroy", "destroy", "A spoiled card is destroyed", "By another natural person than who noted it as spoiled.", func(ctx context.Context, id printing.BlankID, _ string) (printing.Blank, error) {
			return s.Destroy(ctx, id)
		}},
	} {
		huma.Register(g.Staff, huma.Operation{OperationID: act.id, Method: http.MethodPost, Path: "/permit-cards/{id}/" + act.path, Summary: act.summary, Description: act.what},
			func(ctx context.Context, in *struct {
				IDRef
				Body struct {
					Text string `json:"text,omitempty" maxLength:"400" doc:"reason, name, or number of the parcel"`
				}
			}) (*struct{ Body PrintedCard }, error) {
				b, err := act.do(ctx, printing.BlankID(in.ID), in.Body.Text)
				return &struct{ Body PrintedCard }{printedCard(ctx, printing.Card{Blank: b})}, err
			})
	}
	huma.Register(g.Staff, huma.Operation{OperationID: "print-batches", Method: http.MethodGet, Path: "/print-batches", Summary: "Batches of cards",
		Description: "Of the caller's authority, newest first."},
		func(ctx context.Context, in *Paging) (*struct{ Body Page[PrintBatch] }, error) {
			list, err := s.Batches(ctx, printing.BatchID(in.Cursor), in.Limit)
			return &struct{ Body Page[PrintBatch] }{pageFull(list, in.Limit, printBatch, func(b printing.Batch) string { return string(b.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "print-batch-make", Method: http.MethodPost, Path: "/print-batches", DefaultStatus: http.StatusCreated, Summary: "Make a batch of cards",
		Description: "The next free blanks are laid under the permits that need a card, the longest waiting first, at most 1,000."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body PrintBatch }, error) {
			b, err := s.Make(ctx)
			return &struct{ Body PrintBatch }{printBatch(b)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "print-batch-file", Method: http.MethodGet, Path: "/print-batches/{id}/cards.pdf", Summary: "Cards of a batch to print",
		Description: "100 cards to a file, a page each, in the order of the blanks' numbers. Cards that were spoiled since and permits that ended since are left out. Each download stands on the audit trail.", Responses: pdfResponse()},
		func(ctx context.Context, in *struct {
			IDRef
			Part int `query:"part" minimum:"1" maximum:"10" default:"1"`
		}) (*certificateOut, error) {
			data, err := s.File(ctx, printing.BatchID(in.ID), in.Part)
			return certificateFile(fmt.Sprintf("cards-%d", in.Part), data, err)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "print-batch-sheet", Method: http.MethodGet, Path: "/print-batches/{id}/cards.xlsx", Summary: "Which blank carries which permit",
		Description: "With masked numbers and a column to sign in."},
		func(ctx context.Context, in *IDRef) (*fileOut, error) {
			data, err := s.Sheet(ctx, printing.BatchID(in.ID))
			return &fileOut{xlsxType, `attachment; filename="cards.xlsx"`, data}, err
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-permit-card", Method: http.MethodGet, Path: "/permits/{id}/card", Summary: "Where the card of my permit is",
		Description: "PLANNED: the next batch prints it. NONE: no card is printed for it here."},
		func(ctx context.Context, in *IDRef) (*struct{ Body OwnCard }, error) {
			b, err := s.Own(ctx, permit.ID(in.ID))
			return &struct{ Body OwnCard }{OwnCard{string(b.State), b.Parcel, when(b.ChangedAt)}}, err
		})
}

// OwnCard is where the card of a permit is.
type OwnCard struct {
	State  string     `json:"state" enum:"NONE,PLANNED,LAID,HANDED,POSTED"`
	Parcel string     `json:"parcel,omitempty"`
	At     *time.Time `json:"at,omitempty"`
}
