package booking_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// atDoor brings a booked person to the gate and returns visit and PIN.
func (h *house) atDoor(p people.PersonID) (booking.GateView, string) {
	h.t.Helper()
	b := h.booked(p)
	pin := must[string](h.t)(h.NewPIN(candidate(p), b.ID))
	h.clock.Set(b.BeginsAt.Add(-10 * time.Minute))
	return must[booking.GateView](h.t)(h.CheckIn(gateOf(h.room), byNumber(p))), pin
}

func (h *house) nobodyInside(t *testing.T) {
	t.Helper()
	if list := must[[]booking.Admission](t)(h.st.LiveAdmissions(context.Background(), h.room.ID)); len(list) != 0 || len(h.w.opened) != 0 {
		t.Fatalf("%+v, door %v", list, h.w.opened)
	}
}

// A PIN proves a phone, not a person: without the card it admits nobody, and the try is not even looked at.
func TestAPINAloneAdmitsNobody(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		v, pin := h.atDoor("p-1")
		v = must[booking.GateView](t)(h.PIN(gateOf(h.room), v.Visit, pin))
		trouble(t, v, booking.ErrCardFirst)
		if v.PINLeft != booking.MaxPINTries {
			t.Errorf("%d tries left", v.PINLeft)
		}
		h.nobodyInside(t)
	})
}

// Wrong cards, each with its own code; where the machine cannot go on an officer is asked at once.
func TestCardsThatDoNotFit(t *testing.T) {
	for name, c := range map[string]struct {
		lay     func(w *world)
		code    string
		officer bool
	}{
		"no card":      {func(w *world) { w.cardErr = booking.ErrCardNone }, "gate.card_none", false},
		"unreadable":   {func(w *world) { w.cardErr = booking.ErrCardUnreadable }, "gate.card_unreadable", true},
		"reader down":  {func(w *world) { w.cardErr = booking.ErrReaderDown.Wrap(errors.New("time-out")) }, "gate.reader_down", true},
		"another's":    {func(w *world) { w.lay("p-2") }, "gate.card_other_person", false},
		"unknown":      {func(w *world) { w.card = booking.Card{DocKind: "ID_CARD", Number: "x", Name: "考生p-1"} }, "gate.card_other_person", false},
		"expired":      {func(w *world) { w.lay("p-1"); w.card.ValidTo = "2026-11-20" }, "gate.card_expired", true},
		"another name": {func(w *world) { w.lay("p-1"); w.card.Name = "李四" }, "gate.card_name", true},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 4)
			v, pin := h.atDoor("p-1")
			c.lay(h.w)
			v = must[booking.GateView](t)(h.Card(gateOf(h.room), v.Visit))
			if v.Trouble == nil || v.Trouble.Code != c.code || v.CardMatched || (v.State == booking.VisitWaiting) != c.officer {
				t.Fatalf("%+v %+v", v, v.Trouble)
			}
			if !c.officer {
				v = must[booking.GateView](t)(h.PIN(gateOf(h.room), v.Visit, pin))
				trouble(t, v, booking.ErrCardFirst)
			} else if _, err := h.PIN(gateOf(h.room), v.Visit, pin); !errors.Is(err, booking.ErrGateStep) {
				t.Errorf("a PIN while an officer looks: %v", err)
			}
			h.nobodyInside(t)
			if c.officer { // and it is no dead end
				if c.code == "gate.card_name" {
					_, err := h.ConfirmMatch(h.staff("o", people.RemoteAttendant), v.Visit, false, booking.Looked{})
					want(t, err, booking.ErrMismatchOpen)
					must[int](t)(0, h.ResolveMismatch(h.staff("o", people.RemoteAttendant), v.Visit, booking.NameChanged, "户口簿载明更名"))
				}
				must[booking.GateView](t)(h.ConfirmMatch(h.staff("o", people.RemoteAttendant), v.Visit, false, booking.Looked{}))
			}
		})
	}
}

