package permit_test

import (
	"fmt"
	"time"
)

// This file is the second implementation of the dated rules: tables of days and words, read by code that shares nothing with the product. Days
// are "2006-01-02"; sums over days are done on the calendar of the standard library alone.

// regime is one row of the table of regimes.
type regime struct {
	from        string // first day of issue under it
	years       int    // life of a permit
	reviewYears int    // a review so many years after the issue; 0: none
	notice      int    // it counts as ending from so many days before its last day
}

// law is everything that a status follows from. Tests make wrong ones of it.
type law struct {
	regimes    []regime
	reviewGone string // a review that falls due from this day on is not asked for
	endsBefore int    // the last day is so many days before the anniversary
	counts     int    // a decision counts so many days after the day it was made
	grid       map[string]string
}

func today() law {
	return law{
		regimes:    []regime{{"1900-01-01", 6, 3, 90}, {"2026-06-01", 6, 0, 90}},
		reviewGone: "2026-06-01", endsBefore: 1,
		grid: map[string]string{
			// decided, review          unissued    running         ending          over
			"nothing none":    "NOT_ISSUED VALID          EXPIRING       EXPIRED",
			"nothing missed":  "-          REVIEW_OVERDUE REVIEW_OVERDUE EXPIRED",
			"SUSPEND none":    "-          SUSPENDED      SUSPENDED      EXPIRED",
			"SUSPEND missed":  "-          SUSPENDED      SUSPENDED      EXPIRED",
			"REVOKE none":     "-          REVOKED        REVOKED        REVOKED",
			"REVOKE missed":   "-          REVOKED        REVOKED        REVOKED",
			"WITHDRAW none":   "-          WITHDRAWN      WITHDRAWN      WITHDRAWN",
			"WITHDRAW missed": "-          WITHDRAWN      WITHDRAWN      WITHDRAWN",
			"CANCEL none":     "-          CANCELLED      CANCELLED      CANCELLED",
			"CANCEL missed":   "-          CANCELLED      CANCELLED      CANCELLED",
		},
	}
}

// deed is a decision and its day.
type deed struct{ on, kind string }

// life is what happened to one permit, as the test did it.
type life struct {
	issued string
	deeds  []deed // in the order in which they were decided
}

func shift(day string, years, days int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	there := time.Date(t.Year()+years, t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	if there.Month() != t.Month() { // 29 February of a year without one
		there = there.AddDate(0, 0, -there.Day())
	}
	return there.AddDate(0, 0, days).Format(time.DateOnly)
}

func (l law) regimeOf(issued string) regime {
	var r regime
	for _, one := range l.regimes {
		if one.from <= issued {
			r = one
		}
	}
	return r
}

func (l law) last(issued string) string {
	return shift(issued, l.regimeOf(issued).years, -l.endsBefore)
}

// review returns the day a review was due by, "" where the permit names none.
func (l law) review(issued string) string {
	if r := l.regimeOf(issued); r.reviewYears > 0 {
		return shift(issued, r.reviewYears, -l.endsBefore)
	}
	return ""
}

// status reads the status of a life on a day, and whether the national register had confirmed it, out of the tables.
func (l law) status(x life, day string) (string, bool) {
	decided, national := "nothing", false
	for _, d := range x.deeds {
		switch {
		case shift(d.on, 0, l.counts) > day:
		case d.kind == "CONFIRM_NATIONAL":
			national = true
		case d.kind == "RESUME":
			decided = "nothing"
		default:
			decided = d.kind
		}
	}
	review := "none"
	if due := l.review(x.issued); due != "" && due < l.reviewGone && due < day {
		review = "missed"
	}
	column := 1
	switch last := l.last(x.issued); {
	case day < x.issued:
		column = 0
	case day > last:
		column = 3
	case day >= shift(last, 0, -l.regimeOf(x.issued).notice):
		column = 2
	}
	cells := make([]string, 4)
	row := l.grid[decided+" "+review]
	if _, err := fmt.Sscan(row, &cells[0], &cells[1], &cells[2], &cells[3]); err != nil {
		panic(fmt.Sprintf("no row for %s, %s: %v", decided, review, err))
	}
	return cells[column], national
}
