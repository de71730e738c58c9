package rules

import (
	"context"

	"github.com/suikao/suikao/internal/actor"
)

// CalendarYear is one version of a year's holidays and make-up workdays. A later version (Seq) replaces the year.
type CalendarYear struct {
	ID       CalendarID
	Year     int
	Seq      int64
	Notice   string // the State Council notice
	Source   string
	Days     []CalendarDay
	Proposal ProposalID // empty for a seed
}

// CalendarDay is a day that differs from its weekday: a holiday, or a weekend day that is worked.
type CalendarDay struct {
	Day  actor.Date
	Work bool // true: 调休上班, false: holiday
	Name string
}

// WorkDay is a computed deadline. Provisional says that a year on the way had no calendar data and weekdays were used.
type WorkDay struct {
	Date        actor.Date
	Provisional bool
}

// AddWorkingDays returns the n-th working day after from; from itself does not count, n = 0 is from. n is 0 to 1000.
func (s *Service) AddWorkingDays(ctx context.Context, from actor.Date, n int) (WorkDay, error) {
	cal, err := s.Calendar(ctx)
	if err != nil {
		return WorkDay{}, err
	}
	return cal.Add(from, n)
}

// WorkingDaysBetween counts the working days after from up to and including to; negative where to is earlier.
// The second result says that weekdays stood in for missing data.
func (s *Service) WorkingDaysBetween(ctx context.Context, from, to actor.Date) (int, bool, error) {
	cal, err := s.Calendar(ctx)
	if err != nil {
		return 0, false, err
	}
	return cal.Between(from, to)
}
