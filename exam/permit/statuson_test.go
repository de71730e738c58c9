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

// one is a permit of a random history with what the test did to it.
type one struct {
	id permit.ID
	life
}

// histories lives n random lives, and returns what the product says of each: on the way, and once all is over for random days and every day on
// which something turns.
func (h *house) histories(rnd *rand.Rand, n int) []answer {
	h.t.Helper()
	var out []answer
	for i := range n {
		who, all, met := h.randomLife(rnd, i)
		out = append(out, met...)
		turns := []string{"2026-05-31", "2026-06-01", "2026-06-02"}
		for _, x := range all {
			turns = append(turns, edges(x.life)...)
		}
		for range 10 {
			turns = append(turns, shift(all[0].issued, 0, rnd.IntN(4500)-300))
		}
		for _, x := range all {
			v, err := h.Look(as("regulator"), x.id)
			if err != nil {
				h.t.Fatal(who, err)
			}
			for _, d := range turns {
				on, err := h.StatusOn(as("regulator"), x.id, actor.Date(d))
				if err != nil {
					h.t.Fatal(who, err)
				}
				out = append(out, answered(x.life, d, on.Status, v.Permit))
			}
		}
	}
	return out
}

// randomLife issues a permit, lets random things happen to it and to those that follow it, and returns them with what the
// product said on each day of it.
func (h *house) randomLife(rnd *rand.Rand, i int) (people.PersonID, []*one, []answer) {
	h.t.Helper()
	day := shift("2019-01-01", 0, rnd.IntN(12*365))
	switch rnd.IntN(5) { // crowd the days around which the law turns
	case 0:
		day = shift("2026-06-01", 0, rnd.IntN(5)-2)
	case 1:
		day = shift("2023-06-01", 0, rnd.IntN(5)-2) // its review falls due with the change
	case 2:
		day = shift("2020-06-01", 0, rnd.IntN(60)-10) // it ends with the change
	case 3:
		day = []string{"2024-02-29", "2020-02-29", "2023-02-28", "2028-02-29"}[rnd.IntN(4)]
	}
	x, here := life{issued: day, law: day}, day
	paper := rnd.IntN(4) == 0
	if paper { // issued somewhere else, and brought here some time later
		here = shift(day, 0, rnd.IntN(3000))
		if due := today().review(x); due != "" && rnd.IntN(2) == 0 {
			x.review = min(here, today().last(x), shift(due, 0, rnd.IntN(900)-300))
		}
		if rnd.IntN(3) == 0 {
			here = max(here, x.review, shift(today().last(x), 0, rnd.IntN(40)-20))
		}
	}
	day = here
	h.day(actor.Date(day))
	who := people.PersonID(fmt.Sprintf("p-%d", i))
	h.person(who, name, identity.Document{Country: "KAZ", Kind: identity.Passport, Number: fmt.Sprintf("N%07d", i)})
	all := []*one{{life: x}}
	if paper {
		all[0].id = h.takenIn(who, x, today()).ID
	} else {
		all[0].id = h.issued(who, item).ID
	}
	var out []answer
	for range rnd.IntN(8) {
		x := all[len(all)-1]
		if rnd.IntN(3) == 0 {
			turns := edges(x.life)
			day = max(day, turns[rnd.IntN(len(turns))])
		} else {
			day = shift(day, 0, rnd.IntN(700))
		}
		kind := nextKind(rnd, x.life, day)
		if kind == "RENEW" { // within the window, which may be to come
			last := today().last(x.life)
			day = max(day, shift(last, 0, -rnd.IntN(91)))
		}
		h.day(actor.Date(day))
		if rnd.IntN(3) == 0 {
			if err := h.NoteOnce(h.t.Context()); err != nil { // the calendar's lines decide nothing
				h.t.Fatal(err)
			}
		}
		if next := h.do(rnd, who, x, kind, day); next != nil {
			all = append(all, next)
		}
		for _, x := range all {
			v, err := h.Look(as("regulator"), x.id)
			if err != nil {
				h.t.Fatal(err)
			}
			out = append(out, answered(x.life, day, v.Status, v.Permit))
		}
	}
	return who, all, out
}

