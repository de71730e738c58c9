package review_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/review"
)

// No sequence of steps leads out of the end, past the person's turn, or to a sanction without notice, statement and service.
func TestTheProcedureGoesOneWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, seen := review.Facts, map[review.Stage]bool{review.Facts: true}
		for range 40 {
			to, err := s.After(rapid.SampledFrom(review.Steps()).Draw(t, "step"))
			if err != nil {
				if to != s {
					t.Fatal("a refused step moves the case")
				}
				continue
			}
			if s.Over() {
				t.Fatalf("%s was left for %s", s, to)
			}
			s = to
			if seen[s] {
				t.Fatalf("%s twice", s)
			}
			seen[s] = true
			if seen[review.Deciding] && !(seen[review.Noticing] && seen[review.ServingNotice] && seen[review.Statement]) ||
				seen[review.Appealable] && !(seen[review.Deciding] && seen[review.ServingDecision]) {
				t.Fatalf("%v", seen)
			}
		}
	})
	for _, s := range review.Stages() {
		ways := 0
		for _, step := range review.Steps() {
			if _, err := s.After(step); err == nil {
				ways++
			}
		}
		if s.Over() != (ways == 0) {
			t.Errorf("%s: %d ways out", s, ways)
		}
	}
}

// The second signer is handed nothing of what the first found: not the case, not the list, not the trail, not an event.
func TestTheSecondSignsBlind(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		c, _ := h.open()
		secret := yes("REMOTE_CONTROL")
		secret.Facts, secret.Proposal = "金丝雀事实：远程软件窗口出现在屏幕右下角。", "金丝雀建议"
		h.sign(c, "one", secret)
		for _, who := range []context.Context{inspector(t, "two"), inspector(t, "three"), official(t, "reg"), staff(t, "m", people.ExamManager, examtest.OrgPath)} {
			v, err := h.s.Look(who, c.ID)
			if err != nil || v.Signed != 1 || len(v.Findings) != 0 || v.Mine {
				t.Errorf("%+v %v", v.Findings, err)
			}
			list, err := h.s.List(who, review.Query{Limit: 9})
			if all := fmt.Sprintf("%+v %+v", v, list); err != nil || strings.Contains(all, "金丝雀") || strings.Contains(all, "REMOTE_CONTROL") {
				t.Errorf("shown before signing: %s %v", all, err)
			}
		}
		if v, err := h.s.Look(inspector(t, "one"), c.ID); err != nil || len(v.Findings) != 1 || !v.Mine {
			t.Errorf("the own finding: %+v %v", v.Findings, err)
		}
		var events []string
		if err := h.DB.Conn(t.Context()).Table("outbox_event").Pluck("body", &events).Error; err != nil {
			t.Fatal(err)
		}
		_, trail := h.trail("")
		for _, word := range []string{"金丝雀", "REMOTE_CONTROL", "established"} {
			if strings.Contains(trail+strings.Join(events, " "), word) {
				t.Errorf("%q stands on the trail or in an event", word)
			}
		}
		_, err := h.s.Sign(inspector(t, "one"), c.ID, yes("PHONE"))
		wants(t, err, review.ErrSigned, "the same person again")
		alias := actor.From(inspector(t, "one"))
		alias.ID = "another account"
		_, err = h.s.Sign(actor.With(t.Context(), alias), c.ID, yes("REMOTE_CONTROL"))
		wants(t, err, review.ErrSigned, "the same person by another account")
		got := h.sign(c, "two", yes("PHONE"))
		if got.Stage != review.Facts || got.Breach != "" {
			t.Fatalf("they differ, and yet: %+v", got)
		}
		if v, err := h.s.Look(inspector(t, "three"), c.ID); err != nil || v.Signed != 2 || len(v.Findings) != 0 {
			t.Errorf("the third is not blind: %+v %v", v.Findings, err)
		}
		if got = h.sign(c, "three", yes("PHONE")); got.Stage != review.Noticing || got.Breach != "PHONE" {
			t.Fatalf("two of three: %+v", got)
		}
		if v, err := h.s.Look(official(t, "reg"), c.ID); err != nil || len(v.Findings) != 3 {
			t.Errorf("the authority decides without the findings: %+v %v", v.Findings, err)
		}
	})
}

