package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
)

// BanView is one entry of the list of barred people.
type BanView struct {
	ID       string `json:"id"`
	Person   string `json:"person"`
	Kind     string `json:"kind" enum:"EXAM,APPLICATION,POST"`
	From     string `json:"from" format:"date"`
	To       string `json:"to" format:"date" doc:"last day"`
	Decision string `json:"decision" doc:"number of the decision document"`
	Reason   string `json:"reason"`
	State    string `json:"state" enum:"PROPOSED,IN_FORCE,LIFTED"`
	LiftText string `json:"liftText,omitempty"`
}

func banView(b permit.Ban) BanView {
	return BanView{ID: string(b.ID), Person: string(b.Person), Kind: string(b.Kind), From: string(b.From), To: string(b.To), Decision: b.Decision,
		Reason: b.Reason, State: string(b.State), LiftText: b.LiftText}
}

type banOut struct{ Body BanView }

// BanRef is a part of inputs.
type BanRef struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

// RegisterBans declares the list of barred people.
func RegisterBans(g Groups, s *permit.Bans) {
	huma.Register(g.Staff, huma.Operation{OperationID: "ban-enter", Method: http.MethodPost, Path: "/bans", DefaultStatus: http.StatusCreated,
		Summary: "Enter a ban from a decision", Description: "It bars nobody until another person confirms it."},
		func(ctx context.Context, in *struct {
			Body struct {
				Person   string `json:"person" minLength:"26" maxLength:"26"`
				Kind     string `json:"kind" enum:"EXAM,APPLICATION,POST"`
				From     string `json:"from" format:"date" maxLength:"10"`
				To       string `json:"to" format:"date" maxLength:"10"`
				Decision string `json:"decision" minLength:"2" maxLength:"200"`
				Reason   string `json:"reason" minLength:"2" maxLength:"200"`
			}
		}) (*banOut, error) {
			b, err := s.Enter(ctx, permit.Ban{Person: people.PersonID(in.Body.Person), Kind: permit.BanKind(in.Body.Kind), From: actor.Date(in.Body.From),
				To: actor.Date(in.Body.To), Decision: in.Body.Decision, Reason: in.Body.Reason})
			return &banOut{banView(b)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "ban-confirm", Method: http.MethodPost, Path: "/bans/{id}/confirm",
		Summary: "Put a ban into force", Description: "By another person than the one who entered it."},
		func(ctx context.Context, in *BanRef) (*banOut, error) {
			b, err := s.Confirm(ctx, permit.BanID(in.ID))
			return &banOut{banView(b)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "ban-lift", Method: http.MethodPost, Path: "/bans/{id}/lift",
		Summary: "End a ban early", Description: "By another person than the one who confirmed it; the reason is kept."},
		func(ctx context.Context, in *struct {
			BanRef
			Body struct {
				Reason string `json:"reason" minLength:"2" maxLength:"200"`
			}
		}) (*banOut, error) {
			b, err := s.Lift(ctx, permit.BanID(in.ID), in.Body.Reason)
			return &banOut{banView(b)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "ban-list", Method: http.MethodGet, Path: "/bans",
		Summary: "Bans of the own area", Description: "Newest first."},
		func(ctx context.Context, in *Paging) (*struct{ Body Page[BanView] }, error) {
			list, err := s.Find(ctx, permit.BanID(in.Cursor), in.Limit)
			if err != nil {
				return nil, err
			}
			return &struct{ Body Page[BanView] }{pageOf(list, in.Limit, banView, func(b permit.Ban) string { return string(b.ID) })}, nil
		})
}
