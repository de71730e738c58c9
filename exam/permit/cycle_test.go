package permit_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// renewals are what the authority of the tests asks of a renewal: the national rules leave it blank.
func renewals(theory bool, hours int) func(*rules.Set) {
	return func(s *rules.Set) {
		s.RenewalWindowDays = rules.Param[int]{Value: 90, State: rules.Given}
		s.RenewalHours = rules.Param[int]{Value: hours, State: rules.Given}
		s.RenewalTheory = rules.Param[bool]{Value: theory, State: rules.Given}
		s.RenewalPractical = rules.Param[bool]{State: rules.Given}
		s.RenewalHealth = rules.Param[bool]{Value: true, State: rules.Given}
		s.RenewalWorkStatement = rules.Param[bool]{Value: true, State: rules.Given}
	}
}

const worked = "在本市从事低压电工作业，无违章和事故记录"

func (h *house) request(k permit.ApplicationKind, ask permit.Ask) permit.Request {
	return permit.Request{Kind: k, Item: item, Papers: h.papers(), Ask: ask}
}

// ask carries an application about the welder's permit through review and issue.
func (h *house) ask(k permit.ApplicationKind, ask permit.Ask) permit.Permit {
	h.t.Helper()
	return h.askOf(welder, k, ask)
}

func (h *house) askOf(who people.PersonID, k permit.ApplicationKind, ask permit.Ask) permit.Permit {
	h.t.Helper()
	a, err := h.Submit(own(who), h.request(k, ask))
	if err != nil {
		h.t.Fatal(err)
	}
	if _, err := h.Approve(as("reviewer"), a.ID); err != nil {
		h.t.Fatal(err)
	}
	p, err := h.Issue(as("issuer"), a.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return p
}

func (h *house) code(id permit.ID) rules.PermitStatus {
	h.t.Helper()
	v, err := h.Look(as("regulator"), id)
	if err != nil {
		h.t.Fatal(err)
	}
	return v.Status.Code
}

func TestRenewal(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.day("2026-11-21")
		_, err := h.Submit(own(welder), h.request(permit.Renewal, permit.Ask{Work: worked}))
		refused(t, "nothing held", err, permit.ErrNothingHeld)
		old := h.issued(welder, item) // to 2032-11-20
		_, err = h.Submit(own(welder), h.request(permit.Renewal, permit.Ask{Work: worked}))
		refused(t, "the authority has not said when", err, rules.ErrBlank)
		h.amend = renewals(false, 8)
		h.day("2032-08-21")
		_, err = h.Submit(own(welder), h.request(permit.Renewal, permit.Ask{Work: worked}))
		refused(t, "a day before the window", err, permit.ErrRenewalEarly)
		h.day("2032-08-22")
		r, err := h.Readiness(own(welder), permit.Renewal, item)
		if err != nil || r.Lacking == nil {
			t.Fatal(r, err)
		}
		refused(t, "no hours", r.Lacking, permit.ErrRefresher)
		h.refresher = map[actor.Date]int{"2026-11-20": 8, "2030-01-01": 3, "2032-08-22": 4}
		_, err = h.Submit(own(welder), h.request(permit.Renewal, permit.Ask{Work: worked}))
		refused(t, "hours of before the period", err, permit.ErrRefresher)
		h.refresher["2026-11-21"] = 1
		if r, err := h.Readiness(own(welder), permit.Renewal, item); err != nil || r.Lacking != nil || !r.Health || !r.Work || r.Old != old.ID {
			t.Errorf("%+v %v", r, err)
		}
		_, err = h.Submit(own(welder), h.request(permit.Renewal, permit.Ask{}))
		refused(t, "no work statement", err, permit.ErrWork)
		bad := h.request(permit.Renewal, permit.Ask{Work: worked})
		bad.Papers.Health = nil
		_, err = h.Submit(own(welder), bad)
		refused(t, "no health statement", err, permit.ErrHealth)
		bad.Papers = permit.Papers{PledgeVersion: 2, Health: h.papers().Health}
		_, err = h.Submit(own(welder), bad)
		refused(t, "an old pledge", err, permit.ErrPledge)
		_, err = h.Submit(own(welder), permit.Request{Kind: "BURN", Item: item, Papers: h.papers()})
		refused(t, "an unknown kind", err, permit.ErrApplicationKind)

		a, err := h.Submit(own(welder), h.request(permit.Renewal, permit.Ask{Work: worked}))
		if err != nil || a.Kind != permit.Renewal || a.Old != old.ID || a.IssueBy != "2032-09-17" { // 20 working days, calendar of weekdays
			t.Fatalf("%+v %v", a, err)
		}
		_, err = h.Submit(own(welder), h.request(permit.Replacement, permit.Ask{Ground: permit.Lost}))
		refused(t, "another application at the same time", err, permit.ErrLiveApplication)
		if _, err := h.Approve(as("reviewer"), a.ID); err != nil {
			t.Fatal(err)
		}
		_, err = h.Issue(as("rev-iss"), a.ID)
		refused(t, "the reviewer issues", err, permit.ErrSamePerson)
		renewed, err := h.Issue(as("issuer"), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		if renewed.ValidFrom != "2032-11-21" || renewed.ValidTo != "2038-11-20" || renewed.FirstIssuedOn != "2026-11-21" || renewed.Follows != old.ID || renewed.NumberMasked != old.NumberMasked {
			t.Errorf("%+v", renewed)
		}
		if got := []rules.PermitStatus{h.code(old.ID), h.code(renewed.ID)}; !slices.Equal(got, []rules.PermitStatus{rules.StatusExpiring, permit.StatusNotYet}) {
			t.Errorf("on the day of issue %v", got)
		}
		if c, err := h.Certificate(own(welder), renewed.ID); err != nil || c.Code == "" {
			t.Errorf("a renewed permit is handed out before its first day: %v", err)
		}
		if ok, err := h.Holds(t.Context(), welder, item, "2032-11-20"); err != nil || !ok {
			t.Errorf("the old one counts to its last day: %v %v", ok, err)
		}
		if ok, err := h.Holds(t.Context(), welder, item, "2032-11-21"); err != nil || !ok {
			t.Errorf("the new one counts from the day after: %v %v", ok, err)
		}
		_, err = h.Submit(own(welder), h.request(permit.Deferral, permit.Ask{Ground: permit.Abroad, Proof: "出境记录", Until: "2039-01-01"}))
		refused(t, "a deferral of what has not begun", err, permit.ErrOnHold)
		_, err = h.Submit(own(welder), h.request(permit.Renewal, permit.Ask{Work: worked}))
		refused(t, "renewed twice", err, permit.ErrRenewalEarly)
		h.day("2032-11-21")
		if err := h.NoteOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		v, err := h.Look(as("regulator"), renewed.ID)
		if err != nil || v.Status.Code != rules.StatusValid || v.History[len(v.History)-1].Status != "VALID" || v.History[0].Status != "NOT_YET" {
			t.Errorf("%+v %v", v.History, err)
		}
		if h.code(old.ID) != rules.StatusExpired {
			t.Errorf("the old one is %s", h.code(old.ID))
		}
	})
}

