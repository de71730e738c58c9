package store_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

const hours88 = `initial_hours: {value: 88, source: "[S: 市局通知]"}`

func TestTwoPeopleAreNeeded(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		content := file(string(city), "city-hours", "2027-01-01", "    item: SO-01-02", hours88)
		sets := w.count(t, "rule_set")
		pre, err := w.Propose(editor(city), content)
		if err != nil {
			t.Fatal(err)
		}
		id, sum := pre.Proposal.ID, pre.Proposal.Digest
		both := []actor.Role{people.RuleEditor, people.RuleApprover}
		for name, c := range map[string]struct {
			ctx  context.Context
			sum  string
			want error
		}{
			"same account":             {as("acc-editor", "person-editor", city, both...), sum, rules.ErrSamePerson},
			"second account, same man": {as("acc-second", "person-editor", city, both...), sum, rules.ErrSamePerson},
			"same account, other name": {as("acc-editor", "person-other", city, both...), sum, rules.ErrSamePerson},
			"not an approver":          {as("acc-x", "person-x", city, people.RuleEditor), sum, rules.ErrApprover},
			"approver next door":       {as("acc-x", "person-x", town, people.RuleApprover), sum, rules.ErrNoProposal},
			"nobody":                   {context.Background(), sum, rules.ErrNoProposal},
			"the program":              {actor.AsSystem(context.Background(), "cli"), sum, rules.ErrNoNatural},
			"account without a person": {as("acc-x", "", city, people.RuleApprover), sum, rules.ErrNoNatural},
			"another file":             {approver(city), "00", rules.ErrChanged},
		} {
			if _, err := w.Approve(c.ctx, id, c.sum); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if w.count(t, "rule_set") != sets {
			t.Fatal("a refused approval changed the rules")
		}
		if _, err := w.Reject(as("acc-second", "person-editor", city, both...), id, "x"); !errors.Is(err, rules.ErrSamePerson) {
			t.Errorf("rejecting one's own: %v", err)
		}
		p, err := w.Approve(approver(city), id, sum)
		if err != nil || p.State != rules.Approved || p.DecidedPerson != "person-approver" {
			t.Fatalf("%+v %v", p, err)
		}
		if _, err := w.Approve(approver(city), id, sum); !errors.Is(err, rules.ErrDecided) {
			t.Errorf("twice: %v", err)
		}
		q := rules.Query{Item: "SO-01-02", OrgPath: "/" + string(root) + "/" + string(city) + "/", On: "2027-01-01"}
		set, err := w.InForce(context.Background(), q)
		if h, herr := set.InitialHours.Get(); err != nil || herr != nil || h != 88 || set.Winner.Proposal != id {
			t.Errorf("in force: %d %v %v", h, err, herr)
		}
		q.On = "2026-12-31"
		if set, err = w.InForce(context.Background(), q); err != nil || set.InitialHours.Set() {
			t.Errorf("the day before: %+v %v", set.InitialHours, err)
		}
		q.On, q.OrgPath = "2027-01-01", "/"+string(root)+"/"+string(town)+"/"
		if set, err = w.InForce(context.Background(), q); err != nil || set.InitialHours.Set() {
			t.Errorf("next door: %+v %v", set.InitialHours, err)
		}
		var verbs []string
		if err := w.db.Conn(context.Background()).Table("audit_entry").Where("object = ?", "rule_proposal:"+string(id)).Order("id").Pluck("verb", &verbs).Error; err != nil {
			t.Fatal(err)
		}
		if len(verbs) != 2 || verbs[0] != "rules.propose" || verbs[1] != "rules.approve" {
			t.Errorf("trail: %v", verbs)
		}
	})
}

