package proctor_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
)

// trail counts the entries of a verb.
func (h *house) trail(verb string) int {
	h.T.Helper()
	var n int64
	if err := h.DB.Conn(h.T.Context()).Table("audit_entry").Where("verb = ?", verb).Count(&n).Error; err != nil {
		h.T.Fatal(err)
	}
	return int(n)
}

func TestStrangersAreRefusedAndThatIsOnTheTrail(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit()
		in := h.raise(proctor.Signal{Kind: proctor.CameraLost, Seat: r.Seat, Sitting: r.Page.Sitting.ID})
		elsewhere := as(t, "far", people.RemoteInvigilator, "/elsewhere/")
		nobody := actor.With(t.Context(), actor.Actor{})
		clerk := as(t, "clerk", people.CounterClerk, examtest.OrgPath)
		candidate := actor.With(t.Context(), actor.Actor{Kind: actor.Candidate, ID: "p", Person: "p"})
		for name, c := range map[string]struct {
			ctx  context.Context
			want error
		}{"another region": {elsewhere, proctor.ErrNotFound}, "nobody": {nobody, proctor.ErrNotFound}, "a candidate": {candidate, proctor.ErrNotFound}, "a clerk": {clerk, proctor.ErrForbidden}} {
			before := h.trail("incident.refused")
			_, err := h.s.Look(c.ctx, in.ID)
			wants(t, err, c.want, name+" opens")
			if h.trail("incident.refused") != before+1 {
				t.Errorf("%s: the refusal is not on the trail", name)
			}
			for act, do := range map[string]func() error{
				"take":    func() error { _, err := h.s.Take(c.ctx, in.ID, true, ""); return err },
				"note":    func() error { _, err := h.s.Note(c.ctx, in.ID, ""); return err }, // who may not is told nothing of the text
				"message": func() error { _, err := h.s.Message(c.ctx, in.ID, "请坐好"); return err },
				"pause":   func() error { _, err := h.s.Pause(c.ctx, in.ID, "查看"); return err },
				"end":     func() error { _, err := h.s.End(c.ctx, in.ID, "查看"); return err },
				"help":    func() error { _, _, err := h.s.Help(c.ctx, in.ID, "查看"); return err },
				"close":   func() error { _, err := h.s.Close(c.ctx, in.ID, proctor.Handled, "查看"); return err },
			} {
				before := h.trail("incident.refused")
				wants(t, do(), c.want, name+" "+act)
				if h.trail("incident.refused") != before+1 {
					t.Errorf("%s %s: the refusal is not on the trail", name, act)
				}
			}
			before = h.trail("incident.refused")
			_, err = h.s.AtSitting(c.ctx, r.Page.Sitting.ID)
			wants(t, err, c.want, name+" lists a sitting")
			if h.trail("incident.refused") != before+1 {
				t.Errorf("%s lists a sitting: the refusal is not on the trail", name)
			}
		}
		refusals := h.trail("incident.refused")
		_, err := h.s.Flag(elsewhere, proctor.Signal{Kind: proctor.Phone, Room: examtest.Room}, "桌上有手机")
		wants(t, err, proctor.ErrNotFound, "another region flags")
		if h.trail("incident.refused") != refusals+1 {
			t.Error("a refused flag is not on the trail")
		}
		_, err = h.s.Raise(elsewhere, proctor.Signal{Kind: proctor.Phone, Room: examtest.Room})
		wants(t, err, proctor.ErrNotFound, "another region raises")
		_, err = h.s.Raise(candidate, proctor.Signal{Kind: proctor.Phone, Room: examtest.Room})
		wants(t, err, proctor.ErrNotFound, "a candidate raises")
		_, err = h.s.Look(officer(t, "a"), "00000000000000000000000000")
		wants(t, err, proctor.ErrNotFound, "one that does not exist")
		if list, err := h.s.List(elsewhere, proctor.Query{Limit: 9}); err != nil || len(list) != 0 {
			t.Errorf("%v %v", list, err)
		}
		if q, err := h.s.Queue(elsewhere, true); err != nil || len(q.Lines) != 0 || slices.Contains(q.Rooms, examtest.Room) {
			t.Errorf("%+v %v", q, err)
		}
		if v, err := h.s.Look(officer(t, "a"), in.ID); err != nil || len(v.Acts) != 0 || v.Incident.State != proctor.Open {
			t.Errorf("the attacks left something: %+v %v", v, err)
		}
		attendant := as(t, "att", people.RemoteAttendant, examtest.OrgPath)
		held := h.raise(proctor.Signal{Kind: proctor.ItemFound, Seat: r.Seat, Sitting: r.Page.Sitting.ID})
		refusals = h.trail("incident.refused")
		_, err = h.s.Close(attendant, held.ID, proctor.Handled, "查看")
		wants(t, err, proctor.ErrForbidden, "an attendant decides about a result")
		if h.trail("incident.refused") != refusals+1 {
			t.Error("a refused decision is not on the trail")
		}
		if _, err := h.s.Take(attendant, held.ID, false, ""); err != nil {
			t.Error(err)
		}
		_, err = h.s.End(attendant, held.ID, "不允许")
		wants(t, err, proctor.ErrForbidden, "an attendant ends a sitting")
	})
}

