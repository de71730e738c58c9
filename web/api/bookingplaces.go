package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
)

// PointForm is the form of an exam point.
type PointForm struct {
	Org     string `json:"org" minLength:"26" maxLength:"26" doc:"authority or exam body; cannot be changed later"`
	Code    string `json:"code" minLength:"1" maxLength:"40"`
	Name    string `json:"name" minLength:"1" maxLength:"100"`
	Address string `json:"address" minLength:"1" maxLength:"200"`
	Phone   string `json:"phone" minLength:"1" maxLength:"40"`
	Open    bool   `json:"open"`
}

func (f PointForm) draft() site.PointDraft {
	return site.PointDraft{Org: people.OrgID(f.Org), Code: f.Code, Name: f.Name, Address: f.Address, Phone: f.Phone, Open: f.Open}
}

// RoomRulesView are a room's rules; figures are minutes.
type RoomRulesView struct {
	EntryOpens     int    `json:"entryOpens" minimum:"0" maximum:"120" doc:"before the start the door opens"`
	LateCutoff     int    `json:"lateCutoff" minimum:"0" maximum:"60" doc:"after the start nobody enters"`
	EarliestSubmit int    `json:"earliestSubmit" minimum:"0" maximum:"180"`
	ToiletExits    int    `json:"toiletExits" minimum:"0" maximum:"5" doc:"a count"`
	CancelBefore   int    `json:"cancelBefore" minimum:"0" maximum:"10080"`
	CallSeconds    int    `json:"callSeconds,omitempty" minimum:"0" maximum:"3600" doc:"seconds until an unanswered call goes to the second on the roster, at least 10; 0 = 60"`
	Supervision    string `json:"supervision" minLength:"1" maxLength:"200"`
	SupervisionEN  string `json:"supervisionEn,omitempty" maxLength:"200" doc:"for who reads English; left out: the usual sentence has its own, another is shown as it is"`
	UplinkMinutes  int    `json:"uplinkMinutes,omitempty" minimum:"0" maximum:"240" doc:"without an uplink until uplinkThen happens to sittings at a room node; 0 = 15"`
	UplinkThen     string `json:"uplinkThen,omitempty" enum:"CONTINUE,PAUSE,ABORT" doc:"left out = CONTINUE"`
	Faceless       string `json:"faceless,omitempty" enum:"PIN_AND_OFFICER,PIN_OR_OFFICER" doc:"what lets somebody in whose face no machine compares; left out = PIN_OR_OFFICER, of rooms before there was a choice"`
}

func (v RoomRulesView) rules() site.RoomRules {
	return site.RoomRules{EntryOpens: v.EntryOpens, LateCutoff: v.LateCutoff, EarliestSubmit: v.EarliestSubmit, ToiletExits: v.ToiletExits,
		CancelBefore: v.CancelBefore, CallSeconds: v.CallSeconds, Supervision: v.Supervision, UplinkMinutes: v.UplinkMinutes, UplinkThen: site.Then(v.UplinkThen),
		SupervisionEN: v.SupervisionEN, Faceless: site.Faceless(v.Faceless)}
}

func roomRules(r site.RoomRules) RoomRulesView {
	return RoomRulesView{EntryOpens: r.EntryOpens, LateCutoff: r.LateCutoff, EarliestSubmit: r.EarliestSubmit, ToiletExits: r.ToiletExits,
		CancelBefore: r.CancelBefore, CallSeconds: r.CallSeconds, Supervision: r.Supervision, UplinkMinutes: r.UplinkMinutes, UplinkThen: string(r.UplinkThen),
		SupervisionEN: r.SupervisionEN, Faceless: string(r.Faceless)}
}

// RoomForm is the form of a room.
type RoomForm struct {
	Code    string        `json:"code" minLength:"1" maxLength:"40"`
	Name    string        `json:"name" minLength:"1" maxLength:"100"`
	Rules   RoomRulesView `json:"rules"`
	First   int           `json:"first" minimum:"0" maximum:"1440" doc:"minute of the day of the first start"`
	Until   int           `json:"until" minimum:"0" maximum:"1440" doc:"minute of the day by which the last slot ends"`
	Length  int           `json:"length" minimum:"30" maximum:"480" doc:"minutes from start to start"`
	Open    bool          `json:"open"`
	Version int           `json:"version,omitempty" doc:"as read; for a change"`
}

func (f RoomForm) draft() site.RoomDraft {
	return site.RoomDraft{Code: f.Code, Name: f.Name, Rules: f.Rules.rules(), Pattern: site.Pattern{First: f.First, Until: f.Until, Length: f.Length}, Open: f.Open}
}

// RoomView is an 考场.
type RoomView struct {
	ID    string `json:"id"`
	Point string `json:"point"`
	RoomForm
}

func roomView(r site.Room) RoomView {
	return RoomView{string(r.ID), string(r.Point), RoomForm{Code: r.Code, Name: r.Name, Rules: roomRules(r.Rules), First: r.Pattern.First,
		Until: r.Pattern.Until, Length: r.Pattern.Length, Open: r.Open, Version: r.Version}}
}

