package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor/input"
	"github.com/suikao/suikao/web/ws"
)

// SeatInputs relates answers to what caused them; *input.Judge is one. It returns at once.
type SeatInputs interface {
	Opened(h input.Hello) int64
	AnsweredOver(p input.Place, page string, a input.Answer)
	NotedOver(id exam.SittingID, page string, n input.Note)
}

// placeOf is where the calling terminal's sitting sits.
func placeOf(ctx context.Context, sitting string) input.Place {
	a := actor.From(ctx)
	return input.Place{Sitting: exam.SittingID(sitting), Room: site.RoomID(a.Room), Seat: site.SeatID(a.Seat)}
}

func judgeRecords(ctx context.Context, inputs SeatInputs, sitting, page string, records []SeatRecord) {
	p := placeOf(ctx, sitting)
	for _, r := range records {
		if exam.EntryKind(r.Kind) == exam.EntryAnswer {
			inputs.AnsweredOver(p, page, input.Answer{Question: r.Question, Text: r.Answer, Cause: r.In, At: time.UnixMilli(r.ClientAt)})
		}
	}
}

func registerSeatInput(g Groups, inputs SeatInputs) {
	huma.Register(g.Device, huma.Operation{OperationID: "seat-input", Method: http.MethodPost, Path: "/sitting/input", DefaultStatus: http.StatusNoContent, Summary: "What inputs the page heard",
		Description: "The message input of the socket, for while the socket does not work. Nothing is stored for it at once and nothing depends on it for the answers."},
		func(ctx context.Context, in *struct {
			Page string `header:"X-SuiKao-Page" minLength:"1" maxLength:"40" doc:"as in hello on the socket"`
			Body ws.Input
		}) (*struct{}, error) {
			if !in.Body.Sound() {
				return nil, ws.ErrFrame
			}
			if inputs != nil {
				inputs.NotedOver(exam.SittingID(in.Body.Sitting), in.Page, in.Body.Note())
			}
			return nil, nil
		})
}
