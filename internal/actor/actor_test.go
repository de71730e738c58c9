package actor_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/internal/actor"
)

func TestIDsAreValidSortedAndDistinct(t *testing.T) {
	t0 := time.UnixMilli(1_795_000_000_000)
	seen := map[string]bool{}
	prev := ""
	for i := range 2000 {
		id := actor.NewID(t0.Add(time.Duration(i) * time.Millisecond))
		if !actor.ValidID(id) || seen[id] || id <= prev {
			t.Fatalf("id %q after %q", id, prev)
		}
		seen[id], prev = true, id
	}
	for _, bad := range []string{"", "short", "8zzzzzzzzzzzzzzzzzzzzzzzzz", "0000000000000000000000000u", "../../../../../../etc/passw"} {
		if actor.ValidID(bad) {
			t.Errorf("%q is taken as an id", bad)
		}
	}
}

func TestRightsEndAtTheSubtree(t *testing.T) {
	a := actor.Actor{Kind: actor.Staff, Grants: []actor.Grant{{Role: "CLERK", Org: "b", Path: "/a/b/"}}}
	for path, want := range map[string]bool{"/a/b/": true, "/a/b/c/": true, "/a/": false, "/a/bb/": false, "": false, "/": false} {
		if got := a.Can(path, "CLERK"); got != want {
			t.Errorf("Can(%q) = %v", path, got)
		}
	}
	if a.Can("/a/b/", "RELEASER") {
		t.Error("a role that was not granted works")
	}
	a.Kind = actor.Candidate
	if a.Can("/a/b/", "CLERK") || a.Sees("/a/b/") || a.Paths() != nil {
		t.Error("a candidate uses staff grants")
	}
	empty := actor.Actor{Kind: actor.Staff, Grants: []actor.Grant{{Role: "CLERK"}}}
	if empty.Can("/a/", "CLERK") || empty.Sees("/a/") {
		t.Error("a grant without an organisation covers everything")
	}
}

func TestCivilDates(t *testing.T) {
	cases := []struct {
		d    actor.Date
		m    int
		want actor.Date
	}{{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2024-02-29", 72, "2030-02-28"}, {"2026-06-01", 72, "2032-06-01"}, {"2026-03-31", -1, "2026-02-28"}}
	for _, c := range cases {
		if got := c.d.AddMonths(c.m); got != c.want {
			t.Errorf("%s + %d months = %s, want %s", c.d, c.m, got, c.want)
		}
	}
	if got := actor.Date("2008-11-22").AgeOn("2026-11-21"); got != 17 {
		t.Errorf("one day before the 18th birthday: %d", got)
	}
	if got := actor.Date("2008-11-21").AgeOn("2026-11-21"); got != 18 {
		t.Errorf("on the 18th birthday: %d", got)
	}
	late := time.Date(2026, 5, 31, 16, 30, 0, 0, time.UTC)
	if actor.DateOf(late) != "2026-06-01" {
		t.Error("the day is not taken in Beijing time")
	}
	if _, err := actor.ParseDate("2026-02-30"); err == nil {
		t.Error("a day that does not exist is accepted")
	}
}

// A date that somebody may send as 9999-12-31 or 0000-01-01 must survive the sums of the rules: beyond the calendar's end
// it would no longer be a date, nor compare as one.
func TestDateStopsAtTheEndsOfTheCalendar(t *testing.T) {
	for _, c := range []struct{ got, want actor.Date }{
		{actor.Date("9999-12-31").AddDays(1), "9999-12-31"},
		{actor.Date("9999-12-31").AddMonths(72), "9999-12-31"},
		{actor.Date("9999-01-31").AddMonths(11), "9999-12-31"},
		{actor.Date("0000-01-01").AddDays(-1), "0000-01-01"},
		{actor.Date("0000-01-01").AddMonths(-1), "0000-01-01"},
		{actor.Date("2026-12-31").AddDays(1), "2027-01-01"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
		_ = c.got.Time() // panics on what is not a date
	}
}