// SeatForm is a seat of a room.
type SeatForm struct {
	No    int            `json:"no" minimum:"1" maximum:"999"`
	Label string         `json:"label" minLength:"1" maxLength:"20"`
	Row   int            `json:"row" minimum:"0" maximum:"99"`
	Col   int            `json:"col" minimum:"0" maximum:"99"`
	State site.SeatState `json:"state" enum:"IN_SERVICE,SPARE,OUT"`
}

// SeatView is a seat with its id.
type SeatView struct {
	ID string `json:"id"`
	SeatForm
}

func seatView(s site.Seat) SeatView {
	return SeatView{string(s.ID), SeatForm{s.No, s.Label, s.Row, s.Col, s.State}}
}

type pointOut struct{ Body PointView }

type roomOut struct{ Body RoomView }

type seatsOut struct{ Body Page[SeatView] }

// RoomRef names a room, or another thing of a house by its id.
type RoomRef struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (i RoomRef) room() site.RoomID { return site.RoomID(i.ID) }

// RegisterSites declares exam points, and for staff rooms, seats, papers, duty and closures.
func RegisterSites(g Groups, s *site.Service) {
	for prefix, api := range map[string]huma.API{"my-": g.Candidate, "": g.Staff} {
		registerPoints(api, prefix, s)
	}
	registerPlaces(g, s)
	registerRooms(g, s)
	registerDuty(g, s)
	registerAuthorizations(g, s)
	registerScans(g, s)
	registerClosures(g, s)
}

func registerPoints(api huma.API, prefix string, s *site.Service) {
	huma.Register(api, huma.Operation{OperationID: prefix + "points", Method: http.MethodGet, Path: "/points", Summary: "Exam points", Description: "Open ones; staff see all of their organisations."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[PointView] }, error) {
			list, err := s.Points(ctx)
			return &struct{ Body Page[PointView] }{page(list, len(list), pointView, nil)}, err
		})
}

func registerPlaces(g Groups, s *site.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "point-add", Method: http.MethodPost, Path: "/points", DefaultStatus: http.StatusCreated, Summary: "Open an exam point", Description: "Under an authority or an exam body."},
		func(ctx context.Context, in *struct{ Body PointForm }) (*pointOut, error) {
			p, err := s.AddPoint(ctx, in.Body.draft())
			return &pointOut{pointView(p)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "point-save", Method: http.MethodPut, Path: "/points/{id}", Summary: "Change an exam point", Description: "Its texts, or whether it offers anything."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body PointForm
		}) (*pointOut, error) {
			p, err := s.SavePoint(ctx, site.PointID(in.ID), in.Body.draft())
			return &pointOut{pointView(p)}, err
		})
}

func registerRooms(g Groups, s *site.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "rooms", Method: http.MethodGet, Path: "/points/{id}/rooms", Summary: "Rooms of a point", Description: "By code."},
		func(ctx context.Context, in *RoomRef) (*struct{ Body Page[RoomView] }, error) {
			list, err := s.RoomsOf(ctx, site.PointID(in.ID))
			return &struct{ Body Page[RoomView] }{page(list, len(list), roomView, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-add", Method: http.MethodPost, Path: "/points/{id}/rooms", DefaultStatus: http.StatusCreated, Summary: "Add a room", Description: "Seats, authorization and roster follow before anything can be booked."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body RoomForm
		}) (*roomOut, error) {
			r, err := s.AddRoom(ctx, site.PointID(in.ID), in.Body.draft())
			return &roomOut{roomView(r)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-save", Method: http.MethodPut, Path: "/rooms/{id}", Summary: "Change a room", Description: "A new slot pattern replaces coming slots that nobody booked."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body RoomForm
		}) (*roomOut, error) {
			r, err := s.SaveRoom(ctx, in.room(), in.Body.Version, in.Body.draft())
			return &roomOut{roomView(r)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "seats", Method: http.MethodGet, Path: "/rooms/{id}/seats", Summary: "Seats of a room", Description: "By number."},
		func(ctx context.Context, in *RoomRef) (*seatsOut, error) {
			list, err := s.SeatsOf(ctx, in.room())
			return &seatsOut{page(list, len(list), seatView, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "seats-set", Method: http.MethodPut, Path: "/rooms/{id}/seats", Summary: "Set the seats of a room", Description: "Replaces all; refused while the room holds people or bookings."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body struct {
				Seats []SeatForm `json:"seats" minItems:"1" maxItems:"200" nullable:"false"`
			}
		}) (*seatsOut, error) {
			var list []site.Seat
			for _, f := range in.Body.Seats {
				list = append(list, site.Seat{No: f.No, Label: f.Label, Row: f.Row, Col: f.Col, State: f.State})
			}
			list, err := s.SetSeats(ctx, in.room(), list)
			return &seatsOut{page(list, len(list), seatView, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "seat-service", Method: http.MethodPost, Path: "/seats/{id}/state", DefaultStatus: http.StatusNoContent, Summary: "Take a seat out of service or back", Description: "Somebody who sits there stays until moved."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body struct {
				State  site.SeatState `json:"state" enum:"IN_SERVICE,SPARE,OUT"`
				Reason string         `json:"reason" minLength:"1" maxLength:"200"`
			}
		}) (*struct{}, error) {
			return nil, s.SetSeatState(ctx, site.SeatID(in.ID), in.Body.State, in.Body.Reason)
		})
}
