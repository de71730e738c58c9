package application_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank/assembly"
)

// model is the state machine of process §1, written down a second time: act → state → next.
var model = map[string]map[application.State]application.State{
	"submit":   {application.Draft: application.Submitted, application.ToCorrect: application.Submitted},
	"return":   {application.Submitted: application.ToCorrect},
	"accept":   {application.Submitted: application.Accepted},
	"approve":  {application.Accepted: application.Approved},
	"reject":   {application.Submitted: application.Rejected, application.Accepted: application.Rejected},
	"fulfil":   {application.Approved: application.Fulfilled},
	"withdraw": {application.Draft: application.Lapsed, application.Submitted: application.Lapsed, application.ToCorrect: application.Lapsed, application.Accepted: application.Lapsed, application.Approved: application.Lapsed},
	"material": {application.Draft: application.Draft, application.ToCorrect: application.ToCorrect},
}

// Any sequence of acts keeps to the table: allowed acts move the state as it says, the others fail and change nothing;
// dates of answer exist exactly where somebody has the ball.
func TestAnyOrderOfActsKeepsToTheTable(t *testing.T) {
	h := newHouse(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	n := 0
	names := make([]string, 0, len(model))
	for name := range model {
		names = append(names, name)
	}
	slices.Sort(names)
	rapid.Check(t, func(rt *rapid.T) {
		n++
		p := people.PersonID("p-" + actor.NewID(h.clock.Now()))
		a := h.ready(t, h.draft(t, p))
		state := a.State
		for _, act := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 12).Draw(rt, "acts") {
			err := h.act(act, p, a.ID)
			next, ok := model[act][state]
			now := must[application.Application](t)(h.For(candidate(p), a.ID))
			switch {
			case ok && err != nil:
				rt.Fatalf("%s in %s failed: %v", act, state, err)
			case ok && now.State != next, !ok && now.State != state:
				rt.Fatalf("%s in %s led to %s", act, state, now.State)
			case !ok && !errors.Is(err, application.ErrState):
				rt.Fatalf("%s in %s answered %v", act, state, err)
			case (now.DueOn != "") != (now.State == application.Submitted || now.State == application.Accepted):
				rt.Fatalf("due %q in %s", now.DueOn, now.State)
			case (now.AnswerBy != "") != (now.State == application.ToCorrect):
				rt.Fatalf("answer by %q in %s", now.AnswerBy, now.State)
			}
			state = now.State
		}
	})
	if n == 0 {
		t.Fatal("nothing ran")
	}
}

func (h *house) act(name string, p people.PersonID, id application.ID) error {
	rev := h.staff("reviewer", people.ApplicationReviewer)
	var err error
	switch name {
	case "submit":
		_, err = h.Submit(candidate(p), id)
	case "return":
		_, err = h.Return(rev, id, []application.Defect{{Material: rules.MaterialHealth, What: "体检表不清晰"}})
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
		_, err = h.SetMaterial(candidate(p), id, application.Material{Kind: rules.MaterialHealth, Fit: true, Date: "2026-10-02", Institution: "市中心医院"})
	}
	return err
}

func TestEveryDefectIsToldAtOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.w.extra = []rules.Material{rules.MaterialDocument, rules.MaterialUSCC, rules.MaterialPost}
		h.w.refuse("p-1", application.Refusal{Code: "eligibility.hours", ZH: "学时不足。", EN: "Hours are missing."})
		a := h.draft(t, "p-1")
		must[application.Application](t)(h.SetMaterial(candidate("p-1"), a.ID, application.Material{Kind: rules.MaterialUSCC, Value: "91350100M000100Y44"}))
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
		must[application.Application](t)(h.SetMaterial(candidate("p-1"), a.ID, application.Material{Kind: rules.MaterialUSCC, Value: "91350100M000100Y43"}))
		if wrong, _, _ := h.Check(candidate("p-1"), a.ID); wrong[rules.MaterialUSCC] != nil {
			t.Error("a valid code is refused")
		}
	})
}

