package exam_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam"
)

func TestNoPathLeavesAFinalState(t *testing.T) {
	for _, s := range exam.States() {
		outs := 0
		for _, a := range exam.Acts() {
			to, err := s.After(a)
			if err == nil {
				outs++
			} else if to != s {
				t.Errorf("a refused %s moves %s to %s", a, s, to)
			}
		}
		if s.Final() != (outs == 0) {
			t.Errorf("%s: final %v, ways out %d", s, s.Final(), outs)
		}
		if (s == exam.Voided) != (s.Next() == exam.ByNobody) {
			t.Errorf("%s names %q to act next", s, s.Next())
		}
		if s.Final() && s.Live() {
			t.Errorf("%s is final and live", s)
		}
	}
}

// What is handed in stays handed in, a started sitting never becomes unstarted, and live is never regained.
func TestLifeGoesOneWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, started, handedIn, over := exam.Assigned, false, false, false
		trail := []exam.State{s}
		for range 40 {
			a := rapid.SampledFrom(exam.Acts()).Draw(t, "act")
			to, err := s.After(a)
			if err != nil {
				continue
			}
			s = to
			trail = append(trail, s)
			started = started || s == exam.Running
			handedIn = handedIn || s == exam.Submitted
			over = over || !s.Live()
			if started && s.Unstarted() || handedIn && !s.HandedIn() || over && s.Live() {
				t.Fatalf("%v", trail)
			}
		}
	})
}

// From a final state no sequence of acts leads anywhere; from every other one somebody can act, and is named.
func TestFinalIsFinal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(exam.States()).Draw(t, "from")
		final := exam.State("")
		for range 30 {
			if to, err := s.After(rapid.SampledFrom(exam.Acts()).Draw(t, "act")); err == nil {
				s = to
			}
			if final != "" && s != final {
				t.Fatalf("%s left for %s", final, s)
			}
			if s.Final() {
				final = s
			}
			ways := 0
			for _, a := range exam.Acts() {
				if _, err := s.After(a); err == nil {
					ways++
				}
			}
			if s.Final() != (ways == 0) || !s.Final() && s.Next() == exam.ByNobody {
				t.Fatalf("%s: %d ways out, next %q", s, ways, s.Next())
			}
		}
	})
}

// A submission and an error at once, in either order: where the submission comes first the error changes nothing any more;
// where a pause came first the submission is still taken; only a paper that was given up before stays given up.
func TestSubmissionAndErrorInEitherOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom([]exam.State{exam.Running, exam.Paused}).Draw(t, "from")
		wrong := rapid.SampledFrom([]exam.Act{exam.ActAbort, exam.ActPause, exam.ActLapse, exam.ActHold, exam.ActVoid, exam.ActResume}).Draw(t, "error")
		first, err := s.After(exam.ActSubmit)
		if err != nil {
			t.Fatal(err)
		}
		if after, err := first.After(wrong); err == nil || after != exam.Submitted {
			t.Fatalf("%s after a submission leads to %s", wrong, after)
		}
		second := s
		if to, err := s.After(wrong); err == nil {
			second = to
		}
		after, err := second.After(exam.ActSubmit)
		if (second == exam.Aborted) != (err != nil) || err == nil && !after.HandedIn() {
			t.Fatalf("a submission after %s leads from %s to %s: %v", wrong, second, after, err)
		}
	})
}

// Every live state that is not PAUSED can end without the candidate: by deadline or start limit; and an error can never
// take away a submission.
func TestSubmissionWins(t *testing.T) {
	for _, a := range exam.Acts() {
		to, err := exam.Submitted.After(a)
		if err == nil && a != exam.ActScore {
			t.Errorf("%s leads from SUBMITTED to %s", a, to)
		}
	}
	for _, s := range exam.States() {
		_, submit := s.After(exam.ActSubmit)
		_, lapse := s.After(exam.ActLapse)
		if s.Live() && submit != nil && lapse != nil {
			t.Errorf("%s has no end of its own", s)
		}
	}
	if !slices.Contains(exam.States(), exam.Lapsed) {
		t.Error("states are missing from the list")
	}
}

// Every state is reachable, every act is used.
func TestTableHasNoDeadParts(t *testing.T) {
	reached, used := map[exam.State]bool{exam.Assigned: true}, map[exam.Act]bool{}
	for range exam.States() {
		for _, s := range exam.States() {
			for _, a := range exam.Acts() {
				if to, err := s.After(a); err == nil && reached[s] {
					reached[to], used[a] = true, true
				}
			}
		}
	}
	if len(reached) != len(exam.States()) || len(used) != len(exam.Acts()) {
		t.Errorf("reached %d of %d states, used %d of %d acts", len(reached), len(exam.States()), len(used), len(exam.Acts()))
	}
}
