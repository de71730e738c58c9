package supervision_test

import (
	"context"
	"encoding/json"
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
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/exam/supervision/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// house is a house of sittings whose rooms are watched, or not, by the service under test.
type house struct {
	*examtest.House
	watch *supervision.Service
}

// RoomPath implements supervision.Rooms.
func (h *house) RoomPath(context.Context, string, string) (string, error) {
	return examtest.OrgPath, nil
}

// engines runs a test in a house of its own on each engine.
func engines(t *testing.T, test func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := &house{House: examtest.NewHouse(t, open(t), examtest.DefaultMix)}
		gaps := store.New(h.DB)
		h.watch = supervision.New(supervision.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: jobs.NewOutbox(h.DB, h.Clock.Now),
			Tx: h.Real, Gaps: gaps, Sittings: h.Real, Rooms: h})
		h.Watch = gaps
		h.Restart()
		test(t, h)
	})
}

// wants asks for an error, alone or of a field.
func wants(t *testing.T, err, want error) {
	t.Helper()
	if errors.Is(err, want) {
		return
	}
	for _, field := range fault.From(err).Fields() {
		if errors.Is(field.Err, want) {
			return
		}
	}
	t.Errorf("got %v, want %v", err, want)
}

func gap(cause supervision.Cause) supervision.Gap {
	return supervision.Gap{Room: examtest.Room, Cause: cause}
}

func TestUnwatchedTimeIsOnTheSitting(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		officer := examtest.Invigilator()
		r, other := h.Sit().Begin(), h.Sit().Begin()
		h.Clock.Advance(10 * time.Minute)
		g, err := h.watch.Lose(officer, gap(supervision.OfficerAway))
		if err != nil || g.OpenedName == "" {
			t.Fatal(g, err)
		}
		h.Clock.Advance(90 * time.Second)
		one := gap(supervision.CameraLost)
		one.Sitting = r.Page.Sitting.ID
		one.From = h.Clock.Now().Add(-30 * time.Second) // overlaps: counted once
		if _, err := h.watch.Lose(officer, one); err != nil {
			t.Fatal(err)
		}
		if g, err = h.watch.Regain(officer, g.ID); err != nil || g.To.Sub(g.From) != 90*time.Second || g.ClosedName == "" {
			t.Fatal(g, err)
		}
		_, err = h.watch.Regain(officer, g.ID)
		wants(t, err, supervision.ErrOver)
		h.Clock.Advance(30 * time.Second)
		for _, c := range []struct {
			who  *examtest.Robot
			cuts int
			sum  time.Duration
		}{{r, 2, 2 * time.Minute}, {other, 1, 90 * time.Second}} {
			sit, _ := h.Real.Sitting(t.Context(), c.who.Page.Sitting.ID)
			cuts, sum, err := h.watch.Unwatched(t.Context(), sit)
			if err != nil || len(cuts) != c.cuts || sum != c.sum || cuts[0].Cause != supervision.OfficerAway || !cuts[0].From.Equal(g.From) || !cuts[0].To.Equal(g.To) {
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
		cuts, sum, _ := h.watch.Unwatched(t.Context(), sit) // the camera is still away; the paper is not open any more
		if sum != 2*time.Minute+time.Hour || !cuts[1].To.Equal(sit.SubmittedAt) {
			t.Errorf("%v %+v", sum, cuts)
		}
		r.Check()
	})
}

// While nobody watches the room no paper starts; those that run go on.
func TestNoPaperStartsUnattended(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		running, waiting := h.Sit().Begin(), h.Sit()
		prepared(t, waiting)
		g, err := h.watch.Lose(actor.AsSystem(t.Context(), "room.watch"), gap(supervision.UplinkLost))
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
		if _, err := h.watch.Regain(examtest.Invigilator(), g.ID); err != nil {
			t.Fatal(err)
		}
		page, err := h.Service.Start(waiting.Ctx, waiting.Grip(), "zh-CN")
		if err != nil || page.Sitting.State != exam.Running {
			t.Fatal(err)
		}
		if _, sum, _ := h.watch.Unwatched(t.Context(), page.Sitting); sum != 0 {
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
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit().Begin()
		now := h.Clock.Advance(time.Hour)
		for name, ctx := range map[string]context.Context{
			"another authority": examtest.Officer("/elsewhere/", people.RemoteInvigilator), "the seat": r.Ctx, "nobody": t.Context(),
		} {
			if _, err := h.watch.Lose(ctx, gap(supervision.OfficerAway)); !errors.Is(err, exam.ErrNoSitting) {
				t.Errorf("%s enters: %v", name, err)
			}
			if _, err := h.watch.Of(ctx, examtest.Room, now.Add(-time.Hour), now); !errors.Is(err, exam.ErrNoSitting) {
				t.Errorf("%s reads: %v", name, err)
			}
		}
		_, err := h.watch.Lose(examtest.Officer(examtest.OrgPath, people.ResultReleaser), gap(supervision.OfficerAway))
		wants(t, err, exam.ErrForbidden)
		for name, g := range map[string]supervision.Gap{
			"no cause":        {Room: examtest.Room},
			"other, no words": {Room: examtest.Room, Cause: supervision.Other},
			"the future":      {Room: examtest.Room, Cause: supervision.Power, From: now.Add(time.Second)},
			"the day before":  {Room: examtest.Room, Cause: supervision.Power, From: now.Add(-25 * time.Hour)},
			"ends too soon":   {Room: examtest.Room, Cause: supervision.Power, From: now.Add(-time.Minute), To: now.Add(-time.Minute)},
			"ends too late":   {Room: examtest.Room, Cause: supervision.Power, From: now.Add(-time.Minute), To: now.Add(time.Minute)},
			"a novel":         {Room: examtest.Room, Cause: supervision.Power, Note: strings.Repeat("长", 201)},
		} {
			if _, err := h.watch.Lose(examtest.Invigilator(), g); !errors.Is(err, supervision.ErrEntry) {
				t.Errorf("%s: %v", name, err)
			}
		}
		hidden := gap(supervision.Power)
		hidden.Note = "停电\u202e"
		_, err = h.watch.Lose(examtest.Invigilator(), hidden)
		wants(t, err, actor.ErrHidden)
		foreign := gap(supervision.Power)
		foreign.Room, foreign.Sitting = "another room", r.Page.Sitting.ID
		_, err = h.watch.Lose(examtest.Invigilator(), foreign)
		wants(t, err, exam.ErrNoSitting)
		late := supervision.Gap{Room: examtest.Room, Cause: supervision.Power, From: now.Add(-20 * time.Minute), To: now.Add(-10 * time.Minute)}
		if g, err := h.watch.Lose(examtest.Invigilator(), late); err != nil || g.ClosedName == "" {
			t.Errorf("entered afterwards: %+v %v", g, err)
		}
		if list, err := h.watch.Of(examtest.Invigilator(), examtest.Room, now.Add(-time.Hour), now); err != nil || len(list) != 1 {
			t.Errorf("%+v %v", list, err)
		}
	})
}

