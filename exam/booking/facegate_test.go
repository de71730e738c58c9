package booking_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// mirror is a face device and a book of consents.
type mirror struct {
	mu     sync.Mutex
	result booking.FaceResult
	err    error
	agreed map[people.PersonID]bool
	asked  []booking.FaceAsk
}

func (m *mirror) Offer(_ context.Context, _ site.RoomID, p people.PersonID) (booking.FaceOffer, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return booking.FaceOffer{Camera: true, Agreed: m.agreed[p]}, nil
}

func (m *mirror) Agree(_ context.Context, p people.PersonID, _ int, _ string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.agreed[p] = true
	return nil
}

func (m *mirror) Compare(_ context.Context, q booking.FaceAsk) (booking.FaceResult, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.asked = append(m.asked, q)
	return m.result, m.err
}

// porter lets people in or not.
type porter struct{ err error }

func (p porter) Admits(context.Context, site.RoomID) error { return p.err }

func (h *house) withFaces() *mirror {
	m := &mirror{agreed: map[people.PersonID]bool{}, result: booking.FaceResult{Same: true, Live: true, Match: "m"}}
	h.Service.Faces = m
	return m
}

// The face is one way beside the PIN: it needs the card, leads to the same admission, and opens the door once.
func TestFaceAdmitsLikeThePIN(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		m := h.withFaces()
		v, _ := h.atDoor("p-1")
		gate := gateOf(h.room)
		if v.Face {
			t.Error("a face is offered before a card was read")
		}
		trouble(t, must[booking.GateView](t)(h.Face(gate, v.Visit)), booking.ErrCardFirst)
		if _, err := h.FaceAgree(gate, v.Visit, 1, "zh-CN"); !errors.Is(err, booking.ErrCardFirst) || m.agreed["p-1"] {
			t.Errorf("consent in the name of somebody without a document: %v", err)
		}
		h.w.lay("p-1")
		v = must[booking.GateView](t)(h.Card(gate, v.Visit))
		if !v.Face || v.FaceAgreed || v.PINLeft == 0 {
			t.Fatalf("both ways should be offered: %+v", v)
		}
		if v = must[booking.GateView](t)(h.FaceAgree(gate, v.Visit, 1, "zh-CN")); !v.FaceAgreed {
			t.Fatalf("%+v", v)
		}
		var wg sync.WaitGroup
		for range 8 { // an impatient finger
			wg.Go(func() { _, _ = h.Face(gate, v.Visit) })
		}
		wg.Wait()
		v = must[booking.GateView](t)(h.Look(gate, v.Visit))
		if v.State != booking.VisitAdmitted || v.SeatLabel == "" || v.Door != booking.DoorOpened {
			t.Fatalf("%+v", v)
		}
		h.w.mu.Lock()
		defer h.w.mu.Unlock()
		if len(h.w.opened) != 1 {
			t.Fatalf("one admission, several commands: %v", h.w.opened)
		}
	})
}

func TestFaceThatDoesNotFit(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		m := h.withFaces()
		v, pin := h.atDoor("p-1")
		gate := gateOf(h.room)
		h.w.lay("p-1")
		v = must[booking.GateView](t)(h.Card(gate, v.Visit))
		device := fault.Define("face.camera_down_test", fault.Unavailable, "人脸设备没有响应，请改用入场码。", "The face device does not answer. Use the PIN.")
		m.err = device
		for range 5 { // a device that does not work is nobody's failed attempt
			v = must[booking.GateView](t)(h.Face(gate, v.Visit))
			trouble(t, v, device)
		}
		if v.State != booking.VisitOpen || v.CallPerson {
			t.Fatalf("%+v", v)
		}
		m.err, m.result = nil, booking.FaceResult{Same: true}
		trouble(t, must[booking.GateView](t)(h.Face(gate, v.Visit)), booking.ErrFaceNotLive)
		m.result = booking.FaceResult{Live: true}
		v = must[booking.GateView](t)(h.Face(gate, v.Visit))
		trouble(t, v, booking.ErrFaceOther)
		if v.PINLeft == 0 || v.State != booking.VisitOpen {
			t.Fatal("the other way is closed before the third failure")
		}
		v = must[booking.GateView](t)(h.Face(gate, v.Visit))
		if v.State != booking.VisitWaiting || !v.CallPerson {
			t.Fatalf("after three failures nobody is called: %+v", v)
		}
		calls := must[[]booking.Call](t)(h.FindCalls(h.staff("o", people.RemoteAttendant), booking.CallFilter{Limit: 10}))
		if len(calls) != 1 || calls[0].Trouble != "gate.face_other" {
			t.Fatalf("calls: %+v", calls)
		}
		if _, err := h.PIN(gate, v.Visit, pin); !errors.Is(err, booking.ErrGateStep) {
			t.Errorf("a PIN while an officer looks: %v", err)
		}
		h.nobodyInside(t)
	})
}

// Visits and gates of other rooms are nobody's business here.
func TestFaceOfAnotherGate(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		m := h.withFaces()
		other := h.addRoom("R2", 4)
		v, _ := h.atDoor("p-1")
		h.w.lay("p-1")
		v = must[booking.GateView](t)(h.Card(gateOf(h.room), v.Visit))
		for name, ctx := range map[string]context.Context{
			"another room": gateOf(other),
			"a seat":       actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "d", Room: string(h.room.ID), Seat: string(h.seats[0].ID)}),
			"a forged one": actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "forged", Room: string(h.room.ID)}),
			"the public":   context.Background(),
			"an officer":   h.staff("o", people.RemoteAttendant),
		} {
			if _, err := h.Face(ctx, v.Visit); err == nil {
				t.Errorf("%s compares", name)
			}
			if _, err := h.FaceAgree(ctx, v.Visit, 1, "zh-CN"); err == nil {
				t.Errorf("%s agrees", name)
			}
		}
		if len(m.asked) != 0 || len(m.agreed) != 0 {
			t.Error("a camera was asked")
		}
		h.nobodyInside(t)
	})
}

