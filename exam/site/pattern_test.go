package site

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/internal/actor"
)

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
		seats, ok := Covered(c.shifts, at(2), at(5))
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
