package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
)

// ShiftForm is the form of a shift.
type ShiftForm struct {
	Officer       string    `json:"officer" minLength:"26" maxLength:"26" doc:"account of the remote invigilator"`
	Second        string    `json:"second" minLength:"26" maxLength:"26" doc:"account that takes over; another person"`
	OnCallName    string    `json:"onCallName" minLength:"1" maxLength:"60"`
	OnCallPhone   string    `json:"onCallPhone" minLength:"1" maxLength:"40"`
	OnCallMinutes int       `json:"onCallMinutes" minimum:"1" maximum:"240" doc:"until that person stands at the door"`
	MaxSeats      int       `json:"maxSeats,omitempty" minimum:"0" maximum:"200" doc:"over all rooms at once; 0 = 30"`
	From          time.Time `json:"from"`
	To            time.Time `json:"to"`
}

// ShiftView is an entry of the roster.
type ShiftView struct {
	ID          string `json:"id"`
	Room        string `json:"room"`
	OfficerName string `json:"officerName"`
	SecondName  string `json:"secondName"`
	ShiftForm
}

func shiftView(s site.Shift) ShiftView {
	return ShiftView{string(s.ID), string(s.Room), s.OfficerName, s.SecondName, ShiftForm{string(s.Officer), string(s.Second), s.OnCallName, s.OnCallPhone,
		s.OnCallMinutes, s.MaxSeats, s.From, s.To}}
}

// ClosureForm is the form of a closure.
type ClosureForm struct {
	Room   string           `json:"room,omitempty" maxLength:"26" doc:"empty = the whole point"`
	Kind   site.ClosureKind `json:"kind" enum:"HOLIDAY,SPECIAL_PERIOD,MAINTENANCE"`
	From   time.Time        `json:"from"`
	To     time.Time        `json:"to"`
	Notice string           `json:"notice" minLength:"1" maxLength:"200" doc:"what the people concerned are told"`
}

// ClosureView is a closure.
type ClosureView struct {
	ID string `json:"id"`
	ClosureForm
}

func closureView(c site.Closure) ClosureView {
	return ClosureView{string(c.ID), ClosureForm{string(c.Room), c.Kind, c.From, c.To, c.Notice}}
}

// RebookedView says how many bookings a closing act sent away.
type RebookedView struct {
	ID       string `json:"id,omitempty"`
	Rebooked int    `json:"rebooked" doc:"bookings marked to be rebooked; their people are told"`
}

type reasonBody struct {
	Reason string `json:"reason" minLength:"1" maxLength:"200"`
}

type rebookedOut struct{ Body RebookedView }

// DaysRef names a period of days, both included.
type DaysRef struct {
	From string `query:"from" required:"true" minLength:"10" maxLength:"10"`
	To   string `query:"to" required:"true" minLength:"10" maxLength:"10"`
}

func registerDuty(g Groups, s *site.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "roster", Method: http.MethodGet, Path: "/rooms/{id}/shifts", Summary: "Duty roster of a room", Description: "Shifts that touch the days, by start."},
		func(ctx context.Context, in *struct {
			RoomRef
			DaysRef
		}) (*struct{ Body Page[ShiftView] }, error) {
			from, to, err := staffDays(in.From, in.To)
			if err != nil {
				return nil, err
			}
			list, err := s.Roster(ctx, in.room(), from, to)
			return &struct{ Body Page[ShiftView] }{page(list, len(list), shiftView, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "shift-add", Method: http.MethodPost, Path: "/rooms/{id}/shifts", DefaultStatus: http.StatusCreated, Summary: "Put a shift on the roster", Description: "Slots can be booked only where the roster covers them."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body ShiftForm
		}) (*struct{ Body ShiftView }, error) {
			b := in.Body
			sh, err := s.AddShift(ctx, site.ShiftDraft{Room: in.room(), Officer: people.AccountID(b.Officer), Second: people.AccountID(b.Second), OnCallName: b.OnCallName,
				OnCallPhone: b.OnCallPhone, OnCallMinutes: b.OnCallMinutes, MaxSeats: b.MaxSeats, From: b.From, To: b.To})
			return &struct{ Body ShiftView }{shiftView(sh)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "shift-remove", Method: http.MethodPost, Path: "/shifts/{id}/remove", Summary: "Take a shift off the roster", Description: "Bookings that are no longer covered are marked to be rebooked."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body reasonBody
		}) (*rebookedOut, error) {
			n, err := s.RemoveShift(ctx, site.ShiftID(in.ID), in.Body.Reason)
			return &rebookedOut{RebookedView{Rebooked: n}}, err
		})
}

func registerClosures(g Groups, s *site.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "closures", Method: http.MethodGet, Path: "/points/{id}/closures", Summary: "Closures of a point", Description: "That touch the days."},
		func(ctx context.Context, in *struct {
			RoomRef
			DaysRef
		}) (*struct{ Body Page[ClosureView] }, error) {
			from, to, err := staffDays(in.From, in.To)
			if err != nil {
				return nil, err
			}
			list, err := s.Closures(ctx, site.PointID(in.ID), from, to)
			return &struct{ Body Page[ClosureView] }{page(list, len(list), closureView, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "closure-add", Method: http.MethodPost, Path: "/points/{id}/closures", DefaultStatus: http.StatusCreated, Summary: "Close a room or a point", Description: "Waiting bookings are marked to be rebooked and their people told."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body ClosureForm
		}) (*rebookedOut, error) {
			b := in.Body
			c, n, err := s.Close(ctx, site.Closure{Point: site.PointID(in.ID), Room: site.RoomID(b.Room), Kind: b.Kind, From: b.From, To: b.To, Notice: b.Notice})
			return &rebookedOut{RebookedView{string(c.ID), n}}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "closure-remove", Method: http.MethodDelete, Path: "/closures/{id}", DefaultStatus: http.StatusNoContent, Summary: "Take a closure back", Description: "People who were sent away stay so."},
		func(ctx context.Context, in *RoomRef) (*struct{}, error) {
			return nil, s.Reopen(ctx, site.ClosureID(in.ID))
		})
}