func TestARenewedPermitIsNotRemindedOf(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.day("2026-11-21")
		h.issued(welder, item)
		h.amend = renewals(false, 0)
		h.day("2032-11-01")
		if err := h.NoteOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.ask(permit.Renewal, permit.Ask{Work: worked})
		if err := h.ReminderOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := h.count("SELECT COUNT(*) FROM outbox_event WHERE topic = ?", permit.TopicReminder); n != 0 {
			t.Errorf("%d reminders of a permit that was renewed", n)
		}
	})
}

func TestRenewalAfterTheEndIsAFirstIssue(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.day("2026-11-21")
		h.issued(welder, item)
		h.amend = renewals(false, 0)
		h.day("2032-11-20")
		a, err := h.Submit(own(welder), h.request(permit.Renewal, permit.Ask{Work: worked})) // on its last day
		if err != nil {
			t.Fatal(err)
		}
		h.day("2032-12-01") // the authority's slowness takes nothing
		if _, err := h.Approve(as("reviewer"), a.ID); err != nil {
			t.Fatal(err)
		}
		p, err := h.Issue(as("issuer"), a.ID)
		if err != nil || p.ValidFrom != "2032-11-21" || h.code(p.ID) != rules.StatusValid || h.code(p.Follows) != permit.StatusReplaced {
			t.Fatalf("%+v %v", p, err)
		}
		on, err := h.StatusOn(as("regulator"), p.ID, "2032-11-30")
		if err != nil || on.Status.Code != permit.StatusNotIssued {
			t.Errorf("no permit covered the days before the issue: %+v %v", on, err)
		}
		h.day("2038-11-21")
		_, err = h.Submit(own(welder), h.request(permit.Renewal, permit.Ask{Work: worked}))
		refused(t, "a day late", err, permit.ErrRenewalLate)
		h.practical[welder] = permit.PracticalPass{Exam: "x", On: "2038-11-21"}
		if again := h.issued(welder, item); again.FirstIssuedOn != "2038-11-21" || again.Follows != "" {
			t.Errorf("%+v", again)
		}
	})
}

