package exam_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// house runs a test in a house of its own on each engine.
func house(t *testing.T, test func(t *testing.T, h *examtest.House)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		test(t, examtest.NewHouse(t, open(t), examtest.DefaultMix))
	})
}

// wants asks for an error, alone or of a field.
func wants(t *testing.T, err, want error) {
	t.Helper()
	if errors.Is(err, want) {
		return
	}
	if f := fault.From(err); f != nil {
		for _, field := range f.Fields() {
			if errors.Is(field.Err, want) {
				return
			}
		}
	}
	t.Errorf("got %v, want %v", err, want)
}

func TestWholeSitting(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit()
		if r.Page.Sitting.State != exam.Assigned || len(r.Page.Notices) != 2 || r.Page.Sheet != nil || len(r.Page.Commit) != 64 {
			t.Fatalf("page at arrival: %+v", r.Page)
		}
		r.Begin()
		if n := len(h.Other.Confirmed(r.Page.Sitting.ID)); n != 2 {
			t.Errorf("%d confirmations", n)
		}
		sheet := r.Page.Sheet
		if sheet == nil || len(sheet.Questions) != 20 || sheet.Minutes != 120 || r.Page.Sitting.Attempt != 1 {
			t.Fatalf("page at start: %+v", r.Page)
		}
		paper, key := r.Paper()
		for no := 1; no <= 18; no++ { // 14 of the 16 one-point questions and all but one multiple choice, or so
			h.Clock.Advance(time.Minute)
			r.Answer(no, examtest.Right(paper, key, no))
		}
		r.Mark(19, true)
		h.Clock.Advance(20 * time.Minute)
		page, err := h.Service.Submit(r.Ctx, r.Grip(), r.Seq, "zh-CN")
		if err != nil {
			t.Fatal(err)
		}
		res := page.Result
		if page.Sitting.State != exam.Scored || res == nil || res.Points != 20 || !res.Passed || res.Full != 24 || res.State != exam.Provisional || len(page.Receipt) != 10 {
			t.Fatalf("page at the end: %+v %+v", page, res)
		}
		if res.Frozen.EmployerName != "襄阳某某电气有限公司" || res.Frozen.Street != "檀溪街道" || res.Frozen.Grade != "B" || res.Frozen.Channel != "SELF" || res.SatOn != "2026-11-21" {
			t.Errorf("frozen facts: %+v", res.Frozen)
		}
		if marks := h.Desk.Marks(page.Sitting.Admission); len(marks) != 2 || marks[0] != "STARTED" || marks[1] != "FINISHED" {
			t.Errorf("told the desk %v", marks)
		}
		r.Check()
	})
}

func TestReloadResumesExactly(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		r.Answer(1, "A")
		r.Answer(2, "B")
		r.Answer(1, "B")
		r.Answer(2, "")
		r.Mark(3, true)
		r.Answer(17, "AC")
		h.Clock.Advance(10 * time.Minute)
		h.Restart()
		again := h.At(r.Seat)
		p := again.Page
		if p.Epoch != r.Page.Epoch+1 || p.LastSeq != 6 || p.Sheet == nil || p.Sitting.Deadline != r.Page.Sitting.Deadline ||
			len(p.Answers.Given) != 2 || p.Answers.Given[1] != "B" || p.Answers.Given[17] != "AC" || !p.Answers.Marked[3] {
			t.Fatalf("after the reload: %+v", p)
		}
		if left := p.Sitting.Remaining(p.Now); left != 110*time.Minute {
			t.Errorf("left %v", left)
		}
		// The first connection is fenced: its next record is refused and nothing changes.
		wants(t, r.Send(r.Write(exam.EntryAnswer, 4, "A")).Err, exam.ErrFenced)
		_, err := h.Service.Submit(r.Ctx, r.Grip(), 6, "")
		wants(t, err, exam.ErrFenced)
		again.Answer(4, "B")
		again.Check()
		r.Check()
	})
}

