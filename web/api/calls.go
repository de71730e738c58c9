package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/booking"
)

// CallView is somebody at a gate or a seat who wants a person.
type CallView struct {
	ID          string              `json:"id"`
	At          time.Time           `json:"at"`
	Room        string              `json:"room"`
	Seat        string              `json:"seat,omitempty" doc:"absent: at the gate"`
	SeatLabel   string              `json:"seatLabel,omitempty"`
	Gate        string              `json:"gate,omitempty" doc:"terminal of the gate, for gate-watch; absent at a seat and where a room's wires call"`
	Trouble     string              `json:"trouble,omitempty" doc:"code of what the machine could not do; absent: the button"`
	State       booking.CallState   `json:"state" enum:"OPEN,ACKED,CLOSED"`
	Presses     int                 `json:"presses" doc:"how often the button was pressed"`
	PressedAt   time.Time           `json:"pressedAt" doc:"of the last press"`
	EscalateAt  time.Time           `json:"escalateAt" doc:"unanswered until then, it goes to the second on the roster"`
	EscalatedAt *time.Time          `json:"escalatedAt,omitempty"`
	EscalatedTo string              `json:"escalatedTo,omitempty" doc:"name of the second; absent when nobody was on the roster"`
	AckedAt     *time.Time          `json:"ackedAt,omitempty"`
	AckedBy     string              `json:"ackedBy,omitempty" doc:"account"`
	AckedName   string              `json:"ackedName,omitempty"`
	ClosedAt    *time.Time          `json:"closedAt,omitempty"`
	ClosedName  string              `json:"closedName,omitempty"`
	Outcome     booking.CallOutcome `json:"outcome,omitempty" enum:"HELPED,SENT,MISTAKE,NOBODY"`
	Note        string              `json:"note,omitempty"`
}

func callView(c booking.Call) CallView {
	out := CallView{ID: string(c.ID), At: c.CalledAt, Room: string(c.Room), Seat: string(c.Seat), SeatLabel: c.SeatLabel, Trouble: c.Trouble, State: c.State,
		Presses: c.Presses, PressedAt: c.PressedAt, EscalateAt: c.EscalateAt, EscalatedAt: when(c.EscalatedAt), EscalatedTo: c.SecondName,
		AckedAt: when(c.AckedAt), AckedBy: string(c.AckedBy), AckedName: c.AckedName, ClosedAt: when(c.ClosedAt), ClosedName: c.ClosedName,
		Outcome: c.Outcome, Note: c.Note}
	if c.Seat == "" && string(c.Device) != string(c.Room) {
		out.Gate = string(c.Device)
	}
	return out
}

type callOut struct{ Body CallView }

func oneCall(c booking.Call, err error) (*callOut, error) {
	if err != nil {
		return nil, err
	}
	return &callOut{callView(c)}, nil
}

// registerCalls declares the calls for the duty desk.
func registerCalls(g Groups, s *booking.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "calls", Method: http.MethodGet, Path: "/calls", Summary: "Who calls for a person",
		Description: "Calls from gates and seats of the caller's rooms, newest first; for those on duty. Live ones, or closed ones."},
		func(ctx context.Context, in *struct {
			Paging
			State string `query:"state" enum:"LIVE,CLOSED" default:"LIVE"`
		}) (*struct{ Body Page[CallView] }, error) {
			list, err := s.FindCalls(ctx, booking.CallFilter{Closed: in.State == "CLOSED", Before: booking.CallID(in.Cursor), Limit: in.Limit + 1})
			return &struct{ Body Page[CallView] }{page(list, in.Limit, callView, func(c booking.Call) string { return string(c.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "call-ack", Method: http.MethodPost, Path: "/calls/{id}/ack", Summary: "I see to it", Description: "Once; a colleague who tries is told who has it."},
		func(ctx context.Context, in *RoomRef) (*callOut, error) {
			return oneCall(s.AckCall(ctx, booking.CallID(in.ID)))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "call-close", Method: http.MethodPost, Path: "/calls/{id}/close", Summary: "Seen to", Description: "With how it ended."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body struct {
				Outcome booking.CallOutcome `json:"outcome" enum:"HELPED,SENT,MISTAKE,NOBODY"`
				Note    string              `json:"note,omitempty" maxLength:"400"`
			}
		}) (*callOut, error) {
			return oneCall(s.CloseCall(ctx, booking.CallID(in.ID), in.Body.Outcome, in.Body.Note))
		})
	huma.Register(g.Device, huma.Operation{OperationID: "device-call-state", Method: http.MethodGet, Path: "/call", Summary: "Was my call answered?", Description: "For the screen that called: OPEN or ACKED; absent when no call stands."},
		func(ctx context.Context, _ *struct{}) (*struct {
			Body struct {
				State booking.CallState `json:"state,omitempty" enum:"OPEN,ACKED" doc:"absent when no call stands"`
			}
		}, error) {
			state, err := s.MyCall(ctx)
			out := &struct {
				Body struct {
					State booking.CallState `json:"state,omitempty" enum:"OPEN,ACKED" doc:"absent when no call stands"`
				}
			}{}
			out.Body.State = state
			return out, err
		})
}
