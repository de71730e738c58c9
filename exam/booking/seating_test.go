package booking

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/crypt"
)

func grid(n int) []site.Seat {
	out := make([]site.Seat, n)
	for i := range out {
		out[i] = site.Seat{ID: site.SeatID(fmt.Sprint("s", i)), No: i + 1, Row: i / 4, Col: i % 4, State: site.SeatInService}
	}
	return out
}

// A seat is given whenever one is free, it is free and in service, and no other free seat would have been better.
func TestAFreeSeatIsNeverRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seats := grid(rapid.IntRange(1, 12).Draw(t, "seats"))
		items, orgs := []string{"A", "B"}, []people.OrgID{"", "e1", "e2"}
		var live []Admission
		free := 0
		for i := range seats {
			seats[i].State = rapid.SampledFrom([]site.SeatState{site.SeatInService, site.SeatInService, site.SeatSpare, site.SeatOut}).Draw(t, "state")
			if rapid.Bool().Draw(t, "busy") {
				live = append(live, Admission{SeatID: seats[i].ID, ItemCode: rapid.SampledFrom(items).Draw(t, "item"), Employer: rapid.SampledFrom(orgs).Draw(t, "org")})
			} else if seats[i].State != site.SeatOut {
				free++
			}
		}
		item, org := rapid.SampledFrom(items).Draw(t, "my item"), rapid.SampledFrom(orgs).Draw(t, "my org")
		got, soft, ok := choose(seats, live, item, org, func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "die") })
		if ok != (free > 0) {
			t.Fatalf("%d free, ok %v", free, ok)
		}
		if !ok {
			return
		}
		taken := map[site.SeatID]Admission{}
		for _, a := range live {
			taken[a.SeatID] = a
		}
		mine, why := cost(got, seats, taken, item, org)
		if _, busy := taken[got.ID]; busy || got.State == site.SeatOut || why != soft || (mine > 0) != (soft != "") {
			t.Fatalf("%+v soft %q", got, soft)
		}
		for _, o := range seats {
			if _, busy := taken[o.ID]; busy || o.State != got.State {
				if !busy && o.State == site.SeatInService && got.State == site.SeatSpare {
					t.Fatal("a spare seat before a free one")
				}
				continue
			}
			if n, _ := cost(o, seats, taken, item, org); n < mine {
				t.Fatalf("seat %s costs %d, %s would cost %d", got.ID, mine, o.ID, n)
			}
		}
	})
}

// Twelve colleagues with one paper fill the room to the last seat; the broken rule is named.
func TestABusloadFillsTheRoom(t *testing.T) {
	seats := grid(12)
	var live []Admission
	broken := 0
	for i := range 12 {
		st, soft, ok := choose(seats, live, "A", "e1", randomBelow)
		if !ok {
			t.Fatalf("person %d is refused", i+1)
		}
		if soft != "" {
			broken++
		}
		live = append(live, Admission{SeatID: st.ID, ItemCode: "A", Employer: "e1"})
	}
	if broken == 0 {
		t.Error("no broken rule was named")
	}
	if _, _, ok := choose(seats, live, "A", "e1", randomBelow); ok {
		t.Error("a thirteenth seat")
	}
}

func TestTheSeatIsRandom(t *testing.T) {
	seats := grid(12)
	seen := map[site.SeatID]int{}
	for range 2400 {
		st, _, _ := choose(seats, nil, "A", "", randomBelow)
		seen[st.ID]++
	}
	for _, st := range seats {
		if n := seen[st.ID]; n < 120 || n > 290 { // 200 expected, sigma 13.5
			t.Errorf("seat %s came %d times of 2400", st.ID, n)
		}
	}
}

func TestTicketCodes(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		c := newCode()
		if len(c) != 26 || seen[c] || NormalizeTicket(c) != c {
			t.Fatalf("%q", c)
		}
		seen[c] = true
	}
	c := newCode()
	for _, in := range []string{CodePrefix + c, " " + c + "\r\n", c[:5] + "-" + c[5:10] + " " + c[10:]} {
		if NormalizeTicket(in) != c {
			t.Errorf("%q is not read", in)
		}
	}
	for _, in := range []string{"", "SKT1:", c[:25], c + "A", "1" + c[1:], "../../etc/passwd"} {
		if got := NormalizeTicket(in); got != "" {
			t.Errorf("%q is read as %q", in, got)
		}
	}
	digits := map[string]bool{}
	s := &Service{Deps: Deps{Keys: crypt.Ephemeral()}}
	for n := range 500 {
		p := s.pin(Ticket{ID: "ticket", PINRound: n + 1})
		if len(p) != 4 || p != s.pin(Ticket{ID: "ticket", PINRound: n + 1}) {
			t.Fatal(p)
		}
		digits[p] = true
	}
	if len(digits) < 400 {
		t.Errorf("only %d different PINs of 500", len(digits))
	}
}
