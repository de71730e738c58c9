package permit_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

func TestStatusNeedsTwoPersons(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		p := h.issued(welder, item)
		for who, want := range map[string]error{"holder": permit.ErrOwn, "far": permit.ErrNotFound, "reviewer": permit.ErrForbidden} {
			_, err := h.Propose(as(who), p.ID, permit.ChangeRevoke, "经核实", "第三十条")
			refused(t, who+" proposes", err, want)
		}
		_, err := h.Propose(as("issuer"), p.ID, permit.ChangeResume, "经核实", "第三十条")
		refused(t, "resuming what is not suspended", err, permit.ErrChangeKind)
		_, err = h.Propose(as("issuer"), p.ID, "BURN", "经核实", "第三十条")
		refused(t, "an unknown kind", err, permit.ErrChangeKind)
		_, err = h.Propose(as("issuer"), p.ID, permit.ChangeSuspend, "经核实", " ")
		refused(t, "no legal basis", err, permit.ErrLegal)
		c, err := h.Propose(as("issuer"), p.ID, permit.ChangeSuspend, "涉嫌弄虚作假，核查期间暂停", "管理规定第三十条")
		if err != nil {
			t.Fatal(err)
		}
		_, err = h.Propose(as("issuer2"), p.ID, permit.ChangeRevoke, "经核实", "第三十条")
		refused(t, "a second open change", err, permit.ErrChangeOpen)
		for who, want := range map[string]error{"issuer": permit.ErrSecond, "issuer-b": permit.ErrSecond, "holder": permit.ErrOwn, "far": permit.ErrNotFound,
			"regulator": permit.ErrForbidden} {
			_, err := h.Decide(as(who), c.ID, true, "同意")
			refused(t, who+" decides", err, want)
		}
		if v, _ := h.Look(as("regulator"), p.ID); v.Status.Code != rules.StatusValid {
			t.Error("a proposal changes the status")
		}
		if open, err := h.OpenChanges(as("reviewer"), "", 10); err != nil || len(open) != 1 {
			t.Errorf("%d open changes %v", len(open), err)
		}
		if _, err := h.Decide(as("reviewer"), c.ID, true, "同意暂停"); err != nil {
			t.Fatal(err)
		}
		_, err = h.Decide(as("reviewer"), c.ID, false, "改主意")
		refused(t, "decided twice", err, permit.ErrChanged)
		h.change(p.ID, permit.ChangeResume)
		h.change(p.ID, permit.ChangeRevoke)
		v, err := h.Look(as("regulator"), p.ID)
		var line []string
		for _, e := range v.History {
			line = append(line, e.Status)
		}
		if err != nil || strings.Join(line, " ") != "VALID NATIONAL_PENDING SUSPENDED VALID REVOKED" || v.Status.Colour != permit.Red || len(v.Changes) != 3 ||
			len(v.History[4].By) != 2 || v.History[4].Legal == "" {
			t.Errorf("%v %+v %v", line, v.Status, err)
		}
		_, err = h.Propose(as("issuer"), p.ID, permit.ChangeResume, "经核实", "第三十条")
		refused(t, "after the end", err, permit.ErrChangeKind)
		got, err := h.CheckNumber(t.Context(), number, name)
		if err != nil || len(got.Permits) != 1 || got.Permits[0].Status.ZH != "已撤销" {
			t.Errorf("the public sees %+v %v", got, err)
		}
	})
}

func TestNationalConfirmation(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		p := h.issued(welder, item)
		h.registry = permit.NationalAnswer{Found: false}
		_, err := h.Propose(as("issuer"), p.ID, permit.ChangeNational, "已在平台查到", "CX-2026-001")
		refused(t, "a register that does not know it", err, permit.ErrRegistry)
		h.registry = permit.NationalAnswer{Manual: true}
		c, err := h.Propose(as("issuer"), p.ID, permit.ChangeNational, "已在平台查到", "CX-2026-001")
		if err != nil {
			t.Fatal(err)
		}
		if v, _ := h.Look(as("regulator"), p.ID); v.Status.Colour != permit.Amber {
			t.Error("one person confirms alone")
		}
		if _, err := h.Decide(as("issuer2"), c.ID, true, "已核对"); err != nil {
			t.Fatal(err)
		}
		v, err := h.Look(as("regulator"), p.ID)
		if err != nil || v.Status.Colour != permit.Green || v.Status.ZH != "有效" || v.Permit.NationalNo != "CX-2026-001" {
			t.Errorf("%+v %v", v.Status, err)
		}
		_, err = h.Propose(as("issuer"), p.ID, permit.ChangeNational, "已在平台查到", "CX-2026-001")
		refused(t, "confirmed twice", err, permit.ErrChangeKind)
	})
}