func TestFactsThatNobodyAgreesOnAreNotEstablished(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		for name, opinions := range map[string][]review.Opinion{"two say no": {no(), no()}, "no two agree": {yes("PHONE"), yes("MATERIAL"), no()}} {
			c, sit := h.open()
			for i, o := range opinions {
				c = h.sign(c, fmt.Sprint(name, i), o)
			}
			if c.Stage != review.Dismissed || c.EndedAt.IsZero() {
				t.Errorf("%s: %+v", name, c)
			}
			if held, err := h.inc.Undecided(t.Context(), sit); err != nil || len(held) != 0 {
				t.Errorf("%s: it still holds %v %v", name, held, err)
			}
			_, err := h.s.Sign(inspector(t, "late"), c.ID, yes("PHONE"))
			wants(t, err, review.ErrStage, name+": a signature afterwards")
			if own, err := h.s.OwnList(person(t, sit.Person)); err != nil || len(own) != 0 {
				t.Errorf("%s: the person is shown a suspicion: %v %v", name, own, err)
			}
		}
	})
}

func TestTwentySignAtOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		c, _ := h.open()
		var wg sync.WaitGroup
		errs := make([]error, 20)
		for i := range 20 {
			wg.Go(func() {
				for range 30 {
					if _, errs[i] = h.s.Sign(inspector(t, fmt.Sprint("s", i)), c.ID, yes("PHONE")); !errors.Is(errs[i], review.ErrStage) {
						return
					}
					if x, err := h.store.Case(t.Context(), c.ID); err != nil || x.Stage != review.Facts {
						return
					}
				}
			})
		}
		wg.Wait()
		signed := 0
		for _, err := range errs {
			if err == nil {
				signed++
			} else if !errors.Is(err, review.ErrStage) {
				t.Error(err)
			}
		}
		all, err := h.store.Findings(t.Context(), c.ID)
		x, cerr := h.store.Case(t.Context(), c.ID)
		if err != nil || cerr != nil || signed != 2 || len(all) != 2 || x.Stage != review.Noticing {
			t.Errorf("%d signed, %d on file, %s: %v %v", signed, len(all), x.Stage, err, cerr)
		}
	})
}

func TestWrongHandsGetNowhere(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		sit, ids := h.refer()
		noted := 0
		refused := func(err, want error, what string) { // and that is on the trail
			t.Helper()
			wants(t, err, want, what)
			if n, _ := h.trail("review.refused"); n != noted+1 {
				t.Errorf("%s: %d refusals on the trail, want %d", what, n, noted+1)
			}
			noted++
		}
		far := staff(t, "far", people.Inspector, "/elsewhere/")
		clerk := staff(t, "clerk", people.CounterClerk, examtest.OrgPath)
		_, err := h.s.Open(far, sit.ID, ids)
		refused(err, review.ErrNotFound, "another region opens")
		_, err = h.s.Open(clerk, sit.ID, ids)
		refused(err, review.ErrForbidden, "a clerk opens")
		_, err = h.s.Open(inspector(t, "one"), sit.ID, []proctor.IncidentID{"00000000000000000000000000"})
		wants(t, err, review.ErrIncidents, "an incident that does not exist")
		other, more := h.refer()
		_, err = h.s.Open(inspector(t, "one"), sit.ID, more)
		wants(t, err, review.ErrIncidents, "another sitting's incident")
		c, err := h.s.Open(inspector(t, "one"), sit.ID, ids)
		if err != nil {
			t.Fatal(err)
		}
		_, err = h.s.Open(inspector(t, "one"), sit.ID, ids)
		wants(t, err, review.ErrIncidents, "replayed")
		_, err = h.s.Look(far, c.ID)
		refused(err, review.ErrNotFound, "another region looks")
		_, err = h.s.Look(clerk, c.ID)
		refused(err, review.ErrForbidden, "a clerk looks")
		_, err = h.s.Sign(far, c.ID, yes("PHONE"))
		refused(err, review.ErrNotFound, "another region signs")
		_, err = h.s.Sign(clerk, c.ID, yes("PHONE"))
		refused(err, review.ErrForbidden, "a clerk signs")
		_, err = h.s.Sign(staff(t, "own", people.Inspector, "/authority/"), c.ID, yes("PHONE"))
		refused(err, review.ErrSameOrg, "the authority establishes")
		self := actor.From(inspector(t, "self"))
		self.Person = string(sit.Person)
		_, err = h.s.Sign(actor.With(t.Context(), self), c.ID, no())
		refused(err, review.ErrOwnCase, "the person signs")
		_, err = h.s.Sign(actor.AsSystem(t.Context(), "robot"), c.ID, yes("PHONE"))
		refused(err, review.ErrNotFound, "the program signs")
		_, err = h.s.Sign(inspector(t, "one"), c.ID, review.Opinion{Established: true, Facts: no().Facts, Proposal: "处理"})
		wants(t, err, review.ErrBreach, "a breach without an act")
		_, err = h.s.Notice(official(t, "reg"), c.ID, draft(most))
		wants(t, err, review.ErrStage, "a notice before the facts")
		h.sign(c, "one", yes("PHONE"))
		h.sign(c, "two", yes("PHONE"))
		_, err = h.s.Notice(inspector(t, "three"), c.ID, draft(most))
		refused(err, review.ErrForbidden, "the exam body writes the notice")
		_, err = h.s.Notice(far, c.ID, review.Draft{}) // who may not is told nothing of the text
		refused(err, review.ErrNotFound, "another region writes the notice")
		_, err = h.s.Notice(actor.AsSystem(t.Context(), "robot"), c.ID, draft(most))
		refused(err, review.ErrForbidden, "the program writes the notice")
		_, err = h.s.Drop(far, c.ID, "")
		refused(err, review.ErrNotFound, "another region drops it")
		_, err = h.s.Decide(far, c.ID, true, review.Draft{})
		refused(err, review.ErrNotFound, "another region decides")
		_, err = h.s.Serve(far, c.ID, review.NoticeDoc, review.Serving{})
		refused(err, review.ErrNotFound, "another region serves")
		_, err = h.s.Receive(person(t, other.Person), c.ID, review.NoticeDoc)
		refused(err, review.ErrNotFound, "another person receives")
		_, err = h.s.State(person(t, other.Person), c.ID, "不是我的案件。", false)
		refused(err, review.ErrNotFound, "another person states")
		both := actor.From(official(t, "one"))
		_, err = h.s.Notice(actor.With(t.Context(), both), c.ID, draft(most))
		refused(err, review.ErrInvolved, "who signed decides")
		same := actor.From(official(t, "reg"))
		same.Grants[0].Org = examtest.OrgPath
		_, err = h.s.Notice(actor.With(t.Context(), same), c.ID, draft(most))
		refused(err, review.ErrSameOrg, "the same organisation decides")
		for name, m := range map[string]review.Measures{"too long": {VoidCurrent: true, BanMonths: 13}, "negative": {VoidCurrent: true, BanMonths: -1}} {
			_, err = h.s.Notice(official(t, "reg"), c.ID, draft(m))
			wants(t, err, review.ErrMeasures, name)
		}
		_, err = h.s.Notice(official(t, "reg"), c.ID, draft(review.Measures{}))
		wants(t, err, review.ErrEmpty, "nothing")
		h.set.GraveVoidPassed = rules.Param[bool]{State: rules.Blank}
		_, err = h.s.Notice(official(t, "reg"), c.ID, draft(review.Measures{VoidCurrent: true}))
		wants(t, err, rules.ErrBlank, "a rule that the authority has not set")
		if terms, err := h.s.Terms(official(t, "reg"), c.ID); err != nil || len(terms.Blanks) != 1 {
			t.Error(terms, err)
		}
		_, err = h.s.OwnCase(person(t, sit.Person), c.ID)
		wants(t, err, review.ErrNotFound, "the person before the notice")
		_, err = h.s.OwnCase(person(t, other.Person), c.ID)
		wants(t, err, review.ErrNotFound, "another person")
	})
}

