package store_test

import (
	"context"
	"errors"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

var electrician = rules.Query{Item: "SO-01-02"}

func (w *world) on(t testing.TB, q rules.Question, d rules.Dates) rules.Set {
	t.Helper()
	set, err := w.For(context.Background(), q, electrician, d)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// The one make-up failed before 2026-06-01: under Order 30 it is over, from 2026-06-01 the sitting's rule goes on.
func TestFailedMakeUpBeforeTheChange(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		history := []rules.Attempt{{On: "2026-04-01"}, {On: "2026-05-20"}}
		old, err := w.on(t, rules.AskAttempts, rules.Dates{Application: "2026-03-01", Sitting: "2026-05-31"}).TheoryAttempts(history)
		if err != nil || old.Left.None || old.Left.N != 0 || old.Exhausted != rules.Retrain {
			t.Errorf("Order 30: %+v %v", old, err)
		}
		once, err := w.on(t, rules.AskAttempts, rules.Dates{Sitting: "2026-05-31"}).TheoryAttempts(history[:1])
		if err != nil || once.Left.N != 1 || once.Exhausted != "" {
			t.Errorf("after the first failure: %+v %v", once, err)
		}
		now, err := w.on(t, rules.AskAttempts, rules.Dates{Application: "2026-03-01", Sitting: "2026-06-01"}).TheoryAttempts(history)
		if err != nil || !now.Left.None || now.Exhausted != "" || now.NotBefore != "2026-05-21" {
			t.Errorf("Order 19: %+v %v", now, err)
		}
		set := w.on(t, rules.AskTraining, rules.Dates{Application: "2026-06-01"})
		if again, err := set.RetakeRequiresTraining.Get(); again || err != nil {
			t.Errorf("training again under Order 19: %v %v", again, err)
		}
	})
}

// Whether the first practical sitting counts is unconfirmed: only the sitting on which the readings differ is refused.
func TestPracticalAttemptsAcrossTheChange(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		set := w.on(t, rules.AskAttempts, rules.Dates{Sitting: "2026-11-21"})
		fails := func(days ...actor.Date) (out []rules.Attempt) {
			for _, d := range days {
				out = append(out, rules.Attempt{On: d})
			}
			return out
		}
		before := fails("2026-05-01", "2026-05-10")
		left, err := set.PracticalAttempts(before, "2026-04-01")
		if err != nil || left.Used != 0 || left.Left.N != 5 {
			t.Errorf("failures before the change: %+v %v", left, err)
		}
		five := fails("2026-06-01", "2026-06-10", "2026-06-20", "2026-07-01", "2026-07-10")
		if left, err = set.PracticalAttempts(five[:4], "2026-04-01"); err != nil || left.Left.N != 1 {
			t.Errorf("four failures: %+v %v", left, err)
		}
		if _, err = set.PracticalAttempts(five, "2026-04-01"); !errors.Is(err, rules.ErrBlank) {
			t.Errorf("after five the reading matters, yet: %v", err)
		}
		left, err = set.PracticalAttempts(append(five, fails("2026-07-20")...), "2026-04-01")
		if err != nil || left.Left.N != 0 || left.Exhausted != rules.RetakeTheory {
			t.Errorf("six failures are too many in both readings: %+v %v", left, err)
		}
		if left, err = set.PracticalAttempts(five, "2026-08-01"); err != nil || left.Left.N != 5 {
			t.Errorf("theory passed anew resets: %+v %v", left, err)
		}
		w.enact(t, city, file(string(city), "city-count", "2026-06-01", "", `practical_attempts_count_first: {value: true, source: "[S: 市局通知]"}`))
		q := electrician
		q.OrgPath, q.On = "/"+string(root)+"/"+string(city)+"/", "2026-11-21"
		local, err := w.InForce(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		if left, err = local.PracticalAttempts(five, "2026-04-01"); err != nil || left.Left.N != 0 || left.Exhausted != rules.RetakeTheory {
			t.Errorf("once the authority decided: %+v %v", left, err)
		}
		if left, err = local.PracticalAttempts(before, "2026-04-01"); err != nil || left.Used != 0 {
			t.Errorf("a local addition restarted or moved the count: %+v %v", left, err)
		}
	})
}

