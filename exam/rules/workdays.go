package rules

import (
	"context"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ErrWorkingDays is returned for a number of working days outside 0 to 1000 or a span of more than ten years.
var ErrWorkingDays = fault.Define("rules.working_days", fault.Invalid, "工作日数须在 0～1000 之间，时间跨度不超过十年。",
	"Working days must be 0 to 1000, and a span at most ten years.")

// Calendar knows the working days of the years that have data.
type Calendar struct {
	years map[int]bool
	work  map[actor.Date]bool
}

// Calendar loads the calendar in its latest versions.
func (s *Service) Calendar(ctx context.Context) (Calendar, error) {
	all, err := s.store.Calendars(ctx)
	if err != nil {
		return Calendar{}, err
	}
	return calendarOf(all), nil
}

func calendarOf(all []CalendarYear) Calendar {
	latest := map[int]CalendarYear{}
	for _, y := range all {
		if have, ok := latest[y.Year]; !ok || y.Seq > have.Seq {
			latest[y.Year] = y
		}
	}
	c := Calendar{years: map[int]bool{}, work: map[actor.Date]bool{}}
	for _, y := range latest {
		c.years[y.Year] = true
		for _, d := range y.Days {
			c.work[d.Day] = d.Work
		}
	}
	return c
}

// Working reports whether d is a working day; the second result is false where the year has no data and the weekday
// decided.
func (c Calendar) Working(d actor.Date) (work, known bool) {
	t := d.Time()
	known = c.years[t.Year()]
	if work, ok := c.work[d]; ok {
		return work, known
	}
	return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday, known
}

// Add returns the n-th working day after from.
func (c Calendar) Add(from actor.Date, n int) (WorkDay, error) {
	if _, err := actor.ParseDate(string(from)); err != nil {
		return WorkDay{}, ErrBadDate.Wrap(err)
	}
	if n < 0 || n > 1000 {
		return WorkDay{}, ErrWorkingDays
	}
	out := WorkDay{Date: from}
	for n > 0 {
		out.Date = out.Date.AddDays(1)
		work, known := c.Working(out.Date)
		out.Provisional = out.Provisional || !known
		if work {
			n--
		}
	}
	return out, nil
}

// Between counts the working days after from up to and including to; negative where to is earlier.
func (c Calendar) Between(from, to actor.Date) (int, bool, error) {
	for _, d := range []actor.Date{from, to} {
		if _, err := actor.ParseDate(string(d)); err != nil {
			return 0, false, ErrBadDate.Wrap(err)
		}
	}
	if to < from {
		n, provisional, err := c.Between(to, from)
		return -n, provisional, err
	}
	if from.DaysUntil(to) > 3660 {
		return 0, false, ErrWorkingDays
	}
	n, provisional := 0, false
	for d := from; d < to; {
		d = d.AddDays(1)
		work, known := c.Working(d)
		provisional = provisional || !known
		if work {
			n++
		}
	}
	return n, provisional, nil
}

// Year returns the version in force of a year's calendar; false where the year has no data.
func (s *Service) Year(ctx context.Context, year int) (CalendarYear, bool, error) {
	all, err := s.store.Calendars(ctx)
	var best CalendarYear
	found := false
	for _, y := range all {
		if y.Year == year && (!found || y.Seq > best.Seq) {
			best, found = y, true
		}
	}
	return best, found, err
}