func TestMaterialsAreChecked(t *testing.T) {
	h := newHouse(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	a := h.ready(t, h.draft(t, "p-1"))
	ctx := candidate("p-1")
	for name, c := range map[string]struct {
		m    application.Material
		code *fault.Error
	}{
		"unfit":          {application.Material{Kind: rules.MaterialHealth, Date: "2026-10-01", Institution: "x"}, application.ErrUnfit},
		"from tomorrow":  {application.Material{Kind: rules.MaterialHealth, Fit: true, Date: "2026-11-22", Institution: "x"}, application.ErrHealthDate},
		"too old":        {application.Material{Kind: rules.MaterialHealth, Fit: true, Date: "2025-11-20", Institution: "x"}, application.ErrHealthDate},
		"no institution": {application.Material{Kind: rules.MaterialHealth, Fit: true, Date: "2026-10-01"}, application.ErrNeedHealth},
		"old pledge":     {application.Material{Kind: rules.MaterialPledge, Value: "2025-1"}, application.ErrNeedPledge},
	} {
		must[application.Application](t)(h.SetMaterial(ctx, a.ID, c.m))
		if _, err := h.Submit(ctx, a.ID); !hasCode(err, c.code) {
			t.Errorf("%s: %v", name, err)
		}
		h.ready(t, a)
	}
	for _, kind := range []rules.Material{rules.MaterialPhoto, "HOLIDAY_PICTURE_1", ""} {
		if _, err := h.SetMaterial(ctx, a.ID, application.Material{Kind: kind}); !hasCode(err, application.ErrMaterialKind) {
			t.Errorf("material %q: %v", kind, err)
		}
		if _, err := h.SetFile(ctx, a.ID, kind, []byte("%PDF-1.7")); !hasCode(err, application.ErrMaterialKind) {
			t.Errorf("file of %q: %v", kind, err)
		}
	}
	for name, data := range map[string][]byte{"script": []byte("<html><script>"), "zip": []byte("PK\x03\x04aaaa"), "empty": nil} {
		if _, err := h.SetFile(ctx, a.ID, rules.MaterialDocument, data); !hasCode(err, application.ErrFileType) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := h.SetFile(ctx, a.ID, rules.MaterialDocument, make([]byte, application.MaxFile+1))
	want(t, err, application.ErrFileSize)
	_, err = h.SetFile(candidate("p-2"), a.ID, rules.MaterialDocument, []byte("%PDF-1.7"))
	want(t, err, application.ErrNotFound)
	got := must[application.Application](t)(h.SetFile(ctx, a.ID, rules.MaterialDocument, []byte("%PDF-1.7")))
	if data, ct, err := h.MaterialFile(ctx, got.ID, rules.MaterialDocument); err != nil || string(data) != "blob/1" || ct == "" {
		t.Error(err)
	}
	_, _, err = h.MaterialFile(candidate("p-2"), got.ID, rules.MaterialDocument)
	want(t, err, application.ErrNotFound)
}

// 一次性告知: what was in order the first time and has not changed cannot be objected to the second time.
func TestASecondListMayNotAddOldDefects(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := h.ready(t, h.draft(t, "p-1"))
		ctx, rev := candidate("p-1"), h.staff("reviewer", people.ApplicationReviewer)
		must[application.Application](t)(h.Submit(ctx, a.ID))
		h.clock.Advance(time.Hour)
		health := []application.Defect{{Material: rules.MaterialHealth, What: "体检日期看不清"}}
		got := must[application.Application](t)(h.Return(rev, a.ID, health))
		if got.AnswerBy != "2026-12-21" || got.DueOn != "" || len(got.Defects) != 1 {
			t.Fatalf("%+v", got)
		}
		h.clock.Advance(time.Hour)
		must[application.Application](t)(h.SetMaterial(ctx, a.ID, application.Material{Kind: rules.MaterialHealth, Fit: true, Date: "2026-10-02", Institution: "市中心医院"}))
		must[application.Application](t)(h.Submit(ctx, a.ID))
		_, err := h.Return(rev, a.ID, []application.Defect{{Material: rules.MaterialPledge, What: "没签字"}})
		want(t, err, application.ErrLateDefect)
		must[application.Application](t)(h.Return(rev, a.ID, health))
		_, err = h.Return(rev, a.ID, nil)
		if !hasCode(err, application.ErrNoDefects) {
			t.Error(err)
		}
	})
}

