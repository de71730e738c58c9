package review_test

import (
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/review"
)

// What was passed before becomes void where rules, notice and decision say so, and is given back when the decision is revoked.
func TestADecisionTakesWhatWasPassedBefore(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		c, sit := h.noticed() // the notice proposes the most
		me, reg := person(t, sit.Person), official(t, "reg")
		if _, err := h.s.Receive(me, c.ID, review.NoticeDoc); err != nil {
			t.Fatal(err)
		}
		if _, err := h.s.State(me, c.ID, "", true); err != nil {
			t.Fatal(err)
		}
		if _, err := h.s.Decide(reg, c.ID, true, draft(review.Measures{VoidCurrent: true, VoidPassed: true})); err != nil {
			t.Fatal(err)
		}
		o, err := h.s.Receive(me, c.ID, review.DecisionDoc)
		if err != nil || !slices.Equal(h.passedToo, []bool{true}) || len(h.bans) != 0 {
			t.Fatalf("%v %v %v", h.passedToo, h.bans, err)
		}
		if e := o.Case.Effects; e.Results != review.Imposed || len(e.Voided) != 2 || e.Ban != review.NotImposed {
			t.Errorf("%+v", e)
		}
		d, err := h.s.OwnDocument(me, c.ID, review.DecisionDoc)
		if err != nil || !strings.Contains(d.HTML, "已合格") {
			t.Errorf("the decision does not name it: %v %s", err, d.HTML)
		}
		if o, err = h.s.File(me, c.ID, "以前的成绩与本次无关，请撤销。"); err != nil {
			t.Fatal(err)
		}
		if _, err := h.s.Answer(official(t, "second"), o.Appeal.ID, review.AppealRevoked, "复核后撤销原决定，恢复成绩。"); err != nil || h.back != 2 {
			t.Errorf("%d given back, %v", h.back, err)
		}
	})
}

func TestNothingImposedEndsTheCase(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		c, sit := h.noticed()
		me, reg := person(t, sit.Person), official(t, "reg")
		if _, err := h.s.Receive(me, c.ID, review.NoticeDoc); err != nil {
			t.Fatal(err)
		}
		if _, err := h.s.State(me, c.ID, "那是计算器。", true); err != nil {
			t.Fatal(err)
		}
		if _, err := h.s.Decide(reg, c.ID, false, draft(review.Measures{})); err != nil {
			t.Fatal(err)
		}
		o, err := h.s.Receive(me, c.ID, review.DecisionDoc)
		if err != nil || o.Case.Stage != review.Final || len(h.void)+len(h.bans) != 0 {
			t.Fatal(o.Case, h.void, h.bans, err)
		}
		if held, err := h.inc.Undecided(t.Context(), sit); err != nil || len(held) != 0 {
			t.Error(held, err)
		}
		c2, _ := h.open()
		h.sign(c2, "one", yes("TALKED"))
		h.sign(c2, "two", yes("TALKED"))
		if got, err := h.s.Drop(reg, c2.ID, "情节显著轻微，不予追究"); err != nil || got.Stage != review.Dismissed {
			t.Error(got, err)
		}
	})
}

func TestAnAppealIsDecidedBySomebodyElse(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		for _, outcome := range []review.AppealState{review.AppealRevoked, review.AppealUpheld} {
			c, sit := h.decided()
			h.back, h.ended = 0, 0
			me := person(t, sit.Person)
			_, err := h.s.File(person(t, "p-stranger"), c.ID, "替别人申诉，处理过重。")
			wants(t, err, review.ErrNotFound, "somebody else appeals")
			o, err := h.s.File(me, c.ID, "手机是监考员允许放在桌上的。")
			if err != nil || o.Case.Stage != review.Appealed || o.Appeal == nil {
				t.Fatal(o, err)
			}
			_, err = h.s.File(me, c.ID, "再申诉一次，处理过重。")
			wants(t, err, review.ErrStage, "twice")
			id := o.Appeal.ID
			_, err = h.s.Answer(official(t, "reg"), id, outcome, "复核认为原决定事实清楚。")
			wants(t, err, review.ErrInvolved, "who decided answers")
			_, err = h.s.Answer(official(t, "one"), id, outcome, "复核认为原决定事实清楚。")
			wants(t, err, review.ErrInvolved, "who signed answers")
			_, err = h.s.Answer(staff(t, "far", people.Regulator, "/elsewhere/"), id, outcome, "复核认为原决定事实清楚。")
			wants(t, err, review.ErrNoAppeal, "another region answers")
			if n, all := h.trail("review.refused"); n == 0 || !strings.Contains(all, `"act":"answer"`) {
				t.Errorf("%d refusals on the trail: %s", n, all)
			}
			_, err = h.s.Answer(official(t, "second"), id, "MAYBE", "复核认为原决定事实清楚。")
			wants(t, err, review.ErrOutcome, "no outcome")
			a, err := h.s.Answer(official(t, "second"), id, outcome, "复核查明监考员确有允许。")
			if err != nil || a.State != outcome {
				t.Fatal(a, err)
			}
			_, err = h.s.Answer(official(t, "third"), id, outcome, "复核查明监考员确有允许。")
			wants(t, err, review.ErrStage, "answered twice")
			if o, err = h.s.OwnCase(me, c.ID); err != nil || o.Case.Stage != review.Final || len(o.Documents) != 3 {
				t.Fatal(o, err)
			}
			revoked := outcome == review.AppealRevoked
			if revoked != (h.back == 1) || revoked != (len(h.bans) == 0) || revoked != (o.Case.Effects.Results == review.Undone) || revoked == (h.ended == 1) {
				t.Errorf("%s: %d given back, bans %v, ended %d, %+v", outcome, h.back, h.bans, h.ended, o.Case.Effects)
			}
			clear(h.bans)
		}
	})
}

