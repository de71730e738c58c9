package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
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

func shiftView(s booking.Shift) ShiftView {
	return ShiftView{string(s.ID), string(s.Room), s.OfficerName, s.SecondName, ShiftForm{string(s.Officer), string(s.Second), s.OnCallName, s.OnCallPhone,
		s.OnCallMinutes, s.MaxSeats, s.From, s.To}}
}

// AuthorizationForm is the form of a room's authorization.
type AuthorizationForm struct {
	DocumentNo string `json:"documentNo" minLength:"1" maxLength:"80"`
	Issuer     string `json:"issuer" minLength:"1" maxLength:"120"`
	Mode       string `json:"mode" enum:"REMOTE,ONSITE"`
	From       string `json:"from" minLength:"10" maxLength:"10"`
	To         string `json:"to" minLength:"10" maxLength:"10"`
}

// AuthorizationView is the document by which a room may run formal examinations.
type AuthorizationView struct {
	ID      string `json:"id"`
	Room    string `json:"room"`
	Revoked bool   `json:"revoked"`
	AuthorizationForm
}

func authorizationView(a booking.Authorization) AuthorizationView {
	return AuthorizationView{string(a.ID), string(a.Room), a.Revoked, AuthorizationForm{a.DocumentNo, a.Issuer, a.Mode, string(a.From), string(a.To)}}
}

// ClosureForm is the form of a closure.
type ClosureForm struct {
	Room   string              `json:"room,omitempty" maxLength:"26" doc:"empty = the whole point"`
	Kind   booking.ClosureKind `json:"kind" enum:"HOLIDAY,SPECIAL_PERIOD,MAINTENANCE"`
	From   time.Time           `json:"from"`
	To     time.Time           `json:"to"`
	Notice string              `json:"notice" minLength:"1" maxLength:"200" doc:"what the people concerned are told"`
}

// ClosureView is a closure.
type ClosureView struct {
	ID string `json:"id"`
	ClosureForm
}

func closureView(c booking.Closure) ClosureView {
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

func registerDuty(g Groups, s *booking.Service) {
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
			sh, err := s.AddShift(ctx, booking.ShiftDraft{Room: in.room(), Officer: people.AccountID(b.Officer), Second: people.AccountID(b.Second), OnCallName: b.OnCallName,
				OnCallPhone: b.OnCallPhone, OnCallMinutes: b.OnCallMinutes, MaxSeats: b.MaxSeats, From: b.From, To: b.To})
			return &struct{ Body ShiftView }{shiftView(sh)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "shift-remove", Method: http.MethodPost, Path: "/shifts/{id}/remove", Summary: "Take a shift off the roster", Description: "Bookings that are no longer covered are marked to be rebooked."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body reasonBody
		}) (*rebookedOut, error) {
			n, err := s.RemoveShift(ctx, booking.ShiftID(in.ID), in.Body.Reason)
			return &rebookedOut{RebookedView{Rebooked: n}}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "authorizations", Method: http.MethodGet, Path: "/rooms/{id}/authorizations", Summary: "Authorizations of a room", Description: "Newest first."},
		func(ctx context.Context, in *RoomRef) (*struct{ Body Page[AuthorizationView] }, error) {
			list, err := s.Authorizations(ctx, in.room())
			return &struct{ Body Page[AuthorizationView] }{page(list, len(list), authorizationView, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "authorization-add", Method: http.MethodPost, Path: "/rooms/{id}/authorizations", DefaultStatus: http.StatusCreated, Summary: "Record an authorization", Description: "Without one in force a production room offers no formal slot."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body AuthorizationForm
		}) (*struct{ Body AuthorizationView }, error) {
			from, err := day(in.Body.From, "body.from")
			if err != nil {
				return nil, err
			}
			to, err := day(in.Body.To, "body.to")
			if err != nil {
				return nil, err
			}
			a, err := s.Authorize(ctx, booking.Authorization{Room: in.room(), DocumentNo: in.Body.DocumentNo, Issuer: in.Body.Issuer, Mode: in.Body.Mode, From: from, To: to})
			return &struct{ Body AuthorizationView }{authorizationView(a)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "authorization-revoke", Method: http.MethodPost, Path: "/authorizations/{id}/revoke", Summary: "End an authorization", Description: "Bookings on days without another are marked to be rebooked."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body reasonBody
		}) (*rebookedOut, error) {
			n, err := s.RevokeAuthorization(ctx, booking.AuthorizationID(in.ID), in.Body.Reason)
			return &rebookedOut{RebookedView{Rebooked: n}}, err
		})
}