// Theory passed less than 12 months before the change still counts, to the day.
func TestTheoryPassedBeforeTheChange(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		for _, sitting := range []actor.Date{"2026-05-31", "2026-06-01"} {
			last, err := w.on(t, rules.AskScoreLife, rules.Dates{Sitting: sitting}).ScoreLastDay("2025-08-31")
			if err != nil || last != "2026-08-31" {
				t.Errorf("relied on at %s: until %s %v", sitting, last, err)
			}
		}
		set := w.on(t, rules.AskScoreLife, rules.Dates{Sitting: "2026-06-01"})
		if !set.ScoreValidMonths.Confirm {
			t.Error("the life of a passed part is unconfirmed under Order 19 and must say so")
		}
	})
}

// A review due before the change and missed stays overdue; one due on or after it is not required.
func TestReviewDueAcrossTheChange(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		for _, c := range []struct {
			due, on actor.Date
			want    rules.ReviewState
		}{
			{"2026-05-31", "2026-05-31", rules.ReviewPending},
			{"2026-05-31", "2026-06-01", rules.ReviewMissed},
			{"2026-05-31", "2026-11-21", rules.ReviewMissed},
			{"2026-06-01", "2026-06-02", rules.ReviewNotRequired},
			{"2028-03-01", "2026-05-30", rules.ReviewNotRequired},
			{"2025-01-01", "2024-12-01", rules.ReviewPending},
		} {
			got, err := w.ReviewState(context.Background(), electrician, c.due, c.on)
			if err != nil || got != c.want {
				t.Errorf("due %s, seen %s: %s %v", c.due, c.on, got, err)
			}
		}
	})
}

// Applied before, sat after: conditions by the application, paper by the sitting, permit by the decision.
func TestAppliedBeforeSatAfter(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		d := rules.Dates{Application: "2026-05-20", Sitting: "2026-06-10", Decision: "2026-06-20"}
		if e, _ := w.on(t, rules.AskConditions, d).EducationFloor.Get(); e != people.Junior {
			t.Errorf("conditions: %s", e)
		}
		for q, key := range map[rules.Question]string{rules.AskConditions: "cn-order30-operator", rules.AskTraining: "cn-order30-operator",
			rules.AskIssue: "cn-order30-operator", rules.AskPaper: "cn-order19-operator-electrical", rules.AskAttempts: "cn-order19-operator-electrical",
			rules.AskValidity: "cn-order19-operator-electrical", rules.AskSanction: "cn-order19-operator-electrical"} {
			if got := w.on(t, q, d).Winner.Key; got != key {
				t.Errorf("%s by %s", q, got)
			}
		}
		permit := w.on(t, rules.AskValidity, d)
		if to, err := permit.ValidTo("2026-06-20"); err != nil || to != "2032-06-19" {
			t.Errorf("valid to %s %v", to, err)
		}
		if again, err := permit.ReviewRequired.Get(); again || err != nil {
			t.Error("a permit decided after the change asks for a review")
		}
		if _, err := w.For(context.Background(), rules.AskValidity, electrician, rules.Dates{Application: "2026-05-20"}); !errors.Is(err, rules.ErrNoDate) {
			t.Errorf("no decision yet: %v", err)
		}
		for _, q := range rules.Questions() {
			b, err := w.BasisOf(context.Background(), q, "")
			if err != nil || b.Reason == "" || b.Source == "" {
				t.Errorf("%s: %+v %v", q, b, err)
			}
		}
	})
}

// The authority may state another date; the row before stays.
func TestTheDecidingDateIsData(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		n := w.count(t, "rule_basis")
		w.enact(t, city, []byte("format: suikao-rules/1\ntitle: 适用日期\norg: "+string(city)+"\nbasis:\n"+
			"  - {question: ATTEMPTS, date: APPLICATION, reason: 本市按报名日, source: \"[S: 市局通知]\"}\n"))
		d := rules.Dates{Application: "2026-05-20", Sitting: "2026-06-10"}
		q := electrician
		for path, want := range map[string]string{"/" + string(root) + "/": "cn-order19-operator-electrical",
			"/" + string(root) + "/" + string(city) + "/": "cn-order30-operator"} {
			q.OrgPath = path
			set, err := w.For(context.Background(), rules.AskAttempts, q, d)
			if err != nil || set.Winner.Key != want {
				t.Errorf("%s: %s %v", path, set.Winner.Key, err)
			}
		}
		if got := w.count(t, "rule_basis"); got != n+1 {
			t.Errorf("%d rows, want one more than %d", got, n)
		}
	})
}
