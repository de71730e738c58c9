package proctor_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor"
)

func TestTheQueueIsOrderedByRiskAndSaysWhy(t *testing.T) {
	now := time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)
	one := func(id string, k proctor.Kind, waits time.Duration, seat site.SeatID) proctor.Incident {
		e, _ := proctor.Find(k)
		return proctor.Incident{ID: proctor.IncidentID(id), Kind: k, Severity: e.Severity, Holds: e.Holds, RaisedAt: now.Add(-waits), At: now.Add(-waits), Seat: seat, State: proctor.Open, Count: 1}
	}
	taken := one("taken", proctor.SeveralFaces, time.Minute, "s9")
	taken.State, taken.Taker = proctor.Taken, proctor.Officer{Account: "b", Name: "潘虹"}
	list := []proctor.Incident{one("old small", proctor.Voice, 10*time.Hour, "s1"), one("phone", proctor.Phone, 0, "s2"), one("phone and more", proctor.Phone, 0, "s3"),
		one("book", proctor.Book, 0, "s3"), one("fire", proctor.Fire, 0, ""), taken, one("phone, waits", proctor.Phone, 5*time.Minute, "s4")}
	var got []string
	ranked := proctor.Rank(list, "a", now)
	for _, r := range ranked {
		got = append(got, string(r.Incident.ID))
		if len(r.Why) == 0 || r.Why[0].ZH == "" || r.Why[0].EN == "" {
			t.Errorf("%s: no reason", r.Incident.ID)
		}
	}
	if want := []string{"fire", "phone, waits", "phone and more", "phone", "taken", "book", "old small"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	why := fmt.Sprint(ranked[1].Why, ranked[4].Why)
	for _, words := range []string{"已等待5分钟", "处理前成绩不能发布", "潘虹正在处理"} {
		if !strings.Contains(why, words) {
			t.Errorf("%q is not said: %s", words, why)
		}
	}
	if mine := proctor.Rank([]proctor.Incident{taken}, "b", now); strings.Contains(fmt.Sprint(mine[0].Why), "正在处理") {
		t.Error("the own incident is somebody else's")
	}
}

func TestTheQueueIsOfTheRoomsOnDuty(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.raise(proctor.Signal{Kind: proctor.Headcount})
		me := as(t, "a", people.RemoteInvigilator, "/")
		q, err := h.s.Queue(me, false)
		if err != nil || len(q.Lines) != 0 {
			t.Fatal(q, err)
		}
		h.shifts = []site.Shift{{Room: examtest.Room, Officer: "b", Second: "a", From: h.Clock.Now().Add(-time.Hour), To: h.Clock.Now().Add(time.Hour)}}
		if q, err = h.s.Queue(me, false); err != nil || len(q.Lines) != 1 || !slices.Equal(q.Rooms, []site.RoomID{examtest.Room}) {
			t.Fatal(q, err)
		}
		h.Clock.Advance(2 * time.Hour)
		if q, err = h.s.Queue(me, false); err != nil || len(q.Rooms) != 0 {
			t.Error("a shift that is over counts", q, err)
		}
		_, err = h.s.Queue(as(t, "clerk", people.CounterClerk, "/"), true)
		wants(t, err, proctor.ErrForbidden, "a clerk")
	})
}

func TestARoomIncidentHoldsTheSittingsOfItsTime(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit().Begin()
		sit, err := h.Real.Sitting(t.Context(), r.Page.Sitting.ID)
		if err != nil {
			t.Fatal(err)
		}
		in := h.raise(proctor.Signal{Kind: proctor.Headcount})
		h.raise(proctor.Signal{Kind: proctor.DoorForced})
		h.Clock.Advance(time.Minute)
		for name, c := range map[string]struct {
			sit  exam.Sitting
			want int
		}{"its own time": {sit, 1}, "before": {exam.Sitting{ID: "x", Room: sit.Room, StartedAt: in.At.Add(-2 * time.Hour), SubmittedAt: in.At.Add(-time.Hour)}, 0},
			"another room": {exam.Sitting{ID: "x", Room: otherRoom, StartedAt: sit.StartedAt}, 0}, "never started": {exam.Sitting{ID: "x", Room: sit.Room}, 0}} {
			if held, err := h.s.Undecided(t.Context(), c.sit); err != nil || len(held) != c.want {
				t.Errorf("%s: %v %v", name, held, err)
			}
		}
		if _, err := h.s.Close(officer(t, "a"), in.ID, proctor.FalseAlarm, "逐座清点无误"); err != nil {
			t.Fatal(err)
		}
		if held, err := h.s.Undecided(t.Context(), sit); err != nil || len(held) != 0 {
			t.Errorf("%v %v", held, err)
		}
	})
}

