package e2e_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/web/ws"
)

func answerOf(sitting string, q int, a string) ws.Answer {
	return ws.Answer{Sitting: sitting, Question: q, Answer: a}
}

// Steps at the gate that are out of order, repeated, of another gate, or guesses.
func TestTricksAtTheGate(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		h := attacked(t, p)
		r, next := &h.rooms[0], &h.rooms[1]
		h.change(r, func(r *room) { r.Rules["entryOpens"] = 120 })
		c := h.candidate(0)
		_, tk, pin := h.book(c, h.nextSlot(c, r, 0))
		h.until(tk.EntryAt)
		c1 := h.candidate(1)
		_, _, pin1 := h.book(c1, h.nextSlot(c1, r, 0))
		gate, elsewhere := h.gate(r), h.gate(next)
		check := func(g *client, body form) gateView { return post[gateView](g, "/api/device/gate/check", body) }
		step := func(g *client, path string, body form) gateView {
			return post[gateView](g, "/api/device/gate/"+path, body)
		}
		for what, x := range map[string]struct {
			body form
			code string
		}{
			"a made-up ticket": {form{"ticket": "AAAAAAAAAAAAAAAAAAAAAAAAAA"}, "gate.unknown"},
			"a made-up number": {form{"number": idNumber(77)}, "gate.unknown"},
			"no document":      {form{"number": "<script>"}, "gate.unknown"},
			"no card":          {form{"card": true}, "gate.card_none"},
		} {
			if v := check(gate, x.body); v.State != "REFUSED" || v.trouble() != x.code || v.Visit != "" {
				t.Errorf("%s: %+v (%s)", what, v, v.trouble())
			}
		}
		if v := check(elsewhere, form{"ticket": tk.Code}); v.trouble() != "gate.wrong_room" {
			t.Errorf("the wrong room says %s", v.trouble())
		}
		h.ev.untouched(t, "tricks before the card", func() {
			v := check(gate, form{"ticket": tk.Code})
			if got := step(gate, "pin", form{"visit": v.Visit, "pin": pin}); got.trouble() != "gate.card_first" {
				t.Errorf("the PIN without a card: %+v (%s)", got, got.trouble())
			}
			h.lay(r, 1) // somebody else's card
			if got := step(gate, "card", form{"visit": v.Visit}); got.trouble() != "gate.card_other_person" || got.CardMatched {
				t.Errorf("another's card: %+v (%s)", got, got.trouble())
			}
			elsewhere.refused("POST", "/api/device/gate/pin", form{"visit": v.Visit, "pin": pin}, "booking.not_found")
			elsewhere.refused("POST", "/api/device/gate/look", form{"visit": v.Visit}, "booking.not_found")
			gate.refused("POST", "/api/device/gate/take", form{"visit": v.Visit, "application": h.applied(c1).ID}, "gate.step", "booking.not_found")
			gate.refused("POST", "/api/device/gate/pin", form{"visit": v.Visit, "pin": "12"}, "invalid")
			gate.refused("POST", "/api/device/gate/pin", form{"visit": "01aaaaaaaaaaaaaaaaaaaaaaaa", "pin": pin}, "booking.not_found")
		})
		h.bruteForce(t, pin1)
		h.repeats(t, tk, pin)
	})
}

// bruteForce guesses a PIN: after five guesses only an officer can admit, the right PIN too late.
func (h *house) bruteForce(t *testing.T, pin string) {
	t.Helper()
	r := &h.rooms[0]
	gate := h.gate(r)
	h.lay(r, 1)
	code := ""
	for n := range 12 {
		v := post[gateView](gate, "/api/device/gate/check", form{"card": true})
		if v.Visit == "" {
			t.Fatalf("%+v (%s)", v, v.trouble())
		}
		guess := pin
		if n < 5 {
			guess = other(pin)
		}
		got := gate.send("POST", "/api/device/gate/pin", form{"visit": v.Visit, "pin": guess})
		view := post[gateView](gate, "/api/device/gate/look", form{"visit": v.Visit})
		if view.State == "ADMITTED" || !got.ok() && got.code() != "gate.step" {
			t.Fatalf("guess %d: %s, %+v", n+1, got, view)
		}
		if view.State == "WAITING" {
			code = "WAITING"
		}
	}
	if code != "WAITING" {
		t.Error("no officer was asked after the guesses")
	}
	h.lay(r, -1)
}

// repeats enters once and sends every step again.
func (h *house) repeats(t *testing.T, tk ticket, pin string) {
	t.Helper()
	r := &h.rooms[0]
	gate := h.gate(r)
	h.lay(r, 0)
	v := post[gateView](gate, "/api/device/gate/check", form{"ticket": tk.Code})
	if v = post[gateView](gate, "/api/device/gate/card", form{"visit": v.Visit}); !v.CardMatched {
		t.Fatalf("%+v (%s)", v, v.trouble())
	}
	v = post[gateView](gate, "/api/device/gate/pin", form{"visit": v.Visit, "pin": pin})
	if v.State != "ADMITTED" {
		t.Fatalf("%+v (%s)", v, v.trouble())
	}
	eventually(t, "the seat has its sitting", func() bool {
		return h.ev.number(t, "SELECT COUNT(*) FROM sitting WHERE seat_label = ?", v.Seat) == 1
	})
	h.ev.untouched(t, "steps repeated after the admission", func() {
		for _, path := range []string{"pin", "card", "officer", "look"} {
			body := form{"visit": v.Visit}
			if path == "pin" {
				body["pin"] = pin
			}
			if got := post[gateView](gate, "/api/device/gate/"+path, body); got.State != "ADMITTED" || got.Seat != v.Seat {
				t.Errorf("%s again: %+v", path, got)
			}
		}
		for _, sign := range []form{{"card": true}, {"ticket": tk.Code}, {"number": h.cards[0].Number}} {
			if got := post[gateView](gate, "/api/device/gate/check", sign); got.trouble() != "gate.already_inside" {
				t.Errorf("%v: %+v (%s)", sign, got, got.trouble())
			}
		}
	})
	if n := h.ev.number(t, "SELECT COUNT(*) FROM admission WHERE seat_label = ?", v.Seat); n != 1 {
		t.Errorf("%d admissions to %s", n, v.Seat)
	}
	h.until(h.clock().Add(10 * time.Minute))
	gate.refused("POST", "/api/device/gate/leave", form{"visit": "x"}, "invalid")
}
