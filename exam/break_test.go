package exam_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// breaks runs a test in a house whose rules allow breaks.
func breaks(t *testing.T, terms exam.BreakTerms, test func(t *testing.T, h *examtest.House, r *examtest.Robot)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := examtest.NewHouse(t, open(t), examtest.DefaultMix)
		h.Law.Breaks = terms
		h.Restart()
		r := h.Sit().Begin()
		test(t, h, r)
		r.Check()
	})
}

var (
	stops   = exam.BreakTerms{After: 1800, Most: 600, Count: 1, Freeze: true}
	runs    = exam.BreakTerms{After: 0, Most: 300, Count: 2, Runs: true}
	recheck = exam.Reason{Code: "RECHECK", Text: "人脸比对一致"}
)

func TestABreakFreezesWhatWasDealtWith(t *testing.T) {
	breaks(t, stops, func(t *testing.T, h *examtest.House, r *examtest.Robot) {
		r.Answer(1, "A")
		r.Mark(2, true)
		if _, err := h.Service.Break(r.Ctx, r.Grip(), r.Seq, "zh-CN"); !errors.Is(err, exam.ErrBreakEarly) {
			t.Fatalf("too early: %v", err)
		}
		h.Clock.Advance(31 * time.Minute)
		if _, err := h.Service.Break(r.Ctx, r.Grip(), r.Seq-1, "zh-CN"); !errors.Is(err, exam.ErrUnsaved) {
			t.Fatalf("with an answer under way: %v", err)
		}
		for range 2 { // the answer may be lost
			page, err := h.Service.Break(r.Ctx, r.Grip(), r.Seq, "zh-CN")
			if err != nil || page.Sitting.State != exam.Paused || page.Sitting.PauseKind != exam.PauseBreak || page.Sheet != nil || page.Paused != "" {
				t.Fatalf("%+v %v", page.Sitting, err)
			}
		}
		if x := r.Send(r.Write(exam.EntryAnswer, 3, "A")); !errors.Is(x.Err, exam.ErrPaused) {
			t.Errorf("an answer in the break: %v", x.Err)
		}
		r.Seq--
		h.Clock.Advance(5 * time.Minute)
		id := r.Page.Sitting.ID
		if _, err := h.Service.Resume(examtest.Invigilator(), id, recheck); err != nil {
			t.Fatal(err)
		}
		page, err := h.Service.Peek(r.Ctx, "", "zh-CN")
		if err != nil || page.Sitting.CreditedSeconds != 300 || !slices.Equal(page.Frozen, []int{1, 2}) || len(page.Given) != 1 || page.Given[0].Kind != exam.GivenBreak {
			t.Fatalf("%d s, frozen %v, given %+v, %v", page.Sitting.CreditedSeconds, page.Frozen, page.Given, err)
		}
		r.Answer(3, "A")
		for _, w := range []exam.Write{r.Write(exam.EntryAnswer, 1, "B"), r.Write(exam.EntryMark, 2, "")} {
			w.Seq = r.Seq - 1
			if x := r.Send(w); !errors.Is(x.Err, exam.ErrFrozen) || exam.Retry(x.Err) {
				t.Errorf("a frozen question: %v", x.Err)
			}
			r.Seq--
			if w.Kind == exam.EntryAnswer {
				r.Seq++
			}
		}
		h.Restart() // another process judges the same
		r.Connect()
		r.Answer(4, "A")
		if x := r.Send(r.Write(exam.EntryAnswer, 1, "")); !errors.Is(x.Err, exam.ErrFrozen) {
			t.Errorf("after a restart: %v", x.Err)
		}
		r.Seq--
		h.Clock.Advance(20 * time.Second)
		if ok, err := h.Service.Credit(t.Context(), id, exam.Outage{ID: "01outage000000000000000009", Cause: exam.ServerDown,
			From: h.Clock.Now().Add(-20 * time.Second), To: h.Clock.Now(), Evidence: "{}"}); !ok || err != nil {
			t.Fatal(ok, err)
		}
		if x := r.Send(r.Write(exam.EntryAnswer, 1, "")); !errors.Is(x.Err, exam.ErrFrozen) {
			t.Errorf("after a credit: %v", x.Err)
		}
		r.Seq--
		if _, err := h.Service.Break(r.Ctx, r.Grip(), r.Seq, "zh-CN"); !errors.Is(err, exam.ErrNoBreak) {
			t.Errorf("a second break: %v", err)
		}
	})
}

