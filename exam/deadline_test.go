package exam_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// sweepEvery runs the sweeper every second of the house's clock for a while.
func sweepEvery(t *testing.T, h *examtest.House, seconds int) {
	t.Helper()
	for range seconds {
		h.Clock.Advance(time.Second)
		if err := h.Service.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDeadlineSubmitsWithoutTheClient(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		paper, key := r.Paper()
		for no := 1; no <= 20; no++ {
			r.Answer(no, examtest.Right(paper, key, no))
		}
		h.Clock.Advance(2*time.Hour - 2*time.Second - 400*time.Millisecond)
		sweepEvery(t, h, 2)
		if sit, _ := h.Real.Sitting(t.Context(), r.Page.Sitting.ID); sit.State != exam.Running {
			t.Fatalf("%s before the deadline", sit.State)
		}
		sweepEvery(t, h, 4)
		page, err := h.Service.Connect(r.Ctx, "")
		if err != nil || page.Sitting.State != exam.Scored || page.Sitting.Cause != exam.ByDeadline || page.Result.Points != 24 {
			t.Fatalf("%+v %v", page, err)
		}
		if late := page.Sitting.SubmittedAt.Sub(page.Sitting.Deadline); late < 0 || late > 5*time.Second {
			t.Errorf("submitted %v after the deadline", late)
		}
		r.Check()
	})
}

func TestDeadlineAfterARestart(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		r.Answer(1, "A")
		h.Clock.Advance(2*time.Hour - time.Second)
		h.Restart() // the process is away over the deadline, nobody reconnects
		h.Clock.Advance(4 * time.Second)
		sweepEvery(t, h, 1)
		r.Check()
		sit, _ := h.Real.Sitting(t.Context(), r.Page.Sitting.ID)
		if sit.State != exam.Scored {
			t.Errorf("%s", sit.State)
		}
	})
}

// On a clock that moves while an act is carried out, sitting and journal still tell the same times.
func TestAnActHasOneTime(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		h.Ticking = true
		h.Restart()
		r := h.Sit().Begin()
		r.Answer(1, "A")
		for range 3 {
			for _, act := range []func(exam.SittingID) error{
				func(id exam.SittingID) error {
					_, err := h.Service.Pause(examtest.Invigilator(), id, exam.Reason{Code: "POWER"})
					return err
				},
				func(id exam.SittingID) error {
					_, err := h.Service.Resume(examtest.Invigilator(), id, exam.Reason{Code: "POWER"})
					return err
				},
			} {
				if err := act(r.Page.Sitting.ID); err != nil {
					t.Fatal(err)
				}
				h.Clock.Advance(1500 * time.Millisecond)
			}
		}
		r.Check()
		sit, err := h.Real.Sitting(t.Context(), r.Page.Sitting.ID)
		if err != nil {
			t.Fatal(err)
		}
		h.Clock.Set(sit.Deadline)
		sweepEvery(t, h, 3)
		if sit, err = h.Real.Sitting(t.Context(), sit.ID); err != nil || sit.State != exam.Scored {
			t.Errorf("%s %v", sit.State, err)
		}
		r.Check()
	})
}