func TestARoomThatIsShut(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		v, pin := h.atDoor("p-1")
		h.w.lay("p-1")
		gate := gateOf(h.room)
		v = must[booking.GateView](t)(h.Card(gate, v.Visit))
		h.Service.Doorkeeper = porter{booking.ErrRoomShut.With("reason", "考场检修")}
		v = must[booking.GateView](t)(h.PIN(gate, v.Visit, pin))
		trouble(t, v, booking.ErrRoomShut)
		if !strings.Contains(v.Trouble.ZH, "检修") || v.CallPerson || v.PINLeft != booking.MaxPINTries {
			t.Fatalf("%+v %+v", v, v.Trouble)
		}
		h.nobodyInside(t)
		h.Service.Doorkeeper = porter{}
		if v = must[booking.GateView](t)(h.PIN(gate, v.Visit, pin)); v.State != booking.VisitAdmitted {
			t.Fatalf("%+v", v)
		}
	})
}

func TestMismatchIsResolvedWithAReason(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		v, _ := h.atDoor("p-1")
		gate, officer := gateOf(h.room), h.staff("o", people.RemoteAttendant)
		h.w.lay("p-2") // somebody else's card
		trouble(t, must[booking.GateView](t)(h.Card(gate, v.Visit)), booking.ErrCardOther)
		v = must[booking.GateView](t)(h.AskOfficer(gate, v.Visit))
		q := must[[]booking.MatchRequest](t)(h.Queue(officer))
		if len(q) != 1 || q[0].Mismatch != booking.MismatchNumber || q[0].Resolved {
			t.Fatalf("%+v", q)
		}
		_, err := h.ConfirmMatch(officer, v.Visit, false, booking.Looked{})
		want(t, err, booking.ErrMismatchOpen)
		for _, bad := range []error{
			h.ResolveMismatch(officer, v.Visit, booking.NameChanged, "更名"), // the name does not differ
			h.ResolveMismatch(officer, v.Visit, "GREAT", "更名"),
			h.ResolveMismatch(officer, v.Visit, booking.WrongCard, ""),
			h.ResolveMismatch(officer, v.Visit, booking.WrongCard, "零宽\u200b字"),
			h.ResolveMismatch(staffAt("/s/", "x", people.RemoteAttendant), v.Visit, booking.WrongCard, "外地"),
			h.ResolveMismatch(h.staff("m", people.ExamManager), v.Visit, booking.WrongCard, "不归我管"),
		} {
			if bad == nil {
				t.Error("a bad resolution is taken")
			}
		}
		must[int](t)(0, h.ResolveMismatch(officer, v.Visit, booking.WrongCard, "误放同事证件，已出示本人证件"))
		if v = must[booking.GateView](t)(h.ConfirmMatch(officer, v.Visit, false, booking.Looked{})); v.State != booking.VisitAdmitted {
			t.Fatalf("%+v", v)
		}
	})
}

func TestTheWrongCardIsForgivenWhenTheRightOneComes(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		v, _ := h.atDoor("p-1")
		gate := gateOf(h.room)
		h.w.lay("p-2")
		trouble(t, must[booking.GateView](t)(h.Card(gate, v.Visit)), booking.ErrCardOther)
		h.w.lay("p-1")
		v = must[booking.GateView](t)(h.Card(gate, v.Visit))
		v = must[booking.GateView](t)(h.AskOfficer(gate, v.Visit))
		must[booking.GateView](t)(h.ConfirmMatch(h.staff("o", people.RemoteAttendant), v.Visit, false, booking.Looked{}))
	})
}

// Twelve booked, three seats leave: the three who confirmed last are rebooked first and told, nobody else.
func TestSeatsThatLeaveSendAwayWhoCameLast(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		var list []booking.Booking
		for _, p := range []people.PersonID{"p-1", "p-2", "p-3", "p-4", "p-5", "p-6", "p-7", "p-8", "p-9", "p-10", "p-11", "p-12"} {
			list = append(list, h.booked(p))
			h.clock.Set(h.clock.Now().Add(time.Second))
		}
		manager := h.staff("manager", people.ExamManager)
		for _, st := range h.seats[:3] {
			must[int](t)(0, h.SetSeatState(manager, st.ID, site.SeatOut, "自检未通过"))
		}
		sys := actor.AsSystem(context.Background(), "test")
		for i, wantN := range []int{3, 0} { // again changes nothing
			if n := must[int](t)(h.FitSeats(sys, h.room.ID, start, start.Add(24*time.Hour), "考位检修")); n != wantN {
				t.Fatalf("round %d: %d sent away, want %d", i, n, wantN)
			}
		}
		for i, b := range list {
			got := must[booking.Booking](t)(h.st.Booking(sys, b.ID))
			if gone := got.State == booking.BookingToRebook; gone != (i >= 9) || gone && (!got.Priority || got.Reason != "考位检修") {
				t.Errorf("booking %d: %+v", i+1, got)
			}
		}
	})
}
