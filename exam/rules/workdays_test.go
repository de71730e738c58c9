package rules

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/internal/actor"
)

func seeded(t testing.TB) Calendar {
	f, err := seedFile()
	if err != nil {
		t.Fatal(err)
	}
	var years []CalendarYear
	for _, y := range f.Years {
		years = append(years, y.CalendarYear)
	}
	return calendarOf(years)
}

func TestWorkingDaysOfTheNotices(t *testing.T) {
	c := seeded(t)
	// 365 days, 104 at weekends, 13 statutory holidays: both years have 248 working days however they are moved about.
	for _, y := range [][2]actor.Date{{"2024-12-31", "2025-12-31"}, {"2025-12-31", "2026-12-31"}} {
		if n, provisional, err := c.Between(y[0], y[1]); n != 248 || provisional || err != nil {
			t.Errorf("%s: %d working days, provisional %v, %v", y[1], n, provisional, err)
		}
	}
	for _, want := range []struct {
		from actor.Date
		n    int
		to   actor.Date
		prov bool
	}{
		{"2026-09-30", 1, "2026-10-08", false}, // national holiday
		{"2026-10-08", 2, "2026-10-10", false}, // worked Saturday
		{"2026-02-13", 1, "2026-02-14", false}, // worked Saturday before the Spring Festival
		{"2026-02-14", 1, "2026-02-24", false},
		{"2026-11-21", 0, "2026-11-21", false},
		{"2026-11-21", 5, "2026-11-27", false},
		{"2026-12-31", 1, "2027-01-01", true}, // no data: a Friday counts, and says so
		{"2024-12-31", 1, "2025-01-02", false},
	} {
		got, err := c.Add(want.from, want.n)
		if err != nil || got.Date != want.to || got.Provisional != want.prov {
			t.Errorf("%s + %d = %+v %v, want %s", want.from, want.n, got, err, want.to)
		}
	}
	for _, bad := range []int{-1, 1001} {
		if _, err := c.Add("2026-01-01", bad); !errors.Is(err, ErrWorkingDays) {
			t.Errorf("%d days: %v", bad, err)
		}
	}
	if _, _, err := c.Between("2026-01-01", "2036-02-30"); !errors.Is(err, ErrBadDate) {
		t.Errorf("odd date: %v", err)
	}
	if _, _, err := c.Between("1990-01-01", "2036-01-30"); !errors.Is(err, ErrWorkingDays) {
		t.Errorf("46 years: %v", err)
	}
}

func TestAddAndBetweenAgree(t *testing.T) {
	c := seeded(t)
	rapid.Check(t, func(t *rapid.T) {
		from := actor.Date("2024-12-01").AddDays(rapid.IntRange(0, 900).Draw(t, "from"))
		n := rapid.IntRange(0, 200).Draw(t, "n")
		d, err := c.Add(from, n)
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := c.Between(from, d.Date)
		if err != nil || got != n {
			t.Fatalf("%s + %d = %s, but %d lie between", from, n, d.Date, got)
		}
		if work, _ := c.Working(d.Date); n > 0 && !work {
			t.Fatalf("%s is no working day", d.Date)
		}
		if back, _, _ := c.Between(d.Date, from); back != -n {
			t.Fatalf("backwards %d", back)
		}
	})
}

func TestLaterCalendarVersionReplacesTheYear(t *testing.T) {
	old := CalendarYear{Year: 2026, Days: []CalendarDay{{Day: "2026-03-02"}}}
	late := CalendarYear{Year: 2026, Seq: 1, Days: []CalendarDay{{Day: "2026-03-03"}}}
	for _, order := range [][]CalendarYear{{old, late}, {late, old}} {
		c := calendarOf(order)
		if w, _ := c.Working("2026-03-02"); !w {
			t.Error("a holiday of the replaced version still counts")
		}
		if w, _ := c.Working("2026-03-03"); w {
			t.Error("the holiday of the new version does not count")
		}
	}
}