// Ten sweepers and the candidate end the same sittings at once: one submission and one result each.
func TestManySweepersOneEffect(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		robots := make([]*examtest.Robot, 8)
		for i := range robots {
			robots[i] = h.Sit().Begin()
			robots[i].Answer(1, "A")
		}
		h.Clock.Advance(2*time.Hour + 2*time.Second)
		var wg sync.WaitGroup
		for range 5 {
			wg.Go(func() {
				if err := h.Service.SweepOnce(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		for _, r := range robots {
			wg.Go(func() {
				if _, err := h.Service.Submit(r.Ctx, r.Grip(), 1, ""); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for _, r := range robots {
			r.Check()
			if marks := h.Desk.Marks(r.Page.Sitting.Admission); len(marks) != 2 {
				t.Errorf("told the desk %v", marks)
			}
		}
	})
}

func TestSubmissionAndAbortAtOnce(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		for range 10 {
			r := h.Sit().Begin()
			h.Clock.Advance(31 * time.Minute)
			var submitted, aborted error
			var wg sync.WaitGroup
			wg.Go(func() { _, submitted = h.Service.Submit(r.Ctx, r.Grip(), 0, "") })
			wg.Go(func() {
				_, aborted = h.Service.Abort(examtest.Invigilator(), r.Page.Sitting.ID, exam.Reason{Code: "POWER"})
			})
			wg.Wait()
			if (submitted == nil) == (aborted == nil) {
				t.Errorf("submitted: %v, aborted: %v", submitted, aborted)
			}
			r.Check()
		}
	})
}

func TestUnstartedLapsesWhenTheSlotEnds(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit()
		h.Clock.Set(r.Page.Sitting.StartBy.Add(-time.Second))
		sweepEvery(t, h, 1)
		sit, err := h.Real.Sitting(t.Context(), r.Page.Sitting.ID)
		if err != nil || sit.State != exam.Lapsed {
			t.Fatalf("%s %v", sit.State, err)
		}
		if marks := h.Desk.Marks(sit.Admission); len(marks) != 1 || marks[0] != "ABSENT" {
			t.Errorf("told the desk %v", marks)
		}
		late := h.Sit()
		for _, f := range []func() error{
			func() error {
				_, err := h.Service.Pledge(late.Ctx, late.Grip(), late.Confirm(), [16]byte{}, "")
				return err
			},
			func() error { _, err := h.Service.Practised(late.Ctx, late.Grip(), false, ""); return err },
		} {
			if err := f(); err != nil {
				t.Fatal(err)
			}
		}
		h.Clock.Set(late.Page.Sitting.StartBy)
		_, err = h.Service.Start(late.Ctx, late.Grip(), "")
		wants(t, err, exam.ErrTooLateToStart)
		late.Check()
	})
}

// The gate's book has lost the admission: the paper is submitted and scored all the same.
func TestPaperEndsAlthoughTheGateDisagrees(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		running, waiting := h.Sit().Begin(), h.Sit()
		h.Desk.Forget(running.Page.Sitting.Admission)
		h.Desk.Forget(waiting.Page.Sitting.Admission)
		h.Clock.Advance(2 * time.Hour)
		sweepEvery(t, h, 2)
		h.Clock.Advance(time.Hour)
		sweepEvery(t, h, 1)
		for r, want := range map[*examtest.Robot]exam.State{running: exam.Scored, waiting: exam.Lapsed} {
			if sit, err := h.Real.Sitting(t.Context(), r.Page.Sitting.ID); err != nil || sit.State != want {
				t.Errorf("%s, want %s, %v", sit.State, want, err)
			}
			r.Check()
		}
	})
}

func TestAccommodationGivesTime(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		a := h.Admission(h.Seat())
		a.ExtraMinutes = 40
		h.Desk.Admit(a)
		r := h.At(a.SeatID).Begin()
		if left := r.Page.Sitting.Remaining(h.Clock.Now()); left != 160*time.Minute {
			t.Errorf("left %v", left)
		}
		h.Clock.Advance(2*time.Hour + 30*time.Minute)
		sweepEvery(t, h, 1)
		r.Answer(1, "A")
		r.Check()
	})
}

// A key that is missing at the end delays the score, not the submission; the sweeper scores when it is there.
func TestScoreComesLaterWhenTheKeyIsMissing(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		h.Clock.Advance(31 * time.Minute)
		h.Bank.Hide(true)
		page, err := h.Service.Submit(r.Ctx, r.Grip(), 0, "")
		if err != nil || page.Sitting.State != exam.Submitted || page.Result != nil || page.Receipt == "" {
			t.Fatalf("%+v %v", page, err)
		}
		if err := h.Service.SweepOnce(t.Context()); err == nil {
			t.Error("a sweep that could not score says nothing")
		}
		h.Bank.Hide(false)
		sweepEvery(t, h, 1)
		r.Check()
	})
}

