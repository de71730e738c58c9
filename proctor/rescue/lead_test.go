package rescue_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/rescue"
)

// lead names the head of the exam point.
func (h *house) lead(name, phone string) error {
	h.t.Helper()
	n, err := h.NumbersOf(staff(path, people.ExamManager), point)
	h.good(err)
	n.LeadName, n.LeadPhone = name, phone
	_, err = h.SetNumbers(staff(path, people.ExamManager), n)
	return err
}

// late lets the time of a step pass and takes the step, twice.
func (h *house) late() rescue.View {
	h.t.Helper()
	h.clock.Advance(rescue.AckWithin)
	for range 2 {
		h.good(h.again().LateOnce(system()))
		h.good(h.again().SendOnce(system()))
	}
	return h.view()
}

func leads(v rescue.View) (out []rescue.Asked) {
	return slices.DeleteFunc(slices.Clone(v.Persons), func(a rescue.Asked) bool { return a.Role != rescue.Lead })
}

// The on-call person does not answer, nor does anybody who was asked then: the head of the exam point is, once, and may answer by the
// link as everybody may.
func TestTheHeadOfTheExamPointIsAskedLast(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.good(h.lead("周负责", "13700001111"))
		h.call(event1)
		h.good(h.SendOnce(system()))
		if v := h.late(); v.Call.EscalatedAt.IsZero() || !v.Call.LeadAt.IsZero() || len(leads(v)) != 0 || !v.Call.EscalateAt.Equal(v.Call.EscalatedAt.Add(rescue.AckWithin)) {
			t.Fatalf("the second step: %+v", v)
		}
		before := len(h.w.texts)
		v := h.late()
		if got := leads(v); v.Call.LeadAt.IsZero() || len(got) != 1 || got[0].Name != "周负责" || got[0].Phone != "13700001111" || got[0].State != rescue.Sent {
			t.Fatalf("the third step: %+v", v)
		}
		if len(h.w.texts) != before+1 || !strings.HasPrefix(h.w.texts[before], "13700001111") {
			t.Fatalf("%v", h.w.texts[before:])
		}
		if v = h.late(); len(leads(v)) != 1 || len(h.w.texts) != before+1 {
			t.Errorf("asked again: %+v", v.Persons)
		}
	})
}

func TestWhoAnswersIsNotFollowedByTheHeadOfTheExamPoint(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.good(h.lead("周负责", "13700001111"))
		h.call(event1)
		h.late()
		if _, err := h.Acknowledge(officer(), incident, "张到场"); err != nil {
			t.Fatal(err)
		}
		if v := h.late(); !v.Call.LeadAt.IsZero() || len(leads(v)) != 0 {
			t.Errorf("%+v", v)
		}
	})
}

// Nobody is named: the step is taken, so that the officers read that they must telephone. Nobody at all is on the roster: there is nobody
// to wait for, and the head is asked at once.
func TestStepsThatFindNobody(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.call(event1)
		h.late()
		if v := h.late(); v.Call.LeadAt.IsZero() || len(leads(v)) != 0 {
			t.Errorf("nobody is named: %+v", v)
		}
	})
	engines(t, func(t *testing.T, h *house) {
		h.good(h.lead("周负责", "13700001111"))
		clear(h.w.shifts)
		h.call(event1)
		if v := h.view(); v.Call.LeadAt.IsZero() || len(leads(v)) != 1 || v.Call.LeadAt.Sub(v.Call.AskedAt) > time.Second {
			t.Errorf("nobody is on duty: %+v", v)
		}
	})
}

func TestTheHeadOfTheExamPointHasNameAndNumber(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		for name, c := range map[string]struct{ name, phone string }{
			"no number": {"周负责", ""}, "no name": {"", "13700001111"}, "letters": {"周负责", "手机号码"}, "hidden": {"周\u202e负责", "13700001111"}, "long": {strings.Repeat("周", 61), "13700001111"},
		} {
			if err := h.lead(c.name, c.phone); fault.KindOf(err) != fault.Invalid {
				t.Errorf("%s: %v", name, err)
			}
		}
		h.good(h.lead("周负责", "0710-1234567"))
		h.good(h.lead("", ""))
		if n, err := h.NumbersOf(staff(path, people.ExamManager), point); err != nil || n.LeadName != "" || n.LeadPhone != "" || n.Fire != "119" {
			t.Errorf("%+v %v", n, err)
		}
		if _, err := h.SetNumbers(officer(), rescue.Numbers{Point: point, Fire: "119", Medical: "120", Police: "110"}); !errors.Is(err, rescue.ErrForbidden) {
			t.Error(err)
		}
	})
}
