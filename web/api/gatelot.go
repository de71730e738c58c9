package api

import (
	"context"
	"encoding/hex"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/web/ws"
)

// Lots takes what people give to the draw of their papers; *exam.Service is one.
type Lots interface {
	GiveLot(ctx context.Context, adm booking.AdmissionID, b booking.BookingID, lot [16]byte) (code string, err error)
}

// LotView is what a person sees of what they gave.
type LotView struct {
	Code string `json:"code" doc:"lottery code: stands in the record of the draw and in every later check of it"`
}

// RegisterGateLot declares how somebody who is let in gives their part of the seed of the paper.
func RegisterGateLot(g Groups, s *booking.Service, lots Lots) {
	huma.Register(g.Device, huma.Operation{OperationID: "gate-lot", Method: http.MethodPost, Path: "/gate/lot", Summary: "Draw a lot",
		Description: "After a visit led into the room: 16 random bytes become part of the seed of the paper, and their code is shown. The first ones stay, whoever asks again; where the person's phone gave some for the booking, those stay and their code is answered."},
		func(ctx context.Context, in *struct {
			Language
			Body struct {
				VisitForm
				Nonce string `json:"nonce" pattern:"^[0-9a-f]{32}$" doc:"16 random bytes"`
			}
		}) (*struct{ Body LotView }, error) {
			adm, from, err := s.LetIn(ctx, booking.VisitID(in.Body.Visit))
			if err != nil {
				return nil, err
			}
			var lot [16]byte
			if _, err := hex.Decode(lot[:], []byte(in.Body.Nonce)); err != nil {
				return nil, ws.ErrFrame.At("body.nonce")
			}
			code, err := lots.GiveLot(ctx, adm, from, lot)
			if err != nil {
				return nil, err
			}
			return &struct{ Body LotView }{LotView{code}}, nil
		})
}