func TestWhoMayPropose(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		local, national := file(string(city), "a-local", "2027-01-01", "", hours88), file("NATIONAL", "a-national", "2027-01-01", "    item: SO-01-02", hours88)
		for name, c := range map[string]struct {
			ctx     context.Context
			content []byte
			want    error
		}{
			"approver":          {approver(city), local, rules.ErrEditor},
			"editor next door":  {editor(town), local, rules.ErrEditor},
			"city for all":      {editor(city), national, rules.ErrEditor},
			"unknown authority": {editor(root), file("01kzzzzzzzzzzzzzzzzzzzzzzz", "a-key", "2027-01-01", "", hours88), rules.ErrEditor},
			"candidate":         {actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: "p", Person: "p"}), local, rules.ErrEditor},
			"the program":       {actor.AsSystem(context.Background(), "cli"), local, rules.ErrNoNatural},
		} {
			if _, err := w.Propose(c.ctx, c.content); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := w.count(t, "rule_proposal"); n != 0 {
			t.Errorf("%d proposals stored", n)
		}
		if _, err := w.Propose(editor(root), national); err != nil {
			t.Errorf("the root authority carries national files: %v", err)
		}
		catalogue := []byte("format: suikao-rules/1\ntitle: x\norg: " + string(city) + "\ncatalogue:\n  - {code: SO-01-07, category: 电工作业, name: 新项目, track: EMERGENCY, person_type: SPECIAL_OPERATOR, version: v, since: 2027-01-01, source: \"[K]\"}\n")
		if _, err := w.Propose(editor(city), catalogue); !errors.Is(err, rules.ErrNationalOnly) {
			t.Errorf("a city changes the catalogue: %v", err)
		}
	})
}

func TestRowsAreFollowedNeverOverwritten(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		fields := func(err error) string {
			if f := fault.From(err); f != nil && len(f.Fields()) > 0 {
				return f.Fields()[0].Err.Code()
			}
			return "none"
		}
		at := func(key, from, extra string) []byte { return file("NATIONAL", key, from, extra, hours88) }
		for name, c := range map[string]struct {
			content []byte
			want    string
		}{
			"overlap":              {at("n-one", "2027-01-01", ""), "rules.overlap"},
			"taken key":            {at("cn-order19-operator", "2027-01-01", "    supersede: true"), "rules.key_taken"},
			"same first day":       {at("n-one", "2026-06-01", "    supersede: true"), "rules.rewrites_history"},
			"before it":            {at("n-one", "2026-05-01", "    supersede: true"), "rules.rewrites_history"},
			"leaves a gap":         {at("n-one", "2027-01-01", "    effective_to: 2027-12-31\n    supersede: true"), "rules.rewrites_history"},
			"item not in the list": {at("n-one", "2027-01-01", "    item: SO-01-99"), "rules.unknown_target"},
			"group of others":      {at("n-one", "2027-01-01", "    group: PM-01"), "rules.unknown_target"},
			"nothing stated":       {file("NATIONAL", "n-one", "2027-01-01", "    item: SO-01-02", "{}"), "rules.no_params"},
		} {
			_, err := w.Propose(editor(root), c.content)
			if got := fields(err); got != c.want {
				t.Errorf("%s: %s (%v)", name, got, err)
			}
		}
		before := w.count(t, "rule_set")
		w.enact(t, root, at("n-next", "2027-01-01", "    supersede: true"))
		ctx := context.Background()
		q := rules.Query{Track: rules.Emergency, PersonType: rules.SpecialOperator}
		for on, want := range map[actor.Date]string{"2026-12-31": "cn-order19-operator", "2027-01-01": "n-next"} {
			q.On = on
			if set, err := w.InForce(ctx, q); err != nil || set.Winner.Key != want {
				t.Errorf("%s: %s %v", on, set.Winner.Key, err)
			}
		}
		if w.count(t, "rule_set") != before+1 || w.count(t, "rule_closure") != 1 {
			t.Error("more than one row and one closure")
		}
		var to string
		if err := w.db.Conn(ctx).Table("rule_set").Where("set_key = ?", "cn-order19-operator").Pluck("effective_to", &to).Error; err != nil || to != "" {
			t.Errorf("the older row was changed: %q %v", to, err)
		}
		w.enact(t, root, at("n-instead", "2027-01-01", "    supersede: true")) // replaces a set that is not yet in force
		q.On = "2027-01-01"
		if set, err := w.InForce(ctx, q); err != nil || set.Winner.Key != "n-instead" || len(set.Layers) != 1 {
			t.Errorf("%s %v", set.Winner.Key, err)
		}
	})
}