func TestRenewalMayAskForThePartsAgain(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.day("2026-11-21")
		h.issued(welder, item)
		h.amend = renewals(true, 0)
		h.day("2032-10-01")
		_, err := h.Submit(own(welder), h.request(permit.Renewal, permit.Ask{Work: worked}))
		refused(t, "the pass of the first issue again", err, permit.ErrNoTheory)
		h.pass(welder, item, rules.SpecialOperator)
		done := h.fulfilled
		p := h.ask(permit.Renewal, permit.Ask{Work: worked})
		if p.Basis.Before || p.Basis.Theory.On != "2032-10-01" || h.fulfilled != done+1 {
			t.Errorf("%+v, %d fulfilled", p.Basis, h.fulfilled-done)
		}
		mine, err := h.OwnPasses(own(welder))
		if err != nil || mine[0].Used != p.ID {
			t.Errorf("%+v %v", mine, err)
		}
	})
}

// A competence certificate is renewed with the refresher hours of every year of it that has ended.
func TestYearlyRefresherHours(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		const principal = "PM-02-00" // 36 months, 16 hours a year
		months := func(s *rules.Set) {
			renewals(false, 0)(s)
			s.ValidityMonths = rules.Param[int]{Value: 36, State: rules.Given}
		}
		h.amend = months
		h.day("2026-11-21")
		h.pass(welder, principal, rules.Principal)
		a, err := h.Submit(own(welder), permit.Request{Item: principal, Papers: h.papers()})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.Approve(as("reviewer"), a.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Issue(as("issuer"), a.ID); err != nil {
			t.Fatal(err)
		}
		h.day("2029-10-01") // to 2029-11-20: two years have ended, the third runs
		try := func() error {
			_, err := h.Submit(own(welder), permit.Request{Kind: permit.Renewal, Item: principal, Papers: h.papers(), Ask: permit.Ask{Work: worked}})
			return err
		}
		h.refresher = map[actor.Date]int{"2027-11-20": 16, "2028-11-21": 16}
		refused(t, "the second year is empty: its last day was 2028-11-20", try(), permit.ErrRefresher)
		h.amend = func(s *rules.Set) { months(s); s.RefresherHours = rules.Param[int]{State: rules.Blank} }
		refused(t, "hours that nobody has set", try(), rules.ErrBlank)
		h.amend = func(s *rules.Set) {
			months(s)
			s.RefresherPeriod = rules.Param[rules.Period]{Value: rules.ByCalendarYear, State: rules.Given}
		}
		if err := try(); err != nil {
			t.Errorf("by calendar years 2027 and 2028 are met: %v", err)
		}
	})
}

func TestReplacementEndsTheOldCode(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		f := &follower{}
		h.Followers = []permit.Follower{f}
		h.day("2026-11-21")
		old := h.issued(welder, item)
		h.change(old.ID, permit.ChangeNational)
		before, err := h.Wallet(own(welder))
		if err != nil {
			t.Fatal(err)
		}
		h.day("2027-03-01")
		_, err = h.Submit(own(welder), h.request(permit.Replacement, permit.Ask{}))
		refused(t, "no ground", err, permit.ErrGround)
		_, err = h.Submit(own(welder), h.request(permit.Replacement, permit.Ask{Ground: permit.Abroad}))
		refused(t, "the ground of a deferral", err, permit.ErrGround)
		p := h.ask(permit.Replacement, permit.Ask{Ground: permit.Lost})
		if p.ValidFrom != old.ValidFrom || p.ValidTo != old.ValidTo || p.FirstIssuedOn != old.FirstIssuedOn || p.National != permit.NationalConfirmed || !p.Basis.Before {
			t.Errorf("%+v", p)
		}
		if !slices.Contains(f.told, "changed REPLACED CONFIRMED") || f.told[len(f.told)-1] != "issued CONFIRMED" {
			t.Errorf("followers heard %q", f.told)
		}
		byCode := func(code string) string {
			t.Helper()
			got, err := h.CheckCode(t.Context(), code)
			if err != nil || len(got.Permits) != 1 {
				t.Fatal(got, err)
			}
			return string(got.Permits[0].Status.Code)
		}
		after, err := h.Wallet(own(welder))
		if err != nil || len(after) != 2 || after[0].Code == before[0].Code || byCode(before[0].Code) != "REPLACED" || byCode(after[0].Code) != "VALID" {
			t.Errorf("%+v %v", after, err)
		}
		got, err := h.CheckNumber(t.Context(), number, name)
		if err != nil || len(got.Permits) != 1 || got.Permits[0].Status.Code != rules.StatusValid {
			t.Errorf("who asks by number: %+v %v", got, err)
		}
		for day, want := range map[actor.Date]rules.PermitStatus{"2027-02-28": permit.StatusNotIssued, "2027-03-01": rules.StatusValid} {
			if on, err := h.StatusOn(as("regulator"), p.ID, day); err != nil || on.Status.Code != want || day > "2027-03" && on.Status.National != permit.NationalConfirmed {
				t.Errorf("%s: %+v %v", day, on.Status, err)
			}
		}
		if on, err := h.StatusOn(as("regulator"), old.ID, "2027-02-28"); err != nil || on.Status.Code != rules.StatusValid {
			t.Errorf("the old one counted until then: %+v %v", on, err)
		}
		_, err = h.Propose(as("issuer"), old.ID, permit.ChangeRevoke, "经核实", "第三十条")
		refused(t, "an act on a replaced one", err, permit.ErrChangeKind)
		_, err = h.Propose(as("issuer"), p.ID, permit.ChangeReplace, "经核实", "第三十条")
		refused(t, "replaced without an application", err, permit.ErrChangeKind)
		h.change(p.ID, permit.ChangeSuspend)
		_, err = h.Submit(own(welder), h.request(permit.Replacement, permit.Ask{Ground: permit.Lost}))
		refused(t, "a suspended one", err, permit.ErrOnHold)
	})
}