func TestReviewersAreOthersAndOfTheAuthority(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := h.ready(t, h.draft(t, "p-1"))
		must[application.Application](t)(h.Submit(h.staff("clerk", people.CounterClerk), a.ID))
		roles := people.ApplicationReviewer
		for name, c := range map[string]struct {
			ctx  context.Context
			code error
		}{
			"the applicant's own account": {h.staff("1", roles), application.ErrOwn},
			"who handed it in":            {h.staff("clerk", roles), application.ErrOwn},
			"another authority":           {staffAt("/s/", "r", roles), application.ErrNotFound},
			"another role":                {h.staff("r", people.ExamManager), application.ErrForbidden},
			"the candidate":               {candidate("p-1"), application.ErrNotFound},
		} {
			for step, err := range map[string]error{
				"accept":  second(h.Accept(c.ctx, a.ID)),
				"reject":  second(h.Reject(c.ctx, a.ID, "x")),
				"approve": second(h.Approve(c.ctx, a.ID)),
				"return":  second(h.Return(c.ctx, a.ID, []application.Defect{{Material: rules.MaterialHealth, What: "x"}})),
				"help":    second(h.DecideHelp(c.ctx, a.ID, 10, "", "x")),
			} {
				if !errors.Is(err, c.code) {
					t.Errorf("%s by %s: %v", step, name, err)
				}
			}
		}
		if got := must[application.Application](t)(h.For(candidate("p-1"), a.ID)); got.State != application.Submitted {
			t.Errorf("state %s", got.State)
		}
		if q := must[[]application.Application](t)(h.Queue(h.staff("r", roles), []application.State{application.Submitted}, "", 10)); len(q) != 1 {
			t.Errorf("%d in the queue", len(q))
		}
		if q := must[[]application.Application](t)(h.Queue(staffAt("/s/", "r", roles), nil, "", 10)); len(q) != 0 {
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
		reg := func(p people.PersonID, sponsor people.OrgID) application.Registration {
			return application.Registration{Person: p, Authority: authority, ItemCode: itemLow, PersonType: rules.SpecialOperator, Kind: application.FirstIssue, Sponsor: sponsor}
		}
		manager := staffAt("/e/", "m", people.EnterpriseManager)
		_, err := h.Apply(candidate("p-2"), reg("p-1", ""))
		want(t, err, application.ErrNotFound)
		_, err = h.Apply(manager, reg("p-1", employer)) // not an employee
		want(t, err, application.ErrNotSponsored)
		_, err = h.Apply(manager, reg("p-1", ""))
		want(t, err, application.ErrNotFound)
		_, err = h.Apply(h.staff("r", people.ApplicationReviewer), reg("p-1", ""))
		want(t, err, application.ErrForbidden)
		for p, c := range map[people.PersonID]struct {
			ctx     context.Context
			sponsor people.OrgID
			channel application.Channel
		}{
			"p-1": {candidate("p-1"), "", application.ChannelSelf}, "p-e1": {manager, employer, application.ChannelEmployer},
			"p-3": {h.staff("c", people.CounterClerk), "", application.ChannelCounter},
		} {
			a := must[application.Application](t)(h.Apply(c.ctx, reg(p, c.sponsor)))
			if a.Channel != c.channel {
				t.Errorf("%s: %s", p, a.Channel)
			}
			if _, err := h.For(staffAt("/s/", "x", people.CounterClerk, people.EnterpriseManager), a.ID); !errors.Is(err, application.ErrNotFound) {
				t.Errorf("a stranger reads %s: %v", p, err)
			}
		}
		_, err = h.Apply(candidate("p-5"), application.Registration{Person: "p-5", Authority: employer, ItemCode: itemLow, PersonType: rules.SpecialOperator, Kind: application.FirstIssue})
		if !hasCode(err, application.ErrAuthority) {
			t.Error(err)
		}
	})
}

