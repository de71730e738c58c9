package exam_test

import (
	"maps"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
)

func TestSpentIsWhatLiesBetweenEntries(t *testing.T) {
	start := time.Date(2026, 11, 21, 1, 0, 0, 0, time.UTC)
	at := func(kind exam.EntryKind, q int, seq int64, seconds float64) exam.Entry {
		return exam.Entry{Kind: kind, Question: q, Seq: seq, ServerAt: start.Add(time.Duration(seconds * float64(time.Second)))}
	}
	got := exam.Spent([]exam.Entry{
		at(exam.EntryStart, 0, 0, 0),
		at(exam.EntryAnswer, 1, 1, 20),
		at(exam.EntryPause, 0, 0, 25),
		at(exam.EntryResume, 0, 0, 325),
		at(exam.EntryAnswer, 2, 2, 340),
		at(exam.EntryMark, 1, 3, 350),   // back at the first
		at(exam.EntryAnswer, 3, 4, 400), // these came together after an outage
		at(exam.EntryAnswer, 4, 5, 400.01),
		at(exam.EntryAnswer, 5, 6, 430),
		at(exam.EntryAnswer, 6, 7, 1430), // was away
	})
	want := map[int]time.Duration{1: 30 * time.Second, 2: 15 * time.Second, 5: 29990 * time.Millisecond}
	if !maps.Equal(got, want) {
		t.Errorf("%v", got)
	}
}