func TestShiftsAreHandedOver(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a, b := officer(t, "a"), officer(t, "b")
		start := h.Clock.Now()
		h.shifts = []site.Shift{{ID: "first", Room: examtest.Room, Officer: "a", OfficerPerson: "p-a", From: start, To: start.Add(time.Hour)},
			{ID: "second", Room: examtest.Room, Officer: "b", OfficerPerson: "p-b", From: start.Add(time.Hour), To: start.Add(2 * time.Hour)}}
		in := h.raise(proctor.Signal{Kind: proctor.ItemFound})
		if _, err := h.s.Take(a, in.ID, false, ""); err != nil {
			t.Fatal(err)
		}
		_, err := h.s.HandOver(a, examtest.Room, "a", "交班")
		wants(t, err, proctor.ErrHandoverTo, "to himself")
		_, err = h.s.HandOver(a, examtest.Room, "nobody", "交班")
		wants(t, err, proctor.ErrHandoverTo, "to somebody without the right")
		_, err = h.s.HandOver(as(t, "far", people.RemoteInvigilator, "/elsewhere/"), examtest.Room, "b", "交班")
		wants(t, err, site.ErrNotFound, "another region")
		if h.trail("incident.refused") != 1 {
			t.Error("a refused hand-over is not on the trail")
		}
		g, err := h.s.HandOver(a, examtest.Room, "b", "一条物品未处理")
		if err != nil || !slices.Equal(g.Incidents, []proctor.IncidentID{in.ID}) {
			t.Fatal(g, err)
		}
		_, err = h.s.HandOver(a, examtest.Room, "c", "再交一次")
		wants(t, err, proctor.ErrHandoverSet, "twice at once")
		_, err = h.s.TakeOver(a, g.ID)
		wants(t, err, proctor.ErrHandover, "not the next officer")
		if h.trail("incident.refused") != 2 {
			t.Error("a refused take-over is not on the trail")
		}
		h.Clock.Advance(80 * time.Minute)
		for range 3 {
			if err := h.s.SweepOnce(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		missing := func() int {
			list, err := h.s.List(a, proctor.Query{Class: proctor.Staff, Limit: 50})
			if err != nil {
				t.Fatal(err)
			}
			return len(slices.DeleteFunc(list, func(x proctor.Incident) bool { return x.Kind != proctor.HandoverMissing }))
		}
		if missing() != 1 {
			t.Errorf("%d incidents for one missing hand-over", missing())
		}
		if _, err := h.s.TakeOver(b, g.ID); err != nil {
			t.Fatal(err)
		}
		_, err = h.s.TakeOver(b, g.ID)
		wants(t, err, proctor.ErrHandoverSet, "confirmed twice")
		if got, err := h.store.Incident(t.Context(), in.ID); err != nil || got.Taker.Account != "b" {
			t.Error(got.Taker, err)
		}
		list, err := h.s.Handovers(a, 10)
		if err != nil || len(list) != 1 || list[0].AckAt.IsZero() {
			t.Error(list, err)
		}
	})
}

func TestLateReactionIsAnIncidentOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		in := h.raise(proctor.Signal{Kind: proctor.Panic})
		h.raise(proctor.Signal{Kind: proctor.ClockSkew})
		sweep := func() []proctor.Incident {
			if err := h.s.SweepOnce(t.Context()); err != nil {
				t.Fatal(err)
			}
			list, err := h.s.List(officer(t, "a"), proctor.Query{Class: proctor.Staff, Limit: 50})
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		if got := sweep(); len(got) != 0 {
			t.Errorf("too early: %v", got)
		}
		h.Clock.Advance(proctor.ReactIn + time.Second)
		sweep()
		got := sweep()
		if len(got) != 1 || got[0].Kind != proctor.LateReaction || got[0].Facts["incident"] != string(in.ID) || got[0].Count != 1 {
			t.Fatalf("%+v", got)
		}
		if _, err := h.s.Close(officer(t, "b"), got[0].ID, proctor.Handled, "第二值守人接手"); err != nil {
			t.Fatal(err)
		}
		h.Clock.Advance(time.Hour)
		if got = sweep(); len(got) != 1 || got[0].State != proctor.Closed {
			t.Errorf("it came back: %+v", got)
		}
	})
}

