package app

import (
	"errors"
	"strconv"
	"testing"
	"time"
)

func TestWordsAreAskedForOncePerMinuteAndForgottenInTime(t *testing.T) {
	now := time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC)
	w := &words{clock: func() time.Time { return now }, known: map[string]word{}}
	asked, answer, failure := 0, "古丽娜尔·*", errors.New("away")
	find := func() (string, error) { asked++; return answer, failure }

	if got := w.of("sitting:1", find); got != "" || asked != 1 {
		t.Fatalf("a failure gives %q after %d questions", got, asked)
	}
	failure = nil
	for range 3 {
		if got := w.of("sitting:1", find); got != answer {
			t.Fatalf("%q, want %q", got, answer)
		}
	}
	if asked != 2 {
		t.Fatalf("asked %d times: a failure is asked again, an answer is kept", asked)
	}
	answer, now = "古丽·*", now.Add(whereFor)
	if got := w.of("sitting:1", find); got != answer {
		t.Fatalf("after a minute still %q", got)
	}
	for i := range 2 * whereMost {
		w.of(strconv.Itoa(i), func() (string, error) { return "x", nil })
	}
	if len(w.known) > whereMost {
		t.Fatalf("%d are kept, %d at most", len(w.known), whereMost)
	}
}