func TestOfficersAct(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit().Begin()
		sit := r.Page.Sitting.ID
		a, b := officer(t, "a"), officer(t, "b")
		in, err := h.s.Flag(a, proctor.Signal{Kind: proctor.ItemFound, Room: examtest.Room, Sitting: sit}, "桌上有一张纸")
		if err != nil || in.State != proctor.Taken || in.Seat != r.Seat || !in.Holds {
			t.Fatal(in, err)
		}
		_, err = h.s.Flag(a, proctor.Signal{Kind: proctor.ItemFound, Room: otherRoom, Sitting: sit}, "另一考场")
		wants(t, err, proctor.ErrNotFound, "a room of another region")
		_, err = h.s.Flag(a, proctor.Signal{Kind: proctor.ItemFound, Room: examtest.Room, Seat: "elsewhere"}, "另一考场")
		wants(t, err, proctor.ErrPlace, "a seat of another room")
		_, err = h.s.Flag(a, proctor.Signal{Kind: "candidate.thoughts", Room: examtest.Room}, "目录外")
		wants(t, err, proctor.ErrKind, "outside the catalogue")
		_, err = h.s.Note(b, in.ID, "我来处理")
		wants(t, err, proctor.ErrTaken, "another officer's")
		h.Clock.Advance(time.Second)
		if _, err := h.s.Message(a, in.ID, "请把纸收起来"); err != nil {
			t.Fatal(err)
		}
		_, err = h.s.Message(a, in.ID, "\u202e藏起来")
		if err == nil {
			t.Error("a hidden character went through")
		}
		if list, err := h.s.Messages(examtest.AtSeat(r.Seat)); err != nil || len(list) != 1 || list[0].Text != "请把纸收起来" {
			t.Errorf("%+v %v", list, err)
		}
		if list, err := h.s.Messages(examtest.AtSeat(h.House.Seat())); err != nil || len(list) != 0 {
			t.Errorf("another seat reads %+v %v", list, err)
		}
		h.Clock.Advance(time.Second)
		if _, err := h.s.Pause(a, in.ID, "核对物品"); err != nil {
			t.Fatal(err)
		}
		if x, err := h.Real.Sitting(t.Context(), sit); err != nil || x.State != exam.Paused {
			t.Fatal(x.State, err)
		}
		h.Clock.Advance(time.Minute)
		h.Clock.Advance(time.Second)
		if _, err := h.s.Resume(a, in.ID, "继续作答"); err != nil {
			t.Fatal(err)
		}
		h.shifts = []site.Shift{{ID: "s", Room: examtest.Room, Officer: "a", OnCallName: "张工", OnCallPhone: "110", OnCallMinutes: 15, From: h.Clock.Now().Add(-time.Hour), To: h.Clock.Now().Add(time.Hour)}}
		h.Clock.Advance(time.Second)
		if _, who, err := h.s.Help(a, in.ID, "请到场"); err != nil || who.Phone != "110" {
			t.Error(who, err)
		}
		h.Clock.Advance(time.Second)
		if _, err := h.s.Take(b, in.ID, true, "换人"); err != nil {
			t.Fatal(err)
		}
		_, err = h.s.End(a, in.ID, "终止")
		wants(t, err, proctor.ErrTaken, "who lost it ends the sitting")
		h.Clock.Advance(time.Second)
		if _, err := h.s.End(b, in.ID, "携带资料，终止作答"); err != nil {
			t.Fatal(err)
		}
		if x, err := h.Real.Sitting(t.Context(), sit); err != nil || !x.State.HandedIn() {
			t.Fatal(x.State, err)
		}
		sitting, err := h.Real.Sitting(t.Context(), sit)
		if err != nil {
			t.Fatal(err)
		}
		held, err := h.s.Undecided(t.Context(), sitting)
		if err != nil || len(held) != 1 {
			t.Fatal(held, err)
		}
		h.Clock.Advance(time.Second)
		if in, err = h.s.Close(b, in.ID, proctor.ToReview, "移送核查"); err != nil || in.State != proctor.Referred {
			t.Fatal(in, err)
		}
		if held, err = h.s.Undecided(t.Context(), sitting); err != nil || len(held) != 1 {
			t.Errorf("a referral releases the result: %v %v", held, err)
		}
		_, err = h.s.Note(b, in.ID, "再写一笔")
		wants(t, err, proctor.ErrState, "an act afterwards")
		h.Clock.Advance(time.Second)
		if err := h.s.Settle(system(t), []proctor.IncidentID{in.ID}, "不予处理"); err != nil {
			t.Fatal(err)
		}
		if held, err = h.s.Undecided(t.Context(), sitting); err != nil || len(held) != 0 {
			t.Errorf("%v %v", held, err)
		}
		v, err := h.s.Look(a, in.ID)
		var verbs []string
		for _, x := range v.Acts {
			verbs = append(verbs, string(x.Deed)+":"+string(x.Verb))
		}
		want := "FLAG:FLAG MESSAGE:UPDATE PAUSE:PAUSE RESUME:RESUME HELP:UPDATE TAKE:UPDATE END:TERMINATE REFER:UPDATE SETTLE:UPDATE"
		if err != nil || strings.Join(verbs, " ") != want {
			t.Errorf("%v %v", verbs, err)
		}
		if n := h.trail("incident.act"); n != 9 {
			t.Errorf("%d acts on the trail", n)
		}
	})
}

