package exam_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

func gap(cause exam.GapCause) exam.Gap { return exam.Gap{Room: examtest.Room, Cause: cause} }

func TestUnwatchedTimeIsOnTheSitting(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		officer := examtest.Invigilator()
		r, other := h.Sit().Begin(), h.Sit().Begin()
		h.Clock.Advance(10 * time.Minute)
		g, err := h.Service.LoseSupervision(officer, gap(exam.OfficerAway))
		if err != nil || g.OpenedName == "" {
			t.Fatal(g, err)
		}
		h.Clock.Advance(90 * time.Second)
		one := gap(exam.CameraLost)
		one.Sitting = r.Page.Sitting.ID
		one.From = h.Clock.Now().Add(-30 * time.Second) // overlaps: counted once
		if _, err := h.Service.LoseSupervision(officer, one); err != nil {
			t.Fatal(err)
		}
		if g, err = h.Service.RegainSupervision(officer, g.ID); err != nil || g.To.Sub(g.From) != 90*time.Second || g.ClosedName == "" {
			t.Fatal(g, err)
		}
		_, err = h.Service.RegainSupervision(officer, g.ID)
		wants(t, err, exam.ErrGapOver)
		h.Clock.Advance(30 * time.Second)
		for _, c := range []struct {
			who  *examtest.Robot
			cuts int
			sum  time.Duration
		}{{r, 2, 2 * time.Minute}, {other, 1, 90 * time.Second}} {
			sit, _ := h.Real.Sitting(t.Context(), c.who.Page.Sitting.ID)
			cuts, sum, err := h.Service.Unwatched(t.Context(), sit)
			if err != nil || len(cuts) != c.cuts || sum != c.sum || cuts[0].Cause != exam.OfficerAway || !cuts[0].From.Equal(g.From) || !cuts[0].To.Equal(g.To) {
				t.Errorf("%d cuts, %v, %v %+v", len(cuts), sum, err, cuts)
			}
		}
		h.Clock.Advance(time.Hour)
		r.Answer(1, "A")
		if _, err := h.Service.Submit(r.Ctx, r.Grip(), r.Seq, "zh-CN"); err != nil {
			t.Fatal(err)
		}
		h.Clock.Advance(time.Hour)
		sit, _ := h.Real.Sitting(t.Context(), r.Page.Sitting.ID)
		cuts, sum, _ := h.Service.Unwatched(t.Context(), sit) // the camera is still away; the paper is not open any more
		if sum != 2*time.Minute+time.Hour || !cuts[1].To.Equal(sit.SubmittedAt) {
			t.Errorf("%v %+v", sum, cuts)
		}
		r.Check()
	})
}

// While nobody watches the room no paper starts; those that run go on.
func TestNoPaperStartsUnattended(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		running, waiting := h.Sit().Begin(), h.Sit()
		prepared(t, waiting)
		g, err := h.Service.LoseSupervision(actor.AsSystem(t.Context(), "room.watch"), gap(exam.UplinkLost))
		if err != nil || g.OpenedBy != "" {
			t.Fatal(g, err)
		}
		_, err = h.Service.Start(waiting.Ctx, waiting.Grip(), "zh-CN")
		wants(t, err, exam.ErrUnattended)
		running.Answer(1, "A")
		sit, _ := h.Real.Sitting(t.Context(), waiting.Page.Sitting.ID)
		if sit.State != exam.Practised || sit.Attempt != 0 || !sit.StartedAt.IsZero() {
			t.Errorf("%+v", sit)
		}
		if _, err := h.Service.RegainSupervision(examtest.Invigilator(), g.ID); err != nil {
			t.Fatal(err)
		}
		page, err := h.Service.Start(waiting.Ctx, waiting.Grip(), "zh-CN")
		if err != nil || page.Sitting.State != exam.Running {
			t.Fatal(err)
		}
		if _, sum, _ := h.Service.Unwatched(t.Context(), page.Sitting); sum != 0 {
			t.Error(sum)
		}
		running.Check()
	})
}

// prepared brings a robot to the point before the start.
func prepared(t *testing.T, r *examtest.Robot) {
	t.Helper()
	page, err := r.H.Service.Pledge(r.Ctx, r.Grip(), r.Confirm(), [16]byte{1}, "zh-CN")
	if err == nil {
		r.Page = page
		page, err = r.H.Service.Practised(r.Ctx, r.Grip(), true, "zh-CN")
	}
	if err != nil {
		t.Fatal(err)
	}
	r.Page = page
}

