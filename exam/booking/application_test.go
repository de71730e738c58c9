package booking_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// model is the state machine of process §1, written down a second time: act → state → next.
var model = map[string]map[booking.ApplicationState]booking.ApplicationState{
	"submit":   {booking.Draft: booking.Submitted, booking.ToCorrect: booking.Submitted},
	"return":   {booking.Submitted: booking.ToCorrect},
	"accept":   {booking.Submitted: booking.Accepted},
	"approve":  {booking.Accepted: booking.Approved},
	"reject":   {booking.Submitted: booking.Rejected, booking.Accepted: booking.Rejected},
	"fulfil":   {booking.Approved: booking.Fulfilled},
	"withdraw": {booking.Draft: booking.Lapsed, booking.Submitted: booking.Lapsed, booking.ToCorrect: booking.Lapsed, booking.Accepted: booking.Lapsed, booking.Approved: booking.Lapsed},
	"material": {booking.Draft: booking.Draft, booking.ToCorrect: booking.ToCorrect},
}

// Any sequence of acts keeps to the table: allowed acts move the state as it says, the others fail and change nothing;
// dates of answer exist exactly where somebody has the ball.
func TestAnyOrderOfActsKeepsToTheTable(t *testing.T) {
	h := newHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 1)
	n := 0
	names := make([]string, 0, len(model))
	for name := range model {
		names = append(names, name)
	}
	slices.Sort(names)
	rapid.Check(t, func(rt *rapid.T) {
		n++
		p := people.PersonID("p-" + actor.NewID(h.clock.Now()))
		a := h.ready(h.draft(p))
		state := a.State
		for _, act := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 12).Draw(rt, "acts") {
			err := h.act(act, p, a.ID)
			next, ok := model[act][state]
			now := must[booking.Application](t)(h.ApplicationFor(candidate(p), a.ID))
			switch {
			case ok && err != nil:
				rt.Fatalf("%s in %s failed: %v", act, state, err)
			case ok && now.State != next, !ok && now.State != state:
				rt.Fatalf("%s in %s led to %s", act, state, now.State)
			case !ok && !errors.Is(err, booking.ErrApplicationState):
				rt.Fatalf("%s in %s answered %v", act, state, err)
			case (now.DueOn != "") != (now.State == booking.Submitted || now.State == booking.Accepted):
				rt.Fatalf("due %q in %s", now.DueOn, now.State)
			case (now.AnswerBy != "") != (now.State == booking.ToCorrect):
				rt.Fatalf("answer by %q in %s", now.AnswerBy, now.State)
			}
			state = now.State
		}
	})
	if n == 0 {
		t.Fatal("nothing ran")
	}
}

func (h *house) act(name string, p people.PersonID, id booking.ApplicationID) error {
	rev := h.staff("reviewer", people.ApplicationReviewer)
	var err error
	switch name {
	case "submit":
		_, err = h.Submit(candidate(p), id)
	case "return":
		_, err = h.Return(rev, id, []booking.Defect{{Material: rules.MaterialHealth, What: "体检表不清晰"}})
	case "accept":
		_, err = h.Accept(rev, id)
	case "approve":
		_, err = h.Approve(rev, id)
	case "reject":
		_, err = h.Reject(rev, id, "不符合条件")
	case "fulfil":
		err = h.MarkFulfilled(actor.AsSystem(context.Background(), "permit"), id)
	case "withdraw":
		_, err = h.Withdraw(candidate(p), id)
	case "material":
		_, err = h.SetMaterial(candidate(p), id, booking.Material{Kind: rules.MaterialHealth, Fit: true, Date: "2026-10-02", Institution: "市中心医院"})
	}
	return err
}

func TestEveryDefectIsToldAtOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.w.extra = []rules.Material{rules.MaterialDocument, rules.MaterialUSCC, rules.MaterialPost}
		h.w.refuse("p-1", booking.Refusal{Code: "eligibility.hours", ZH: "学时不足。", EN: "Hours are missing."})
		a := h.draft("p-1")
		must[booking.Application](t)(h.SetMaterial(candidate("p-1"), a.ID, booking.Material{Kind: rules.MaterialUSCC, Value: "91350100M000100Y44"}))
		_, err := h.Submit(candidate("p-1"), a.ID)
		got := map[string]string{}
		for _, f := range fault.From(err).Fields() {
			got[f.Path] = f.Err.Code()
		}
		wants := map[string]string{"materials.IDENTITY_DOCUMENT": "application.need_file", "materials.HEALTH_STATEMENT": "application.need_health", "materials.PLEDGE": "application.need_pledge",
			"materials.USCC": "application.bad_uscc", "materials.POST_PROOF": "application.need_file", "application": "eligibility.hours"}
		for path, code := range wants {
			if got[path] != code {
				t.Errorf("%s: %q, want %s", path, got[path], code)
			}
		}
		if len(got) != len(wants) {
			t.Errorf("%v", got)
		}
		wrong, refusals, err := h.Check(candidate("p-1"), a.ID)
		if err != nil || len(wrong) != 5 || len(refusals) != 1 {
			t.Errorf("%v %v %v", wrong, refusals, err)
		}
		must[booking.Application](t)(h.SetMaterial(candidate("p-1"), a.ID, booking.Material{Kind: rules.MaterialUSCC, Value: "91350100M000100Y43"}))
		if wrong, _, _ := h.Check(candidate("p-1"), a.ID); wrong[rules.MaterialUSCC] != nil {
			t.Error("a valid code is refused")
		}
	})
}

func TestMaterialsAreChecked(t *testing.T) {
	h := newHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 1)
	a := h.ready(h.draft("p-1"))
	ctx := candidate("p-1")
	for name, c := range map[string]struct {
		m    booking.Material
		code *fault.Error
	}{
		"unfit":          {booking.Material{Kind: rules.MaterialHealth, Date: "2026-10-01", Institution: "x"}, booking.ErrUnfit},
		"from tomorrow":  {booking.Material{Kind: rules.MaterialHealth, Fit: true, Date: "2026-11-22", Institution: "x"}, booking.ErrHealthDate},
		"too old":        {booking.Material{Kind: rules.MaterialHealth, Fit: true, Date: "2025-11-20", Institution: "x"}, booking.ErrHealthDate},
		"no institution": {booking.Material{Kind: rules.MaterialHealth, Fit: true, Date: "2026-10-01"}, booking.ErrNeedHealth},
		"old pledge":     {booking.Material{Kind: rules.MaterialPledge, Value: "2025-1"}, booking.ErrNeedPledge},
	} {
		must[booking.Application](t)(h.SetMaterial(ctx, a.ID, c.m))
		if _, err := h.Submit(ctx, a.ID); !hasCode(err, c.code) {
			t.Errorf("%s: %v", name, err)
		}
		h.ready(a)
	}
	for _, kind := range []rules.Material{rules.MaterialPhoto, "HOLIDAY_PICTURE_1", ""} {
		if _, err := h.SetMaterial(ctx, a.ID, booking.Material{Kind: kind}); !hasCode(err, booking.ErrMaterialKind) {
			t.Errorf("material %q: %v", kind, err)
		}
		if _, err := h.SetFile(ctx, a.ID, kind, []byte("%PDF-1.7")); !hasCode(err, booking.ErrMaterialKind) {
			t.Errorf("file of %q: %v", kind, err)
		}
	}
	for name, data := range map[string][]byte{"script": []byte("<html><script>"), "zip": []byte("PK\x03\x04aaaa"), "empty": nil} {
		if _, err := h.SetFile(ctx, a.ID, rules.MaterialDocument, data); !hasCode(err, booking.ErrFileType) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := h.SetFile(ctx, a.ID, rules.MaterialDocument, make([]byte, booking.MaxFile+1))
	want(t, err, booking.ErrFileSize)
	_, err = h.SetFile(candidate("p-2"), a.ID, rules.MaterialDocument, []byte("%PDF-1.7"))
	want(t, err, booking.ErrNotFound)
	got := must[booking.Application](t)(h.SetFile(ctx, a.ID, rules.MaterialDocument, []byte("%PDF-1.7")))
	if data, ct, err := h.MaterialFile(ctx, got.ID, rules.MaterialDocument); err != nil || string(data) != "blob/1" || ct == "" {
		t.Error(err)
	}
	_, _, err = h.MaterialFile(candidate("p-2"), got.ID, rules.MaterialDocument)
	want(t, err, booking.ErrNotFound)
}

