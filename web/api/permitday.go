package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// PermitDayView is what a permit was worth on a day.
type PermitDayView struct {
	On        string             `json:"on" format:"date"`
	State     rules.PermitStatus `json:"state" doc:"also NOT_ISSUED and NOT_YET"`
	StateText string             `json:"stateText"`
	Colour    permit.Colour      `json:"colour" enum:"GREEN,AMBER,RED"`
	National  permit.National    `json:"national" enum:"PENDING,CONFIRMED"`
	Foreseen  bool               `json:"foreseen" doc:"the day is to come: what people decide until then is not known"`
	Decision  *PermitEventView   `json:"decision,omitempty" doc:"the decision of people that stood on that day; none: dates and rules alone"`
}

func registerPermitDay(g Groups, s *permit.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-on-day", Method: http.MethodGet, Path: "/permits/{id}/status", Summary: "What a permit was worth on a day",
		Description: "At the end of the day, from the history and the rules in force for it: for questions of regulators and courts."},
		func(ctx context.Context, in *struct {
			IDRef
			On   string `query:"on" maxLength:"10" doc:"2026-06-01; left out: today"`
			Lang string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body PermitDayView }, error) {
			d, err := s.StatusOn(ctx, permit.ID(in.ID), actor.Date(in.On))
			if err != nil {
				return nil, err
			}
			v := PermitDayView{On: string(d.On), State: d.Status.Code, StateText: d.Status.ZH, Colour: d.Status.Colour, National: d.Status.National, Foreseen: d.Foreseen}
			if english(in.Lang) {
				v.StateText = d.Status.EN
			}
			if d.Decision != nil {
				v.Decision = &permitEvents([]permit.Event{*d.Decision}, in.Lang)[0]
			}
			return &struct{ Body PermitDayView }{v}, nil
		})
}