func TestSeatSwap(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		r.Answer(1, "A")
		r.Mark(2, true)
		h.Clock.Advance(30 * time.Minute)
		to := h.Seat()
		reason := exam.Reason{Code: "EQUIPMENT", Text: "键盘失灵"}
		for name, c := range map[string]struct {
			path string
			want error
		}{"outside": {path: "/other/", want: exam.ErrNoSitting}, "wrong role": {path: examtest.OrgPath, want: exam.ErrForbidden}} {
			_, err := h.Service.Move(examtest.Officer(c.path, people.ItemWriter), r.Page.Sitting.ID, to, reason)
			if !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := h.Service.Move(examtest.Invigilator(), r.Page.Sitting.ID, to, reason); err != nil {
			t.Fatal(err)
		}
		wants(t, r.Send(r.Write(exam.EntryAnswer, 3, "A")).Err, exam.ErrFenced)
		r.Seq--
		again := h.At(to)
		if again.Page.Sitting.ID != r.Page.Sitting.ID || again.Page.Answers.Given[1] != "A" || !again.Page.Answers.Marked[2] ||
			again.Page.Sitting.Remaining(again.Page.Now) != 90*time.Minute {
			t.Fatalf("at the new seat: %+v", again.Page)
		}
		if old, err := h.Service.Connect(r.Ctx, ""); err != nil || !old.Idle {
			t.Errorf("the old seat shows %+v, %v", old, err)
		}
		again.Answer(3, "B")
		// Back to the first seat, whose page still holds an unsent record 3 with other content: conflict, state untouched.
		if _, err := h.Service.Move(examtest.Invigilator(), r.Page.Sitting.ID, r.Seat, reason); err != nil {
			t.Fatal(err)
		}
		back := h.At(r.Seat)
		w := r.Write(exam.EntryAnswer, 3, "A")
		w.Epoch = back.Page.Epoch
		wants(t, back.Send(w).Err, exam.ErrReplayDiffers)
		again.Check()
		back.Check()
	})
}

func TestPauseGivesTimeBack(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		officer, reason := examtest.Invigilator(), exam.Reason{Code: "POWER"}
		h.Clock.Advance(119 * time.Minute)
		if _, err := h.Service.Pause(officer, r.Page.Sitting.ID, exam.Reason{Code: "BORED"}); !errors.Is(err, exam.ErrReason) {
			t.Errorf("a reason outside the catalogue: %v", err)
		}
		if _, err := h.Service.Pause(officer, r.Page.Sitting.ID, reason); err != nil {
			t.Fatal(err)
		}
		wants(t, r.Send(r.Write(exam.EntryAnswer, 1, "A")).Err, exam.ErrPaused)
		r.Seq--
		_, err := h.Service.Submit(r.Ctx, r.Grip(), r.Seq, "")
		wants(t, err, exam.ErrPaused)
		h.Clock.Advance(10*time.Minute + 300*time.Millisecond) // past the old deadline
		if err := h.Service.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		paused := h.At(r.Seat)
		if paused.Page.Sitting.State != exam.Paused || paused.Page.Sheet != nil || paused.Page.Paused != "POWER" || paused.Page.Sitting.Remaining(h.Clock.Now()) != time.Minute {
			t.Fatalf("paused page: %+v", paused.Page.Sitting)
		}
		sit, err := h.Service.Resume(officer, r.Page.Sitting.ID, reason)
		if err != nil || sit.CreditedSeconds != 601 || sit.Remaining(h.Clock.Now()) != time.Minute+700*time.Millisecond {
			t.Fatalf("resumed: %+v %v", sit, err)
		}
		paused.Answer(1, "A")
		h.Clock.Advance(time.Minute + 3*time.Second)
		wants(t, paused.Send(paused.Write(exam.EntryAnswer, 2, "A")).Err, exam.ErrLate)
		if _, err := h.Service.Pause(officer, r.Page.Sitting.ID, reason); !errors.Is(err, exam.ErrLate) {
			t.Errorf("paused after the deadline: %v", err)
		}
		if err := h.Service.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		paused.Check()
	})
}

