package store_test

import (
	"context"
	"errors"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

func TestSeedsLoadOnce(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		tables := []string{"rule_set", "rule_item", "rule_calendar", "rule_calendar_day", "rule_basis"}
		before := map[string]int64{}
		for _, n := range tables {
			if before[n] = w.count(t, n); before[n] == 0 {
				t.Errorf("%s is empty", n)
			}
		}
		if err := w.LoadSeeds(context.Background()); err != nil {
			t.Fatal(err)
		}
		for _, n := range tables {
			if got := w.count(t, n); got != before[n] {
				t.Errorf("%s: %d rows after the second load, %d before", n, got, before[n])
			}
		}
		if before["rule_item"] != 89 {
			t.Errorf("%d catalogue rows", before["rule_item"])
		}
		if err := w.db.Conn(context.Background()).Exec("UPDATE rule_set SET legal = 'x' WHERE set_key = 'cn-principal'").Error; err != nil {
			t.Fatal(err)
		}
		if err := w.LoadSeeds(context.Background()); !errors.Is(err, rules.ErrSeedChanged) {
			t.Errorf("a seed that differs from its row: %v", err)
		}
	})
}

func TestCatalogueKeepsBlanks(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		low, err := w.Item(ctx, "SO-01-02", "2026-11-21")
		if err != nil || low.Name != "低压电工作业" || low.Group != "SO-01" || low.ValidityMonths.Value != 72 {
			t.Fatalf("%+v %v", low, err)
		}
		if _, err := low.InitialHours.Get(); !errors.Is(err, rules.ErrBlank) {
			t.Errorf("blank hours read as %v", low.InitialHours)
		}
		if _, err := w.Item(ctx, "SO-01-02", "2010-06-30"); !errors.Is(err, rules.ErrNoItem) {
			t.Errorf("an item before its catalogue: %v", err)
		}
		if _, err := w.Item(ctx, "SO-01-99", "2026-11-21"); !errors.Is(err, rules.ErrNoItem) {
			t.Errorf("an unknown item: %v", err)
		}
		operators, err := w.Items(ctx, rules.ItemFilter{PersonType: rules.SpecialOperator, Track: rules.Emergency, On: "2026-11-21"})
		if err != nil || len(operators) == 0 {
			t.Fatal(err)
		}
		for _, i := range operators {
			if i.Track != rules.Emergency || i.PersonType != rules.SpecialOperator {
				t.Errorf("%s does not belong here", i.Code)
			}
		}
		manager, err := w.InForce(ctx, rules.Query{Item: "SM-04-00", On: "2026-11-21"})
		if err != nil {
			t.Fatal(err)
		}
		if h, err := manager.InitialHours.Get(); h != 48 || err != nil {
			t.Errorf("hours of a manager: %d %v", h, err)
		}
		if v, err := manager.ValidityMonths.Get(); v != 36 || err != nil || !manager.ValidityMonths.Confirm {
			t.Errorf("validity of a manager: %+v %v", manager.ValidityMonths, err)
		}
		other, err := w.InForce(ctx, rules.Query{Item: "PM-11-00", On: "2026-11-21"})
		if err != nil {
			t.Fatal(err)
		}
		if k, _ := other.CredentialKind.Get(); k != rules.TrainingProof {
			t.Errorf("outside the listed industries: %s", k)
		}
		if _, err := other.Fee.Get(); !errors.Is(err, rules.ErrBlank) {
			t.Error("Art. 27 does not reach other industries, yet a fee is stated")
		}
	})
}

func TestQueriesThatCannotBeAnswered(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		for name, c := range map[string]struct {
			q    rules.Query
			want error
		}{
			"no date":        {rules.Query{Item: "SO-01-02"}, rules.ErrBadDate},
			"odd date":       {rules.Query{Item: "SO-01-02", On: "2026-02-30"}, rules.ErrBadDate},
			"nothing named":  {rules.Query{On: "2026-06-01"}, rules.ErrBadQuery},
			"wrong type":     {rules.Query{Item: "SO-01-02", PersonType: rules.Principal, On: "2026-06-01"}, rules.ErrBadQuery},
			"wrong track":    {rules.Query{Item: "SO-01-02", Track: rules.Construction, On: "2026-06-01"}, rules.ErrBadQuery},
			"track unseeded": {rules.Query{Item: "SO-05-01", On: "2026-06-01"}, rules.ErrNoRules},
			"before the law": {rules.Query{Track: rules.Emergency, PersonType: rules.SpecialOperator, On: "2010-06-30"}, rules.ErrNoRules},
		} {
			if _, err := w.InForce(ctx, c.q); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestNoDayWithoutARuleAfter2010(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		for on, want := range map[actor.Date]string{"2010-07-01": "cn-order30-operator", "2026-05-31": "cn-order30-operator",
			"2026-06-01": "cn-order19-operator", "2026-11-21": "cn-order19-operator"} {
			set, err := w.InForce(ctx, rules.Query{Track: rules.Emergency, PersonType: rules.SpecialOperator, On: on})
			if err != nil || set.Winner.Key != want || len(set.Layers) != 1 {
				t.Errorf("%s: %s %v", on, set.Winner.Key, err)
			}
		}
		chem, err := w.Explain(ctx, rules.Query{Item: "SO-09-01", On: "2026-05-31"})
		if err != nil || chem.Set.Winner.Key != "cn-order30-operator-hazchem" || len(chem.Set.Layers) != 2 {
			t.Fatalf("%s %v", chem.Set.Winner.Key, err)
		}
		if e, _ := chem.Set.EducationFloor.Get(); e != people.Senior {
			t.Errorf("chemical operator: %s", e)
		}
		if m, _ := chem.Set.ValidityMonths.Get(); m != 72 || chem.Set.ValidityMonths.From == chem.Set.Winner.ID {
			t.Errorf("validity falls through: %+v", chem.Set.ValidityMonths)
		}
		applies, later := 0, false
		for _, c := range chem.Considered {
			if c.Applies {
				applies++
			}
			later = later || c.Set.Key == "cn-order19-operator" && !c.Applies && c.Zh != ""
		}
		if applies != 2 || !later {
			t.Errorf("explanation: %d apply, the later order named: %v", applies, later)
		}
		low, err := w.InForce(ctx, rules.Query{Item: "SO-01-02", On: "2026-06-01"})
		if err != nil {
			t.Fatal(err)
		}
		if e, _ := low.EducationFloor.Get(); e != rules.EducationNone {
			t.Errorf("electrician: %s", e)
		}
		if _, err := low.MaxAge.Get(); !errors.Is(err, rules.ErrBlank) {
			t.Errorf("an unconfirmed upper age was read as a number: %v", err)
		}
	})
}
