package rules

import (
	"context"

	"github.com/suikao/suikao/internal/actor"
)

// Attempt is one sitting that counted (not 缺考, not a technical abort), oldest first in lists.
type Attempt struct {
	On     actor.Date
	Passed bool
}

// AttemptsLeft is what a person may still do in one part.
type AttemptsLeft struct {
	Used      int        // failed attempts counted under the set
	Left      Bound      // None = no limit
	Exhausted Exhausted  // what follows where Left is 0; empty otherwise
	NotBefore actor.Date // earliest day of the next attempt by the pace rule; empty where there was none
}

// TheoryAttempts counts the failed theory sittings of one application's training against the set. Errors: ErrBlank.
func (s Set) TheoryAttempts(history []Attempt) (AttemptsLeft, error) {
	most, err := s.TheoryMaxAttempts.Get()
	if err != nil {
		return AttemptsLeft{}, err
	}
	return s.attempts(history, most, s.AfterTheoryExhausted)
}

// PracticalAttempts counts the failed practical sittings against the set. theoryPassed is the latest day on which theory
// was passed: where PracticalResets holds, earlier practical sittings do not count. While PracticalCountsFirst is blank,
// Left is that of the strict reading, and only the one sitting on which the readings differ fails. Errors: ErrBlank.
func (s Set) PracticalAttempts(history []Attempt, theoryPassed actor.Date) (AttemptsLeft, error) {
	most, err := s.PracticalMaxAttempts.Get()
	if err != nil {
		return AttemptsLeft{}, err
	}
	resets, err := s.PracticalResets.Get()
	if err != nil {
		return AttemptsLeft{}, err
	}
	if resets && theoryPassed != "" {
		var kept []Attempt
		for _, a := range history {
			if a.On >= theoryPassed {
				kept = append(kept, a)
			}
		}
		history = kept
	}
	left, err := s.attempts(history, most, s.AfterPracticalUsedUp)
	if most.None || left.Used < most.N && err == nil {
		return left, err // the reading of "the first one counts" does not matter yet
	}
	first, err := s.PracticalCountsFirst.Get()
	if !first && (err == nil || left.Used > most.N) {
		return s.attempts(history, Limit(most.N+1), s.AfterPracticalUsedUp)
	}
	if err != nil {
		return AttemptsLeft{}, err
	}
	return s.attempts(history, most, s.AfterPracticalUsedUp)
}

func (s Set) attempts(history []Attempt, most Bound, after Param[Exhausted]) (AttemptsLeft, error) {
	out := AttemptsLeft{Left: most}
	earlierCount, err := s.CountsEarlierAttempts.Get()
	if err != nil {
		return out, err
	}
	pace, err := s.MinRetakeIntervalDays.Get()
	if err != nil {
		return out, err
	}
	for _, a := range history {
		out.NotBefore = a.On.AddDays(pace)
		if !a.Passed && (earlierCount || a.On >= s.regimeStart()) {
			out.Used++
		}
	}
	if most.None {
		return out, nil
	}
	if out.Left.N = max(0, most.N-out.Used); out.Left.N == 0 {
		out.Exhausted, err = after.Get()
	}
	return out, err
}

// regimeStart is the first day of the national layer: an authority's own addition does not restart the count.
func (s Set) regimeStart() actor.Date {
	start := s.Winner.EffectiveFrom
	for _, l := range s.Layers {
		if l.Selector.Org == National && l.Selector.depth() == 0 {
			start = l.EffectiveFrom
		}
	}
	return start
}

// ScoreLastDay returns the last day on which a part passed on that day still counts. Errors: ErrBlank.
func (s Set) ScoreLastDay(passed actor.Date) (actor.Date, error) {
	months, err := s.ScoreValidMonths.Get()
	if err != nil {
		return "", err
	}
	return passed.AddMonths(months), nil
}

// ValidTo returns the last day of a credential whose period starts on from. Errors: ErrBlank.
func (s Set) ValidTo(from actor.Date) (actor.Date, error) {
	months, err := s.ValidityMonths.Get()
	if err != nil {
		return "", err
	}
	before, err := s.EndsDayBefore.Get()
	if err != nil {
		return "", err
	}
	to := from.AddMonths(months)
	if before {
		to = to.AddDays(-1)
	}
	return to, nil
}

// ReviewState says what becomes of a review that a credential of the former regime names.
type ReviewState string

// The states of a review.
const (
	ReviewNotRequired ReviewState = "NOT_REQUIRED" // the rule on the due day asks for none
	ReviewPending     ReviewState = "PENDING"      // required, the due day has not passed
	ReviewMissed      ReviewState = "OVERDUE"      // required, and the due day passed without it
	ReviewDone        ReviewState = "DONE"         // by the credential's paper; ReviewState knows nothing of it
)

// ReviewState answers for a credential whose review was due on due and not done: the rule is chosen by Basis REVIEW (the
// due day unless the authority states otherwise), and the state is that of on.
func (s *Service) ReviewState(ctx context.Context, q Query, due, on actor.Date) (ReviewState, error) {
	set, err := s.For(ctx, AskReview, q, Dates{Due: due, Decision: on})
	if err != nil {
		return "", err
	}
	required, err := set.ReviewRequired.Get()
	switch {
	case err != nil:
		return "", err
	case !required:
		return ReviewNotRequired, nil
	case on > due:
		return ReviewMissed, nil
	}
	return ReviewPending, nil
}