func registerClosures(g Groups, s *booking.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "closures", Method: http.MethodGet, Path: "/points/{id}/closures", Summary: "Closures of a point", Description: "That touch the days."},
		func(ctx context.Context, in *struct {
			RoomRef
			DaysRef
		}) (*struct{ Body Page[ClosureView] }, error) {
			from, to, err := staffDays(in.From, in.To)
			if err != nil {
				return nil, err
			}
			list, err := s.Closures(ctx, booking.PointID(in.ID), from, to)
			return &struct{ Body Page[ClosureView] }{page(list, len(list), closureView, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "closure-add", Method: http.MethodPost, Path: "/points/{id}/closures", DefaultStatus: http.StatusCreated, Summary: "Close a room or a point", Description: "Waiting bookings are marked to be rebooked and their people told."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body ClosureForm
		}) (*rebookedOut, error) {
			b := in.Body
			c, n, err := s.Close(ctx, booking.Closure{Point: booking.PointID(in.ID), Room: booking.RoomID(b.Room), Kind: b.Kind, From: b.From, To: b.To, Notice: b.Notice})
			return &rebookedOut{RebookedView{string(c.ID), n}}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "closure-remove", Method: http.MethodDelete, Path: "/closures/{id}", DefaultStatus: http.StatusNoContent, Summary: "Take a closure back", Description: "People who were sent away stay so."},
		func(ctx context.Context, in *RoomRef) (*struct{}, error) {
			return nil, s.Reopen(ctx, booking.ClosureID(in.ID))
		})
}

// SlotEntryView is one line of a slot's list.
type SlotEntryView struct {
	Booking     string               `json:"booking"`
	Person      string               `json:"person"`
	ItemCode    string               `json:"itemCode"`
	State       booking.BookingState `json:"state"`
	WalkIn      bool                 `json:"walkIn"`
	Admission   string               `json:"admission,omitempty"`
	Seat        string               `json:"seat,omitempty"`
	MatchMethod booking.MatchMethod  `json:"matchMethod,omitempty" enum:"CHIP_PIN,REMOTE_OFFICER,ONSITE_OFFICER,CHIP_FACE"`
	AdmittedAt  *time.Time           `json:"admittedAt,omitempty"`
}

// SlotFactsView counts a slot.
type SlotFactsView struct {
	Slot       string          `json:"slot"`
	Point      string          `json:"point"`
	Room       string          `json:"room"`
	StartsAt   time.Time       `json:"startsAt"`
	EndsAt     time.Time       `json:"endsAt"`
	DocumentNo string          `json:"documentNo" doc:"of the authorization in force; empty when none was"`
	Expected   int             `json:"expected" doc:"应到"`
	Present    int             `json:"present" doc:"实到"`
	Absent     int             `json:"absent" doc:"缺考"`
	Aborted    int             `json:"aborted"`
	WalkIns    int             `json:"walkIns"`
	Waiting    int             `json:"waiting" doc:"not yet decided"`
	Entries    []SlotEntryView `json:"entries" nullable:"false"`
	Shifts     []ShiftView     `json:"shifts" nullable:"false"`
	Day        actor.Date      `json:"day"`
}

func slotFactsView(f booking.SlotFacts) SlotFactsView {
	v := SlotFactsView{Slot: string(f.Slot.ID), Point: f.PointName, Room: f.RoomName, StartsAt: f.Slot.StartsAt, EndsAt: f.Slot.EndsAt,
		DocumentNo: f.Authorization.DocumentNo, Expected: f.Expected, Present: f.Present, Absent: f.Absent, Aborted: f.Aborted, WalkIns: f.WalkIns,
		Waiting: f.Waiting, Entries: []SlotEntryView{}, Shifts: []ShiftView{}, Day: actor.DateOf(f.Slot.StartsAt)}
	for _, e := range f.Entries {
		v.Entries = append(v.Entries, SlotEntryView{string(e.BookingID), string(e.PersonID), e.ItemCode, e.State, e.WalkIn, string(e.AdmissionID), e.SeatLabel, e.MatchMethod, when(e.AdmittedAt)})
	}
	for _, s := range f.Shifts {
		v.Shifts = append(v.Shifts, shiftView(s))
	}
	return v
}

func registerSlotList(g Groups, s *booking.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "slot-list", Method: http.MethodGet, Path: "/slots/{id}", Summary: "Who is in a slot", Description: "Counts and list of a slot, for the duty officer and the room record."},
		func(ctx context.Context, in *RoomRef) (*struct{ Body SlotFactsView }, error) {
			f, err := s.SlotFacts(ctx, booking.SlotID(in.ID))
			return &struct{ Body SlotFactsView }{slotFactsView(f)}, err
		})
}
