package release_test

import (
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
)

// published releases one result with right answers to the first questions and returns it as released.
func (b *bureau) published(right int) exam.Result {
	b.t.Helper()
	res := b.sit(right, chip, "gate")
	b.release(b.signed())
	out, err := b.Real.Result(b.t.Context(), res.ID)
	if err != nil || out.State != exam.Released {
		b.t.Fatalf("%s %v", out.State, err)
	}
	return out
}

func (b *bureau) asked(res exam.Result) release.ScoreCheck {
	b.t.Helper()
	c, err := b.desk.AskCheck(asPerson(res.Person), res.ID, "我认为第五题的答案有误")
	if err != nil {
		b.t.Fatal(err)
	}
	return c
}

func TestScoreCheckKeepsARightScore(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.published(18)
		c := b.asked(res)
		if c.DueOn != "2026-12-04" { // ten working days after Saturday, 2026-11-21
			t.Errorf("due on %s", c.DueOn)
		}
		_, err := b.desk.AskCheck(asPerson(res.Person), res.ID, "再申请一次复核")
		refused(t, "a second check", err, release.ErrCheckTwice)
		for who, want := range map[people.AccountID]error{
			"rel": release.ErrCheckReleaser, "rel-rel": release.ErrCheckReleaser, "rel-inv": release.ErrCheckReleaser, "inspector": release.ErrCheckForbidden, "far": release.ErrCheckForbidden,
		} {
			_, err := b.desk.AssignCheck(as("rel"), c.ID, who)
			refused(t, "assigned to "+string(who), err, want)
		}
		_, err = b.desk.AssignCheck(as("far"), c.ID, "rel2")
		refused(t, "assigned by another authority", err, release.ErrNoCheck)
		if c, err = b.desk.AssignCheck(as("rel"), c.ID, "rel2"); err != nil || !c.Finding.Intact || c.Finding.Changed() || c.Finding.Again != res.Points {
			t.Fatalf("%+v %v", c, err)
		}
		own, versions, _, err := b.desk.OwnCheck(asPerson(res.Person), res.ID)
		if err != nil || own.Draft != "" || own.Name != "" || len(versions) != 0 {
			t.Errorf("before the reply the candidate sees %+v %v", own, err)
		}
		for _, who := range []people.AccountID{"rel", "rel-rel", "rel-door"} {
			_, err = b.desk.SignCheck(as(who), c.ID, "")
			refused(t, "signed by "+string(who), err, release.ErrCheckNotYours)
		}
		_, err = b.desk.SignCheck(as("rel2"), c.ID, "太短")
		refused(t, "a short reply", err, release.ErrCheckReply)
		if c, err = b.desk.SignCheck(as("rel2"), c.ID, ""); err != nil || c.Changed || !strings.Contains(c.Reply, "维持原成绩20分（合格）") {
			t.Fatalf("%+v %v", c, err)
		}
		own, _, _, err = b.desk.OwnCheck(asPerson(res.Person), res.ID)
		if err != nil || own.Reply != c.Reply || own.Name == "" {
			t.Errorf("the candidate reads %+v %v", own, err)
		}
		_, _, _, err = b.desk.OwnCheck(asPerson("somebody"), res.ID)
		refused(t, "another person's check", err, exam.ErrNoResult)
		_, err = b.desk.SignCheck(as("rel2"), c.ID, "")
		refused(t, "signed twice", err, release.ErrCheckState)
		if b.trail("score_check.ask") != 1 || b.trail("score_check.assign") != 1 || b.trail("score_check.sign") != 1 || len(b.passes.all()) != 1 {
			t.Error("trail or passes are not as they should be")
		}
	})
}

// A key is corrected between release and reply: the score changes by both scorers, as a new version beside the old one,
// and the pass records follow, in both directions.
func TestScoreCheckWithACorrectedKey(t *testing.T) {
	for _, c := range []struct {
		name         string
		wrong        int // of the true-false questions, from the first one on
		passed, then bool
		points, now  int
	}{{"a fail becomes a pass", 2, false, true, 18, 19}, {"a pass becomes a fail", 1, true, false, 19, 18}} {
		t.Run(c.name, func(t *testing.T) {
			bureaus(t, func(t *testing.T, b *bureau) {
				res := b.sitWith(chip, "gate", func(no int) bool { return no > c.wrong && no <= 18 }, func(no int) bool { return no <= c.wrong })
				b.release(b.signed())
				res, _ = b.Real.Result(t.Context(), res.ID)
				if res.Points != c.points || res.Passed != c.passed || len(b.passes.all()) != map[bool]int{true: 1}[c.passed] {
					t.Fatalf("%d points, %v, %d passes", res.Points, res.Passed, len(b.passes.all()))
				}
				b.correctsTo(res, c.now, c.then, map[bool]int{true: 1, false: 3}[c.then])
			})
		})
	}
}