func TestResultsAreTheCandidatesOwn(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		h.Clock.Advance(31 * time.Minute)
		page, err := h.Service.Submit(r.Ctx, r.Grip(), 0, "")
		if err != nil {
			t.Fatal(err)
		}
		as := func(id string) (list []exam.Result, err error) {
			ctx := actor.With(t.Context(), actor.Actor{Kind: actor.Candidate, ID: id, Person: id})
			list, _, err = h.Service.OwnResults(ctx, "", 10)
			if _, one := h.Service.OwnResult(ctx, page.Result.ID); errors.Is(one, exam.ErrNoResult) != (len(list) == 0) {
				t.Errorf("list %d, one %v", len(list), one)
			}
			return list, err
		}
		if list, err := as(string(page.Sitting.Person)); err != nil || len(list) != 1 || list[0].Passed {
			t.Errorf("own: %v %v", list, err)
		}
		if list, err := as("somebody else"); err != nil || len(list) != 0 {
			t.Errorf("another's: %v %v", list, err)
		}
		_, _, err = h.Service.OwnResults(r.Ctx, "", 10)
		wants(t, err, exam.ErrForbidden)
		// Compare-and-set of the release that others build on this row.
		res := *page.Result
		res.State, res.DecidedAt, res.DecidedBy = exam.Released, h.Clock.Now(), "releaser"
		wants(t, h.Real.UpdateResult(t.Context(), res), nil)
		wants(t, h.Real.UpdateResult(t.Context(), res), exam.ErrChanged)
		wants(t, h.Real.InsertResult(t.Context(), res), exam.ErrResultExists)
	})
}

func TestRoomListStaysInTheSubtree(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		r.Answer(1, "A")
		h.Sit()
		lines, err := h.Service.Room(examtest.Invigilator(), examtest.Room, true)
		if err != nil || len(lines) != 2 || lines[1].LastSeq != 1 && lines[0].LastSeq != 1 {
			t.Errorf("%+v %v", lines, err)
		}
		if lines, err := h.Service.Room(examtest.Officer("/other/"), examtest.Room, true); err != nil || len(lines) != 0 {
			t.Errorf("from outside: %+v %v", lines, err)
		}
		_, err = h.Service.Look(examtest.Officer("/other/"), r.Page.Sitting.ID)
		wants(t, err, exam.ErrNoSitting)
	})
}

// A sitting whose rows a node that hangs holds keeps no other paper from being handed in, nor the sweep of another node.
func TestASweepPassesByWhatIsHeld(t *testing.T) {
	h := examtest.NewHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.MySQL)), examtest.DefaultMix)
	held, free := h.Sit().Begin(), h.Sit().Begin()
	state := func(r *examtest.Robot) exam.State {
		sit, err := h.Real.Sitting(t.Context(), r.Page.Sitting.ID)
		if err != nil {
			t.Fatal(err)
		}
		return sit.State
	}
	h.Clock.Advance(2*time.Hour + 2*time.Second)
	hung, err := h.DB.SQL().Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = hung.Rollback() }()
	if _, err := hung.Exec("SELECT version FROM sitting WHERE id = ? FOR UPDATE", held.Page.Sitting.ID); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Second)
	defer stop()
	if err := h.Service.SweepOnce(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a sweep beside a held sitting: %v", err)
	}
	if got := state(free); got != exam.Submitted && got != exam.Scored {
		t.Errorf("the other paper is %s", got)
	}
	if got := state(held); got != exam.Running {
		t.Fatalf("the held paper is %s: nothing was shown", got)
	}
	if err := h.Service.SweepOnce(t.Context()); err != nil {
		t.Errorf("the next sweep: %v", err)
	}
	if err := hung.Rollback(); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(20 * time.Second); state(held) == exam.Running; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("what the sweep left behind never went on")
		}
	}
	sweepEvery(t, h, 2)
	held.Check()
	free.Check()
}
