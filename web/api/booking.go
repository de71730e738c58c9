package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/questionbank/assembly"
)

// PointView is an 考试点.
type PointView struct {
	ID      string `json:"id"`
	Org     string `json:"org" doc:"authority or exam body it belongs to; applications go there"`
	Code    string `json:"code"`
	Name    string `json:"name"`
	Address string `json:"address"`
	Phone   string `json:"phone"`
	Open    bool   `json:"open"`
}

func pointView(p site.Point) PointView {
	return PointView{string(p.ID), string(p.Org), p.Code, p.Name, p.Address, p.Phone, p.Open}
}

// SlotView is a 场次 as offered.
type SlotView struct {
	ID       string    `json:"id"`
	Room     string    `json:"room"`
	RoomName string    `json:"roomName"`
	StartsAt time.Time `json:"startsAt"`
	EndsAt   time.Time `json:"endsAt"`
	Capacity int       `json:"capacity"`
	Free     int       `json:"free"`
	Bookable bool      `json:"bookable"`
	Why      *Reason   `json:"why,omitempty" doc:"why it cannot be booked"`
}

func slotView(v booking.SlotView, lang string) SlotView {
	out := SlotView{ID: string(v.ID), Room: string(v.Room), RoomName: v.RoomName, StartsAt: v.StartsAt, EndsAt: v.EndsAt, Capacity: v.Capacity, Free: v.Free, Bookable: v.Bookable}
	if v.Why != nil {
		r := reason(*v.Why, lang)
		out.Why = &r
	}
	return out
}

// BookingView is a place in a slot.
type BookingView struct {
	ID           string               `json:"id"`
	Application  string               `json:"application"`
	Slot         string               `json:"slot"`
	Room         string               `json:"room"`
	ItemCode     string               `json:"itemCode"`
	PersonType   rules.PersonType     `json:"personType"`
	Kind         application.Kind     `json:"kind"`
	WalkIn       bool                 `json:"walkIn"`
	State        booking.BookingState `json:"state" enum:"HELD,CONFIRMED,ADMITTED,STARTED,FINISHED,EXPIRED,CANCELLED,ABSENT,TO_REBOOK"`
	BeginsAt     time.Time            `json:"beginsAt"`
	Minutes      int                  `json:"minutes" doc:"of the paper, without extra time"`
	ExtraMinutes int                  `json:"extraMinutes"`
	Language     assembly.Language    `json:"language,omitempty" enum:"mn-Mong,bo,ug,kk-Arab,ko,en" doc:"granted, in which the questions are shown too"`
	HoldUntil    *time.Time           `json:"holdUntil,omitempty" doc:"HELD: confirm before"`
	Reason       string               `json:"reason,omitempty"`
	Priority     bool                 `json:"priority"`
}

func bookingView(b booking.Booking) BookingView {
	v := BookingView{ID: string(b.ID), Application: string(b.ApplicationID), Slot: string(b.SlotID), Room: string(b.RoomID), ItemCode: b.ItemCode,
		PersonType: b.PersonType, Kind: b.Kind, WalkIn: b.WalkIn, State: b.State, BeginsAt: b.BeginsAt, Minutes: b.Minutes, ExtraMinutes: b.ExtraMinutes, Language: b.Language,
		Reason: b.Reason, Priority: b.Priority}
	if b.State == booking.BookingHeld {
		v.HoldUntil = when(b.HoldUntil)
	}
	return v
}

// TicketView is the 准考证.
type TicketView struct {
	Booking       BookingView `json:"booking"`
	Code          string      `json:"code" doc:"26 characters; also typed at the gate"`
	QR            string      `json:"qr" doc:"SVG of the QR code"`
	HasPIN        bool        `json:"hasPin"`
	Name          string      `json:"name" doc:"masked"`
	Document      string      `json:"document" doc:"masked"`
	Point         PointView   `json:"point"`
	RoomName      string      `json:"roomName"`
	StartsAt      time.Time   `json:"startsAt"`
	EntryAt       time.Time   `json:"entryAt" doc:"the door opens"`
	LateAt        time.Time   `json:"lateAt" doc:"no entry from here"`
	Earliest      int         `json:"earliestSubmit" doc:"minutes after the own start before one may hand in"`
	Supervision   string      `json:"supervision"`
	SupervisionEN string      `json:"supervisionEn,omitempty" doc:"in English, where there is one"`
	Lot           string      `json:"lot,omitempty" doc:"lottery code of what the person's phone gave to the draw of the paper; absent while it gave nothing"`
}

