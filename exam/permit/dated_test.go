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
	gap        int    // a renewed period starts so many days after the last one of the old
	deferred   int    // a deferral ends so many days after its last day
	reviewed   int    // a review that was done counts so many days after its day
	counts     int    // a decision counts so many days after the day it was made
	grid       map[string]string
}

func today() law {
	return law{
		regimes:    []regime{{"1900-01-01", 6, 3, 90}, {"2026-06-01", 6, 0, 90}},
		reviewGone: "2026-06-01", endsBefore: 1, gap: 1,
		grid: map[string]string{
			// decided, review  unissued   later     running        ending         over
			"nothing none":    "NOT_ISSUED NOT_YET   VALID          EXPIRING       EXPIRED",
			"nothing missed":  "NOT_ISSUED -         REVIEW_OVERDUE REVIEW_OVERDUE EXPIRED",
			"SUSPEND none":    "-          NOT_YET   SUSPENDED      SUSPENDED      EXPIRED",
			"SUSPEND missed":  "-          -         SUSPENDED      SUSPENDED      EXPIRED",
			"EXTEND none":     "-          -         EXTENDED       EXTENDED       EXTENDED",
			"EXTEND missed":   "-          -         EXTENDED       EXTENDED       EXTENDED",
			"REVOKE none":     "-          REVOKED   REVOKED        REVOKED        REVOKED",
			"REVOKE missed":   "-          -         REVOKED        REVOKED        REVOKED",
			"WITHDRAW none":   "-          WITHDRAWN WITHDRAWN      WITHDRAWN      WITHDRAWN",
			"WITHDRAW missed": "-          -         WITHDRAWN      WITHDRAWN      WITHDRAWN",
			"CANCEL none":     "-          CANCELLED CANCELLED      CANCELLED      CANCELLED",
			"CANCEL missed":   "-          -         CANCELLED      CANCELLED      CANCELLED",
			"REPLACE none":    "-          REPLACED  REPLACED       REPLACED       REPLACED",
			"REPLACE missed":  "-          -         REPLACED       REPLACED       REPLACED",
		},
	}
}

// deed is a decision and its day; until is the last day of a deferral.
type deed struct{ on, kind, until string }

// life is what happened to one permit, as the test did it.
type life struct {
	issued string // the day it was made, or that its paper names
	review string // it was imported, and its paper says that the review was done on this day
	law    string // the day whose regime gave it its dates: that of its issue, or of the issue that it copies
	after  *life  // the one that it renews; nil: its period starts on the day of the law
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

func (l law) first(x life) string {
	if x.after != nil {
		return shift(l.last(*x.after), 0, l.gap)
	}
	return x.law
}

func (l law) last(x life) string { return shift(l.first(x), l.regimeOf(x.law).years, -l.endsBefore) }

// review returns the day a review was due by, "" where the permit names none.
func (l law) review(x life) string {
	if r := l.regimeOf(x.law); r.reviewYears > 0 {
		return shift(l.first(x), r.reviewYears, -l.endsBefore)
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
		case d.kind == "EXTEND" && shift(d.until, 0, l.deferred) < day:
			decided = "nothing"
		default:
			decided = d.kind
		}
	}
	review := "none"
	if due := l.review(x); due != "" && due < l.reviewGone && due < day && (x.review == "" || day < shift(x.review, 0, l.reviewed)) {
		review = "missed"
	}
	column := 2
	switch last := l.last(x); {
	case day < x.issued:
		column = 0
	case day < l.first(x):
		column = 1
	case day > last:
		column = 4
	case day >= shift(last, 0, -l.regimeOf(x.law).notice):
		column = 3
	}
	cells := make([]string, 5)
	row := l.grid[decided+" "+review]
	if _, err := fmt.Sscan(row, &cells[0], &cells[1], &cells[2], &cells[3], &cells[4]); err != nil {
		panic(fmt.Sprintf("no row for %s, %s: %v", decided, review, err))
	}
	return cells[column], national
}