func TestStaleProposalIsPlannedAgain(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		a, err := w.Propose(editor(city), file(string(city), "first", "2027-01-01", "    item: SO-01-02", hours88))
		if err != nil {
			t.Fatal(err)
		}
		b, err := w.Propose(editor(city), file(string(city), "second", "2027-06-01", "    item: SO-01-02", hours88))
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Changes) != 1 || a.Changes[0].Field != "initial_hours" || a.Changes[0].Before == "" || a.Changes[0].After != "88 学时" {
			t.Errorf("differences: %+v", a.Changes)
		}
		if _, err := w.Approve(approver(city), a.Proposal.ID, a.Proposal.Digest); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Approve(approver(city), b.Proposal.ID, b.Proposal.Digest); err == nil {
			t.Fatal("two overlapping sets were approved one after the other")
		}
		pre, err := w.Preview(approver(city), b.Proposal.ID)
		if err != nil || pre.Problem == nil {
			t.Errorf("the preview hides the conflict: %v %v", pre.Problem, err)
		}
		if _, err := w.Reject(approver(city), b.Proposal.ID, ""); !errors.Is(err, fault.ErrInvalid) {
			t.Errorf("without a reason: %v", err)
		}
		if p, err := w.Reject(approver(city), b.Proposal.ID, "与已批准的规则重叠"); err != nil || p.State != rules.Rejected {
			t.Errorf("%+v %v", p, err)
		}
		list, next, err := w.Proposals(approver(city), rules.ProposalFilter{Limit: 1})
		if err != nil || len(list) != 1 || list[0].ID != b.Proposal.ID || next == "" {
			t.Fatalf("page 1: %v %q %v", list, next, err)
		}
		list, next, err = w.Proposals(approver(city), rules.ProposalFilter{Limit: 1, Before: next})
		if err != nil || len(list) != 1 || list[0].ID != a.Proposal.ID || next != "" {
			t.Errorf("page 2: %v %q %v", list, next, err)
		}
		if list, _, err = w.Proposals(approver(town), rules.ProposalFilter{Limit: 10}); err != nil || len(list) != 0 {
			t.Errorf("next door sees %d", len(list))
		}
	})
}

func TestApprovalsRace(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		const n = 8
		var pre [n]rules.Preview
		for i := range n {
			var err error
			if pre[i], err = w.Propose(editor(city), file(string(city), "race-"+string(rune('a'+i))+"x", "2027-01-01", "    item: SO-01-02", hours88)); err != nil {
				t.Fatal(err)
			}
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		won := 0
		for i := range n {
			wg.Go(func() {
				if _, err := w.Approve(approver(city), pre[i].Proposal.ID, pre[i].Proposal.Digest); err == nil {
					mu.Lock()
					won++
					mu.Unlock()
				} else if fault.KindOf(err) == fault.Internal {
					t.Errorf("%v", err)
				}
			})
		}
		wg.Wait()
		var rows int64
		if err := w.db.Conn(context.Background()).Table("rule_set").Where("set_key LIKE 'race-%'").Count(&rows).Error; err != nil {
			t.Fatal(err)
		}
		if won != 1 || rows != 1 {
			t.Errorf("%d approvals won, %d rows for one selector and day", won, rows)
		}
	})
}