func TestCorrectionFollowsTheRecord(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.day("2026-11-21")
		old := h.issued(welder, item)
		h.change(old.ID, permit.ChangeNational)
		proof := permit.Ask{Ground: permit.NewName, Proof: "户口本 420600-77"}
		_, err := h.Submit(own(welder), h.request(permit.Correction, proof))
		refused(t, "nothing to correct", err, permit.ErrSame)
		who := h.persons[welder]
		who.Name = "张三峰"
		h.persons[welder] = who
		_, err = h.Submit(own(welder), h.request(permit.Correction, permit.Ask{Ground: permit.NewName}))
		refused(t, "no proof", err, permit.ErrProof)
		p := h.ask(permit.Correction, proof)
		if p.Holder.Name != "张三峰" || p.ValidTo != old.ValidTo || p.National != permit.NationalPending || h.code(old.ID) != permit.StatusReplaced {
			t.Errorf("%+v", p)
		}
		v, err := h.Look(as("regulator"), old.ID)
		last := v.History[len(v.History)-1]
		if err != nil || last.Legal != proof.Proof || len(last.By) != 2 || last.By[0] == last.By[1] {
			t.Errorf("%+v %v", last, err)
		}
		for who, want := range map[string]int{name: 0, "张三峰": 1} {
			if got, err := h.CheckNumber(t.Context(), number, who); err != nil || len(got.Permits) != want {
				t.Errorf("%s: %+v %v", who, got, err)
			}
		}
		h.documents[welder] = identity.Document{Kind: identity.IDCard, Number: "440524188001010014"}
		p = h.ask(permit.Correction, permit.Ask{Ground: permit.NewNumber, Proof: "公安机关更正证明 12 号"})
		if n, err := h.Unmask(as("issuer"), p.ID, "核对证号"); err != nil || n != "T440524188001010014" {
			t.Errorf("%s %v", n, err)
		}
		if n, err := h.Unmask(as("issuer"), old.ID, "核对证号"); err != nil || n != number {
			t.Errorf("the first one said %s %v", n, err)
		}
		if got, err := h.CheckNumber(t.Context(), "T440524188001010014", "张三峰"); err != nil || len(got.Permits) != 1 {
			t.Errorf("%+v %v", got, err)
		}
	})
}

func TestTwoIssuersRenewOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.day("2026-11-21")
		h.issued(welder, item)
		h.amend = renewals(false, 0)
		h.day("2032-10-01")
		a, err := h.Submit(own(welder), h.request(permit.Renewal, permit.Ask{Work: worked}))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.Approve(as("reviewer"), a.ID); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		made := 0
		for i := range 8 {
			wg.Go(func() {
				if _, err := h.Issue(as([]string{"issuer", "issuer2"}[i%2]), a.ID); err == nil {
					mu.Lock()
					made++
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if n := h.count("SELECT COUNT(*) FROM permit"); made != 1 || n != 2 {
			t.Errorf("%d issued, %d permits", made, n)
		}
	})
}