func TestWorkloadIsMeasured(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		from := h.Clock.Now().Add(-time.Minute)
		for i, wait := range []time.Duration{10 * time.Second, 30 * time.Second, 3 * time.Minute} {
			in := h.raise(proctor.Signal{Kind: proctor.DoorForced, Key: fmt.Sprint(i)})
			h.Clock.Advance(wait)
			if _, err := h.s.Take(officer(t, "a"), in.ID, false, ""); err != nil {
				t.Fatal(err)
			}
			h.Clock.Advance(20 * time.Second)
			if _, err := h.s.Close(officer(t, "a"), in.ID, proctor.Handled, "已查看"); err != nil {
				t.Fatal(err)
			}
		}
		to := h.Clock.Now().Add(time.Minute)
		list, err := h.s.Workload(officer(t, "a"), "", from, to)
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		l := list[0]
		if l.Taken != 3 || l.Ended != 3 || l.Acts != 6 || l.Median != 30*time.Second || l.Slowest != 3*time.Minute || l.Late != 1 || l.Handling != 20*time.Second {
			t.Errorf("%+v", l)
		}
		if list, err = h.s.Workload(as(t, "far", people.Inspector, "/elsewhere/"), "", from, to); err != nil || len(list) != 0 {
			t.Error(list, err)
		}
		_, err = h.s.Workload(officer(t, "a"), "", to, from)
		wants(t, err, proctor.ErrPeriod, "backwards")
	})
}

