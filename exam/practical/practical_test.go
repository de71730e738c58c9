package practical_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/practical"
	"github.com/suikao/suikao/exam/practical/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

const (
	point  = "/city/point/"
	item   = "SO-01-02"
	person = people.PersonID("01jd0000000000000000person")
)

// staff accounts of the tests: account id → natural person
var staff = map[people.AccountID]people.PersonID{"acc-a": "per-a", "acc-b": "per-b", "acc-a2": "per-a", "acc-far": "per-f"}

// ruleSet is Order 19's five attempts in one of its two readings, with no wait between them.
func ruleSet(first bool) rules.Set {
	var s rules.Set
	s.PracticalMaxAttempts = given(rules.Limit(5))
	s.PracticalCountsFirst = given(first)
	s.PracticalResets = given(true)
	s.CountsEarlierAttempts = given(true)
	s.MinRetakeIntervalDays = given(0)
	s.AfterPracticalUsedUp = given(rules.RetakeTheory)
	return s
}

func given[T any](v T) rules.Param[T] { return rules.Param[T]{Value: v, State: rules.Given} }

type house struct {
	*practical.Service
	clock  *testenv.Clock
	theory practical.Theory
	passed bool
	set    rules.Set
	ctx    context.Context
	db     *sqldb.DB
	had    map[string]int64
}

func newHouse(t *testing.T, open func(testing.TB) *sqldb.DB) *house {
	t.Helper()
	db := open(t)
	h := &house{clock: testenv.NewClock(time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC)), passed: true,
		theory: practical.Theory{PassedOn: "2026-11-01", ValidUntil: "2027-11-01"}}
	h.set = ruleSet(true)
	s, err := practical.New(practical.Deps{
		Store: store.New(db), Clock: h.clock.Now, Audit: audit.New(db, h.clock.Now), Outbox: jobs.NewOutbox(db, h.clock.Now),
		Theory: func(context.Context, people.PersonID, string) (practical.Theory, bool, error) {
			return h.theory, h.passed, nil
		},
		Rules: func(context.Context, string, string, actor.Date) (rules.Set, error) { return h.set, nil },
		Assessor: func(_ context.Context, id people.AccountID, path string) (people.PersonID, error) {
			p, ok := staff[id]
			if !ok || id == "acc-far" {
				return "", practical.ErrForbidden
			}
			return p, nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	h.Service, h.ctx, h.db, h.had = s, t.Context(), db, map[string]int64{}
	return h
}

func (h *house) as(id, path string, role actor.Role) context.Context {
	return actor.With(h.ctx, actor.Actor{Kind: actor.Staff, ID: id, Person: string(staff[people.AccountID(id)]), Grants: []actor.Grant{{Role: role, Org: "o", Path: path}}})
}

func (h *house) manager() context.Context { return h.as("acc-m", "/city/", people.ExamManager) }

func (h *house) begin(t *testing.T) practical.Exam {
	t.Helper()
	e, err := h.Begin(h.manager(), person, item, point, [2]people.AccountID{"acc-a", "acc-b"})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func sheet(k1, k2, k3, k4 int) []practical.Mark {
	return []practical.Mark{{Subject: "K4", Points: k4}, {Subject: "K1", Points: k1}, {Subject: "K2", Points: k2}, {Subject: "K3", Points: k3}}
}

func (h *house) enter(t *testing.T, e practical.Exam, acc string, m []practical.Mark) practical.Exam {
	t.Helper()
	out, err := h.Enter(h.as(acc, point, people.Assessor), e.ID, m)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func engines(t *testing.T, f func(t *testing.T, h *house)) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { f(t, newHouse(t, open)) })
}

func TestEqualSheetsOfTwoAssessorsCount(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		e := h.begin(t)
		if got := h.enter(t, e, "acc-a", sheet(18, 36, 15, 15)); got.State != practical.Open {
			t.Fatalf("one sheet alone gives %s", got.State)
		}
		seen, err := h.Exam(h.as("acc-b", point, people.Assessor), e.ID)
		if err != nil || seen.Sheets[0] != nil {
			t.Fatalf("the second assessor sees the first one's marks: %v %v", seen.Sheets, err)
		}
		if got := h.enter(t, e, "acc-b", sheet(18, 36, 14, 15)); got.State != practical.Different {
			t.Fatalf("different sheets give %s", got.State)
		}
		if _, ok, _ := h.Passed(h.ctx, person, item, "2026-11-01"); ok {
			t.Error("a pass without agreement")
		}
		got := h.enter(t, e, "acc-b", sheet(18, 36, 15, 15))
		if got.State != practical.Confirmed || !got.Outcome.Passed || got.Outcome.Points != 84 {
			t.Fatalf("got %+v", got)
		}
		if _, err := h.Enter(h.as("acc-a", point, people.Assessor), e.ID, sheet(20, 40, 20, 20)); !errors.Is(err, practical.ErrClosed) {
			t.Errorf("marks of a closed examination changed: %v", err)
		}
		if p, ok, err := h.Passed(h.ctx, person, item, "2026-11-01"); !ok || err != nil || p.Exam != e.ID {
			t.Error("the pass is not found", p, ok, err)
		}
		if _, ok, _ := h.Passed(h.ctx, person, item, "2026-12-01"); ok {
			t.Error("an old pass counts for a later theory pass")
		}
	})
}