// Twelve report the same at once: one interval lasts.
func TestOneIntervalLasts(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		var wg sync.WaitGroup
		errs := make(chan error, 12)
		for range 12 {
			wg.Go(func() {
				_, err := h.watch.Lose(examtest.Invigilator(), gap(supervision.UplinkLost))
				errs <- err
			})
		}
		wg.Wait()
		won := 0
		for range 12 {
			if err := <-errs; err == nil {
				won++
			} else {
				wants(t, err, supervision.ErrOpen)
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
		var gaps []supervision.Gap
		covered := map[int]bool{}
		for i := range rapid.IntRange(0, 8).Draw(t, "n") {
			from := rapid.IntRange(0, 350).Draw(t, "from")
			to := from + rapid.IntRange(1, 120).Draw(t, "long")
			g := supervision.Gap{ID: supervision.ID(rune('a' + i)), Room: "r", From: at(from), To: at(to)}
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
		cuts, sum := supervision.Cut(sit, gaps, at(900))
		if sum != time.Duration(len(covered))*time.Second {
			t.Fatalf("%v, %d s covered by %+v", sum, len(covered), gaps)
		}
		for _, c := range cuts {
			if c.From.Before(sit.StartedAt) || c.To.After(sit.SubmittedAt) || !c.From.Before(c.To) {
				t.Fatalf("cut %+v", c)
			}
		}
		rand.Shuffle(len(gaps), func(i, j int) { gaps[i], gaps[j] = gaps[j], gaps[i] })
		if _, again := supervision.Cut(sit, gaps, at(900)); again != sum {
			t.Fatalf("%v in another order", again)
		}
	})
}

// The program reports a dark room as often as it likes: one interval, closed, by nobody, and only the program may name the
// server as the cause.
func TestADarkRoomIsEnteredOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit().Begin()
		from := h.Clock.Now()
		h.Clock.Advance(2 * time.Minute)
		for i, d := range []exam.RoomDark{
			{Outage: "01outage000000000000000001", Cause: exam.ServerDown, Room: examtest.Room, From: from, To: from.Add(time.Minute)},
			{Outage: "01outage000000000000000002", Cause: exam.RoomPower, Room: examtest.Room, From: from.Add(30 * time.Second), To: h.Clock.Now()},
		} {
			body, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			for range 3 {
				if err := h.watch.Receive(t.Context(), actor.Event{Topic: exam.TopicRoomDark, Body: body}); err != nil {
					t.Fatal(err)
				}
			}
			sit, _ := h.Real.Sitting(t.Context(), r.Page.Sitting.ID)
			cuts, sum, err := h.watch.Unwatched(t.Context(), sit)
			want := []time.Duration{time.Minute, 2 * time.Minute}[i]
			if err != nil || len(cuts) != i+1 || sum != want || cuts[i].OpenedName != "" || cuts[i].To.IsZero() ||
				cuts[i].Cause != []supervision.Cause{supervision.ServerDown, supervision.Power}[i] {
				t.Errorf("%d: %v %v %+v", i, sum, err, cuts)
			}
		}
		if away, err := h.Watch.Unattended(t.Context(), examtest.Room); away || err != nil {
			t.Errorf("over, and still unattended: %v %v", away, err)
		}
		_, err := h.watch.Lose(examtest.Invigilator(), gap(supervision.ServerDown))
		wants(t, err, supervision.ErrEntry)
	})
}