func TestThePersonSeesTheOwnEvidenceOnly(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		c, sit := h.noticed()
		me := person(t, sit.Person)
		list, err := h.inc.OfSitting(t.Context(), sit.ID)
		if err != nil {
			t.Fatal(err)
		}
		at := list[0].At
		h.films = []review.Segment{{ID: "long before", From: at.Add(-time.Hour), To: at.Add(-30 * time.Minute)}, {ID: "shows it", From: at.Add(-time.Minute), To: at.Add(time.Minute)}}
		o, err := h.s.OwnCase(me, c.ID)
		if err != nil || len(o.Films) != 1 || o.Films[0].ID != "shows it" || len(o.Events) != 1 {
			t.Fatal(o, err)
		}
		h.films = append(h.films, review.Segment{ID: "the screen", From: at.Add(-time.Minute), To: at.Add(time.Minute), Screen: true})
		if o, err := h.s.OwnCase(me, c.ID); err != nil || len(o.Films) != 2 || o.LeftOut {
			t.Error("with the screen, masked: ", o.Films, o.LeftOut, err)
		}
		h.unmasked = true
		if o, err := h.s.OwnCase(me, c.ID); err != nil || len(o.Films) != 1 || o.Films[0].Screen || !o.LeftOut {
			t.Error("the screen cannot be masked: ", o.Films, o.LeftOut, err)
		}
		_, err = h.s.OwnFilm(me, c.ID, "the screen")
		wants(t, err, review.ErrNoEvidence, "a screen that cannot be masked")
		f, err := h.s.OwnFilm(me, c.ID, "shows it")
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(f); err != nil || string(b) != "shows it" {
			t.Error(string(b), err)
		}
		if n, _ := h.trail("review.evidence"); n != 1 {
			t.Errorf("%d looks on the trail", n)
		}
		_, err = h.s.OwnFilm(me, c.ID, "long before")
		wants(t, err, review.ErrNoEvidence, "what has nothing to do with it")
		_, err = h.s.OwnFilm(person(t, "p-stranger"), c.ID, "shows it")
		wants(t, err, review.ErrNotFound, "somebody else")
		_, err = h.s.OwnFilm(inspector(t, "one"), c.ID, "shows it")
		wants(t, err, review.ErrForbidden, "staff by the person's door")
		_, err = h.s.OwnDocument(person(t, "p-stranger"), c.ID, review.NoticeDoc)
		wants(t, err, review.ErrNotFound, "somebody else reads")
		if own, err := h.s.OwnList(me); err != nil || len(own) != 1 {
			t.Error(own, err)
		}
		clip := list[0].Clip
		if clip.From.After(at.Add(-5*time.Second)) || clip.To.Before(at.Add(5*time.Second)) {
			t.Fatalf("the clip around %v is %+v", at, clip)
		}
		h.films = []review.Segment{{ID: "before it", From: clip.From, To: at}, {ID: "of it", From: at.Add(2 * time.Second), To: clip.To}}
		if _, err := h.inc.Raise(actor.AsSystem(t.Context(), "room"), proctor.Signal{Kind: proctor.Medical, Room: sit.Room, Key: "1", At: at.Add(time.Second), Until: clip.To.Add(time.Minute)}); err != nil {
			t.Fatal(err)
		}
		if o, err := h.s.OwnCase(me, c.ID); err != nil || len(o.Films) != 1 || o.Films[0].ID != "before it" {
			t.Error("of an emergency: ", o.Films, err)
		}
		_, err = h.s.OwnFilm(me, c.ID, "of it")
		wants(t, err, review.ErrNoEvidence, "what an emergency shows")
	})
}