func TestCancelledMakesRoomAndAPassIsUsedOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		p := h.issued(welder, item)
		h.change(p.ID, permit.ChangeCancel)
		_, err := h.Submit(own(welder), permit.Request{Item: item, Papers: h.papers()})
		refused(t, "the same pass again", err, permit.ErrNoTheory)
		for result, want := range map[exam.ResultID]bool{"result-1": true, "result-2": false} {
			if used, err := h.Used(t.Context(), welder, item, result); err != nil || used != want {
				t.Errorf("the pass of %s is used: %v %v", result, used, err)
			}
		}
		if again := h.issued(welder, item); again.ID == p.ID {
			t.Error("the same permit")
		}
		if n := h.count("SELECT COUNT(*) FROM permit WHERE live_key IS NOT NULL"); n != 1 {
			t.Errorf("%d live permits", n)
		}
	})
}

func TestARevisedPass(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		th := h.pass(welder, item, rules.SpecialOperator)
		a := h.approved(welder, item)
		again := th
		if err := h.SetTheory(t.Context(), again); err != nil || h.count("SELECT COUNT(*) FROM pass_record") != 1 {
			t.Errorf("the same release twice: %v", err)
		}
		th.Revision, th.Passed, th.Points, th.Reason = 2, false, 78, "成绩复核"
		if err := h.SetTheory(t.Context(), th); err != nil {
			t.Fatal(err)
		}
		_, err := h.Issue(as("issuer"), a.ID)
		refused(t, "a pass that is no more", err, permit.ErrNoTheory)
		th.Revision, th.Passed, th.Points = 3, true, 81
		if err := h.SetTheory(t.Context(), th); err != nil {
			t.Fatal(err)
		}
		p, err := h.Issue(as("issuer"), a.ID)
		if err != nil || p.Basis.Theory.Revision != 3 {
			t.Fatalf("%+v %v", p.Basis.Theory, err)
		}
		th.Revision, th.Passed = 4, false
		if err := h.SetTheory(t.Context(), th); err != nil {
			t.Fatal(err)
		}
		if n := h.count("SELECT COUNT(*) FROM outbox_event WHERE topic = ? AND body LIKE ?", permit.TopicPassGone, "%"+string(p.ID)+"%"); n != 1 {
			t.Errorf("%d events name the permit without a basis", n)
		}
		mine, err := h.OwnPasses(own(welder))
		if err != nil || len(mine) != 2 || mine[0].Used != p.ID && mine[1].Used != p.ID {
			t.Errorf("%+v %v", mine, err)
		}
	})
}

// An unknown number, a wrong name and an unknown code get one answer, and the number never leaves the sealed column.
func TestPublicCheckTellsNothing(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.issued(welder, item)
		first, err := h.CheckNumber(t.Context(), number, "李四")
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range [][2]string{{"T440524188001010014", "张三丰"}, {number, "张三"}, {number, "张三峰"}, {"11010519491231002X", "张三丰"}} {
			got, err := h.CheckNumber(t.Context(), c[0], c[1])
			if err != nil || !reflect.DeepEqual(got, first) {
				t.Errorf("%v: %+v %v", c, got, err)
			}
		}
		got, err := h.CheckCode(t.Context(), strings.Repeat("A", 26))
		if err != nil || !reflect.DeepEqual(got, first) {
			t.Errorf("%+v %v", got, err)
		}
		_, err = h.CheckCode(t.Context(), "ABC")
		refused(t, "a short code", err, permit.ErrCode)
		_, err = h.CheckNumber(t.Context(), number, "")
		refused(t, "no name", err, permit.ErrNumber)
		for _, table := range []string{"audit_entry", "outbox_event", "permit", "permit_number", "permit_history", "permit_change", "permit_application", "pass_record"} {
			var rows []map[string]any
			if err := h.db.Conn(t.Context()).Table(table).Find(&rows).Error; err != nil {
				t.Fatal(err)
			}
			if text := fmt.Sprintf("%s", rows); strings.Contains(text, "11010519491231002") {
				t.Errorf("%s holds the clear number", table)
			}
		}
	})
}

