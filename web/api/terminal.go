package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/booking"
)

// MapSeat is a seat on the room's map.
type MapSeat struct {
	No    int    `json:"no"`
	Label string `json:"label" doc:"painted on the desk"`
	Row   int    `json:"row" doc:"1 is next to the door"`
	Col   int    `json:"col" doc:"1 is leftmost for somebody who comes in"`
}

// TerminalPlace is where a terminal stands.
type TerminalPlace struct {
	Point         string    `json:"point"`
	Phone         string    `json:"phone,omitempty" doc:"of the duty desk"`
	Room          string    `json:"room"`
	RoomID        string    `json:"roomId"`
	Supervision   string    `json:"supervision" doc:"the sentence that every page of the room shows"`
	SupervisionEN string    `json:"supervisionEn,omitempty" doc:"in English, where there is one"`
	Seat          string    `json:"seat,omitempty" doc:"label; only at a seat"`
	Seats         []MapSeat `json:"seats" nullable:"false" doc:"of the room"`
}

func terminalPlace(w booking.Where) TerminalPlace {
	out := TerminalPlace{Point: w.Point.Name, Phone: w.Point.Phone, Room: w.Room.Name, RoomID: string(w.Room.ID),
		Supervision: w.Room.Rules.Supervision, SupervisionEN: w.Room.Rules.EnglishSupervision(), Seat: w.Seat.Label, Seats: []MapSeat{}}
	for _, s := range w.Seats {
		out.Seats = append(out.Seats, MapSeat{s.No, s.Label, s.Row, s.Col})
	}
	return out
}

// GateReader is what lies on a gate's reader and before its scanner.
type GateReader struct {
	Card bool   `json:"card"`
	Scan string `json:"scan,omitempty" doc:"code before the room's scanner, as scanned"`
}

// registerTerminal declares what every terminal of a room needs, and the small steps of a gate that concern no decision.
func registerTerminal(g Groups, s *booking.Service) {
	huma.Register(g.Device, huma.Operation{OperationID: "device-place", Method: http.MethodGet, Path: "/place", Summary: "Where this terminal stands", Description: "Names, the room's sentence and its map; nothing about persons."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body TerminalPlace }, error) {
			w, err := s.WhereAmI(ctx)
			return &struct{ Body TerminalPlace }{terminalPlace(w)}, err
		})
	huma.Register(g.Device, huma.Operation{OperationID: "device-call", Method: http.MethodPost, Path: "/call", DefaultStatus: http.StatusNoContent, Summary: "Call staff", Description: "The button on every screen of a gate or a seat."},
		func(ctx context.Context, _ *struct{}) (*struct{}, error) { return nil, s.CallStaff(ctx) })
	huma.Register(g.Device, huma.Operation{OperationID: "gate-reader", Method: http.MethodPost, Path: "/gate/reader", Summary: "Is there a card?", Description: "For polling by an idle gate; identifies nobody and leaves no record."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body GateReader }, error) {
			card, err := s.CardOnReader(ctx)
			if err != nil {
				return nil, err
			}
			out := &struct{ Body GateReader }{GateReader{Card: card}}
			out.Body.Scan, err = s.ScannedAtGate(ctx)
			return out, err
		})
	huma.Register(g.Device, huma.Operation{OperationID: "gate-leave", Method: http.MethodPost, Path: "/gate/leave", DefaultStatus: http.StatusNoContent, Summary: "The person gives up", Description: "Ends the visit; nobody can be admitted by it any more."},
		func(ctx context.Context, in *visitIn) (*struct{}, error) {
			return nil, s.WalkAway(ctx, booking.VisitID(in.Body.Visit))
		})
}