// 一次性告知: what was in order the first time and has not changed cannot be objected to the second time.
func TestASecondListMayNotAddOldDefects(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := h.ready(h.draft("p-1"))
		ctx, rev := candidate("p-1"), h.staff("reviewer", people.ApplicationReviewer)
		must[booking.Application](t)(h.Submit(ctx, a.ID))
		h.clock.Advance(time.Hour)
		health := []booking.Defect{{Material: rules.MaterialHealth, What: "体检日期看不清"}}
		got := must[booking.Application](t)(h.Return(rev, a.ID, health))
		if got.AnswerBy != "2026-12-21" || got.DueOn != "" || len(got.Defects) != 1 {
			t.Fatalf("%+v", got)
		}
		h.clock.Advance(time.Hour)
		must[booking.Application](t)(h.SetMaterial(ctx, a.ID, booking.Material{Kind: rules.MaterialHealth, Fit: true, Date: "2026-10-02", Institution: "市中心医院"}))
		must[booking.Application](t)(h.Submit(ctx, a.ID))
		_, err := h.Return(rev, a.ID, []booking.Defect{{Material: rules.MaterialPledge, What: "没签字"}})
		want(t, err, booking.ErrLateDefect)
		must[booking.Application](t)(h.Return(rev, a.ID, health))
		_, err = h.Return(rev, a.ID, nil)
		if !hasCode(err, booking.ErrNoDefects) {
			t.Error(err)
		}
	})
}

func TestReviewersAreOthersAndOfTheAuthority(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := h.ready(h.draft("p-1"))
		must[booking.Application](t)(h.Submit(h.staff("clerk", people.CounterClerk), a.ID))
		roles := people.ApplicationReviewer
		for name, c := range map[string]struct {
			ctx  context.Context
			code error
		}{
			"the applicant's own account": {h.staff("1", roles), booking.ErrOwnApplication},
			"who handed it in":            {h.staff("clerk", roles), booking.ErrOwnApplication},
			"another authority":           {staffAt("/s/", "r", roles), booking.ErrNotFound},
			"another role":                {h.staff("r", people.ExamManager), booking.ErrForbidden},
			"the candidate":               {candidate("p-1"), booking.ErrNotFound},
		} {
			for step, err := range map[string]error{
				"accept":  second(h.Accept(c.ctx, a.ID)),
				"reject":  second(h.Reject(c.ctx, a.ID, "x")),
				"approve": second(h.Approve(c.ctx, a.ID)),
				"return":  second(h.Return(c.ctx, a.ID, []booking.Defect{{Material: rules.MaterialHealth, What: "x"}})),
				"help":    second(h.DecideHelp(c.ctx, a.ID, 10, "x")),
			} {
				if !errors.Is(err, c.code) {
					t.Errorf("%s by %s: %v", step, name, err)
				}
			}
		}
		if got := must[booking.Application](t)(h.ApplicationFor(candidate("p-1"), a.ID)); got.State != booking.Submitted {
			t.Errorf("state %s", got.State)
		}
		if q := must[[]booking.Application](t)(h.ReviewQueue(h.staff("r", roles), []booking.ApplicationState{booking.Submitted}, "", 10)); len(q) != 1 {
			t.Errorf("%d in the queue", len(q))
		}
		if q := must[[]booking.Application](t)(h.ReviewQueue(staffAt("/s/", "r", roles), nil, "", 10)); len(q) != 0 {
			t.Error("another authority sees the queue")
		}
		// Both names stand on the trail of what the clerk did.
		var detail string
		row := h.db.Conn(context.Background()).Table("audit_entry").Select("detail").Where("verb = ? AND actor_id = ?", "exam_application.submit", "clerk")
		if err := row.Take(&detail).Error; err != nil || !strings.Contains(detail, "考*") || !strings.Contains(detail, "p-1") {
			t.Errorf("%q %v", detail, err)
		}
	})
}

