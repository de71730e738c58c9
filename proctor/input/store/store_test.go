package store_test

import (
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor/input"
	"github.com/suikao/suikao/proctor/input/store"
)

const one, two = exam.SittingID("01jsittingone0000000000000"), exam.SittingID("01jsittingtwo0000000000000")

func sums(id exam.SittingID, n int, at time.Time) input.Sums {
	return input.Sums{Sitting: id, Room: "room", Seat: "seat", Answers: n, Local: n, Counts: input.Counts{Mouse: 1, Touch: 2, Pen: 3, Keys: 4, Assist: 5}, Untrusted: 6, Eventless: 7,
		Replayed: 8, Inputs: 9, Blurs: 10, Hidden: 11, Displays: 12, Leaps: 13, Connections: 14, Pages: 15, Checked: 16, Missing: 17, Agent: 18, Automated: 19,
		Findings: 20, From: at, To: at.Add(time.Minute)}
}

// Sums are added to, by several nodes at once too, and nothing of them is lost.
func TestSumsAreAddedUp(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		s := store.New(open(t))
		at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
		if got, err := s.SumsOf(t.Context(), []exam.SittingID{one}); err != nil || len(got) != 0 {
			t.Fatal(got, err)
		}
		first := sums(one, 3, at)
		if err := s.AddSums(t.Context(), []input.Sums{first, sums(two, 1, at)}); err != nil {
			t.Fatal(err)
		}
		got, err := s.SumsOf(t.Context(), []exam.SittingID{one})
		if err != nil || len(got) != 1 || got[0] != first {
			t.Fatalf("%+v %v", got, err)
		}
		var wg sync.WaitGroup
		for i := range 4 {
			wg.Go(func() {
				for j := range 5 {
					if err := s.AddSums(t.Context(), []input.Sums{sums(one, 1, at.Add(time.Duration(i*5+j)*time.Minute)), sums(two, 1, at)}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if got, err = s.SumsOf(t.Context(), []exam.SittingID{one, two}); err != nil || len(got) != 2 {
			t.Fatal(got, err)
		}
		x := got[0]
		if x.Answers != 23 || x.Keys != 4*21 || x.Findings != 20*21 || !x.From.Equal(at) || !x.To.Equal(at.Add(20*time.Minute)) || got[1].Answers != 21 {
			t.Errorf("%+v", x)
		}
	})
}

func TestCoverage(t *testing.T) {
	at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	for want, s := range map[input.Coverage]input.Sums{
		input.Uncovered:   {},
		input.BrowserOnly: {Pages: 1, Agent: 500, From: at, To: at.Add(time.Hour)},
		input.WithAgent:   {Pages: 2, Agent: 3300, From: at, To: at.Add(time.Hour)},
	} {
		if got := s.Coverage(); got != want {
			t.Errorf("%s: %s", want, got)
		}
	}
}

// Spans are kept by sitting and time; the same one twice is one.
func TestSpansAreKept(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		s := store.New(open(t))
		at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
		first := input.Span{Sitting: one, At: at, Answers: 2, Local: 1, Inputs: 9, Counts: input.Counts{Mouse: 1, Touch: 2, Pen: 3, Keys: 4, Assist: 5}, Untrusted: 6, Eventless: 7,
			Blurs: 8, Hidden: 9, Displays: 10}
		later := input.Span{Sitting: one, At: at.Add(input.SpanFor), Inputs: 1}
		for range 2 {
			if err := s.AddSpans(t.Context(), []input.Span{later, first, {Sitting: two, At: at, Inputs: 3}}); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := s.SpansOf(t.Context(), one); err != nil || len(got) != 2 || got[0] != first || got[1] != later {
			t.Errorf("%+v %v", got, err)
		}
	})
}
