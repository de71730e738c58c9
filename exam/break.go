package exam

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/fault"
)

// BreakTerms are the rules of breaks (中途休息) under which a sitting was started. The zero terms allow none.
type BreakTerms struct {
	After  int  // seconds after the start from which a break may be asked for
	Most   int  // seconds a break may last; 0: no breaks
	Count  int  // breaks that may be taken
	Runs   bool // the clock runs on
	Freeze bool // what the person had dealt with before the break cannot be changed after it
}

// Allowed reports whether the rules allow breaks at all.
func (b BreakTerms) Allowed() bool { return b.Most > 0 && b.Count > 0 }

// String is the form in which terms are stored; ParseBreakTerms reads it. Empty where no breaks are allowed.
func (b BreakTerms) String() string {
	if !b.Allowed() {
		return ""
	}
	return fmt.Sprintf("%d %d %d %t %t", b.After, b.Most, b.Count, b.Runs, b.Freeze)
}

// ParseBreakTerms reads stored terms; what cannot be read allows no breaks.
func ParseBreakTerms(text string) BreakTerms {
	var b BreakTerms
	if _, err := fmt.Sscan(text, &b.After, &b.Most, &b.Count, &b.Runs, &b.Freeze); err != nil {
		return BreakTerms{}
	}
	return b
}

// breakTerms takes the terms of breaks from the rules in force. Without a time after which, a length and a word about the
// clock nobody has allowed breaks; where nothing is said of it there is one, and what was dealt with is frozen.
func breakTerms(set rules.Set) BreakTerms {
	after, err1 := set.BreakAfterMin.Get()
	most, err2 := set.BreakMaxMin.Get()
	clock, err3 := set.BreakClock.Get()
	if err1 != nil || err2 != nil || err3 != nil {
		return BreakTerms{}
	}
	return BreakTerms{After: after * 60, Most: most * 60, Count: set.BreakMaxCount.Or(1), Runs: clock == rules.BreakClockRuns, Freeze: set.BreakFreezes.Or(true)}
}

// Failures of breaks.
var (
	ErrNoBreak = fault.Define("sitting.no_break", fault.Conflict,
		"按现行规则，本场考试不能（再）中途休息。", "The rules in force allow no (further) break in this sitting.")
	ErrBreakEarly = fault.Define("sitting.break_too_early", fault.Conflict,
		"开考 {minutes} 分钟后才能申请中途休息。", "A break may be asked for {minutes} minutes after the start.")
	ErrFrozen = fault.Define("sitting.question_frozen", fault.Conflict,
		"第 {question} 题在休息以前已经作答或标记，按规则不能再改动，答案保持原样。",
		"Question {question} was answered or marked before the break. By the rules it cannot be changed any more; the answer stands as it was.")
)

// BreakAt is when a break may be asked for; zero where none may be (any more).
func (s Sitting) BreakAt() time.Time {
	b := s.Terms.Break
	if !b.Allowed() || s.Breaks >= b.Count || s.State != Running {
		return time.Time{}
	}
	return s.StartedAt.Add(time.Duration(b.After) * time.Second)
}

// Break stops the paper for a break of the person at the seat; last is the number of the last record the page sent. It ends
// when an officer has looked at the person again. Repeating it changes nothing. Errors: ErrNoBreak, ErrBreakEarly, ErrUnsaved.
func (s *Service) Break(ctx context.Context, g Grip, last int64, lang string) (Snapshot, error) {
	hold := held(ctx, g)
	st := step{act: ActPause, verb: "sitting.break", topic: "sitting.paused",
		allow: func(sit Sitting, head Head) error {
			if err := hold(sit, head); err != nil {
				return err
			}
			switch at := sit.BreakAt(); {
			case sit.State == Paused:
				return nil
			case sit.State != Running:
				return ErrNotRunning
			case at.IsZero():
				return ErrNoBreak
			case s.now().Before(at):
				return ErrBreakEarly.With("minutes", sit.Terms.Break.After/60)
			case head.Seq != last:
				return ErrUnsaved.With("expected", head.Seq+1)
			}
			return nil
		},
		done: func(sit Sitting) bool { return sit.State == Paused },
		do: func(_ context.Context, now time.Time, sit *Sitting, _ *Head) (*Entry, error) {
			if !now.Before(sit.Deadline) {
				return nil, ErrLate
			}
			kind := PauseBreak
			if sit.Terms.Break.Runs {
				kind = PauseBreakRuns
			}
			sit.Breaks++
			sit.pause(now, kind, "")
			return &Entry{Kind: EntryPause, Note: kind.note(fmt.Sprintf("%d", sit.Breaks))}, nil
		}}
	sit, err := s.perform(ctx, g.Sitting, st)
	if err != nil {
		return Snapshot{}, err
	}
	return s.snapshot(ctx, sit, lang)
}

// FrozenBefore lists the questions that were answered or marked before the last break of a journal. Looking at a question
// leaves no evidence with the server, so having dealt with it decides and not having seen it.
func FrozenBefore(entries []Entry) map[int]bool {
	end := -1
	for i, e := range entries {
		if kind, _ := splitNote(e.Note); e.Kind == EntryPause && kind.IsBreak() {
			end = i
		}
	}
	out := map[int]bool{}
	for _, e := range entries[:end+1] {
		if e.Kind == EntryAnswer || e.Kind == EntryMark {
			out[e.Question] = true
		}
	}
	return out
}

// breakOver is when the clock of a sitting in a break has run out although it stood as long as it may.
func (s Sitting) breakOver() time.Time {
	if s.PauseKind == PauseBreak {
		return s.Deadline.Add(time.Duration(s.Terms.Break.Most) * time.Second)
	}
	return s.Deadline
}

// breakEnded is what the journal says where the time ran out in a break.
var breakEnded = Reason{Code: "OTHER", Text: "休息超时，考试时间已到"}

// sweepBreaks ends breaks in which the whole time ran out: the person did not come back. The paper is handed in as at any
// deadline.
func (s *Service) sweepBreaks(ctx context.Context, now time.Time) error {
	ids, err := s.d.Store.Due(ctx, DueQuery{State: Paused, Breaks: true, Before: now, Limit: sweepLimit})
	failed := []error{err}
	for _, id := range ids {
		st := s.resuming("", breakEnded)
		st.allow = func(sit Sitting, _ Head) error {
			if !sit.PauseKind.IsBreak() || sit.breakOver().After(now) {
				return errNotDue
			}
			return nil
		}
		if _, err := s.perform(ctx, id, st); err != nil && !errors.Is(err, errNotDue) && !errors.Is(err, ErrState) && !errors.Is(err, ErrAway) {
			failed = append(failed, fmt.Errorf("sitting %s: %w", id, err))
		}
	}
	return errors.Join(failed...)
}