func TestOneLiveApplicationPerPersonAndItem(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		reg := application.Registration{Person: "p-1", Authority: authority, ItemCode: itemLow, PersonType: rules.SpecialOperator, Kind: application.FirstIssue}
		won := make(chan application.ID, 30)
		var wg sync.WaitGroup
		for range 30 {
			wg.Go(func() {
				a, err := h.Apply(candidate("p-1"), reg)
				if err == nil {
					won <- a.ID
				} else if !errors.Is(err, application.ErrExists) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if len(won) != 1 {
			t.Fatalf("%d applications", len(won))
		}
		must[application.Application](t)(h.Withdraw(candidate("p-1"), <-won))
		must[application.Application](t)(h.Apply(candidate("p-1"), reg))
		if list := must[[]application.Application](t)(h.Mine(candidate("p-1"))); len(list) != 2 {
			t.Errorf("%d", len(list))
		}
	})
}

func TestDeadlines(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		sys := actor.AsSystem(context.Background(), "sweeper")
		a := h.ready(t, h.draft(t, "p-1"))
		a = must[application.Application](t)(h.Submit(candidate("p-1"), a.ID))
		if a.DueOn != "2026-11-27" { // Saturday + 5 working days
			t.Fatalf("due %s", a.DueOn)
		}
		sweep := func(day string) {
			h.clock.Set(actor.Date(day).Time().Add(9 * time.Hour))
			must[int](t)(0, h.Sweep(sys))
		}
		sweep("2026-11-25")
		if n := h.events(t, application.TopicDue); n != 0 {
			t.Error("alarm two working days before")
		}
		sweep("2026-11-26")
		sweep("2026-11-26")
		if n := h.events(t, application.TopicDue); n != 1 {
			t.Errorf("%d alarms", n)
		}
		rev := h.staff("reviewer", people.ApplicationReviewer)
		a = must[application.Application](t)(h.Return(rev, a.ID, []application.Defect{{Material: rules.MaterialHealth, What: "不清晰"}}))
		sweep(string(a.AnswerBy))
		if got := must[application.Application](t)(h.For(candidate("p-1"), a.ID)); got.State != application.ToCorrect {
			t.Error("lapsed on the last day")
		}
		sweep(string(a.AnswerBy.AddDays(1)))
		if got := must[application.Application](t)(h.For(candidate("p-1"), a.ID)); got.State != application.Lapsed || got.Reason == "" {
			t.Errorf("%+v", got)
		}
		d := h.draft(t, "p-2")
		sweep("2027-03-27")
		if got := must[application.Application](t)(h.For(candidate("p-2"), d.ID)); got.State != application.Draft {
			t.Errorf("a draft of 90 days is %s", got.State)
		}
		sweep("2027-03-28")
		if got := must[application.Application](t)(h.For(candidate("p-2"), d.ID)); got.State != application.Lapsed {
			t.Errorf("an old draft is %s", got.State)
		}
	})
}