func TestDemoFilePasses(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		raw, err := rules.DemoFile(city)
		if err != nil {
			t.Fatal(err)
		}
		w.enact(t, city, raw)
		set, err := w.InForce(context.Background(), rules.Query{Item: "SO-01-02", OrgPath: "/" + string(root) + "/" + string(city) + "/", On: "2026-11-21"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := set.InitialHours.Get(); err != nil {
			t.Error(err)
		}
		if m, err := set.MaxAge.Get(); err != nil || !m.None {
			t.Errorf("%v %v", m, err)
		}
		for _, v := range rules.View(set.Params) {
			if v.State == rules.Blank && v.Name != "exam_within_days" {
				t.Errorf("the sample item still has a blank: %s", v.Name)
			}
		}
	})
}

func TestTheSameFileIsProposedOnce(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		content := file(string(city), "once-only", "2027-01-01", "    item: SO-01-02", hours88)
		previews, errs := make([]rules.Preview, 20), make([]error, 20)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() {
				ctx := []context.Context{editor(city), as("acc-other", "person-other", city, people.RuleEditor)}[i%2]
				previews[i], errs[i] = w.Propose(ctx, content)
			})
		}
		wg.Wait()
		for i, pre := range previews {
			if errs[i] != nil || pre.Proposal.ID != previews[0].Proposal.ID || len(pre.Changes) == 0 {
				t.Fatalf("%+v %v", pre, errs[i])
			}
		}
		if n := w.count(t, "rule_proposal"); n != 1 {
			t.Errorf("%d proposals", n)
		}
		if _, err := w.Reject(approver(city), previews[0].Proposal.ID, "日期不对"); err != nil {
			t.Fatal(err)
		}
		if pre, err := w.Propose(editor(city), content); err != nil || pre.Proposal.ID == previews[0].Proposal.ID {
			t.Errorf("after the rejection: %+v %v", pre.Proposal, err)
		}
	})
}

// The approver decides on what the screen shows, so a file must not hold what no screen shows.
func TestHiddenCharactersInAFileAreNamedByLine(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		clean := string(file(string(city), "visible", "2027-01-01", "    item: SO-01-02", hours88))
		for name, c := range map[string]struct{ content, at string }{
			"a turned comment": {strings.Replace(clean, "rule_sets:", "# \u202e 88 学时\nrule_sets:", 1), "line 4"},
			"in a title":       {strings.Replace(clean, "测试", "测\u200b试", 1), "line 2"},
			"written by code":  {strings.Replace(clean, "title: 测试 visible", `title: "测\u202e试"`, 1), "line 2: title"},
		} {
			_, err := w.Propose(editor(city), []byte(c.content))
			f := fault.From(err)
			if f == nil || len(f.Fields()) != 1 || f.Fields()[0].Path != c.at || !errors.Is(f.Fields()[0].Err, actor.ErrHidden) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := w.Propose(editor(city), []byte("\ufeff"+strings.ReplaceAll(clean, "\n", "\r\n"))); err != nil {
			t.Errorf("a file of another editor: %v", err)
		}
		if _, err := w.Reject(approver(city), "01kzzzzzzzzzzzzzzzzzzzzzzz", "不\u202e妥"); !hidden(err) {
			t.Errorf("reason: %v", err)
		}
	})
}

func hidden(err error) bool {
	f := fault.From(err)
	return f != nil && len(f.Fields()) == 1 && errors.Is(f.Fields()[0].Err, actor.ErrHidden)
}

// Whoever may propose nothing anywhere learns nothing from a file, not even that it is no YAML.
func TestNobodysFileIsReadWithoutTheRight(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		for _, content := range [][]byte{[]byte("{"), make([]byte, 10<<20)} {
			for _, ctx := range []context.Context{approver(city), context.Background(), as("acc-x", "p-x", city, people.TrainingClerk)} {
				if _, err := w.Propose(ctx, content); !errors.Is(err, rules.ErrEditor) {
					t.Errorf("got %v", err)
				}
			}
		}
	})
}