// A card that lasts until today is good today, one without an end always, and names compare as people write them.
func TestCardsThatFit(t *testing.T) {
	for name, lay := range map[string]func(w *world){
		"last day":       func(w *world) { w.lay("p-1"); w.card.ValidTo = "2026-11-21" },
		"long-lived":     func(w *world) { w.lay("p-1"); w.card.ValidTo = "" },
		"spaces in name": func(w *world) { w.lay("p-1"); w.card.Name = "考生 P-1　" },
	} {
		h := newHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 4)
		v, _ := h.atDoor("p-1")
		lay(h.w)
		if v = must[booking.GateView](t)(h.Card(gateOf(h.room), v.Visit)); !v.CardMatched {
			t.Errorf("%s: %+v", name, v.Trouble)
		}
	}
}

func TestTheCardAloneNamesAndProves(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		_, pin := h.atDoor("p-1")
		gate := gateOf(h.room)
		h.w.lay("p-1")
		v := must[booking.GateView](t)(h.CheckIn(gate, booking.Sign{Card: true}))
		if !v.CardMatched || v.PINLeft == 0 {
			t.Fatalf("%+v", v)
		}
		v = must[booking.GateView](t)(h.PIN(gate, v.Visit, pin))
		if v.State != booking.VisitAdmitted {
			t.Fatalf("%+v", v)
		}
		h.w.cardErr = booking.ErrCardUnreadable
		v = must[booking.GateView](t)(h.CheckIn(gate, booking.Sign{Card: true}))
		trouble(t, v, booking.ErrCardUnreadable)
		if !v.CallPerson || h.events(t, booking.TopicCallPerson) != 1 {
			t.Error("an unreadable card without a name calls nobody")
		}
	})
}

// A thousand guesses, in parallel and over several visits, are five tries; then only an officer can admit.
func TestPINBruteForce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		v, pin := h.atDoor("p-1")
		gate := gateOf(h.room)
		h.w.lay("p-1")
		visits := []booking.VisitID{v.Visit}
		for range 3 {
			visits = append(visits, must[booking.GateView](t)(h.CheckIn(gate, byNumber("p-1"))).Visit)
		}
		for _, id := range visits {
			must[booking.GateView](t)(h.Card(gate, id))
		}
		var wg sync.WaitGroup
		for i := range 60 {
			guess := fmt.Sprintf("%04d", i)
			if guess == pin {
				continue
			}
			wg.Go(func() {
				v, err := h.PIN(gate, visits[i%len(visits)], guess)
				if err != nil && !errors.Is(err, booking.ErrStale) && !errors.Is(err, booking.ErrGateStep) {
					t.Errorf("%v", err)
				}
				if v.State == booking.VisitAdmitted {
					t.Error("a wrong PIN admits")
				}
			})
		}
		wg.Wait()
		b := must[booking.Visit](t)(h.st.Visit(context.Background(), v.Visit)).BookingID
		tk := must[booking.Ticket](t)(h.st.TicketOf(context.Background(), b))
		if tk.PINTries > booking.MaxPINTries {
			t.Errorf("%d guesses were looked at", tk.PINTries)
		}
		// The rest of the tries, one after another, each with a fresh visit and the right PIN only after the lock.
		for tk.PINTries < booking.MaxPINTries {
			n := must[booking.GateView](t)(h.CheckIn(gate, byNumber("p-1"))).Visit
			must[booking.GateView](t)(h.Card(gate, n))
			must[booking.GateView](t)(h.PIN(gate, n, wrongPIN(pin)))
			tk = must[booking.Ticket](t)(h.st.TicketOf(context.Background(), b))
		}
		n := must[booking.GateView](t)(h.CheckIn(gate, byNumber("p-1"))).Visit
		must[booking.GateView](t)(h.Card(gate, n))
		locked := must[booking.GateView](t)(h.PIN(gate, n, pin))
		trouble(t, locked, booking.ErrPINLocked)
		if locked.State != booking.VisitWaiting {
			t.Errorf("locked and no officer asked: %s", locked.State)
		}
		_, err := h.NewPIN(candidate("p-1"), b)
		want(t, err, booking.ErrPINLocked)
		h.nobodyInside(t)
		must[booking.GateView](t)(h.ConfirmMatch(h.staff("o", people.RemoteAttendant), n, false, booking.Looked{}))
	})
}