func TestWhoMayEnterIntervals(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		now := h.Clock.Advance(time.Hour)
		for name, ctx := range map[string]context.Context{
			"another authority": examtest.Officer("/elsewhere/", people.RemoteInvigilator), "the seat": r.Ctx, "nobody": t.Context(),
		} {
			if _, err := h.Service.LoseSupervision(ctx, gap(exam.OfficerAway)); !errors.Is(err, exam.ErrNoSitting) {
				t.Errorf("%s enters: %v", name, err)
			}
			if _, err := h.Service.Supervision(ctx, examtest.Room, now.Add(-time.Hour), now); !errors.Is(err, exam.ErrNoSitting) {
				t.Errorf("%s reads: %v", name, err)
			}
		}
		_, err := h.Service.LoseSupervision(examtest.Officer(examtest.OrgPath, people.ResultReleaser), gap(exam.OfficerAway))
		wants(t, err, exam.ErrForbidden)
		for name, g := range map[string]exam.Gap{
			"no cause":        {Room: examtest.Room},
			"other, no words": {Room: examtest.Room, Cause: exam.GapOther},
			"the future":      {Room: examtest.Room, Cause: exam.GapPower, From: now.Add(time.Second)},
			"the day before":  {Room: examtest.Room, Cause: exam.GapPower, From: now.Add(-25 * time.Hour)},
			"ends too soon":   {Room: examtest.Room, Cause: exam.GapPower, From: now.Add(-time.Minute), To: now.Add(-time.Minute)},
			"ends too late":   {Room: examtest.Room, Cause: exam.GapPower, From: now.Add(-time.Minute), To: now.Add(time.Minute)},
			"a novel":         {Room: examtest.Room, Cause: exam.GapPower, Note: strings.Repeat("长", 201)},
		} {
			if _, err := h.Service.LoseSupervision(examtest.Invigilator(), g); !errors.Is(err, exam.ErrGapEntry) {
				t.Errorf("%s: %v", name, err)
			}
		}
		hidden := gap(exam.GapPower)
		hidden.Note = "停电\u202e"
		_, err = h.Service.LoseSupervision(examtest.Invigilator(), hidden)
		wants(t, err, actor.ErrHidden)
		foreign := gap(exam.GapPower)
		foreign.Room, foreign.Sitting = "another room", r.Page.Sitting.ID
		_, err = h.Service.LoseSupervision(examtest.Invigilator(), foreign)
		wants(t, err, exam.ErrNoSitting)
		late := exam.Gap{Room: examtest.Room, Cause: exam.GapPower, From: now.Add(-20 * time.Minute), To: now.Add(-10 * time.Minute)}
		if g, err := h.Service.LoseSupervision(examtest.Invigilator(), late); err != nil || g.ClosedName == "" {
			t.Errorf("entered afterwards: %+v %v", g, err)
		}
		if list, err := h.Service.Supervision(examtest.Invigilator(), examtest.Room, now.Add(-time.Hour), now); err != nil || len(list) != 1 {
			t.Errorf("%+v %v", list, err)
		}
	})
}

// Twelve report the same at once: one interval lasts.
func TestOneIntervalLasts(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		var wg sync.WaitGroup
		errs := make(chan error, 12)
		for range 12 {
			wg.Go(func() {
				_, err := h.Service.LoseSupervision(examtest.Invigilator(), gap(exam.UplinkLost))
				errs <- err
			})
		}
		wg.Wait()
		won := 0
		for range 12 {
			if err := <-errs; err == nil {
				won++
			} else {
				wants(t, err, exam.ErrGapOpen)
			}
		}
		if won != 1 {
			t.Errorf("%d intervals", won)
		}
	})
}

// Whatever the intervals are: the sum is the time that at least one of them covers while the paper is open, in any order.
func TestUnwatchedIsAUnion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := func(s int) time.Time { return time.Unix(1_800_000_000+int64(s), 0).UTC() }
		sit := exam.Sitting{ID: "s", Room: "r", State: exam.Scored, StartedAt: at(100), SubmittedAt: at(100 + rapid.IntRange(1, 200).Draw(t, "length"))}
		var gaps []exam.Gap
		covered := map[int]bool{}
		for i := range rapid.IntRange(0, 8).Draw(t, "n") {
			from := rapid.IntRange(0, 350).Draw(t, "from")
			to := from + rapid.IntRange(1, 120).Draw(t, "long")
			g := exam.Gap{ID: exam.GapID(rune('a' + i)), Room: "r", From: at(from), To: at(to)}
			switch rapid.IntRange(0, 4).Draw(t, "sort") {
			case 0:
				g.Sitting = "another"
			case 1:
				g.Room = "another"
			case 2:
				g.Sitting = "s"
			case 3:
				g.To, to = time.Time{}, 1000
			}
			gaps = append(gaps, g)
			for x := max(from, 100); x < to && g.Room == "r" && g.Sitting != "another" && at(x).Before(sit.SubmittedAt); x++ {
				covered[x] = true
			}
		}
		cuts, sum := sit.Unwatched(gaps, at(900))
		if sum != time.Duration(len(covered))*time.Second {
			t.Fatalf("%v, %d s covered by %+v", sum, len(covered), gaps)
		}
		for _, c := range cuts {
			if c.From.Before(sit.StartedAt) || c.To.After(sit.SubmittedAt) || !c.From.Before(c.To) {
				t.Fatalf("cut %+v", c)
			}
		}
		rand.Shuffle(len(gaps), func(i, j int) { gaps[i], gaps[j] = gaps[j], gaps[i] })
		if _, again := sit.Unwatched(gaps, at(900)); again != sum {
			t.Fatalf("%v in another order", again)
		}
	})
}