// correctsTo asks for a check, corrects the key of question no between draft and signature, and wants the new score.
func (b *bureau) correctsTo(res exam.Result, points int, passed bool, no int) {
	t := b.t
	t.Helper()
	check := b.asked(res)
	d, err := b.Real.Draw(t.Context(), res.Sitting)
	if err != nil {
		t.Fatal(err)
	}
	if check, err = b.desk.AssignCheck(as("rel2"), check.ID, "rel2"); err != nil {
		t.Fatal(err)
	}
	q := d.Paper.Questions[no-1]
	old, _ := b.Bank.CurrentKey(t.Context(), d.Paper.Release)
	b.Bank.Amend(q.Version, []int{1 - old.Correct[q.Version][0]})
	_, err = b.desk.SignCheck(as("rel2"), check.ID, "")
	refused(t, "a draft from before the correction", err, exam.ErrChanged)
	if check, err = b.desk.AssignCheck(as("rel2"), check.ID, "rel2"); err != nil || !check.Finding.Changed() || check.Finding.Again != res.Points {
		t.Fatalf("%+v %v", check.Finding, err)
	}
	if check, err = b.desk.SignCheck(as("rel2"), check.ID, ""); err != nil || !check.Changed || !strings.Contains(check.Reply, "更正为") {
		t.Fatalf("%+v %v", check, err)
	}
	_, versions, _, err := b.desk.OwnCheck(asPerson(res.Person), res.ID)
	if err != nil || len(versions) != 1 {
		t.Fatalf("versions %+v %v", versions, err)
	}
	if v := versions[0]; v.No != 2 || v.WasPoints != res.Points || v.WasPassed != res.Passed || v.Points != points || v.Passed != passed ||
		v.KeyVersion != old.Version+1 || v.Check != check.ID || v.ByPerson != "p-rel2" {
		t.Errorf("version %+v", v)
	}
	now, _ := b.Real.Result(t.Context(), res.ID)
	if now.Points != res.Points || now.Passed != res.Passed || now.State != exam.Released {
		t.Error("the first version of the result was changed")
	}
	got := b.passes.all()
	if len(got) == 0 || got[len(got)-1].Revision != 2 || got[len(got)-1].Points != points || got[len(got)-1].Passed != passed {
		t.Errorf("pass records heard %+v", got)
	}
}

func TestScoreCheckHasItsTime(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.sit(18, chip, "gate")
		_, err := b.desk.AskCheck(asPerson(res.Person), res.ID, "我认为第五题的答案有误")
		refused(t, "before the release", err, release.ErrCheckNotYet)
		b.release(b.signed())
		_, _, until, err := b.desk.OwnCheck(asPerson(res.Person), res.ID)
		refused(t, "no check yet", err, release.ErrNoCheck)
		if until != "2026-12-06" {
			t.Errorf("may be asked for until %s", until)
		}
		_, err = b.desk.AskCheck(asPerson("somebody"), res.ID, "我认为第五题的答案有误")
		refused(t, "another person's result", err, exam.ErrNoResult)
		_, err = b.desk.AskCheck(as("rel"), res.ID, "我认为第五题的答案有误")
		refused(t, "staff", err, exam.ErrForbidden)
		_, err = b.desk.AskCheck(asPerson(res.Person), res.ID, "无")
		refused(t, "no reason", err, release.ErrCheckReason)
		b.Clock.Set(until.Time().Add(24*time.Hour - time.Second))
		if _, err := b.desk.AskCheck(asPerson(res.Person), res.ID, "我认为第五题的答案有误"); err != nil {
			t.Errorf("in the last second: %v", err)
		}
	})
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.published(18)
		b.Clock.Set(time.Date(2026, 12, 6, 16, 0, 0, 0, time.UTC)) // midnight in Beijing
		_, err := b.desk.AskCheck(asPerson(res.Person), res.ID, "我认为第五题的答案有误")
		refused(t, "one second later", err, release.ErrCheckLate)
	})
}

func TestScoreCheckRefusesBrokenEvidence(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.published(18)
		c := b.asked(res)
		if err := b.DB.Conn(t.Context()).Exec("UPDATE sitting_journal SET answer = '' WHERE sitting_id = ? AND seq = 1", string(res.Sitting)).Error; err != nil {
			t.Fatal(err)
		}
		c, err := b.desk.AssignCheck(as("rel2"), c.ID, "rel2")
		if err != nil || c.Finding.Intact {
			t.Fatalf("%+v %v", c.Finding, err)
		}
		_, err = b.desk.SignCheck(as("rel2"), c.ID, "维持原成绩，维持原成绩，维持原成绩，维持原成绩。")
		refused(t, "a reply over broken evidence", err, release.ErrCheckEvidence)
	})
}

func TestScoreCheckQueue(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.published(18)
		c := b.asked(res)
		list, err := b.desk.FindChecks(as("rel2"), release.CheckQuery{State: release.CheckRequested})
		if err != nil || len(list) != 1 || list[0].ID != c.ID {
			t.Fatalf("%+v %v", list, err)
		}
		if more, _ := b.desk.FindChecks(as("rel2"), release.CheckQuery{After: list[0].Cursor()}); len(more) != 0 {
			t.Error("the cursor gives the same line again")
		}
		if far, _ := b.desk.FindChecks(as("far"), release.CheckQuery{}); len(far) != 0 {
			t.Error("another authority sees the queue")
		}
		_, _, err = b.desk.LookCheck(as("far"), c.ID)
		refused(t, "read across tenants", err, release.ErrNoCheck)
		_, v, err := b.desk.LookCheck(as("rel2"), c.ID)
		if err != nil || v.Result.ID != res.ID || v.Name != "张*" {
			t.Errorf("%+v %v", v, err)
		}
	})
}