func TestPublicCheckIsLimited(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		from := func(addr string) context.Context {
			return actor.With(t.Context(), actor.Actor{Kind: actor.Public, Remote: addr})
		}
		var err error
		for i := 0; err == nil && i < 100; i++ { // one number from many addresses
			_, err = h.CheckNumber(from(fmt.Sprint("10.0.0.", i)), number, "猜名字")
		}
		refused(t, "one number from everywhere", err, permit.ErrTooMany)
		if n := fault.From(err).Args()["seconds"]; n == "" || n == "0" {
			t.Errorf("wait %q seconds", n)
		}
		n := 0
		for err = nil; err == nil && n < 100; n++ { // many numbers from one address
			_, err = h.CheckNumber(from("10.1.1.1"), fmt.Sprintf("T4405241880010%05d", n), name)
		}
		refused(t, "one address", err, permit.ErrTooMany)
		if n > 31 {
			t.Errorf("%d checks from one address", n)
		}
		_, err = h.CheckCode(from("10.1.1.1"), strings.Repeat("A", 26))
		refused(t, "codes from the same address", err, permit.ErrTooMany)
		h.clock.Advance(11 * time.Minute)
		if _, err := h.CheckNumber(from("10.1.1.1"), number, name); err != nil {
			t.Errorf("after the wait: %v", err)
		}
	})
}

func TestTenantsAndOthersSeeNothing(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		p := h.issued(welder, item)
		a, err := h.OwnApplications(own(welder))
		if err != nil {
			t.Fatal(err)
		}
		_, err = h.Look(as("far"), p.ID)
		refused(t, "a permit of another authority", err, permit.ErrNotFound)
		_, err = h.LookApplication(as("far"), a[0].ID)
		refused(t, "an application of another authority", err, permit.ErrNotFound)
		_, err = h.LookApplication(own("p-other"), a[0].ID)
		refused(t, "another person's application", err, permit.ErrNotFound)
		_, err = h.TakeBack(own("p-other"), a[0].ID)
		refused(t, "withdrawn by another person", err, permit.ErrNotFound)
		_, err = h.Unmask(as("far"), p.ID, "核对证号")
		refused(t, "unmasked by another authority", err, permit.ErrNotFound)
		_, err = h.Unmask(as("regulator"), p.ID, "核对证号")
		refused(t, "unmasked without the right", err, permit.ErrForbidden)
		if list, err := h.Find(as("far"), permit.Search{}); err != nil || len(list) != 0 {
			t.Errorf("%d permits %v", len(list), err)
		}
		if list, err := h.FindApplications(as("far"), permit.ApplicationQuery{}); err != nil || len(list) != 0 {
			t.Errorf("%d applications %v", len(list), err)
		}
		if wallet, err := h.Wallet(own("p-other")); err != nil || len(wallet) != 0 {
			t.Errorf("%d cards %v", len(wallet), err)
		}
		_, err = h.Wallet(as("issuer"))
		refused(t, "staff asks for a wallet", err, permit.ErrForbidden)
		if n, err := h.Unmask(as("issuer"), p.ID, "核对证号"); err != nil || n != number || h.count("SELECT COUNT(*) FROM audit_entry WHERE verb = 'permit.unmask'") != 1 {
			t.Errorf("%s %v", n, err)
		}
	})
}

// Rights end at a clerk's own authority also where the person is unknown there.
func TestAClerkElsewhereLearnsNothing(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.pass(welder, item, rules.SpecialOperator)
		ctx := actor.With(t.Context(), actor.Actor{Kind: actor.Staff, ID: "d", Person: "p-d", Grants: []actor.Grant{{Role: people.CounterClerk, Path: "/elsewhere/"}}})
		for _, p := range []people.PersonID{welder, "p-unknown"} {
			_, err := h.Submit(ctx, permit.Request{Person: p, Item: item, Papers: h.papers()})
			refused(t, string(p), err, permit.ErrNotFound)
		}
	})
}