func TestAccommodationsAreDecidedBeforeApproval(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := must[application.Application](t)(h.Apply(candidate("p-1"), application.Registration{Person: "p-1", Authority: authority, ItemCode: itemLow,
			PersonType: rules.SpecialOperator, Kind: application.FirstIssue, Help: application.Deafness, HelpWish: "需要文字提示"}))
		h.ready(t, a)
		must[application.Application](t)(h.Submit(candidate("p-1"), a.ID))
		rev := h.staff("reviewer", people.ApplicationReviewer)
		must[application.Application](t)(h.Accept(rev, a.ID))
		_, err := h.Approve(rev, a.ID)
		want(t, err, application.ErrHelpUndecided)
		_, err = h.DecideHelp(rev, a.ID, 121, "", "x")
		if !hasCode(err, application.ErrHelpRange) {
			t.Error(err)
		}
		must[application.Application](t)(h.DecideHelp(rev, a.ID, 20, "", "延长 20 分钟"))
		if _, err := h.DecideHelp(rev, a.ID, 20, assembly.Uyghur, "维吾尔文"); !hasCode(err, application.ErrHelpLanguage) {
			t.Errorf("a language for whoever hears badly: %v", err)
		}
		a = must[application.Application](t)(h.Approve(rev, a.ID))
		if a.Accommodation.ExtraMinutes != 20 || a.ValidTo != "2027-11-21" {
			t.Errorf("%+v", a)
		}
		h.w.booked = a.ID
		_, err = h.Withdraw(candidate("p-1"), a.ID)
		want(t, err, application.ErrBooked)
	})
}

// A language is asked for by name, granted by a reviewer or not, and counts for nothing before that.
func TestALanguageIsGranted(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		form := application.Registration{Person: "p-1", Authority: authority, ItemCode: itemLow, PersonType: rules.SpecialOperator, Kind: application.FirstIssue,
			Help: application.Language, HelpWish: "看不懂汉字", Language: assembly.Uyghur}
		for what, spoil := range map[string]func(*application.Registration){"on another ground": func(r *application.Registration) { r.Help = application.Deafness },
			"on no ground": func(r *application.Registration) { r.Help = "" }, "in French": func(r *application.Registration) { r.Language = "fr" }} {
			r := form
			spoil(&r)
			if _, err := h.Apply(candidate("p-1"), r); !hasCode(err, application.ErrHelpLanguage) {
				t.Errorf("a language %s: %v", what, err)
			}
		}
		a := must[application.Application](t)(h.Apply(candidate("p-1"), form))
		if a.Accommodation.Language != assembly.Uyghur || a.Accommodation.Granted() != "" {
			t.Errorf("%+v", a.Accommodation)
		}
		h.ready(t, a)
		must[application.Application](t)(h.Submit(candidate("p-1"), a.ID))
		rev := h.staff("reviewer", people.ApplicationReviewer)
		must[application.Application](t)(h.Accept(rev, a.ID))
		if _, err := h.DecideHelp(rev, a.ID, 0, "fr", "x"); !hasCode(err, application.ErrHelpLanguage) {
			t.Errorf("French is granted: %v", err)
		}
		if got := must[application.Application](t)(h.DecideHelp(rev, a.ID, 0, "", "不需要")); got.Accommodation.Granted() != "" {
			t.Errorf("refused, and granted: %+v", got.Accommodation)
		}
		if got := must[application.Application](t)(h.DecideHelp(rev, a.ID, 15, assembly.Uyghur, "同意")); got.Accommodation.Granted() != assembly.Uyghur {
			t.Errorf("%+v", got.Accommodation)
		}
	})
}

func TestAnExamBodyLeadsToItsAuthority(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a, err := h.Apply(candidate("p-1"), application.Registration{Person: "p-1", Authority: "examiners", ItemCode: "SO-01-02",
			PersonType: rules.SpecialOperator, Kind: application.FirstIssue})
		if err != nil || a.Authority != authority {
			t.Errorf("the exam centre would issue the permit: %s, %v", a.Authority, err)
		}
		if _, err := h.Apply(candidate("p-2"), application.Registration{Person: "p-2", Authority: employer, ItemCode: "SO-01-02",
			PersonType: rules.SpecialOperator, Kind: application.FirstIssue}); !hasCode(err, application.ErrAuthority) {
			t.Errorf("an enterprise decides: %v", err)
		}
	})
}
