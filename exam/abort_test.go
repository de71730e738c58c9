package exam_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

func asCandidate(p people.PersonID) actor.Actor {
	return actor.Actor{Kind: actor.Candidate, ID: string(p), Person: string(p)}
}

func TestAbortIsForTechnicalReasons(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		r.Answer(1, "A")
		id := r.Page.Sitting.ID
		for _, code := range []string{"IDENTITY", "INCIDENT"} { // would give an attempt back to who was caught
			_, err := h.Service.Abort(examtest.Invigilator(), id, exam.Reason{Code: code, Text: "照片不符"})
			wants(t, err, exam.ErrAbortReason)
		}
		for _, bad := range []exam.Reason{{Code: "OTHER"}, {Code: "BORED"}, {}} {
			_, err := h.Service.Abort(examtest.Invigilator(), id, bad)
			wants(t, err, exam.ErrReason)
		}
		_, err := h.Service.Abort(examtest.Invigilator(), id, exam.Reason{Code: "POWER", Text: "停电\u200b"})
		wants(t, err, actor.ErrHidden)
		_, err = h.Service.AbortOf(examtest.Invigilator(), id)
		wants(t, err, exam.ErrNoAbort)
		if sit, _ := h.Real.Sitting(t.Context(), id); sit.State != exam.Running {
			t.Errorf("%s", sit.State)
		}
		r.Check()
	})
}

// The register and the person's notice say what happened; the attempt is not counted, a second abort is no second entry.
func TestAbortIsRegisteredAndTold(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r, never := h.Sit().Begin(), h.Sit()
		r.Answer(1, "A")
		for _, x := range []*examtest.Robot{r, never} {
			if _, err := h.Service.Abort(examtest.Invigilator(), x.Page.Sitting.ID, exam.Reason{Code: "POWER", Text: "全楼停电"}); err != nil {
				t.Fatal(err)
			}
			_, err := h.Service.Abort(examtest.Invigilator(), x.Page.Sitting.ID, exam.Reason{Code: "NETWORK"})
			wants(t, err, exam.ErrState)
		}
		a, err := h.Service.AbortOf(examtest.Invigilator(), r.Page.Sitting.ID)
		if err != nil || a.Was != exam.Running || a.Reason != (exam.Reason{Code: "POWER", Text: "全楼停电"}) || a.Records != 3 || a.OfficerName == "" || a.StartedAt.IsZero() {
			t.Errorf("%+v %v", a, err)
		}
		b, err := h.Service.AbortOf(examtest.Invigilator(), never.Page.Sitting.ID)
		if err != nil || b.Was != exam.Assigned || b.Records != 0 || !b.StartedAt.IsZero() {
			t.Errorf("%+v %v", b, err)
		}
		_, err = h.Service.AbortOf(examtest.Officer("/elsewhere/", people.RemoteInvigilator), r.Page.Sitting.ID)
		wants(t, err, exam.ErrNoSitting)
		own, err := h.Service.OwnAborts(actor.With(t.Context(), asCandidate(r.Page.Sitting.Person)))
		if err != nil || len(own) != 1 || own[0] != a {
			t.Errorf("%+v %v", own, err)
		}
		if other, _ := h.Service.OwnAborts(actor.With(t.Context(), asCandidate("somebody"))); len(other) != 0 {
			t.Errorf("%+v", other)
		}
		_, err = h.Service.OwnAborts(examtest.Invigilator())
		wants(t, err, exam.ErrForbidden)
		n, err := h.Real.CountAttempts(t.Context(), r.Page.Sitting.Application)
		if err != nil || n != 0 {
			t.Errorf("%d attempts %v", n, err)
		}
		sit, _ := h.Real.Sitting(t.Context(), r.Page.Sitting.ID)
		if sit.State.Next() != exam.ByCandidate || len(h.Desk.Marks(sit.Admission)) != 2 {
			t.Errorf("next %s, the gate heard %v", sit.State.Next(), h.Desk.Marks(sit.Admission))
		}
		r.Check()
		never.Check()
	})
}

// A pause that the rules call too long cannot go on; it is reported once, and the officer's ways out stay open.
func TestPauseBeyondTheLimit(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		h.Law.ResumeWithin = 30
		in, over, none := h.Sit().Begin(), h.Sit().Begin(), h.Sit().Begin()
		officer, why := examtest.Invigilator(), exam.Reason{Code: "NETWORK"}
		for _, r := range []*examtest.Robot{in, over, none} {
			if _, err := h.Service.Pause(officer, r.Page.Sitting.ID, why); err != nil {
				t.Fatal(err)
			}
		}
		raised := func() int {
			t.Helper()
			for range 2 {
				if err := h.Service.SweepOnce(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			var n int64
			h.DB.Conn(t.Context()).Raw("SELECT COUNT(*) FROM outbox_event WHERE topic = 'sitting.pause_over'").Scan(&n)
			return int(n)
		}
		h.Clock.Advance(30 * time.Minute)
		if n := raised(); n != 0 {
			t.Errorf("%d reports on the minute", n)
		}
		if sit, err := h.Service.Resume(officer, in.Page.Sitting.ID, why); err != nil || sit.CreditedSeconds != 1800 {
			t.Fatal(sit.CreditedSeconds, err)
		}
		h.Clock.Advance(time.Second)
		if n := raised(); n != 2 {
			t.Errorf("%d reports, want 2", n)
		}
		h.Clock.Advance(time.Hour)
		if n := raised(); n != 2 {
			t.Errorf("%d reports an hour later", n)
		}
		_, err := h.Service.Resume(officer, over.Page.Sitting.ID, why)
		wants(t, err, exam.ErrPauseOver)
		if _, err := h.Service.Abort(officer, over.Page.Sitting.ID, why); err != nil {
			t.Error(err)
		}
		if _, err := h.Service.HandIn(officer, none.Page.Sitting.ID, why); err != nil {
			t.Error(err)
		}
		if _, err := h.Service.Pause(officer, in.Page.Sitting.ID, why); err != nil { // a second pause has its own report
			t.Fatal(err)
		}
		h.Clock.Advance(31 * time.Minute)
		if n := raised(); n != 3 {
			t.Errorf("%d reports after a second pause", n)
		}
		for _, r := range []*examtest.Robot{in, over, none} {
			r.Check()
		}
	})
}

// A limit that the authority has not set bars nobody from going on, but a long pause is reported all the same.
func TestPauseWithoutALimit(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		officer, why := examtest.Invigilator(), exam.Reason{Code: "MEDICAL"}
		if _, err := h.Service.Pause(officer, r.Page.Sitting.ID, why); err != nil {
			t.Fatal(err)
		}
		h.Clock.Advance(exam.PauseAlarm + time.Second)
		if err := h.Service.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		if sit, _ := h.Real.Sitting(t.Context(), r.Page.Sitting.ID); !sit.PauseRaised {
			t.Error("not reported")
		}
		if sit, err := h.Service.Resume(officer, r.Page.Sitting.ID, why); err != nil || sit.PauseRaised {
			t.Error(sit.PauseRaised, err)
		}
		r.Check()
	})
}