// A detector that people find to be wrong too often may only log, by itself; only a named person of the authority brings it back.
func TestAPrecisionBudgetIsKept(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.measured("phones", 0.9)
		sit := h.Sit().Page.Sitting.ID
		judge, dealt := officer(t, "judge"), officer(t, "dealt")
		raise := func(i int) proctor.Incident {
			h.Clock.Advance(time.Minute)
			return h.raise(proctor.Signal{Kind: proctor.Phone, Sitting: sit, Key: fmt.Sprint(i), Source: proctor.Source{Name: "phones", Version: "1", Score: 0.987}})
		}
		first := raise(-1)
		if _, err := h.s.Take(dealt, first.ID, false, ""); err != nil {
			t.Fatal(err)
		}
		wants(t, h.s.Judge(dealt, first.ID, proctor.False), proctor.ErrNotBlind, "who dealt with it judges")
		if list, err := h.s.Samples(dealt, "", 50); err != nil || len(list) != 0 {
			t.Error("shown to who dealt with it", list, err)
		}
		list, err := h.s.Samples(judge, "", 50)
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		for _, f := range reflect.VisibleFields(reflect.TypeOf(list[0])) {
			if slices.Contains([]string{"Score", "Source", "Facts", "State", "Threshold", "Name", "Version"}, f.Name) {
				t.Errorf("a judge is shown %s", f.Name)
			}
		}
		wants(t, h.s.Judge(as(t, "far", people.RemoteInvigilator, "/elsewhere/"), first.ID, proctor.True), proctor.ErrNoSample, "another region")
		wants(t, h.s.Judge(judge, first.ID, "MAYBE"), proctor.ErrFinding, "no verdict")
		if err := h.s.Judge(judge, first.ID, proctor.True); err != nil {
			t.Fatal(err)
		}
		wants(t, h.s.Judge(officer(t, "other"), first.ID, proctor.False), proctor.ErrMarked, "twice")
		for i := range 25 { // 2 of 20 wrong is the budget: the third one is too many
			in := raise(i)
			if in.State == proctor.Logged {
				if i != 20 {
					t.Fatalf("demoted after %d", i)
				}
				break
			}
			v := proctor.True
			if i >= 18 {
				v = proctor.False
			}
			if err := h.s.Judge(judge, in.ID, v); err != nil {
				t.Fatal(err)
			}
			h.Clock.Advance(time.Second)
			if i == 24 {
				t.Fatal("never demoted")
			}
			if i == 19 { // 19 right of 21 judged is 0.905; one more wrong one is 19 of 22
				in := raise(100)
				if err := h.s.Judge(judge, in.ID, proctor.False); err != nil {
					t.Fatal(err)
				}
			}
		}
		d, err := h.store.Detector(t.Context(), "phones", "1")
		if err != nil || d.Mode != proctor.LogOnly || d.By.Account != "" || h.trail("detector.demote") != 1 {
			t.Fatalf("%+v %v", d, err)
		}
		if _, err := h.out.Deliver(t.Context()); err != nil || !slices.Contains(h.heard, proctor.TopicDemoted) {
			t.Error(h.heard, err)
		}
		again, err := h.s.Register(system(t), proctor.Detector{Name: "phones", Version: "1", Threshold: 0.5, Precision: 0.99, Recall: 0.9, Clips: 100, Budget: 0.9})
		if err != nil || again.Mode != proctor.LogOnly {
			t.Error("a restart brings it back", again, err)
		}
		keeper := as(t, "keeper", people.Inspector, "/authority/")
		_, err = h.s.SetMode(judge, "phones", "1", proctor.Raises, "我觉得可以")
		wants(t, err, proctor.ErrRegister, "an officer brings it back")
		_, err = h.s.SetMode(system(t), "phones", "1", proctor.Raises, "自动恢复")
		wants(t, err, proctor.ErrRegister, "the program brings it back")
		if d, err = h.s.SetMode(keeper, "phones", "1", proctor.Raises, "重新测定后恢复"); err != nil || d.Mode != proctor.Raises || d.By.Name == "" {
			t.Fatal(d, err)
		}
		_, err = h.s.SetMode(keeper, "phones", "1", proctor.Raises, "再次恢复")
		wants(t, err, proctor.ErrMode, "twice")
		h.Clock.Advance(time.Minute)
		in := raise(200)
		if in.State != proctor.Open {
			t.Fatal(in.State)
		}
		if err := h.s.Judge(judge, in.ID, proctor.False); err != nil {
			t.Fatal(err)
		}
		if d, err = h.store.Detector(t.Context(), "phones", "1"); err != nil || d.Mode != proctor.Raises {
			t.Error("old judgements count again", d, err)
		}
		st, err := h.s.Detectors(judge)
		if err != nil || len(st) != 1 || st[0].Judged != 1 {
			t.Errorf("%+v %v", st, err)
		}
	})
}

func TestAnUnmeasuredDetectorIsNotBroughtBack(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		if d, err := h.s.Register(system(t), proctor.Detector{Name: "guess", Version: "1", Budget: 0.9, Precision: 0.5, Clips: 10}); err != nil || d.Mode != proctor.LogOnly {
			t.Fatal(d, err)
		}
		_, err := h.s.SetMode(as(t, "k", people.ExamManager, "/authority/"), "guess", "1", proctor.Raises, "恢复报警")
		wants(t, err, proctor.ErrUnmeasured, "below its budget")
		_, err = h.s.SetMode(as(t, "k", people.ExamManager, "/authority/"), "none", "1", proctor.Raises, "恢复报警")
		wants(t, err, proctor.ErrNoDetector, "unknown")
		if _, err := h.s.Register(system(t), proctor.Detector{Name: "bad", Version: "1"}); !errors.Is(err, proctor.ErrDetector) {
			t.Error(err)
		}
	})
}

// The catalogue is whole: every kind has both texts, a class, a severity; codes are unique; the word 疑似违纪 stands in none.
func TestTheCatalogueIsWhole(t *testing.T) {
	seen := map[proctor.Kind]bool{}
	for _, e := range proctor.Catalogue() {
		text := e.Title.ZH + e.Title.EN + e.Do.ZH + e.Do.EN
		if seen[e.Kind] || e.Title.ZH == "" || e.Title.EN == "" || e.Do.ZH == "" || e.Do.EN == "" || e.Class == "" || e.Severity < proctor.Low || e.Severity > proctor.Critical ||
			strings.Contains(text, "疑似违纪") || strings.ContainsAny(text, "！!") {
			t.Errorf("%+v", e)
		}
		seen[e.Kind] = true
	}
	if len(seen) != 48 {
		t.Errorf("%d kinds", len(seen))
	}
}