func second[T any](_ T, err error) error { return err }

func TestWhoMayApplyForWhom(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		reg := func(p people.PersonID, sponsor people.OrgID) booking.Registration {
			return booking.Registration{Person: p, Authority: authority, ItemCode: itemLow, PersonType: rules.SpecialOperator, Kind: booking.FirstIssue, Sponsor: sponsor}
		}
		manager := staffAt("/e/", "m", people.EnterpriseManager)
		_, err := h.Apply(candidate("p-2"), reg("p-1", ""))
		want(t, err, booking.ErrNotFound)
		_, err = h.Apply(manager, reg("p-1", employer)) // not an employee
		want(t, err, booking.ErrNotSponsored)
		_, err = h.Apply(manager, reg("p-1", ""))
		want(t, err, booking.ErrNotFound)
		_, err = h.Apply(h.staff("r", people.ApplicationReviewer), reg("p-1", ""))
		want(t, err, booking.ErrForbidden)
		for p, c := range map[people.PersonID]struct {
			ctx     context.Context
			sponsor people.OrgID
			channel booking.Channel
		}{
			"p-1": {candidate("p-1"), "", booking.ChannelSelf}, "p-e1": {manager, employer, booking.ChannelEmployer},
			"p-3": {h.staff("c", people.CounterClerk), "", booking.ChannelCounter},
		} {
			a := must[booking.Application](t)(h.Apply(c.ctx, reg(p, c.sponsor)))
			if a.Channel != c.channel {
				t.Errorf("%s: %s", p, a.Channel)
			}
			if _, err := h.ApplicationFor(staffAt("/s/", "x", people.CounterClerk, people.EnterpriseManager), a.ID); !errors.Is(err, booking.ErrNotFound) {
				t.Errorf("a stranger reads %s: %v", p, err)
			}
		}
		_, err = h.Apply(candidate("p-5"), booking.Registration{Person: "p-5", Authority: employer, ItemCode: itemLow, PersonType: rules.SpecialOperator, Kind: booking.FirstIssue})
		if !hasCode(err, booking.ErrOrgKind) {
			t.Error(err)
		}
	})
}