// do lets one thing happen to a permit, and returns the one that follows it.
func (h *house) do(rnd *rand.Rand, who people.PersonID, x *one, kind, day string) *one {
	h.t.Helper()
	switch kind {
	case "":
		return nil
	case "RENEW":
		next := &one{h.askOf(who, permit.Renewal, permit.Ask{Work: worked}).ID, life{issued: day, law: day, after: &life{law: x.law, after: x.after}}}
		if x.state() == "EXTEND" {
			x.deeds = append(x.deeds, deed{on: day, kind: "REPLACE"})
		}
		return next
	case "REPLACE":
		next := &one{h.askOf(who, permit.Replacement, permit.Ask{Ground: permit.Lost}).ID, life{issued: day, law: x.law, after: x.after, review: x.review}}
		for _, d := range x.deeds {
			if d.kind == "CONFIRM_NATIONAL" { // the register's word is about the permit, not about its paper
				next.deeds = []deed{{on: day, kind: d.kind}}
			}
		}
		x.deeds = append(x.deeds, deed{on: day, kind: kind})
		return next
	case "EXTEND":
		until := shift(max(today().last(x.life), day), 0, 1+rnd.IntN(1000))
		h.askOf(who, permit.Deferral, permit.Ask{Ground: permit.Abroad, Proof: "出境记录", Until: actor.Date(until)})
		x.deeds = append(x.deeds, deed{day, kind, until})
		return nil
	}
	h.change(x.id, permit.ChangeKind(kind))
	x.deeds = append(x.deeds, deed{on: day, kind: kind})
	return nil
}

func answered(x life, day string, s permit.Status, p permit.Permit) answer {
	x.deeds = slices.Clone(x.deeds)
	return answer{x, day, string(s.Code), s.National == permit.NationalConfirmed, string(p.ValidTo), string(p.ReviewDue)}
}

// edges are the days on which a permit turns, each with its neighbours.
func edges(x life) []string {
	l := today()
	first, last := l.first(x), l.last(x)
	days := []string{x.issued, first, shift(first, 3, -1), last, shift(last, 0, -90)}
	if x.review != "" {
		days = append(days, x.review)
	}
	for _, d := range x.deeds {
		if days = append(days, d.on); d.until != "" {
			days = append(days, d.until)
		}
	}
	var out []string
	for _, d := range days {
		out = append(out, shift(d, 0, -1), d, shift(d, 0, 1))
	}
	return out
}

// state is the last decision about a permit that still stands; a deferral that has run out stands until somebody lifts it.
func (x life) state() string {
	state := ""
	for _, d := range x.deeds {
		switch d.kind {
		case "CONFIRM_NATIONAL":
		case "RESUME":
			state = ""
		default:
			state = d.kind
		}
	}
	return state
}

// nextKind draws what can happen to a permit next; "" where it is over.
func nextKind(rnd *rand.Rand, x life, day string) string {
	last := today().last(x)
	kinds := []string{"REVOKE", "WITHDRAW", "CANCEL"}
	add := func(n int, kind string) {
		for range n {
			kinds = append(kinds, kind)
		}
	}
	switch x.state() {
	case "":
		if add(4, "SUSPEND"); day <= last {
			add(3, "RENEW")
			add(2, "REPLACE")
			if day >= max("2026-06-01", today().first(x)) { // the former regime knew no deferral
				add(3, "EXTEND")
			}
		}
	case "SUSPEND":
		add(4, "RESUME")
	case "EXTEND":
		if add(2, "RESUME"); day <= x.deeds[len(x.deeds)-1].until {
			add(4, "RENEW")
		}
	default:
		return ""
	}
	if !slices.ContainsFunc(x.deeds, func(d deed) bool { return d.kind == "CONFIRM_NATIONAL" }) {
		add(2, "CONFIRM_NATIONAL")
	}
	return kinds[rnd.IntN(len(kinds))]
}

// disagreements counts the answers that a law contradicts.
func (l law) disagreements(list []answer) (n int, first string) {
	for _, a := range list {
		code, nat := l.status(a.life, a.day)
		say := answer{a.life, a.day, code, nat, l.last(a.life), l.review(a.life)}
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
		h.amend = renewals(false, 0)
		lives, small := 240, strings.HasSuffix(t.Name(), "mysql")
		if small { // the same code asks either engine: what is in doubt there are only the stores
			lives = 50
		}
		list := h.histories(rand.New(rand.NewPCG(6, 20260601)), lives)
		if n, first := today().disagreements(list); n > 0 {
			t.Fatalf("%d of %d answers differ; %s", n, len(list), first)
		}
		for what, wrong := range wrongLaws() {
			if small {
				break
			}
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
		add("reviews count "+word, func(l *law) { l.reviewed = by })
		add("permits end "+word, func(l *law) { l.endsBefore -= by })
		add("decisions count "+word, func(l *law) { l.counts = by })
		add("renewed periods start "+word, func(l *law) { l.gap += by })
		add("deferrals end "+word, func(l *law) { l.deferred = by })
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
