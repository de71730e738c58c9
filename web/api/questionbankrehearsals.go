package api

import (
	"context"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/rehearsal"
)

// RehearsalView is a dry run of a blueprint on a release.
type RehearsalView struct {
	State   questionbank.RehearsalState `json:"state" enum:"WAITING,RUNNING,DONE,FAILED"`
	Release string                      `json:"release"`
	Current bool                        `json:"current" doc:"the release is the one in use"`
	Done    int                         `json:"done" doc:"papers drawn"`
	Papers  int                         `json:"papers"`
	Sum     string                      `json:"sum,omitempty" doc:"name it to publish the blueprint"`
	Why     string                      `json:"why,omitempty" doc:"with FAILED"`
	Report  *rehearsal.Report           `json:"report,omitempty"`
	By      *BankSignature              `json:"by"`
	EndedAt *time.Time                  `json:"ended_at,omitempty"`
}

func rehearsalView(r questionbank.Rehearsal, lang string) RehearsalView {
	out := RehearsalView{State: r.State, Release: string(r.Release), Current: r.Current, Done: r.Done, Papers: r.Papers, By: bankSignature(r.By)}
	switch r.State {
	case questionbank.Rehearsed:
		out.Sum, out.Report = hex.EncodeToString(r.Sum[:]), &r.Report
	case questionbank.Failed:
		if out.Why = r.Why[0]; english(lang) {
			out.Why = r.Why[1]
		}
	}
	if !r.EndedAt.IsZero() {
		out.EndedAt = &r.EndedAt
	}
	return out
}

// OutlookView says what a blueprint means for those who sit papers by it.
type OutlookView struct {
	Mean   int             `json:"mean" doc:"tenths of a point that somebody exactly at the cut is expected to get on the average paper"`
	Aim    int             `json:"aim" doc:"the same of every paper drawn: the difficulty target, else the mean"`
	Repeat int             `json:"repeat" doc:"attempt from which on items of one's own earlier papers may come again; never those of the paper just before"`
	Sure   bool            `json:"sure" doc:"proved also for shared facts, enemies and tags"`
	Cells  []CellDepthView `json:"cells" nullable:"false"`
	Order  []OrderView     `json:"order" nullable:"false" doc:"sections as they stand on the paper"`
}

// CellDepthView is how deep the pool of one cell is.
type CellDepthView struct {
	Section string `json:"section"`
	Topic   string `json:"topic" doc:"empty: the topics that no section of the type names"`
	Need    int    `json:"need"`
	Have    int    `json:"have" doc:"without items in quarantine"`
	Repeat  int    `json:"repeat" doc:"attempt from which on this cell alone lets repeats in"`
}

// OrderView is a section in its place on the paper.
type OrderView struct {
	Section string            `json:"section"`
	Type    questionbank.Type `json:"type"`
	Count   int               `json:"count" doc:"questions; CASE: cases"`
	Parts   int               `json:"parts,omitempty" doc:"CASE: questions of each"`
}

func outlookView(o assembly.Outlook) OutlookView {
	out := OutlookView{Mean: o.Mean, Aim: o.Aim, Repeat: o.Repeat, Sure: o.Sure, Cells: []CellDepthView{}, Order: []OrderView{}}
	for _, c := range o.Cells {
		out.Cells = append(out.Cells, CellDepthView(c))
	}
	for _, t := range o.Order {
		out.Order = append(out.Order, OrderView(t))
	}
	return out
}

type bankRehearsalOut struct{ Body RehearsalView }

type rehearsalAsked struct {
	BlueprintPath
	Lang string `header:"Accept-Language"`
}

func registerBankRehearsals(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-blueprint-rehearsal", Method: http.MethodGet, Path: "/bank-blueprints/{id}/rehearsal", Summary: "The dry run of a blueprint",
		Description: "On the release in use, else the newest one: a thousand papers, their spread, and what one person meets in twenty attempts."},
		func(ctx context.Context, in *rehearsalAsked) (*bankRehearsalOut, error) {
			r, err := s.RehearsalOf(ctx, in.blueprint())
			return &bankRehearsalOut{rehearsalView(r, in.Lang)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-blueprint-rehearse", Method: http.MethodPost, Path: "/bank-blueprints/{id}/rehearse", DefaultStatus: http.StatusAccepted, Summary: "Draw a dry run of a blueprint",
		Description: "A job; it touches no exposure, statistics or log. One that waits or runs is answered as it is."},
		func(ctx context.Context, in *rehearsalAsked) (*bankRehearsalOut, error) {
			r, err := s.Rehearse(ctx, in.blueprint())
			return &bankRehearsalOut{rehearsalView(r, in.Lang)}, err
		})
}