func TestTechnicalAbortIsNoAttempt(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		first := h.Admission(h.Seat())
		h.Desk.Admit(first)
		r := h.At(first.SeatID).Begin()
		r.Answer(1, "A")
		if _, err := h.Service.Abort(examtest.Officer(examtest.OrgPath, people.RemoteAttendant), r.Page.Sitting.ID, exam.Reason{Code: "POWER"}); !errors.Is(err, exam.ErrForbidden) {
			t.Errorf("an attendant ended a sitting: %v", err)
		}
		if _, err := h.Service.Abort(examtest.Invigilator(), r.Page.Sitting.ID, exam.Reason{Code: "POWER"}); err != nil {
			t.Fatal(err)
		}
		wants(t, r.Send(r.Write(exam.EntryAnswer, 2, "A")).Err, exam.ErrClosed)
		r.Check()
		second := h.Admission(h.Seat())
		second.PersonID, second.ApplicationID = first.PersonID, first.ApplicationID
		h.Desk.Admit(second)
		again := h.At(second.SeatID).Begin()
		if again.Page.Sitting.Attempt != 1 || again.Page.Sitting.PaperDigest == r.Page.Sitting.PaperDigest {
			t.Errorf("after the abort: attempt %d", again.Page.Sitting.Attempt)
		}
		seen := map[string]bool{}
		for _, q := range r.Page.Sheet.Questions {
			seen[q.Stem] = true
		}
		for _, q := range again.Page.Sheet.Questions {
			if seen[q.Stem] {
				t.Errorf("question %q again", q.Stem)
			}
		}
	})
}

func TestOneLiveSitting(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit().Begin()
		other := h.Admission(h.Seat())
		other.PersonID = r.Page.Sitting.Person
		h.Desk.Admit(other)
		_, err := h.Service.Connect(examtest.AtSeat(other.SeatID), "")
		wants(t, err, exam.ErrLiveElsewhere)
		// Thirty terminals of one seat at once make one sitting.
		seat := h.Seat()
		h.Admit(seat)
		ids := make(chan exam.SittingID, 30)
		for range 30 {
			go func() {
				p, err := h.Service.Connect(examtest.AtSeat(seat), "")
				if err != nil {
					t.Error(err)
				}
				ids <- p.Sitting.ID
			}()
		}
		first := <-ids
		for range 29 {
			if id := <-ids; id != first {
				t.Errorf("two sittings: %s, %s", first, id)
			}
		}
		if head, err := h.Real.Head(t.Context(), first); err != nil || head.Epoch != 30 {
			t.Errorf("30 connections, epoch %d, %v", head.Epoch, err)
		}
	})
}

func TestNextPersonReplacesOneWhoNeverStarted(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit()
		if err := h.Desk.MarkAbsent(t.Context(), r.Page.Sitting.Admission); err != nil {
			t.Fatal(err)
		}
		h.Admit(r.Seat)
		next := h.At(r.Seat)
		if next.Page.Sitting.ID == r.Page.Sitting.ID || next.Page.Sitting.State != exam.Assigned {
			t.Fatalf("page of the next person: %+v", next.Page.Sitting)
		}
		old, err := h.Real.Sitting(t.Context(), r.Page.Sitting.ID)
		if err != nil || old.State != exam.Lapsed {
			t.Errorf("the former sitting: %s, %v", old.State, err)
		}
	})
}

