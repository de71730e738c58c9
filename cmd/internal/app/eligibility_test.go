package app

import (
	"context"
	"testing"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

func given[T any](v T) rules.Param[T] { return rules.Param[T]{Value: v, State: rules.Given} }

// The rule min_retake_interval_days limits the pace of theory attempts and not their number: after twenty failed ones the next may be taken
// as soon as after the first.
func TestThePaceOfRetakes(t *testing.T) {
	t.Parallel()
	for days, first := range map[int]actor.Date{0: "2026-11-20", 1: "2026-11-21", 3: "2026-11-23"} {
		var set rules.Set
		set.CountsEarlierAttempts = given(true)
		set.TheoryMaxAttempts = given(rules.Bound{None: true})
		set.MinRetakeIntervalDays = given(days)
		var past []exam.Result
		for n := range 20 {
			past = append(past, exam.Result{Kind: exam.Formal, State: exam.Released, SatOn: actor.Date("2026-11-20").AddDays(n - 19)})
		}
		for _, attempts := range []int{1, 20} {
			for _, on := range []actor.Date{"2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"} {
				var v verdicts
				if err := (eligibility{}).attempts(t.Context(), &v, set, past[20-attempts:], on); err != nil {
					t.Fatal(err)
				}
				switch soon := len(v.list) == 1 && v.list[0].Code == "eligibility.too_soon"; {
				case on < first && !soon:
					t.Errorf("%d days apart, after %d attempts: %s is not refused: %+v", days, attempts, on, v.list)
				case on >= first && len(v.list) != 0:
					t.Errorf("%d days apart, after %d attempts: %s is refused: %+v", days, attempts, on, v.list)
				}
			}
		}
		// A result that was made void is no attempt.
		past[19].State = exam.ResultVoided
		var v verdicts
		if err := (eligibility{}).attempts(t.Context(), &v, set, past[19:], "2026-11-20"); err != nil || len(v.list) != 0 {
			t.Errorf("%d days after a void attempt: %+v (%v)", days, v.list, err)
		}
	}
	var v verdicts
	if err := (eligibility{}).attempts(t.Context(), &v, rules.Set{}, nil, "2026-11-20"); v.unset(err) != nil || len(v.list) != 1 || v.list[0].Code != "eligibility.rule_unset" {
		t.Errorf("a blank rule: %+v (%v)", v.list, err)
	}
}

// A theory pass in life bars from the next sitting, unless it is spent.
func TestASpentPassBarsNobody(t *testing.T) {
	t.Parallel()
	var set rules.Set
	set.CountsEarlierAttempts, set.TheoryMaxAttempts, set.MinRetakeIntervalDays = given(true), given(rules.Bound{None: true}), given(1)
	set.ScoreValidMonths = given(12)
	past := []exam.Result{{ID: "r", Kind: exam.Formal, State: exam.Released, Passed: true, SatOn: "2026-06-01"}}
	for spent, want := range map[bool]int{false: 1, true: 0} {
		e := eligibility{spent: func(context.Context, people.PersonID, string, exam.ResultID, actor.Date) (bool, error) {
			return spent, nil
		}}
		var v verdicts
		if err := e.attempts(t.Context(), &v, set, past, "2026-11-20"); err != nil || len(v.list) != want {
			t.Errorf("spent %v: %+v %v", spent, v.list, err)
		}
	}
}