func TestOneLiveApplicationPerPersonAndItem(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		reg := booking.Registration{Person: "p-1", Authority: authority, ItemCode: itemLow, PersonType: rules.SpecialOperator, Kind: booking.FirstIssue}
		won := make(chan booking.ApplicationID, 30)
		var wg sync.WaitGroup
		for range 30 {
			wg.Go(func() {
				a, err := h.Apply(candidate("p-1"), reg)
				if err == nil {
					won <- a.ID
				} else if !errors.Is(err, booking.ErrApplicationExists) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if len(won) != 1 {
			t.Fatalf("%d applications", len(won))
		}
		must[booking.Application](t)(h.Withdraw(candidate("p-1"), <-won))
		must[booking.Application](t)(h.Apply(candidate("p-1"), reg))
		if list := must[[]booking.Application](t)(h.MyApplications(candidate("p-1"))); len(list) != 2 {
			t.Errorf("%d", len(list))
		}
	})
}

func TestDeadlines(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		sys := actor.AsSystem(context.Background(), "sweeper")
		a := h.ready(h.draft("p-1"))
		a = must[booking.Application](t)(h.Submit(candidate("p-1"), a.ID))
		if a.DueOn != "2026-11-27" { // Saturday + 5 working days
			t.Fatalf("due %s", a.DueOn)
		}
		sweep := func(day string) {
			h.clock.Set(actor.Date(day).Time().Add(9 * time.Hour))
			must[int](t)(0, h.SweepApplications(sys))
		}
		sweep("2026-11-25")
		if n := h.events(t, booking.TopicApplicationDue); n != 0 {
			t.Error("alarm two working days before")
		}
		sweep("2026-11-26")
		sweep("2026-11-26")
		if n := h.events(t, booking.TopicApplicationDue); n != 1 {
			t.Errorf("%d alarms", n)
		}
		rev := h.staff("reviewer", people.ApplicationReviewer)
		a = must[booking.Application](t)(h.Return(rev, a.ID, []booking.Defect{{Material: rules.MaterialHealth, What: "不清晰"}}))
		sweep(string(a.AnswerBy))
		if got := must[booking.Application](t)(h.ApplicationFor(candidate("p-1"), a.ID)); got.State != booking.ToCorrect {
			t.Error("lapsed on the last day")
		}
		sweep(string(a.AnswerBy.AddDays(1)))
		if got := must[booking.Application](t)(h.ApplicationFor(candidate("p-1"), a.ID)); got.State != booking.Lapsed || got.Reason == "" {
			t.Errorf("%+v", got)
		}
		d := h.draft("p-2")
		sweep("2027-03-27")
		if got := must[booking.Application](t)(h.ApplicationFor(candidate("p-2"), d.ID)); got.State != booking.Draft {
			t.Errorf("a draft of 90 days is %s", got.State)
		}
		sweep("2027-03-28")
		if got := must[booking.Application](t)(h.ApplicationFor(candidate("p-2"), d.ID)); got.State != booking.Lapsed {
			t.Errorf("an old draft is %s", got.State)
		}
	})
}

func TestAccommodationsAreDecidedBeforeApproval(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := must[booking.Application](t)(h.Apply(candidate("p-1"), booking.Registration{Person: "p-1", Authority: authority, ItemCode: itemLow,
			PersonType: rules.SpecialOperator, Kind: booking.FirstIssue, Help: booking.Deafness, HelpWish: "需要文字提示"}))
		h.ready(a)
		must[booking.Application](t)(h.Submit(candidate("p-1"), a.ID))
		rev := h.staff("reviewer", people.ApplicationReviewer)
		must[booking.Application](t)(h.Accept(rev, a.ID))
		_, err := h.Approve(rev, a.ID)
		want(t, err, booking.ErrHelpUndecided)
		_, err = h.DecideHelp(rev, a.ID, 121, "x")
		if !hasCode(err, booking.ErrHelpRange) {
			t.Error(err)
		}
		must[booking.Application](t)(h.DecideHelp(rev, a.ID, 20, "延长 20 分钟"))
		a = must[booking.Application](t)(h.Approve(rev, a.ID))
		b := must[booking.Booking](t)(h.Hold(candidate("p-1"), a.ID, h.slot(h.room, oneSlot).ID))
		if b.ExtraMinutes != 20 || a.ValidTo != "2027-11-21" {
			t.Errorf("%+v", b)
		}
		_, err = h.Withdraw(candidate("p-1"), a.ID)
		want(t, err, booking.ErrHasBooking)
	})
}

func TestAnExamBodyLeadsToItsAuthority(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a, err := h.Apply(candidate("p-1"), booking.Registration{Person: "p-1", Authority: "examiners", ItemCode: "SO-01-02",
			PersonType: rules.SpecialOperator, Kind: booking.FirstIssue})
		if err != nil || a.Authority != authority {
			t.Errorf("the exam centre would issue the permit: %s, %v", a.Authority, err)
		}
		if _, err := h.Apply(candidate("p-2"), booking.Registration{Person: "p-2", Authority: employer, ItemCode: "SO-01-02",
			PersonType: rules.SpecialOperator, Kind: booking.FirstIssue}); !hasCode(err, booking.ErrOrgKind) {
			t.Errorf("an enterprise decides: %v", err)
		}
	})
}
