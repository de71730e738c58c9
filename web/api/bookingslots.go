package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/internal/actor"
)

// SlotEntryView is one line of a slot's list.
type SlotEntryView struct {
	Booking     string               `json:"booking"`
	Person      string               `json:"person"`
	ItemCode    string               `json:"itemCode"`
	State       booking.BookingState `json:"state"`
	WalkIn      bool                 `json:"walkIn"`
	Admission   string               `json:"admission,omitempty"`
	Seat        string               `json:"seat,omitempty"`
	MatchMethod booking.MatchMethod  `json:"matchMethod,omitempty" enum:"CHIP_PIN,PIN_OFFICER,REMOTE_OFFICER,ONSITE_OFFICER,CHIP_FACE"`
	AdmittedAt  *time.Time           `json:"admittedAt,omitempty"`
}

// SlotFactsView counts a slot.
type SlotFactsView struct {
	Slot             string          `json:"slot"`
	Point            string          `json:"point"`
	Room             string          `json:"room"`
	StartsAt         time.Time       `json:"startsAt"`
	EndsAt           time.Time       `json:"endsAt"`
	DocumentNo       string          `json:"documentNo" doc:"of the authorization in force; empty when none was"`
	Expected         int             `json:"expected" doc:"应到"`
	Present          int             `json:"present" doc:"实到"`
	Absent           int             `json:"absent" doc:"缺考"`
	Aborted          int             `json:"aborted"`
	WalkIns          int             `json:"walkIns"`
	Waiting          int             `json:"waiting" doc:"not yet decided"`
	ClosedAt         *time.Time      `json:"closedAt,omitempty" doc:"an officer lets nobody new in from here on"`
	NoMoreAdmissions bool            `json:"noMoreAdmissions" doc:"nobody can be let in any more: closed or over, nobody expected, at the door or seated"`
	Entries          []SlotEntryView `json:"entries" nullable:"false"`
	Shifts           []ShiftView     `json:"shifts" nullable:"false"`
	Day              actor.Date      `json:"day"`
}

func slotFactsView(f booking.SlotFacts) SlotFactsView {
	v := SlotFactsView{Slot: string(f.Slot.ID), Point: f.PointName, Room: f.RoomName, StartsAt: f.Slot.StartsAt, EndsAt: f.Slot.EndsAt,
		DocumentNo: f.Authorization.DocumentNo, Expected: f.Expected, Present: f.Present, Absent: f.Absent, Aborted: f.Aborted, WalkIns: f.WalkIns,
		Waiting: f.Waiting, ClosedAt: when(f.Slot.ClosedAt), NoMoreAdmissions: f.NoMoreAdmissions, Entries: []SlotEntryView{}, Shifts: []ShiftView{}, Day: actor.DateOf(f.Slot.StartsAt)}
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
	huma.Register(g.Staff, huma.Operation{OperationID: "room-slot", Method: http.MethodGet, Path: "/rooms/{id}/slot", Summary: "The slot that runs in a room now", Description: "Counts and list, as of a slot."},
		func(ctx context.Context, in *RoomRef) (*struct{ Body SlotFactsView }, error) {
			f, err := s.SlotOfNow(ctx, in.room())
			return &struct{ Body SlotFactsView }{slotFactsView(f)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "slot-close-admissions", Method: http.MethodPost, Path: "/slots/{id}/close-admissions", Summary: "Let nobody new into a slot (停止入场)",
		Description: "By the duty officer once the slot has begun, so that its record can be signed early. Booked people keep their right until the late cut-off; it cannot be taken back."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body reasonBody
		}) (*struct{ Body SlotFactsView }, error) {
			f, err := s.CloseAdmissions(ctx, booking.SlotID(in.ID), in.Body.Reason)
			return &struct{ Body SlotFactsView }{slotFactsView(f)}, err
		})
}
