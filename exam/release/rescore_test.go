package release_test

import (
	"errors"
	"testing"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// rescored lets the background work run until nothing is left.
func (b *bureau) rescored() {
	b.t.Helper()
	for range 4 {
		if err := b.desk.RescoreOnce(b.t.Context()); err != nil {
			b.t.Fatal(err)
		}
	}
}

func (b *bureau) versions(id exam.ResultID) []release.Revision {
	b.t.Helper()
	v, err := b.desk.LookResult(as("rel"), id)
	if err != nil {
		b.t.Fatal(err)
	}
	return v.Revisions
}

// wants compares the counts of a report.
func (b *bureau) wants(id release.RescoreID, state release.RescoreState, want release.RescoreTotals) {
	b.t.Helper()
	r, got, _, err := b.desk.LookRescore(as("rel2"), id, release.RescoreQuery{Limit: 10})
	if err != nil || r.State != state || got != want {
		b.t.Fatalf("%s %+v, wanted %s %+v; %v", r.State, got, state, want, err)
	}
}

// A wrong key is found after results were released: the report says before and after, nothing changes before a second person has approved
// it, then every result that it changes has a next version, the first ones stay, and pass records follow. What is released later with the
// old key is scored again under the same approval.
func TestACorrectedKeyScoresReleasedResultsAgain(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		fails := b.sitWith(chip, "gate", func(no int) bool { return no > 2 && no <= 18 }, func(no int) bool { return no <= 2 })
		stays := b.sitWith(chip, "gate", func(no int) bool { return no > 1 && no <= 20 }, func(int) bool { return false }) // left question 1 out
		d, err := b.Real.Draw(t.Context(), fails.Sitting)
		if err != nil {
			t.Fatal(err)
		}
		rel := d.Paper.Release
		_, err = b.desk.ProposeRescore(as("rel"), rel, "第一题答案有误，已更正")
		refused(t, "no key was corrected", err, release.ErrRescoreKey)
		b.release(b.signed())
		passes := len(b.passes.all())
		q := d.Paper.Questions[0].Version
		old, _ := b.Bank.CurrentKey(t.Context(), rel)
		b.Bank.Amend(q, []int{1 - old.Correct[q][0]})

		for who, want := range map[string]error{"inspector": release.ErrRescoreForbidden, "far": release.ErrNoRescore} {
			_, err = b.desk.ProposeRescore(as(people.AccountID(who)), rel, "第一题答案有误，已更正")
			refused(t, "proposed by "+who, err, want)
		}
		_, err = b.desk.ProposeRescore(as("rel"), rel, "错")
		refused(t, "without a reason", err, release.ErrRescoreReason)
		r, err := b.desk.ProposeRescore(as("rel"), rel, "第一题答案有误，已更正")
		if err != nil {
			t.Fatal(err)
		}
		_, err = b.desk.ProposeRescore(as("rel2"), rel, "第一题答案有误，再提一次")
		refused(t, "proposed twice", err, release.ErrRescoreTwice)
		_, err = b.desk.DecideRescore(as("rel2"), r.ID, true, "")
		refused(t, "decided before the report", err, release.ErrRescoreState)
		b.rescored()
		report := release.RescoreTotals{Results: 2, Changed: 1, NowPass: 1}
		b.wants(r.ID, release.RescoreReady, report)
		if len(b.versions(fails.ID)) != 0 || len(b.passes.all()) != passes {
			t.Fatal("something changed before anybody approved it")
		}
		for who, want := range map[string]error{"rel": release.ErrRescoreSame, "rel-rel": release.ErrRescoreSame, "inspector": release.ErrRescoreForbidden, "far": release.ErrNoRescore} {
			_, err = b.desk.DecideRescore(as(people.AccountID(who)), r.ID, true, "")
			refused(t, "decided by "+who, err, want)
		}
		_, err = b.desk.DecideRescore(as("rel2"), r.ID, false, "")
		refused(t, "refused without a reason", err, release.ErrRescoreReason)
		if _, err := b.desk.DecideRescore(as("rel2"), r.ID, true, "已核对标准原文"); err != nil {
			t.Fatal(err)
		}
		_, err = b.desk.DecideRescore(as("rel2"), r.ID, false, "反悔了反悔了")
		refused(t, "decided twice", err, release.ErrRescoreState)
		b.rescored()
		report.Applied = 1
		b.wants(r.ID, release.RescoreApproved, report)
		v := b.versions(fails.ID)
		if len(v) != 1 || v[0].No != 2 || v[0].WasPoints != 18 || v[0].Points != 19 || v[0].WasPassed || !v[0].Passed || v[0].KeyVersion != old.Version+1 || v[0].ByPerson != "p-rel2" {
			t.Fatalf("%+v", v)
		}
		if len(b.versions(stays.ID)) != 0 {
			t.Error("a result that stays the same has a next version")
		}
		if got := b.passes.all(); len(got) != passes+1 || got[passes].Points != 19 || !got[passes].Passed || got[passes].Revision != 2 {
			t.Errorf("pass records heard %+v", got)
		}
		if now, _ := b.Real.Result(t.Context(), fails.ID); now.Points != 18 || now.Passed {
			t.Error("the first version was changed")
		}
		// A score check afterwards finds what stands, and changes nothing.
		check := b.asked(fails)
		if check, err = b.desk.AssignCheck(as("rel2"), check.ID, "rel2"); err != nil || check.Finding.Changed() || check.Finding.Points != 19 {
			t.Errorf("%+v %v", check.Finding, err)
		}
		b.rescored()
		b.wants(r.ID, release.RescoreApproved, report)
		if b.trail("rescore.propose") != 1 || b.trail("rescore.approve") != 1 {
			t.Error("the trail lacks an act")
		}
	})
}

