package permit_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
)

// answer is what the product said of a permit on a day.
type answer struct {
	life   life
	day    string
	code   string
	nat    bool
	end    string // its last day, as it says itself
	review string // its review
}

// histories lives n random lives, and returns what the product says of each: on the way, and once all is over for random days and every day on
// which something turns.
func (h *house) histories(rnd *rand.Rand, n int) []answer {
	h.t.Helper()
	var out []answer
	for i := range n {
		x := life{issued: shift("2019-01-01", 0, rnd.IntN(12*365))}
		switch rnd.IntN(4) { // crowd the days around which the law turns
		case 0:
			x.issued = shift("2026-06-01", 0, rnd.IntN(5)-2)
		case 1:
			x.issued = shift("2023-06-01", 0, rnd.IntN(5)-2) // its review falls due with the change
		case 2:
			x.issued = []string{"2024-02-29", "2020-02-29", "2023-02-28", "2028-02-29"}[rnd.IntN(4)]
		}
		p := h.randomPermit(i, x.issued)
		turns := append(edges(x.issued), "2026-05-31", "2026-06-01", "2026-06-02")
		day := x.issued
		for range rnd.IntN(6) {
			if rnd.IntN(3) == 0 {
				day = max(day, turns[rnd.IntN(len(turns))])
			} else {
				day = shift(day, 0, rnd.IntN(900))
			}
			h.day(actor.Date(day))
			if rnd.IntN(3) == 0 {
				if err := h.NoteOnce(h.t.Context()); err != nil { // the calendar's lines decide nothing
					h.t.Fatal(err)
				}
			}
			if kind := nextKind(rnd, x); kind != "" {
				h.change(p, permit.ChangeKind(kind))
				x.deeds = append(x.deeds, deed{day, kind})
				turns = append(turns, shift(day, 0, -1), day, shift(day, 0, 1))
			}
			v, err := h.Look(as("regulator"), p)
			if err != nil {
				h.t.Fatal(err)
			}
			out = append(out, answered(x, day, v.Status, v.Permit))
		}
		v, err := h.Look(as("regulator"), p)
		if err != nil {
			h.t.Fatal(err)
		}
		for range 10 {
			turns = append(turns, shift(x.issued, 0, rnd.IntN(3000)-300))
		}
		for _, d := range turns {
			on, err := h.StatusOn(as("regulator"), p, actor.Date(d))
			if err != nil {
				h.t.Fatal(err)
			}
			out = append(out, answered(x, d, on.Status, v.Permit))
		}
	}
	return out
}

func answered(x life, day string, s permit.Status, p permit.Permit) answer {
	return answer{life{x.issued, slices.Clone(x.deeds)}, day, string(s.Code), s.National == permit.NationalConfirmed, string(p.ValidTo), string(p.ReviewDue)}
}

// edges are the days around which the dates of a permit turn, the day itself and its neighbours.
func edges(issued string) []string {
	var out []string
	for _, d := range []string{issued, shift(issued, 3, -1), shift(issued, 6, -1), shift(shift(issued, 6, -1), 0, -90)} {
		out = append(out, shift(d, 0, -1), d, shift(d, 0, 1))
	}
	return out
}

// nextKind draws a decision that can follow a life; "" where it is over.
func nextKind(rnd *rand.Rand, x life) string {
	state, national := "", false
	for _, d := range x.deeds {
		switch d.kind {
		case "CONFIRM_NATIONAL":
			national = true
		case "RESUME":
			state = ""
		default:
			state = d.kind
		}
	}
	kinds := []string{"REVOKE", "WITHDRAW", "CANCEL"}
	switch state {
	case "":
		kinds = append(kinds, "SUSPEND", "SUSPEND", "SUSPEND", "SUSPEND")
	case "SUSPEND":
		kinds = append(kinds, "RESUME", "RESUME", "RESUME", "RESUME")
	default:
		return ""
	}
	if !national {
		kinds = append(kinds, "CONFIRM_NATIONAL", "CONFIRM_NATIONAL")
	}
	return kinds[rnd.IntN(len(kinds))]
}

