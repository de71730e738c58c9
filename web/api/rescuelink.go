package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/rescue"
)

// HelpAsking is what somebody who was asked to come learns by the link in the text. It names no candidate.
type HelpAsking struct {
	Name       string        `json:"name" doc:"who was asked"`
	Place      string        `json:"place"`
	Room       string        `json:"room"`
	Address    string        `json:"address,omitempty"`
	Phone      string        `json:"phone" doc:"of the duty desk"`
	Title      IncidentWords `json:"title"`
	State      rescue.State  `json:"state" enum:"OPEN,ACKED,ARRIVED,ENDED" doc:"of the whole call"`
	AskedAt    time.Time     `json:"askedAt"`
	Until      time.Time     `json:"until" doc:"the link holds"`
	Minutes    int           `json:"minutes,omitempty" doc:"to the door, by the roster"`
	AckedAt    *time.Time    `json:"ackedAt,omitempty" doc:"this person said that they come"`
	ArrivedAt  *time.Time    `json:"arrivedAt,omitempty" doc:"this person said that they are there"`
	AckedWho   string        `json:"ackedWho,omitempty" doc:"who comes first"`
	ArrivedWho string        `json:"arrivedWho,omitempty" doc:"who is there first"`
	Fire       string        `json:"fire" doc:"number to dial"`
	Medical    string        `json:"medical" doc:"number to dial"`
	Police     string        `json:"police" doc:"number to dial"`
}

func helpAsking(a rescue.Asking, err error) (*struct{ Body HelpAsking }, error) {
	if errors.Is(err, rescue.ErrOften) {
		err = huma.ErrorWithHeaders(err, http.Header{"Retry-After": {fault.From(err).Args()["seconds"]}})
	}
	if err != nil {
		return nil, err
	}
	p, c := a.Person, a.Call
	return &struct{ Body HelpAsking }{HelpAsking{p.Name, a.Place, a.Room, a.Address, a.Phone, incidentWords(a.Title), c.State, c.AskedAt, a.Until, p.Minutes, when(p.AckedAt),
		when(p.ArrivedAt), c.AckedWho, c.ArrivedWho, a.Numbers.Fire, a.Numbers.Medical, a.Numbers.Police}}, nil
}

// registerHelpLinks declares what somebody who was asked to come does by the link in the text. The token travels in bodies only.
func registerHelpLinks(g Groups, s *rescue.Service) {
	for _, op := range []struct {
		name, path, summary, words string
		do                         func(context.Context, string) (rescue.Asking, error)
	}{
		{"help-link", "/help-links", "What the link in a text is about", "It enters nothing. Limited per address and per link; Retry-After says how long to wait.", s.Asked},
		{"help-link-come", "/help-links/acknowledgement", "I am coming", "Entered once; again it changes nothing. Without a login: the link is signed, holds for hours, and only for this.", s.Coming},
		{"help-link-arrive", "/help-links/arrival", "I am at the door", "Entered once; again it changes nothing.", s.Here},
	} {
		huma.Register(g.Public, huma.Operation{OperationID: op.name, Method: http.MethodPost, Path: op.path, Summary: op.summary, Description: op.words},
			func(ctx context.Context, in *struct {
				Body struct {
					Token string `json:"token" minLength:"1" maxLength:"80" doc:"what stands behind the # of the link"`
				}
			}) (*struct{ Body HelpAsking }, error) {
				return helpAsking(op.do(ctx, in.Body.Token))
			})
	}
}