// The gate's event makes the sitting and wakes the seat; told twice, or of a seat that is taken, nothing breaks.
func TestEventOfTheGateMakesTheSitting(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		seat := h.Seat()
		a := h.Admit(seat)
		var told []site.SeatID
		h.Service.OnChange(func(s site.SeatID) { told = append(told, s) })
		e := actor.Event{Topic: booking.TopicAdmitted, Key: string(a.ID), Body: fmt.Appendf(nil, `{"admission":%q,"seat":%q}`, a.ID, seat)}
		for range 2 {
			wants(t, h.Service.Receive(t.Context(), e), nil)
		}
		sit, err := h.Real.SittingOf(t.Context(), a.ID)
		if err != nil || sit.State != exam.Assigned || len(told) != 2 || told[0] != seat {
			t.Fatalf("%+v %v, told %v", sit, err, told)
		}
		h.At(seat).Begin()
		second := h.Admission(h.Seat())
		second.PersonID = a.PersonID
		h.Desk.Admit(second)
		wants(t, h.Service.Receive(t.Context(), actor.Event{Topic: booking.TopicMoved, Body: fmt.Appendf(nil, `{"from":"x","to":%q}`, second.SeatID)}), nil)
		if err := h.Service.Receive(t.Context(), actor.Event{Body: []byte(`{`)}); err == nil {
			t.Error("a broken event is taken")
		}
	})
}

func TestPledgeAsksForTheCurrentTexts(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit()
		good := r.Confirm()
		for name, c := range map[string][]exam.Confirmed{
			"nothing": nil, "one": good[:1], "twice the same": {good[0], good[0]},
			"old version": {good[0], {Kind: good[1].Kind, Version: 2}}, "one too many": append(append([]exam.Confirmed{}, good...), good[0]),
		} {
			if _, err := h.Service.Pledge(r.Ctx, r.Grip(), c, [16]byte{}, ""); !errors.Is(err, exam.ErrNotices) {
				t.Errorf("%s: %v", name, err)
			}
		}
		_, err := h.Service.Start(r.Ctx, r.Grip(), "")
		wants(t, err, exam.ErrState)
		_, err = h.Service.Pledge(examtest.AtSeat(h.Seat()), r.Grip(), good, [16]byte{}, "")
		wants(t, err, exam.ErrNotYours)
		r.Begin()
		// Each act again: the same page, nothing written twice.
		_, err = h.Service.Pledge(r.Ctx, r.Grip(), good, [16]byte{9}, "")
		wants(t, err, nil)
		_, err = h.Service.Start(r.Ctx, r.Grip(), "")
		wants(t, err, nil)
		if marks := h.Desk.Marks(r.Page.Sitting.Admission); len(marks) != 1 {
			t.Errorf("told the desk %v", marks)
		}
		r.Check()
	})
}

func TestBlankRuleAndWrongPaperStopThePledge(t *testing.T) {
	house(t, func(t *testing.T, h *examtest.House) {
		r := h.Sit()
		h.Law.Total = 100
		_, err := h.Service.Pledge(r.Ctx, r.Grip(), r.Confirm(), [16]byte{7}, "")
		wants(t, err, exam.ErrPaperTerms)
		h.Law.Total, h.Law.Multi = 24, ""
		_, err = h.Service.Pledge(r.Ctx, r.Grip(), r.Confirm(), [16]byte{7}, "")
		wants(t, err, rules.ErrBlank)
		h.Law.Multi, h.Law.Minutes, h.Law.Pass = rules.AllOrNothing, 90, 13
		r.Begin().Check()
		// The paper was drawn at the first try, and is the one of its nonce.
		if d, err := h.Real.Draw(t.Context(), r.Page.Sitting.ID); err != nil || d.Nonce != [16]byte{7} {
			t.Errorf("the nonce of the draw is noted as %x, %v", d.Nonce, err)
		}
		if sheet := r.Page.Sheet; sheet.Minutes != 90 || sheet.Pass != 13 || r.Page.Sitting.Remaining(h.Clock.Now()) != 90*time.Minute {
			t.Errorf("the sheet does not say what the rules say: %d min, %d points", sheet.Minutes, sheet.Pass)
		}
	})
}

// paperOf returns the drawn paper and the current key of the robot's sitting.