func wrongPIN(pin string) string {
	if pin[0] == '9' {
		return "0" + pin[1:]
	}
	return "9" + pin[1:]
}

func TestThreeFailuresCallAPerson(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		v, _ := h.atDoor("p-1")
		h.w.lay("p-2")
		for i := range 3 {
			v = must[booking.GateView](t)(h.Card(gateOf(h.room), v.Visit))
			if waiting := v.State == booking.VisitWaiting; waiting != (i == 2) {
				t.Fatalf("after %d failures: %s", i+1, v.State)
			}
		}
		if !v.CallPerson || h.events(t, booking.TopicOfficerWanted) != 1 {
			t.Error("nobody was called")
		}
	})
}

func TestSecretsStayOutOfTheDatabase(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		code := must[booking.TicketView](t)(h.TicketFor(candidate("p-1"), b.ID)).Code
		pin := must[string](t)(h.NewPIN(candidate("p-1"), b.ID))
		if len(code) != 26 || len(pin) != 4 {
			t.Fatalf("%d, %d characters", len(code), len(pin))
		}
		for _, table := range []string{"admission_ticket", "audit_entry", "outbox_event", "seat_booking"} {
			var rows []map[string]any
			if err := h.db.Conn(context.Background()).Table(table).Find(&rows).Error; err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				for col, v := range r {
					if text := fmt.Sprintf("%s", v); strings.Contains(text, code) || text == pin || strings.Contains(text, doc("p-1")) {
						t.Errorf("%s.%s holds a secret", table, col)
					}
				}
			}
		}
	})
}

// Twenty presses at once show one PIN, the valid one; pressing later makes another and ends the first.
func TestPressingForThePINManyTimes(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		b := h.booked("p-1")
		press := func() map[string]bool {
			shown, mu, wg := map[string]bool{}, sync.Mutex{}, sync.WaitGroup{}
			for range 20 {
				wg.Go(func() {
					pin, err := h.NewPIN(candidate("p-1"), b.ID)
					mu.Lock()
					defer mu.Unlock()
					if shown[pin] = true; err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			return shown
		}
		valid := func(pin string) bool {
			tk := must[booking.Ticket](t)(h.st.TicketOf(context.Background(), b.ID))
			return h.Keys.MatchCode("booking.ticket_pin:"+string(tk.ID), pin, tk.PINHash)
		}
		rounds := map[string]bool{}
		for range 4 { // two rounds of a ticket show the same digits once in ten thousand tickets
			shown := press()
			if len(shown) != 1 {
				t.Fatalf("%d different PINs were shown", len(shown))
			}
			for pin := range shown {
				if !valid(pin) {
					t.Error("the shown PIN does not open the door")
				}
				rounds[pin] = true
			}
			h.clock.Advance(2 * time.Minute)
		}
		if len(rounds) < 2 {
			t.Error("a new PIN is the old one")
		}
		var trail int64
		if err := h.db.Conn(context.Background()).Table("audit_entry").Where("verb = ?", "ticket.pin").Count(&trail).Error; err != nil || trail != 4 {
			t.Errorf("%d entries on the trail for 4 PINs, %v", trail, err)
		}
	})
}

// Walk-ins of many people meet one last seat: one gets it, and only after a match.
func TestWalkInsRaceForTheLastSeat(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open(t), 1)
		apps := h.crowd(20)
		h.clock.Set(start.Add(50 * time.Minute)) // in the middle of a slot: 现在就考 has no cut-off
		gate := gateOf(h.room)
		views := make([]booking.GateView, len(apps))
		for i, a := range apps {
			views[i] = must[booking.GateView](t)(h.CheckIn(gate, byNumber(a.PersonID)))
			if len(views[i].Offers) != 1 || views[i].Offers[0].Minutes != 120 {
				t.Fatalf("%+v", views[i])
			}
		}
		var wg sync.WaitGroup
		for i, a := range apps {
			wg.Go(func() {
				v, err := h.Take(gate, views[i].Visit, a.ID)
				if err != nil {
					t.Error(err)
				}
				views[i] = v
			})
		}
		wg.Wait()
		won := -1
		for i, v := range views {
			switch {
			case v.Trouble == nil && won < 0:
				won = i
			case v.Trouble == nil:
				t.Error("two walk-ins keep one seat")
			case v.Trouble.Code != booking.ErrGateNoSeat.Code():
				t.Errorf("%+v", v.Trouble)
			}
		}
		if won < 0 {
			t.Fatal("nobody got the seat")
		}
		h.walkIn(t, views[won], apps[won])
	})
}

