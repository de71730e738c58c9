package permit_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

func TestFromPassToPermitToPublicCheck(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		th := h.pass(welder, item, rules.SpecialOperator)
		if r, err := h.Readiness(own(welder), "", item); r.Lacking != nil || err != nil {
			t.Fatalf("%v %v", r.Lacking, err)
		}
		a := h.submit(welder, item)
		if a.State != permit.Submitted || a.CheckBy != "2026-11-27" || a.IssueBy != "2026-12-18" || a.Authority != authority {
			t.Fatalf("%+v", a)
		}
		a, err := h.Return(as("reviewer"), a.ID, []string{"健康声明的机构名称不完整", "照片背景不是白色"})
		if err != nil || a.State != permit.ToCorrect || len(a.Defects) != 2 {
			t.Fatalf("%+v %v", a, err)
		}
		h.clock.Advance(72 * 3600e9)
		if a, err = h.Correct(own(welder), a.ID, h.papers(), permit.Ask{}); err != nil || a.State != permit.Submitted || a.CheckBy != "2026-12-01" || a.AppliedOn != "2026-11-21" {
			t.Fatalf("%+v %v", a, err)
		}
		if a, err = h.Approve(as("reviewer"), a.ID); err != nil {
			t.Fatal(err)
		}
		p, err := h.Issue(as("issuer"), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		if p.FirstIssuedOn != "2026-11-24" || p.ValidFrom != "2026-11-24" || p.ValidTo != "2032-11-23" || p.ReviewDue != "" || p.Kind != rules.OperationPermit ||
			p.NumberMasked != "T110***********002X" || p.ItemName != "低压电工作业" || p.IssuerName != "襄阳市应急管理局" || p.Holder.Photo == "" {
			t.Errorf("%+v", p)
		}
		b := p.Basis
		if b.Theory.Result != th.Result || b.Theory.Until != "2027-11-21" || b.Practical == nil || b.Practical.Exam != "practical-1" ||
			b.Training.Hours != 88 || b.Application != th.Application || len(b.RuleSets) == 0 || b.Releasers[0] != "p-releaser" {
			t.Errorf("provenance %+v", b)
		}
		if h.fulfilled != 1 {
			t.Errorf("the exam application was fulfilled %d times", h.fulfilled)
		}
		h.checkPublic(t, p)
		for verb, n := range map[string]int{"pass.record": 1, "permit_application.submit": 1, "permit_application.return": 1,
			"permit_application.correct": 1, "permit_application.approve": 1, "permit_application.issue": 1, "permit.issue": 1} {
			if got := h.count("SELECT COUNT(*) FROM audit_entry WHERE verb = ?", verb); got != n {
				t.Errorf("%s stands %d times on the trail", verb, got)
			}
		}
		if n := h.count("SELECT COUNT(*) FROM outbox_event WHERE topic = ?", permit.TopicIssued); n != 1 {
			t.Errorf("%d events", n)
		}
	})
}

// checkPublic finds the permit in the wallet, by number and name, and by code.
func (h *house) checkPublic(t *testing.T, p permit.Permit) {
	t.Helper()
	wallet, err := h.Wallet(own(welder))
	if err != nil || len(wallet) != 1 || wallet[0].Number != number || len(wallet[0].Code) != 26 ||
		wallet[0].URL != "https://exam.example.cn/verify#"+wallet[0].Code || len(wallet[0].History) != 2 {
		t.Fatalf("%+v %v", wallet, err)
	}
	byNumber, err := h.CheckNumber(t.Context(), " t110105 19491231002ｘ", " 张 三丰 ")
	if err != nil || len(byNumber.Permits) != 1 {
		t.Fatalf("%+v %v", byNumber, err)
	}
	byCode, err := h.CheckCode(t.Context(), strings.ToLower(wallet[0].Code))
	if err != nil || len(byCode.Permits) != 1 || byCode.Permits[0] != byNumber.Permits[0] {
		t.Fatalf("%+v %v", byCode, err)
	}
	v := byCode.Permits[0]
	if v.Holder != "张**" || v.Status.Code != rules.StatusValid || v.Status.Colour != permit.Amber || !strings.Contains(v.Status.ZH, "待全国平台确认，不作持证上岗依据") ||
		v.ReviewZH != "无需复审" || v.ValidTo != p.ValidTo || !byCode.At.Equal(h.clock.Now()) {
		t.Errorf("%+v", v)
	}
}

func TestEveryConditionAtOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		_, err := h.Submit(own(welder), permit.Request{Item: item, Papers: h.papers()})
		refused(t, "without a pass", err, permit.ErrNoTheory)
		h.pass(welder, item, rules.SpecialOperator)
		delete(h.practical, welder)
		h.training[welder] = permit.Training{Kind: permit.ByHours, Hours: 40, Required: 88}
		h.refusals = []application.Refusal{{Code: application.RefusedBan, ZH: "禁考期内", EN: "banned"}}
		p := h.persons[welder]
		p.Photo.State = people.PhotoPending
		h.persons[welder] = p
		_, err = h.Submit(own(welder), permit.Request{Item: item, Papers: permit.Papers{PledgeVersion: 2}})
		for _, want := range []error{permit.ErrNoPractical, permit.ErrTraining, permit.ErrPhoto, permit.ErrPledge, permit.ErrHealth, h.refusals[0].Fault()} {
			refused(t, "everything wrong", err, want)
		}
		h.person(welder, name, h.documents[welder])
		h.refusals = nil
		for _, c := range []struct {
			health permit.Health
			want   error
		}{{permit.Health{Fit: false, On: "2026-11-01", Institution: "医院"}, permit.ErrUnfit}, {permit.Health{Fit: true, On: "2025-11-20", Institution: "医院"}, permit.ErrHealth},
			{permit.Health{Fit: true, On: "2026-11-22", Institution: "医院"}, permit.ErrHealth}, {permit.Health{Fit: true, On: "2026-02-30", Institution: "医院"}, permit.ErrHealth},
			{permit.Health{Fit: true, On: "2026-11-01"}, permit.ErrHealth}} {
			_, err := h.Submit(own(welder), permit.Request{Item: item, Papers: permit.Papers{PledgeVersion: 3, Health: &c.health}})
			refused(t, "health "+string(c.health.On), err, c.want)
		}
		if n := h.count("SELECT COUNT(*) FROM permit_application"); n != 0 {
			t.Errorf("%d applications of refused requests", n)
		}
		h.training[welder] = permit.Training{Kind: permit.ByExemption, Refs: []string{"exemption-1"}}
		if a := h.submit(welder, item); a.Basis.Training.Kind != permit.ByExemption {
			t.Errorf("%+v", a.Basis.Training)
		}
	})
}

func TestFourNaturalPersons(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.pass(welder, item, rules.SpecialOperator)
		a, err := h.Submit(as("desk"), permit.Request{Person: welder, Item: item, Papers: h.papers()})
		if err != nil || a.Channel != "COUNTER" || a.SubmittedBy != "p-desk" {
			t.Fatalf("%+v %v", a, err)
		}
		for who, want := range map[string]error{"releaser2": permit.ErrSamePerson, "desk-iss": permit.ErrSamePerson, "holder": permit.ErrOwn,
			"far-rev": permit.ErrNotFound, "regulator": permit.ErrForbidden, "desk": permit.ErrForbidden} {
			_, err := h.Approve(as(who), a.ID)
			refused(t, who+" approves", err, want)
			_, err = h.Reject(as(who), a.ID, "不符合条件")
			refused(t, who+" rejects", err, want)
		}
		_, err = h.Approve(own(welder), a.ID)
		refused(t, "the applicant approves", err, permit.ErrNotFound)
		_, err = h.Issue(as("issuer"), a.ID)
		refused(t, "issued before the approval", err, permit.ErrState)
		if a, err = h.Approve(as("reviewer"), a.ID); err != nil {
			t.Fatal(err)
		}
		for who, want := range map[string]error{"reviewer": permit.ErrForbidden, "rev-iss": permit.ErrSamePerson, "rel-iss": permit.ErrSamePerson,
			"ass-iss": permit.ErrSamePerson, "desk-iss": permit.ErrSamePerson, "holder": permit.ErrOwn, "far": permit.ErrNotFound} {
			_, err := h.Issue(as(who), a.ID)
			refused(t, who+" issues", err, want)
		}
		nobody := actor.With(t.Context(), actor.Actor{Kind: actor.Staff, ID: "x", Grants: []actor.Grant{{Role: people.PermitIssuer, Path: path}}})
		_, err = h.Issue(nobody, a.ID)
		refused(t, "an account without a natural person", err, permit.ErrForbidden)
		if n := h.count("SELECT COUNT(*) FROM permit"); n != 0 {
			t.Fatalf("%d permits", n)
		}
		if _, err := h.Issue(as("issuer"), a.ID); err != nil {
			t.Fatal(err)
		}
	})
}

func TestOneLivePermit(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.pass(welder, item, rules.SpecialOperator)
		var wg sync.WaitGroup
		errs := make(chan error, 12)
		for range cap(errs) {
			wg.Go(func() {
				_, err := h.Submit(own(welder), permit.Request{Item: item, Papers: h.papers()})
				errs <- err
			})
		}
		wg.Wait()
		close(errs)
		h.wins(t, errs, permit.ErrLiveApplication)
		mine, err := h.OwnApplications(own(welder))
		if err != nil || len(mine) != 1 {
			t.Fatalf("%d applications, %v", len(mine), err)
		}
		if _, err := h.Approve(as("reviewer"), mine[0].ID); err != nil {
			t.Fatal(err)
		}
		errs = make(chan error, 12)
		for i := range cap(errs) {
			wg.Go(func() {
				_, err := h.Issue(as([]string{"issuer", "issuer2"}[i%2]), mine[0].ID)
				errs <- err
			})
		}
		wg.Wait()
		close(errs)
		h.wins(t, errs, permit.ErrState)
		if n := h.count("SELECT COUNT(*) FROM permit"); n != 1 {
			t.Errorf("%d permits", n)
		}
		h.pass(welder, item, rules.SpecialOperator)
		_, err = h.Submit(own(welder), permit.Request{Item: item, Papers: h.papers()})
		refused(t, "a second permit", err, permit.ErrLivePermit)
	})
}