func TestAPersonIsHeardBeforeTheDecision(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		c, sit := h.noticed()
		me, reg := person(t, sit.Person), official(t, "reg")
		stranger := person(t, "p-stranger")
		_, err := h.s.Decide(reg, c.ID, true, draft(most))
		wants(t, err, review.ErrStage, "before the notice is served")
		_, err = h.s.State(me, c.ID, "我没有用手机", false)
		wants(t, err, review.ErrStage, "a statement before service")
		_, err = h.s.Receive(stranger, c.ID, review.NoticeDoc)
		wants(t, err, review.ErrNotFound, "somebody else receives")
		_, err = h.s.Receive(me, c.ID, review.DecisionDoc)
		wants(t, err, review.ErrNoDocument, "a decision that is not written")
		for name, in := range map[string]review.Serving{"tomorrow": {Method: review.ByPost, On: actor.DateOf(h.Clock.Now()).AddDays(1)},
			"before it was written": {Method: review.ByPost, On: actor.DateOf(h.Clock.Now()).AddDays(-1)}, "portal by staff": {Method: review.ByPortal, On: actor.DateOf(h.Clock.Now())}, "no day": {Method: review.ByPost, On: "2026-13-01"}} {
			_, err = h.s.Serve(reg, c.ID, review.NoticeDoc, in)
			wants(t, err, review.ErrService, name)
		}
		o, err := h.s.Receive(me, c.ID, review.NoticeDoc)
		if err != nil || o.Case.Stage != review.Statement || o.Case.StatementUntil != actor.DateOf(h.Clock.Now()).AddDays(5) {
			t.Fatal(o.Case, err)
		}
		until := o.Case.StatementUntil
		if o, err = h.s.Receive(me, c.ID, review.NoticeDoc); err != nil || o.Case.StatementUntil != until {
			t.Error("a second receipt changes the period", err)
		}
		_, err = h.s.Decide(reg, c.ID, true, draft(most))
		wants(t, err, review.ErrTooEarly, "within the period")
		for range 5 {
			if _, err = h.s.State(me, c.ID, "手机已关机，只是放在桌上。", false); err != nil {
				t.Fatal(err)
			}
		}
		_, err = h.s.State(me, c.ID, "再说一次", false)
		wants(t, err, review.ErrEnough, "a sixth statement")
		h.Clock.Advance(6 * 24 * time.Hour)
		_, err = h.s.State(me, c.ID, "晚了", false)
		wants(t, err, review.ErrTooLate, "after the period")
		if err := h.s.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		beyond := most
		beyond.BanMonths = 24
		_, err = h.s.Decide(reg, c.ID, true, draft(beyond))
		wants(t, err, review.ErrMeasures, "beyond the notice")
		_, err = h.s.Decide(reg, c.ID, false, draft(most))
		wants(t, err, review.ErrMeasures, "clears and imposes")
		got, err := h.s.Decide(reg, c.ID, true, draft(review.Measures{VoidCurrent: true, BanMonths: 6}))
		if err != nil || got.Stage != review.ServingDecision || len(h.void) != 0 || len(h.bans) != 0 {
			t.Fatalf("it works before it is served: %+v %v %v %v", got, h.void, h.bans, err)
		}
		d, err := h.s.OwnDocument(me, c.ID, review.DecisionDoc)
		if err != nil || !strings.Contains(d.HTML, "手机已关机") || !strings.Contains(d.HTML, "参加低压电工作业考试") || !strings.Contains(d.HTML, "行政复议") || !strings.Contains(d.HTML, "行政诉讼") || !strings.Contains(d.HTML, "《某办法》第七条") ||
			strings.Contains(d.HTML, "<陈志远>") || !strings.Contains(d.HTML, "&lt;陈志远&gt;") || !strings.Contains(d.No, "考决字〔") {
			t.Errorf("%s %v", d.HTML, err)
		}
	})
}