// walkIn admits a walk-in and checks what was kept of it.
func (h *house) walkIn(t *testing.T, v booking.GateView, a application.Application) {
	t.Helper()
	gate := gateOf(h.room)
	again := must[booking.GateView](t)(h.Take(gate, v.Visit, a.ID))
	if again.Trouble != nil {
		t.Errorf("taking the offer again: %+v", again.Trouble)
	}
	h.nobodyInside(t)
	must[booking.GateView](t)(h.AskOfficer(gate, v.Visit))
	must[booking.GateView](t)(h.ConfirmMatch(h.staff("o", people.RemoteAttendant), v.Visit, false, booking.Looked{}))
	list := must[[]booking.Admission](t)(h.st.LiveAdmissions(context.Background(), h.room.ID))
	if len(list) != 1 || !list[0].SlotEnd.Equal(h.clock.Now().Add(135*time.Minute)) {
		t.Fatalf("%+v", list)
	}
	// 135 minutes from 08:50 reach into the slot of 10:40: its only place is kept too.
	h.wholePlaces(t, h.slot(h.room, 0).ID, 1)
	h.wholePlaces(t, h.slot(h.room, oneSlot).ID, 1)
	h.wholePlaces(t, h.slot(h.room, 2*oneSlot).ID, 0)
	f := must[booking.SlotFacts](t)(h.SlotFacts(h.staff("o", people.Inspector), h.slot(h.room, 0).ID))
	if f.WalkIns != 1 || f.Expected != 1 || f.Present != 1 {
		t.Errorf("%+v", f)
	}
}

func TestWalkInNeedsTheHouse(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		apps := h.crowd(2)
		gate := gateOf(h.room)
		v := must[booking.GateView](t)(h.CheckIn(gate, byNumber("p-0")))
		_, err := h.AskOfficer(gate, v.Visit)
		want(t, err, booking.ErrGateStep) // no offer taken yet: there is nothing to admit to
		_, err = h.Take(gate, v.Visit, apps[1].ID)
		want(t, err, booking.ErrNotFound) // somebody else's application
		if _, _, err := h.Close(h.staff("m", people.ExamManager), site.Closure{Point: h.point.ID, Kind: site.Holiday, From: start, To: start.Add(time.Hour), Notice: "停电"}); err != nil {
			t.Fatal(err)
		}
		trouble(t, must[booking.GateView](t)(h.Take(gate, v.Visit, apps[0].ID)), booking.ErrSlotClosed)
		h.wholePlaces(t, h.slot(h.room, 0).ID, 0)
		h.w.refuse("p-1", application.Refusal{Code: application.RefusedBan, ZH: "禁考。", EN: "Barred."})
		trouble(t, must[booking.GateView](t)(h.CheckIn(gate, byNumber("p-1"))), booking.ErrGateBanned)
	})
}
