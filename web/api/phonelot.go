package api

import (
	"context"
	"encoding/hex"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/web/ws"
)

// PhoneLots takes what phones give to the draw of a paper; *exam.PhoneLots is one.
type PhoneLots interface {
	Promise(ctx context.Context, id booking.BookingID) (string, error)
	Give(ctx context.Context, id booking.BookingID, promise string, given [16]byte) (code string, err error)
	CodeOf(ctx context.Context, id booking.BookingID) (string, error)
}

// LotPromiseView is what the house has fixed before a phone gives its bytes.
type LotPromiseView struct {
	Promise string `json:"promise" doc:"SHA-256 of the record in the transparency log, in hex: by which key and with which random bytes of the server the paper is going to be drawn"`
}

// LotForm is what a phone gives.
type LotForm struct {
	Promise string `json:"promise" pattern:"^[0-9a-f]{64}$" doc:"the promise that the phone was shown"`
	Nonce   string `json:"nonce" pattern:"^[0-9a-f]{32}$" doc:"16 random bytes of the phone"`
}

// RegisterPhoneLot declares how the phone of a person gives its part of the seed of the paper of a booking.
func RegisterPhoneLot(g Groups, lots PhoneLots) {
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-lot-promise", Method: http.MethodPost, Path: "/bookings/{id}/lot-promise", Summary: "What the draw is bound to",
		Description: "Of a confirmed booking of one's own. It is fixed and logged before the phone gives its bytes; asked again it is the same."},
		func(ctx context.Context, in *BookingRef) (*struct{ Body LotPromiseView }, error) {
			p, err := lots.Promise(ctx, in.booking())
			if err != nil {
				return nil, err
			}
			return &struct{ Body LotPromiseView }{LotPromiseView{p}}, nil
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-lot", Method: http.MethodPost, Path: "/bookings/{id}/lot", Summary: "Draw a lot by phone",
		Description: "16 random bytes of the phone become the person's part of the seed of the paper, and their code is answered. The first ones stay, whoever asks again."},
		func(ctx context.Context, in *struct {
			BookingRef
			Body LotForm
		}) (*struct{ Body LotView }, error) {
			var given [16]byte
			if _, err := hex.Decode(given[:], []byte(in.Body.Nonce)); err != nil {
				return nil, ws.ErrFrame.At("body.nonce")
			}
			code, err := lots.Give(ctx, in.booking(), in.Body.Promise, given)
			if err != nil {
				return nil, err
			}
			return &struct{ Body LotView }{LotView{code}}, nil
		})
}