func TestABreakThatLastsTooLong(t *testing.T) {
	breaks(t, stops, func(t *testing.T, h *examtest.House, r *examtest.Robot) {
		h.Clock.Advance(60 * time.Minute)
		if _, err := h.Service.Break(r.Ctx, r.Grip(), r.Seq, "zh-CN"); err != nil {
			t.Fatal(err)
		}
		id := r.Page.Sitting.ID
		h.Clock.Advance(11 * time.Minute)
		for range 2 {
			if err := h.Service.SweepOnce(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		sit, _ := h.Real.Sitting(t.Context(), id)
		if !sit.PauseRaised || h.Service.Left(sit) != 59*time.Minute {
			t.Fatalf("raised %v, left %s", sit.PauseRaised, h.Service.Left(sit))
		}
		h.Clock.Advance(9 * time.Minute)
		if sit, err := h.Service.Resume(examtest.Invigilator(), id, recheck); err != nil || sit.CreditedSeconds != 600 || h.Service.Left(sit) != 50*time.Minute {
			t.Fatalf("given %d, left %s, %v", sit.CreditedSeconds, h.Service.Left(sit), err)
		}
	})
}

func TestNobodyComesBack(t *testing.T) {
	for name, c := range map[string]struct {
		terms exam.BreakTerms
		still time.Duration // after the pause the paper is still open
		over  time.Duration
	}{"stops": {stops, 69*time.Minute + 59*time.Second, 2 * time.Second}, "runs": {runs, 59*time.Minute + 59*time.Second, 2 * time.Second}} {
		t.Run(name, func(t *testing.T) {
			breaks(t, c.terms, func(t *testing.T, h *examtest.House, r *examtest.Robot) {
				r.Answer(1, "A")
				h.Clock.Advance(60 * time.Minute)
				if _, err := h.Service.Break(r.Ctx, r.Grip(), r.Seq, "zh-CN"); err != nil {
					t.Fatal(err)
				}
				for _, step := range []struct {
					d    time.Duration
					want bool
				}{{c.still, false}, {c.over, true}} {
					h.Clock.Advance(step.d)
					if err := h.Service.SweepOnce(t.Context()); err != nil {
						t.Fatal(err)
					}
					if sit, _ := h.Real.Sitting(t.Context(), r.Page.Sitting.ID); sit.State.HandedIn() != step.want {
						t.Fatalf("%s after %s", sit.State, step.d)
					}
				}
			})
		})
	}
}

func TestABreakWithoutRules(t *testing.T) {
	breaks(t, exam.BreakTerms{}, func(t *testing.T, h *examtest.House, r *examtest.Robot) {
		h.Clock.Advance(time.Hour)
		if _, err := h.Service.Break(r.Ctx, r.Grip(), r.Seq, "zh-CN"); !errors.Is(err, exam.ErrNoBreak) {
			t.Fatal(err)
		}
	})
}

func TestABreakWhileTheClockRuns(t *testing.T) {
	breaks(t, runs, func(t *testing.T, h *examtest.House, r *examtest.Robot) {
		r.Answer(1, "A")
		for range 2 {
			if _, err := h.Service.Break(r.Ctx, r.Grip(), r.Seq, "zh-CN"); err != nil {
				t.Fatal(err)
			}
			h.Clock.Advance(4 * time.Minute)
			sit, err := h.Service.Resume(examtest.Invigilator(), r.Page.Sitting.ID, recheck)
			if err != nil || sit.CreditedSeconds != 0 {
				t.Fatal(sit.CreditedSeconds, err)
			}
		}
		sit, _ := h.Real.Sitting(t.Context(), r.Page.Sitting.ID)
		if left := h.Service.Left(sit); left != 112*time.Minute {
			t.Errorf("left %s", left)
		}
		r.Answer(1, "B") // these rules freeze nothing
	})
}

// A room node cannot bring an answer to a question that a break has frozen.
func TestFrozenStaysFrozenOnARoomNode(t *testing.T) {
	terms := stops
	terms.After, terms.Count = 0, 2
	breaks(t, terms, func(t *testing.T, h *examtest.House, r *examtest.Robot) {
		r.Answer(1, "A")
		id := r.Page.Sitting.ID
		if _, err := h.Service.Break(r.Ctx, r.Grip(), r.Seq, "zh-CN"); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Service.Resume(examtest.Invigilator(), id, recheck); err != nil {
			t.Fatal(err)
		}
		p, err := h.Service.HandOver(t.Context(), examtest.Room, r.Seat, func(context.Context, exam.Parcel) error { return nil })
		if err != nil || p.Head.Gate != exam.GatePart {
			t.Fatal(p.Head.Gate, err)
		}
		tail := func(question int) exam.Tail {
			e := exam.Entry{Sitting: id, Place: p.Head.Place + 1, Seq: p.Head.Seq + 1, Kind: exam.EntryAnswer, Question: question, Answer: "B",
				ServerAt: h.Clock.Now().UTC().Truncate(time.Millisecond), Epoch: p.Head.Epoch}
			e.Hash = e.HashAfter(p.Head.Hash)
			return exam.Tail{Entries: []exam.Entry{e}, Place: e.Place, Hash: e.Hash, Epoch: p.Head.Epoch, Release: true, Since: h.Clock.Now()}
		}
		keep := func(context.Context, exam.Adopted) error { return nil }
		if _, err := h.Service.Adopt(t.Context(), id, tail(1), keep); !errors.Is(err, exam.ErrTail) {
			t.Errorf("a frozen answer came back: %v", err)
		}
		if _, err := h.Service.Adopt(t.Context(), id, tail(2), keep); err != nil {
			t.Errorf("an open one did not: %v", err)
		}
		r.Acks = nil
	})
}