// BookingRef names a booking.
type BookingRef struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (i BookingRef) booking() booking.BookingID { return booking.BookingID(i.ID) }

type bookingOut struct{ Body BookingView }

func oneBooking(b booking.Booking, err error) (*bookingOut, error) {
	if err != nil {
		return nil, err
	}
	return &bookingOut{bookingView(b)}, nil
}

// HoldForm names what to hold.
type HoldForm struct {
	Application string `json:"application" minLength:"26" maxLength:"26"`
	Slot        string `json:"slot" minLength:"26" maxLength:"26"`
}

type slotsIn struct {
	Language
	Point string `query:"point" required:"true" minLength:"26" maxLength:"26"`
	Date  string `query:"date" required:"true" minLength:"10" maxLength:"10"`
}

// RegisterBooking declares slots, holds, bookings and tickets.
func RegisterBooking(g Groups, s *booking.Service, lots PhoneLots) {
	for prefix, api := range map[string]huma.API{"my-": g.Candidate, "": g.Staff} {
		registerSlots(api, prefix, s)
		registerHolds(api, prefix, s)
		registerTickets(api, prefix, s, lots)
	}
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-bookings", Method: http.MethodGet, Path: "/bookings", Summary: "My bookings", Description: "Of the last year, earliest first."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[BookingView] }, error) {
			list, err := s.MyBookings(ctx)
			return &struct{ Body Page[BookingView] }{page(list, len(list), bookingView, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "application-bookings", Method: http.MethodGet, Path: "/applications/{id}/bookings", Summary: "Bookings of an application", Description: "Of the last year, earliest first; for those who act for the person."},
		func(ctx context.Context, in *BookingRef) (*struct{ Body Page[BookingView] }, error) {
			list, err := s.OfApplication(ctx, application.ID(in.ID))
			return &struct{ Body Page[BookingView] }{page(list, len(list), bookingView, nil)}, err
		})
	registerSlotList(g, s)
}

func registerSlots(api huma.API, prefix string, s *booking.Service) {
	huma.Register(api, huma.Operation{OperationID: prefix + "slots", Method: http.MethodGet, Path: "/slots", Summary: "Slots of a point on a day", Description: "That have not begun, with free places or the reason why one cannot be booked."},
		func(ctx context.Context, in *slotsIn) (*struct{ Body Page[SlotView] }, error) {
			d, err := day(in.Date, "query.date")
			if err != nil {
				return nil, err
			}
			list, err := s.SlotsOn(ctx, site.PointID(in.Point), d)
			view := func(v booking.SlotView) SlotView { return slotView(v, in.Lang) }
			return &struct{ Body Page[SlotView] }{page(list, len(list), view, nil)}, err
		})
	huma.Register(api, huma.Operation{OperationID: prefix + "eligibility", Method: http.MethodPost, Path: "/eligibility", Summary: "May this slot be booked?", Description: "Every reason against it; none means that a hold may be tried."},
		func(ctx context.Context, in *struct {
			Language
			Body HoldForm
		}) (*struct {
			Body struct {
				Refusals []Reason `json:"refusals" nullable:"false"`
			}
		}, error) {
			list, err := s.Refusals(ctx, application.ID(in.Body.Application), booking.SlotID(in.Body.Slot))
			out := &struct {
				Body struct {
					Refusals []Reason `json:"refusals" nullable:"false"`
				}
			}{}
			out.Body.Refusals = reasons(list, in.Lang)
			return out, err
		})
}