// Whatever officers try in whatever order: what was dealt with stays so, and a result with something undecided that holds stays held.
func TestAnIncidentGoesOneWay(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit()
		sitting, err := h.Real.Sitting(t.Context(), r.Page.Sitting.ID)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		rapid.Check(t, func(t *rapid.T) {
			n++
			in, err := h.s.Raise(actor.AsSystem(context.Background(), "test"), proctor.Signal{Kind: proctor.ItemFound, Room: examtest.Room, Seat: r.Seat, Sitting: sitting.ID, Key: fmt.Sprint("r", n)})
			h.Clock.Advance(time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			over := false
			for range 12 {
				who := officer(h.T, rapid.SampledFrom([]string{"a", "b"}).Draw(t, "who"))
				var err error
				switch rapid.IntRange(0, 5).Draw(t, "act") {
				case 0:
					_, err = h.s.Take(who, in.ID, rapid.Bool().Draw(t, "over"), "")
				case 1:
					_, err = h.s.Note(who, in.ID, "记录")
				case 2:
					_, err = h.s.Close(who, in.ID, rapid.SampledFrom(proctor.Findings()).Draw(t, "finding"), "结论")
				case 3:
					_, err = h.s.Raise(system(h.T), proctor.Signal{Kind: in.Kind, Room: examtest.Room, Seat: r.Seat, Sitting: sitting.ID, Key: in.Key, Until: h.Clock.Now()})
					if over {
						return // a new incident of the same key begins: the next round looks at it
					}
				case 4:
					err = h.s.Over(system(h.T), proctor.Signal{Kind: in.Kind, Room: examtest.Room, Sitting: sitting.ID, Key: in.Key})
				case 5:
					err = h.s.Settle(system(h.T), []proctor.IncidentID{in.ID}, "结束")
				}
				now, lerr := h.store.Incident(h.T.Context(), in.ID)
				if lerr != nil {
					t.Fatal(lerr)
				}
				if over && now.State.Live() || now.Digest() != in.Digest() {
					t.Fatalf("%+v", now)
				}
				over = over || !now.State.Live()
				held, herr := h.s.Undecided(h.T.Context(), sitting)
				if herr != nil {
					t.Fatal(herr)
				}
				mine := slices.ContainsFunc(held, func(x proctor.Incident) bool { return x.ID == in.ID })
				if mine != (now.State == proctor.Open || now.State == proctor.Taken || now.State == proctor.Referred) {
					t.Fatalf("%s holds: %v", now.State, mine)
				}
				_ = err
			}
		})
	})
}

func TestTwentyOfficersTakeOneIncident(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit()
		in := h.raise(proctor.Signal{Kind: proctor.SeveralFaces, Seat: r.Seat, Sitting: r.Page.Sitting.ID})
		var wg sync.WaitGroup
		errs := make([]error, 20)
		for i := range 20 {
			wg.Go(func() { _, errs[i] = h.s.Take(officer(t, fmt.Sprint("o", i)), in.ID, false, "") })
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			switch {
			case err == nil:
				won++
			case !errors.Is(err, proctor.ErrTaken) && !errors.Is(err, proctor.ErrState):
				t.Error(err)
			}
		}
		if won != 1 {
			t.Errorf("%d officers have it", won)
		}
		for i := range 20 {
			wg.Go(func() { _, errs[i] = h.s.Close(officer(t, fmt.Sprint("o", i)), in.ID, proctor.FalseAlarm, "误报") })
		}
		wg.Wait()
		won = 0
		for _, err := range errs {
			if err == nil {
				won++
			}
		}
		if won != 1 {
			t.Errorf("%d officers closed it", won)
		}
	})
}
