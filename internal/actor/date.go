package actor

import (
	"fmt"
	"time"

	"github.com/suikao/suikao/internal/fault"
)

// Beijing is the civil time of every rule: UTC+8 without daylight saving since 1992.
var Beijing = time.FixedZone("CST", 8*3600)

// Date is a civil day in Beijing time in the form 2006-01-02; empty means not set. Dates compare as strings.
type Date string

// DateOf returns the civil day of t.
func DateOf(t time.Time) Date { return Date(t.In(Beijing).Format(time.DateOnly)) }

// ParseDate reads 2006-01-02 and refuses days that do not exist.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return "", fmt.Errorf("date %q: %w", s, err)
	}
	return Date(t.Format(time.DateOnly)), nil
}

// Time returns the first instant of the day. It panics on a date that did not come from this package's constructors.
func (d Date) Time() time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), Beijing)
	if err != nil {
		panic(err)
	}
	return t
}

// The ends of the calendar that a Date can write. Sums stop there, so that they stay dates and still compare as strings.
const (
	firstDay Date = "0000-01-01"
	lastDay  Date = "9999-12-31"
)

// within is the civil day of t, or the end of the calendar that t lies beyond.
func within(t time.Time) Date {
	switch y := t.In(Beijing).Year(); {
	case y < 0:
		return firstDay
	case y > 9999:
		return lastDay
	}
	return DateOf(t)
}

// AddDays moves by n days, at most to the end of the calendar.
func (d Date) AddDays(n int) Date { return within(d.Time().AddDate(0, 0, n)) }

// AddMonths moves by n months; a day that does not exist there becomes that month's last (31 January + 1 month is
// 28 or 29 February), the civil-law reading, unlike time.AddDate. It stops at the end of the calendar too.
func (d Date) AddMonths(n int) Date {
	t := d.Time()
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, Beijing)
	last := first.AddDate(0, 1, -1).Day()
	return within(first.AddDate(0, 0, min(t.Day(), last)-1))
}

// DaysUntil returns how many days lie from d to e; negative when e is earlier.
func (d Date) DaysUntil(e Date) int { return int(e.Time().Sub(d.Time()).Hours() / 24) }

// AgeOn returns the full years of someone born on d at day e.
func (d Date) AgeOn(e Date) int {
	b, t := d.Time(), e.Time()
	age := t.Year() - b.Year()
	if d.AddMonths(12*age) > e {
		age--
	}
	return age
}

// ErrDay means that a day lies outside the range in which the field makes sense.
var ErrDay = fault.Define("date.range", fault.Invalid, "日期应在{first}至{last}之间，请核对年份。", "The date must lie between {first} and {last}. Check the year.")

// ErrNoDay means that no calendar has the day, or that it is written in another form.
var ErrNoDay = fault.Define("date.none", fault.Invalid, "没有这一天，请按 2026-06-01 的格式填写真实的日期。", "There is no such day. Write a day of the calendar like 2026-06-01.")

// CheckDay returns nil when d lies from first to last, both included, else an ErrDay that names both, or ErrNoDay. An empty d is a
// field that was left out, not a wrong day.
func CheckDay(d, first, last Date) *fault.Error {
	if d == "" {
		return nil
	}
	if _, err := ParseDate(string(d)); err != nil {
		return ErrNoDay
	}
	if first <= d && d <= last {
		return nil
	}
	return ErrDay.With("first", first).With("last", last)
}
