package bench

import (
	"io"
	"testing"
)

// A leak of a case is seen about as soon as that of a single question, at no more false alarms. The bounds are wide, because the run is
// small; `bench calibration-cases` has the figures.
func TestALeakOfACaseIsSeen(t *testing.T) {
	t.Parallel()
	small := casePlan{singles: 350, cases: 60, ofSingles: 40, ofCases: 10, learn: 3000, watched: 9000}
	leak, err := small.run(3, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if !(leak.median > 20 && leak.median < 300) { // 1,500 answers to each case are watched
		t.Errorf("half of the leaks are seen within %.0f answers", leak.median)
	}
	if leak.wrong > 2 { // 90,000 answers: nine alarms
		t.Errorf("%.2f false alarms in 20,000 answers", leak.wrong)
	}
}
