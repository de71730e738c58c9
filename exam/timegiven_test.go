package exam_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam"
)

// The part of an interval that others do not cover, against counting every second.
func TestLessCountsEverySecondOnce(t *testing.T) {
	base := time.Date(2026, 11, 22, 1, 0, 0, 0, time.UTC)
	at := func(n int) time.Time { return base.Add(time.Duration(n) * time.Second) }
	rapid.Check(t, func(t *rapid.T) {
		one := func(name string) (from, to int) {
			from = rapid.IntRange(0, 60).Draw(t, name+" from")
			return from, from + rapid.IntRange(-5, 40).Draw(t, name+" length")
		}
		from, to := one("whole")
		covered := map[int]bool{}
		var others []exam.Interval
		for range rapid.IntRange(0, 6).Draw(t, "others") {
			f, u := one("other")
			others = append(others, exam.Interval{From: at(f), To: at(u)})
			for n := f; n < u; n++ {
				covered[n] = true
			}
		}
		want := 0
		for n := from; n < to; n++ {
			if !covered[n] {
				want++
			}
		}
		if got := (exam.Interval{From: at(from), To: at(to)}).Less(others); got != time.Duration(want)*time.Second {
			t.Fatalf("[%d,%d) less %v: %s, want %d s", from, to, others, got, want)
		}
	})
}

// What a journal says of time is read back as it was written, and what it says wrongly gives nothing.
func TestTimeGivenReadsTheJournal(t *testing.T) {
	base := time.Date(2026, 11, 22, 1, 0, 0, 0, time.UTC)
	entry := func(min int, kind exam.EntryKind, note string) exam.Entry {
		return exam.Entry{Kind: kind, Note: note, ServerAt: base.Add(time.Duration(min) * time.Minute)}
	}
	got := exam.TimeGiven([]exam.Entry{
		entry(0, exam.EntryStart, "attempt 1, 3600+0 s"),
		entry(1, exam.EntryPause, "NETWORK"), entry(2, exam.EntryResume, "+60 s, NETWORK: 好了"),
		entry(3, exam.EntryPause, "SITE/OTHER: a/b: c"), entry(5, exam.EntryResume, "+120 s, OTHER: x"),
		entry(6, exam.EntryPause, "BREAK/1"), entry(8, exam.EntryResume, "+90 s, RECHECK"),
		entry(9, exam.EntryPause, "BREAK_RUNS/2"), entry(10, exam.EntryResume, "+0 s, RECHECK"),
		entry(12, exam.EntryCredit, "+61 s, SERVER_DOWN 01outage000000000000000001, 1795309860000-1795309921000"),
		entry(13, exam.EntryCredit, "+5 s, SERVER_DOWN 01outage000000000000000001"),
	})
	want := []exam.Given{
		{Kind: exam.GivenPause, Code: "NETWORK", Seconds: 60}, {Kind: exam.GivenSite, Code: "OTHER", Text: "a/b: c", Seconds: 120},
		{Kind: exam.GivenBreak, Code: "1", Seconds: 90}, {Kind: exam.GivenOutage, Code: "SERVER_DOWN", Seconds: 61},
		{Kind: exam.GivenOutage, Code: "SERVER_DOWN", Seconds: 5},
	}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, g := range got {
		if g.Kind != want[i].Kind || g.Code != want[i].Code || g.Text != want[i].Text || g.Seconds != want[i].Seconds {
			t.Errorf("%d: %+v, want %+v", i, g, want[i])
		}
	}
	if g := got[3]; g.To.Sub(g.From) != 61*time.Second || !got[4].From.IsZero() || got[0].To.Sub(got[0].From) != time.Minute {
		t.Errorf("times: %+v", got)
	}
}

func TestBreakTermsAreKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := exam.BreakTerms{After: rapid.IntRange(0, 14400).Draw(t, "after"), Most: rapid.IntRange(1, 3600).Draw(t, "most"),
			Count: rapid.IntRange(1, 5).Draw(t, "count"), Runs: rapid.Bool().Draw(t, "runs"), Freeze: rapid.Bool().Draw(t, "freeze")}
		if got := exam.ParseBreakTerms(b.String()); got != b || len(b.String()) > 60 {
			t.Fatalf("%q reads as %+v", b.String(), got)
		}
	})
	for _, bad := range []string{"", "1", "a b c d e", "1 2 3 true"} {
		if exam.ParseBreakTerms(bad).Allowed() {
			t.Errorf("%q allows breaks", bad)
		}
	}
}