func TestADecisionWorksWhenItIsServed(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		c, sit := h.noticed()
		me, reg := person(t, sit.Person), official(t, "reg")
		if _, err := h.s.Receive(me, c.ID, review.NoticeDoc); err != nil {
			t.Fatal(err)
		}
		if _, err := h.s.State(me, c.ID, "", true); err != nil {
			t.Fatal(err)
		}
		if _, err := h.s.Decide(reg, c.ID, true, draft(review.Measures{VoidCurrent: true, BanMonths: 6})); err != nil {
			t.Fatal(err)
		}
		if held, err := h.inc.Undecided(t.Context(), sit); err != nil || len(held) != 1 {
			t.Error("a decision that nobody was served releases", held, err)
		}
		today := actor.DateOf(h.Clock.Now())
		h.busted = errors.New("the list of bans fails")
		if _, err := h.s.Serve(reg, c.ID, review.DecisionDoc, review.Serving{Method: review.InPerson, On: today, Note: "本人签收"}); err == nil {
			t.Fatal("served without its ban")
		}
		if x, err := h.store.Case(t.Context(), c.ID); err != nil || x.Stage != review.ServingDecision || x.Effects.Results != review.NotImposed {
			t.Fatalf("half of it stands: %+v %v", x, err)
		}
		h.busted, h.void = nil, nil
		got, err := h.s.Serve(reg, c.ID, review.DecisionDoc, review.Serving{Method: review.InPerson, On: today, Note: "本人签收"})
		if err != nil || got.Stage != review.Appealable || got.AppealUntil != today.AddDays(60) || got.LitigateUntil != today.AddMonths(6) {
			t.Fatal(got, err)
		}
		if len(h.void) != 1 || len(h.bans) != 1 || h.bans[h.void[0]] != string(today)+".."+string(today.AddMonths(6).AddDays(-1)) ||
			got.Effects.Results != review.Imposed || got.Effects.Ban != review.Imposed {
			t.Errorf("%v %v %+v", h.void, h.bans, got.Effects)
		}
		_, err = h.s.Serve(reg, c.ID, review.DecisionDoc, review.Serving{Method: review.InPerson, On: today})
		wants(t, err, review.ErrStage, "served twice")
		if held, err := h.inc.Undecided(t.Context(), sit); err != nil || len(held) != 0 {
			t.Error(held, err)
		}
		h.Clock.Advance(61 * 24 * time.Hour)
		if err := h.s.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		if x, err := h.store.Case(t.Context(), c.ID); err != nil || x.Stage != review.Final || h.ended != 1 {
			t.Error(x.Stage, h.ended, err)
		}
		_, err = h.s.File(me, c.ID, "我要申诉，处理过重。")
		wants(t, err, review.ErrStage, "an appeal after the end")
	})
}