func registerHolds(api huma.API, prefix string, s *booking.Service) {
	huma.Register(api, huma.Operation{OperationID: prefix + "booking-hold", Method: http.MethodPost, Path: "/bookings", DefaultStatus: http.StatusCreated, Summary: "Hold a place",
		Description: "For ten minutes; confirm it before. An earlier hold of the same application is given back."},
		func(ctx context.Context, in *struct{ Body HoldForm }) (*bookingOut, error) {
			return oneBooking(s.Hold(ctx, application.ID(in.Body.Application), booking.SlotID(in.Body.Slot)))
		})
	huma.Register(api, huma.Operation{OperationID: prefix + "booking", Method: http.MethodGet, Path: "/bookings/{id}", Summary: "A booking", Description: "For the person, those who act for them, and staff of the point."},
		func(ctx context.Context, in *BookingRef) (*bookingOut, error) {
			return oneBooking(s.BookingFor(ctx, in.booking()))
		})
	huma.Register(api, huma.Operation{OperationID: prefix + "booking-confirm", Method: http.MethodPost, Path: "/bookings/{id}/confirm", Summary: "Confirm a hold", Description: "Issues the ticket. Confirming again changes nothing."},
		func(ctx context.Context, in *BookingRef) (*bookingOut, error) {
			return oneBooking(s.Confirm(ctx, in.booking()))
		})
	huma.Register(api, huma.Operation{OperationID: prefix + "booking-cancel", Method: http.MethodPost, Path: "/bookings/{id}/cancel", Summary: "Cancel", Description: "Until the room's limit before the start."},
		func(ctx context.Context, in *struct {
			BookingRef
			Body struct {
				Reason string `json:"reason,omitempty" maxLength:"200"`
			}
		}) (*bookingOut, error) {
			return oneBooking(s.Cancel(ctx, in.booking(), in.Body.Reason))
		})
}

func registerTickets(api huma.API, prefix string, s *booking.Service, lots PhoneLots) {
	huma.Register(api, huma.Operation{OperationID: prefix + "ticket", Method: http.MethodPost, Path: "/bookings/{id}/ticket", Summary: "The ticket", Description: "With its code and QR; showing it to anyone but the person is on the audit trail."},
		func(ctx context.Context, in *BookingRef) (*struct{ Body TicketView }, error) {
			v, err := s.TicketFor(ctx, in.booking())
			if err != nil {
				return nil, err
			}
			lot, err := lots.CodeOf(ctx, in.booking())
			if err != nil {
				return nil, err
			}
			svg, err := qrSVG(booking.CodePrefix + v.Code)
			return &struct{ Body TicketView }{TicketView{Booking: bookingView(v.Booking), Code: v.Code, QR: svg, HasPIN: v.HasPIN, Name: v.Person.MaskedName,
				Document: v.Person.MaskedDocument, Point: pointView(v.Point), RoomName: v.Room.Name, StartsAt: v.StartsAt, EntryAt: v.EntryAt, LateAt: v.LateAt,
				Earliest: v.Room.Rules.EarliestSubmit, Supervision: v.Room.Rules.Supervision, SupervisionEN: v.Room.Rules.EnglishSupervision(), Lot: lot}}, err
		})
	huma.Register(api, huma.Operation{OperationID: prefix + "ticket-pin", Method: http.MethodPost, Path: "/bookings/{id}/pin", Summary: "The PIN", Description: "Four digits. A new one is made, with which an earlier one ends; asked again within two minutes, the same is answered."},
		func(ctx context.Context, in *BookingRef) (*struct {
			Body struct {
				PIN string `json:"pin"`
			}
		}, error) {
			pin, err := s.NewPIN(ctx, in.booking())
			out := &struct {
				Body struct {
					PIN string `json:"pin"`
				}
			}{}
			out.Body.PIN = pin
			return out, err
		})
	huma.Register(api, huma.Operation{OperationID: prefix + "booking-calendar", Method: http.MethodGet, Path: "/bookings/{id}/calendar", Summary: "Calendar file", Description: "iCalendar (RFC 5545); holds no name and no ticket code."},
		func(ctx context.Context, in *BookingRef) (*fileOut, error) {
			data, err := s.Calendar(ctx, in.booking())
			return &fileOut{"text/calendar; charset=utf-8", `attachment; filename="exam.ics"`, data}, err
		})
}

// staffDays reads from and to of a list over days; both days belong to it.
func staffDays(from, to string) (time.Time, time.Time, error) {
	a, err := day(from, "query.from")
	if err != nil {
		return time.Time{}, time.Time{}, err
	}
	b, err := day(to, "query.to")
	if err != nil {
		return time.Time{}, time.Time{}, err
	}
	if b < a || a.DaysUntil(b) > 92 {
		return time.Time{}, time.Time{}, site.ErrBadPeriod.At("query.to")
	}
	return a.Time(), b.AddDays(1).Time(), nil
}