// The key of one question of a case is corrected: the others earn what they did. Evidence that was altered, and a result that was changed
// after the report, are left alone and named.
func TestACorrectedPartOfACaseScoresAgain(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		b := newBureau(t, examtest.NewHouse(t, open(t), examtest.Mix{TrueFalse: 4, Cases: 2}))
		all := func(int) bool { return true }
		none := func(int) bool { return false }
		first, second := b.sitWith(chip, "gate", all, none), b.sitWith(chip, "gate", all, none)
		b.release(b.signed())
		d, err := b.Real.Draw(t.Context(), first.Sitting)
		if err != nil {
			t.Fatal(err)
		}
		part := -1
		for i, q := range d.Paper.Questions {
			if q.Case != nil && q.Case.Part == 2 { // true or false
				part = i
				break
			}
		}
		v := d.Paper.Questions[part].Version
		old, _ := b.Bank.CurrentKey(t.Context(), d.Paper.Release)
		b.Bank.Amend(v, []int{1 - old.Correct[v][0]})
		r, err := b.desk.ProposeRescore(as("rel"), d.Paper.Release, "案例第二小题答案有误")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.DB.Exec(t.Context(), "UPDATE exam_result SET chain = ? WHERE id = ?", "00", string(second.ID)); err != nil {
			t.Fatal(err)
		}
		b.rescored()
		if named, err := b.desk.CorrectionsOf(as("rel2"), r.ID); err != nil || len(named) != 1 || named[0].Item != string(r.Release) || named[0].KeyVersion != r.KeyVersion {
			t.Errorf("%+v %v", named, err)
		}
		if _, err := b.desk.CorrectionsOf(as("inv"), r.ID); !errors.Is(err, release.ErrRescoreForbidden) && !errors.Is(err, release.ErrNoRescore) {
			t.Errorf("who may not see it: %v", err)
		}
		_, totals, lines, err := b.desk.LookRescore(as("rel2"), r.ID, release.RescoreQuery{Outcome: release.RescoreChanged, Limit: 10})
		if err != nil || totals.Results != 2 || totals.Broken != 1 || totals.Changed != 1 || len(lines) != 1 {
			t.Fatalf("%+v %+v %v", totals, lines, err)
		}
		if l := lines[0]; l.Result != first.ID || l.Points != first.Points || l.NewPoints != first.Points-2 {
			t.Errorf("%+v: one question of two points was corrected", l)
		}
		if _, err := b.desk.DecideRescore(as("rel2"), r.ID, true, ""); err != nil {
			t.Fatal(err)
		}
		b.passes.fail = errors.New("the pass records are away")
		if err := b.desk.RescoreOnce(t.Context()); err == nil {
			t.Error("applied without the pass records")
		}
		if len(b.versions(first.ID)) != 0 {
			t.Error("half of it was applied")
		}
		b.passes.fail = nil
		b.rescored()
		if v := b.versions(first.ID); len(v) != 1 || v[0].Points != first.Points-2 {
			t.Errorf("%+v", v)
		}
		if len(b.versions(second.ID)) != 0 {
			t.Error("a result whose evidence is broken was changed")
		}
	})
}