// wins wants exactly one success; everybody else hears lost, or that the row moved.
func (h *house) wins(t *testing.T, errs chan error, lost error) {
	t.Helper()
	won := 0
	for err := range errs {
		switch {
		case err == nil:
			won++
		case fault.KindOf(err) != fault.Conflict:
			t.Errorf("one of many: %v", err)
		case !errors.Is(err, permit.ErrChanged) && !errors.Is(err, permit.ErrLivePermit):
			refused(t, "one of many", err, lost)
		}
	}
	if won != 1 {
		t.Errorf("%d succeeded", won)
	}
}

// Whoever comes late at the issue hears that it is done (a conflict), not that the form is wrong.
func TestIssueAfterAnotherPermitIsAConflict(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.pass(welder, item, rules.SpecialOperator)
		a := h.approved(welder, item)
		// The row of the other's permit is there while this application still reads as approved: what a racing issuer sees.
		if err := h.db.Conn(t.Context()).Exec("UPDATE permit_application SET live_key = NULL WHERE id = ?", string(a.ID)).Error; err != nil {
			t.Fatal(err)
		}
		h.issued(welder, item)
		_, err := h.Issue(as("issuer2"), a.ID)
		if !errors.Is(err, permit.ErrLivePermit) || fault.KindOf(err) != fault.Conflict {
			t.Errorf("got %v", err)
		}
	})
}

func TestSeveralItemsOneNumber(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.issued(welder, item)
		h.documents[welder] = identity.Document{Kind: identity.IDCard, Number: "440524188001010014"} // a corrected document changes no number
		h.issued(welder, "SO-02-01")
		wallet, err := h.Wallet(own(welder))
		if err != nil || len(wallet) != 2 || wallet[0].Number != number || wallet[1].Number != number || wallet[0].Code == wallet[1].Code {
			t.Fatalf("%+v %v", wallet, err)
		}
		got, err := h.CheckNumber(t.Context(), number, name)
		if err != nil || len(got.Permits) != 2 {
			t.Errorf("%d permits %v", len(got.Permits), err)
		}
		found, err := h.Find(as("regulator"), permit.Search{Number: number})
		if err != nil || len(found) != 2 {
			t.Errorf("%d found %v", len(found), err)
		}
	})
}

func TestNumbersOfOtherDocuments(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.person("p-a", "Ivan Petrov", identity.Document{Kind: identity.Passport, Country: "KAZ", Number: "N1234567"})
		h.person("p-b", "Ivan Petrov", identity.Document{Kind: identity.Passport, Country: "KGZ", Number: "N1234567"})
		h.person("p-c", "陈大文", identity.Document{Kind: identity.MainlandTravel, Number: "H12345678"})
		h.person("p-d", "陈小文", identity.Document{Kind: identity.MainlandTravel, Number: "H12345678"})
		h.issued("p-a", item)
		h.issued("p-b", item)
		for _, n := range []string{"TKAZN1234567", "TKGZN1234567"} {
			if got, err := h.CheckNumber(t.Context(), n, "IVAN PETROV"); err != nil || len(got.Permits) != 0 {
				t.Errorf("%s with a name in other letters: %+v %v", n, got, err)
			}
			if got, err := h.CheckNumber(t.Context(), n, "Ivan Petrov"); err != nil || len(got.Permits) != 1 {
				t.Errorf("%s: %+v %v", n, got, err)
			}
		}
		h.issued("p-c", item)
		h.pass("p-d", item, rules.SpecialOperator)
		_, err := h.Issue(as("issuer"), h.approved("p-d", item).ID)
		refused(t, "the number of another person", err, permit.ErrNumberTaken)
		if n := h.count("SELECT COUNT(*) FROM permit WHERE person_id = 'p-d'"); n != 0 {
			t.Error("half a permit")
		}
	})
}

func TestOtherCredentials(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.pass(welder, "PM-02-00", rules.Principal)
		delete(h.practical, welder) // principals have no practical
		p, err := h.Issue(as("issuer"), h.approved(welder, "PM-02-00").ID)
		if err != nil || p.Kind != rules.CompetenceCert || p.ValidTo != "2029-11-20" || p.Basis.Practical != nil {
			t.Fatalf("%+v %v", p, err)
		}
		if got, err := h.CheckNumber(t.Context(), "11010519491231002X", name); err != nil || len(got.Permits) != 1 {
			t.Errorf("the certificate goes by the document number: %+v %v", got, err)
		}
		// Outside the listed industries it is a 培训合格证明, whose validity the authority has to set first.
		h.pass(welder, "PM-11-00", rules.Principal)
		_, err = h.Issue(as("issuer"), h.approved(welder, "PM-11-00").ID)
		refused(t, "a blank of the rules", err, rules.ErrBlank)
	})
}