func TestVetoFailsWhateverThePoints(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		e := h.begin(t)
		full := sheet(20, 40, 20, 20)
		for i, m := range full {
			for n, k := range []string{"K1", "K2", "K3", "K4"} {
				if m.Subject == k && len(e.Tasks[n].Vetoes) > 0 {
					full[i].Vetoes = e.Tasks[n].Vetoes[:1]
				}
			}
		}
		h.enter(t, e, "acc-a", full)
		got := h.enter(t, e, "acc-b", full)
		if got.State != practical.Confirmed || got.Outcome.Passed || !got.Outcome.Vetoed {
			t.Errorf("got %+v", got.Outcome)
		}
	})
}

func TestFiveAttemptsThenTheoryAnew(t *testing.T) {
	for _, first := range []bool{true, false} {
		engines(t, func(t *testing.T, h *house) {
			h.set = ruleSet(first)
			allowed := 5
			if !first {
				allowed = 6
			}
			for n := 1; n <= allowed; n++ {
				e := h.begin(t)
				if e.Attempt != n {
					t.Fatalf("attempt %d counted as %d", n, e.Attempt)
				}
				if n == 2 { // a broken-off examination is not an attempt
					if err := h.BreakOff(h.manager(), e.ID, "停电"); err != nil {
						t.Fatal(err)
					}
					e = h.begin(t)
				}
				h.enter(t, e, "acc-a", sheet(1, 1, 1, 1))
				h.enter(t, e, "acc-b", sheet(1, 1, 1, 1))
			}
			if _, err := h.Begin(h.manager(), person, item, point, [2]people.AccountID{"acc-a", "acc-b"}); !errors.Is(err, practical.ErrAttempts) {
				t.Fatalf("attempt %d: %v", allowed+1, err)
			}
			anew := func() bool {
				t.Helper()
				yes, err := h.TheoryAnew(t.Context(), person, item, point, actor.DateOf(h.clock.Now()))
				if err != nil {
					t.Fatal(err)
				}
				return yes
			}
			if !anew() {
				t.Error("the way back to theory is closed")
			}
			after := h.set.AfterPracticalUsedUp
			h.set.AfterPracticalUsedUp.Value = rules.Retrain
			if anew() {
				t.Error("theory without the new training that the rules ask for")
			}
			h.set.AfterPracticalUsedUp = after
			h.clock.Advance(48 * time.Hour)
			h.theory.PassedOn = actor.DateOf(h.clock.Now())
			if anew() {
				t.Error("theory again right after it was passed")
			}
			if e := h.begin(t); e.Attempt != 1 {
				t.Errorf("after a new theory pass the count goes on at %d", e.Attempt)
			}
		})
	}
}

func TestWhoMayNot(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		try := func(name string, want error, err error) {
			t.Helper()
			if !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", name, err, want)
			}
		}
		begin := func(ctx context.Context, a, b people.AccountID) error {
			_, err := h.Begin(ctx, person, item, point, [2]people.AccountID{a, b})
			return err
		}
		try("a manager elsewhere", practical.ErrForbidden, begin(h.as("acc-m", "/other/", people.ExamManager), "acc-a", "acc-b"))
		try("an assessor opens", practical.ErrForbidden, begin(h.as("acc-a", point, people.Assessor), "acc-a", "acc-b"))
		try("two accounts of one person", practical.ErrAssessors.At(""), begin(h.manager(), "acc-a", "acc-a2"))
		try("an assessor without right", practical.ErrForbidden, begin(h.manager(), "acc-a", "acc-far"))
		h.passed = false
		try("no theory", practical.ErrTheory, begin(h.manager(), "acc-a", "acc-b"))
		h.passed, h.theory.ValidUntil = true, "2026-11-20"
		try("theory too old", practical.ErrTheoryOld, begin(h.manager(), "acc-a", "acc-b"))
		h.theory.ValidUntil = ""
		e := h.begin(t)
		try("second live one", practical.ErrLive, begin(h.manager(), "acc-a", "acc-b"))
		enter := func(acc, path string, m []practical.Mark) error {
			_, err := h.Enter(h.as(acc, path, people.Assessor), e.ID, m)
			return err
		}
		try("a stranger marks", practical.ErrNotYours, enter("acc-x", point, sheet(1, 1, 1, 1)))
		try("right revoked", practical.ErrForbidden, enter("acc-a", "/other/", sheet(1, 1, 1, 1)))
		for name, m := range map[string][]practical.Mark{
			"too many points": sheet(21, 0, 0, 0), "negative": sheet(-1, 0, 0, 0), "a subject missing": sheet(1, 1, 1, 1)[:3],
			"a subject twice": append(sheet(1, 1, 1, 1)[:3], practical.Mark{Subject: "K1"}), "none": nil,
			"invented veto": {{Subject: "K1", Vetoes: []string{"x"}}, {Subject: "K2"}, {Subject: "K3"}, {Subject: "K4"}},
		} {
			if err := enter("acc-a", point, m); err == nil {
				t.Errorf("accepted: %s", name)
			}
		}
		if _, err := h.Exam(h.as("acc-o", "/other/", people.Inspector), e.ID); !errors.Is(err, practical.ErrNotFound) {
			t.Errorf("read across tenants: %v", err)
		}
		if err := h.BreakOff(h.as("acc-o", "/other/", people.ExamManager), e.ID, "原因"); !errors.Is(err, practical.ErrNotFound) {
			t.Errorf("broken off across tenants: %v", err)
		}
	})
}

func TestTwoBeginAtOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		var wg sync.WaitGroup
		results := make(chan error, 20)
		for range 20 {
			wg.Go(func() {
				_, err := h.Begin(h.manager(), person, item, point, [2]people.AccountID{"acc-a", "acc-b"})
				results <- err
			})
		}
		wg.Wait()
		close(results)
		won := 0
		for err := range results {
			switch {
			case err == nil:
				won++
			case !errors.Is(err, practical.ErrLive):
				t.Error(err)
			}
		}
		if won != 1 {
			t.Errorf("%d live examinations", won)
		}
	})
}

func TestDrawIsRepeatableAndReachesEveryTask(t *testing.T) {
	all, err := practical.Standards()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	rapid.Check(t, func(rt *rapid.T) {
		var seed [32]byte
		copy(seed[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(rt, "seed"))
		for id, s := range all {
			a, b := s.Draw(seed), s.Draw(seed)
			for i := range a {
				if a[i].Code != b[i].Code {
					rt.Fatalf("%s draws %s and %s from one seed", id, a[i].Code, b[i].Code)
				}
			}
		}
	})
	for n := range 400 {
		for id, s := range all {
			for _, task := range s.Draw([32]byte{byte(n), byte(n >> 8)}) {
				seen[id+task.Code] = true
			}
		}
	}
	for id, s := range all {
		for _, k := range s.Subjects {
			for _, task := range k.Tasks {
				if !seen[id+task.Code] {
					t.Errorf("%s %s is never drawn", id, task.Code)
				}
			}
		}
	}
}

// Two assessors press at the same moment, and press again: both sheets count, each once, and nobody is told that an open
// examination is closed.
func TestBothAssessorsEnterAtOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		for range 4 {
			e := h.begin(t)
			var wg sync.WaitGroup
			results := make(chan error, 20)
			for i := range cap(results) {
				wg.Go(func() {
					_, err := h.Enter(h.as([]string{"acc-a", "acc-b"}[i%2], point, people.Assessor), e.ID, sheet(18, 36, 15, 5))
					results <- err
				})
			}
			wg.Wait()
			close(results)
			for err := range results {
				if err != nil && !errors.Is(err, practical.ErrClosed) {
					t.Error(err)
				}
			}
			got, err := h.Exam(h.as("acc-a", point, people.Assessor), e.ID)
			if err != nil || got.State != practical.Confirmed {
				t.Fatalf("both entered equal sheets, and it is %s (%v)", got.State, err)
			}
			for what, want := range map[string]int64{"audit_entry WHERE verb = 'practical.enter'": 2, "outbox_event WHERE topic = 'practical.confirmed'": 1} {
				var n int64
				if err := h.db.SQL().QueryRow("SELECT COUNT(*) FROM " + what).Scan(&n); err != nil {
					t.Fatal(err)
				}
				if n -= h.had[what]; n != want {
					t.Errorf("%s: %d, want %d", what, n, want)
				}
				h.had[what] += n
			}
		}
	})
}

func TestHiddenCharactersInMarksAreRefused(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		e := h.begin(t)
		marks := sheet(1, 1, 1, 1)
		marks[0].Note = "操作\u202e正确"
		_, err := h.Enter(h.as("acc-a", point, people.Assessor), e.ID, marks)
		if f := fault.From(err); f == nil || len(f.Fields()) != 1 || !errors.Is(f.Fields()[0].Err, actor.ErrHidden) {
			t.Errorf("note: %v", err)
		}
		err = h.BreakOff(h.manager(), e.ID, "停\u200b电")
		if f := fault.From(err); f == nil || len(f.Fields()) != 1 || !errors.Is(f.Fields()[0].Err, actor.ErrHidden) {
			t.Errorf("reason: %v", err)
		}
	})
}