// randomPermit issues a permit of its own person on a day.
func (h *house) randomPermit(i int, issued string) permit.ID {
	h.t.Helper()
	h.day(actor.Date(issued))
	id := people.PersonID(fmt.Sprintf("p-%d", i))
	h.person(id, name, identity.Document{Country: "KAZ", Kind: identity.Passport, Number: fmt.Sprintf("N%07d", i)})
	return h.issued(id, item).ID
}

// disagreements counts the answers that a law contradicts.
func (l law) disagreements(list []answer) (n int, first string) {
	for _, a := range list {
		code, nat := l.status(a.life, a.day)
		say := answer{a.life, a.day, code, nat, l.last(a.life.issued), l.review(a.life.issued)}
		if !reflect.DeepEqual(say, a) {
			if n++; n == 1 {
				first = fmt.Sprintf("the product says %+v, the tables say %+v", a, say)
			}
		}
	}
	return n, first
}

// The status on any day, as the product derives it, is the one that stands in the tables of the dated rules, whatever happened to a permit and
// on whichever side of 2026-06-01. That the comparison can fail is part of the test: every word of the tables is changed and every date moved by
// a day, one at a time, and each such law must contradict the product somewhere.
func TestStatusOnAnyDayIsThatOfTheDatedRules(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		list := h.histories(rand.New(rand.NewPCG(6, 20260601)), 150)
		if n, first := today().disagreements(list); n > 0 {
			t.Fatalf("%d of %d answers differ; %s", n, len(list), first)
		}
		for what, wrong := range wrongLaws() {
			if n, _ := wrong.disagreements(list); n == 0 {
				t.Errorf("%d answers do not notice that %s", len(list), what)
			}
		}
	})
}

// wrongLaws returns laws that differ in one point each.
func wrongLaws() map[string]law {
	out := map[string]law{}
	add := func(what string, change func(*law)) {
		l := today()
		l.grid = maps.Clone(l.grid)
		change(&l)
		out[what] = l
	}
	for by, word := range map[int]string{-1: "a day early", 1: "a day late"} {
		add("the regime changes "+word, func(l *law) { l.regimes[1].from = shift(l.regimes[1].from, 0, by) })
		add("the reviews end "+word, func(l *law) { l.reviewGone = shift(l.reviewGone, 0, by) })
		add("permits end "+word, func(l *law) { l.endsBefore -= by })
		add("decisions count "+word, func(l *law) { l.counts = by })
		for i, r := range today().regimes {
			add(fmt.Sprintf("the notice of the regime of %s begins %s", r.from, word), func(l *law) { l.regimes[i].notice -= by })
		}
	}
	add("the new regime has reviews", func(l *law) { l.regimes[1].reviewYears = 3; l.reviewGone = "9999-01-01" })
	add("the former regime had none", func(l *law) { l.regimes[0].reviewYears = 0 })
	for row, cells := range today().grid {
		for i, cell := range strings.Fields(cells) {
			if cell != "-" {
				add(fmt.Sprintf("%s reads otherwise in row %q", cell, row), func(l *law) {
					words := strings.Fields(cells)
					words[i] = "SOMETHING_ELSE"
					l.grid[row] = strings.Join(words, " ")
				})
			}
		}
	}
	return out
}

func TestStatusOnIsForTheAuthority(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		p := h.issued(welder, item)
		_, err := h.StatusOn(as("far"), p.ID, "2026-11-21")
		refused(t, "another authority", err, permit.ErrNotFound)
		_, err = h.StatusOn(as("safety"), p.ID, "2026-11-21")
		if err == nil {
			t.Error("an employer asks")
		}
		for _, d := range []actor.Date{"2026-02-30", "21.11.2026", "2026-11-21T00:00:00Z"} {
			_, err := h.StatusOn(as("regulator"), p.ID, d)
			refused(t, string(d), err, permit.ErrDay)
		}
		on, err := h.StatusOn(as("regulator"), p.ID, "2030-01-01")
		if err != nil || !on.Foreseen || on.Decision != nil {
			t.Errorf("%+v %v", on, err)
		}
		h.change(p.ID, permit.ChangeSuspend)
		on, err = h.StatusOn(as("regulator"), p.ID, "2026-11-21")
		if err != nil || on.Foreseen || on.Decision == nil || on.Decision.Legal == "" || on.Status.Colour != permit.Red {
			t.Errorf("%+v %v", on, err)
		}
	})
}
