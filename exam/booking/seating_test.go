package booking

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
)

func grid(n int) []Seat {
	out := make([]Seat, n)
	for i := range out {
		out[i] = Seat{ID: SeatID(fmt.Sprint("s", i)), No: i + 1, Row: i / 4, Col: i % 4, State: SeatInService}
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
			seats[i].State = rapid.SampledFrom([]SeatState{SeatInService, SeatInService, SeatSpare, SeatOut}).Draw(t, "state")
			if rapid.Bool().Draw(t, "busy") {
				live = append(live, Admission{SeatID: seats[i].ID, ItemCode: rapid.SampledFrom(items).Draw(t, "item"), Employer: rapid.SampledFrom(orgs).Draw(t, "org")})
			} else if seats[i].State != SeatOut {
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
		taken := map[SeatID]Admission{}
		for _, a := range live {
			taken[a.SeatID] = a
		}
		mine, why := cost(got, seats, taken, item, org)
		if _, busy := taken[got.ID]; busy || got.State == SeatOut || why != soft || (mine > 0) != (soft != "") {
			t.Fatalf("%+v soft %q", got, soft)
		}
		for _, o := range seats {
			if _, busy := taken[o.ID]; busy || o.State != got.State {
				if !busy && o.State == SeatInService && got.State == SeatSpare {
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
	seen := map[SeatID]int{}
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

func TestCoverage(t *testing.T) {
	t0 := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	at := func(h int) time.Time { return t0.Add(time.Duration(h) * time.Hour) }
	sh := func(from, to, most int) Shift { return Shift{From: at(from), To: at(to), MaxSeats: most} }
	for name, c := range map[string]struct {
		shifts []Shift
		ok     bool
		seats  int
	}{
		"nobody":              {nil, false, 0},
		"one":                 {[]Shift{sh(0, 8, 30)}, true, 30},
		"exactly":             {[]Shift{sh(2, 5, 30)}, true, 30},
		"begins late":         {[]Shift{sh(3, 8, 30)}, false, 0},
		"ends early":          {[]Shift{sh(0, 4, 30)}, false, 0},
		"two without a gap":   {[]Shift{sh(0, 4, 30), sh(4, 8, 12)}, true, 12},
		"two with a gap":      {[]Shift{sh(0, 3, 30), sh(4, 8, 12)}, false, 0},
		"over before it":      {[]Shift{sh(0, 1, 5), sh(1, 9, 30)}, true, 30},
		"overlapping, chosen": {[]Shift{sh(0, 4, 30), sh(1, 9, 20)}, true, 20},
	} {
		seats, ok := covered(c.shifts, at(2), at(5))
		if ok != c.ok || seats != c.seats {
			t.Errorf("%s: %d %v", name, seats, ok)
		}
	}
}

// Slots of any valid pattern follow one another within the day, without overlap.
func TestPatternsFitTheDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Pattern{First: rapid.IntRange(-10, 1440).Draw(t, "first"), Until: rapid.IntRange(0, 1500).Draw(t, "until"), Length: rapid.IntRange(0, 500).Draw(t, "length")}
		starts := p.Starts("2026-11-21")
		if (p.check() == nil) != (len(starts) > 0) {
			t.Fatalf("%+v: %v, %d starts", p, p.check(), len(starts))
		}
		day, length := actor.Date("2026-11-21").Time(), time.Duration(p.Length)*time.Minute
		for i, s := range starts {
			if s.Before(day) || s.Add(length).After(day.AddDate(0, 0, 1)) || i > 0 && s.Before(starts[i-1].Add(length)) {
				t.Fatalf("%+v: %v", p, starts)
			}
		}
	})
	if n := len(DefaultPattern().Starts("2026-11-21")); n != 9 {
		t.Errorf("the default day has %d slots", n)
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
