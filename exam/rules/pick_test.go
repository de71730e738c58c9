package rules

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// drawSets makes rule sets without overlap within one selector, the national one without gap.
func drawSets(t *rapid.T) []RuleSet {
	var out []RuleSet
	add := func(sel Selector, from, to actor.Date) {
		out = append(out, RuleSet{ID: RuleSetID(fmt.Sprintf("s%d", len(out))), Selector: sel, EffectiveFrom: from, EffectiveTo: to})
	}
	base := Selector{Track: Emergency, PersonType: SpecialOperator}
	orgs := []people.OrgID{National, "root", "city", "district", "elsewhere"}
	for _, org := range orgs {
		for _, sel := range []Selector{{}, {Group: "SO-01"}, {Group: "SO-09"}, {Item: "SO-01-02"}, {Item: "SO-01-01"}} {
			if org != National && !rapid.Bool().Draw(t, "has") {
				continue
			}
			s := base
			s.Org, s.Group, s.Item = org, sel.Group, sel.Item
			start := actor.Date("2020-01-01")
			for n := range rapid.IntRange(1, 4).Draw(t, "periods") {
				end := start.AddDays(rapid.IntRange(0, 1500).Draw(t, "days"))
				open := rapid.Bool().Draw(t, "open") || n == 3
				if open {
					end = ""
				}
				add(s, start, end)
				if open {
					break
				}
				start = end.AddDays(1)
				if s.Org != National && rapid.Bool().Draw(t, "gap") {
					start = start.AddDays(30)
				}
			}
		}
	}
	return rapid.Permutation(out).Draw(t, "order")
}

func TestExactlyOneWinner(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sets := drawSets(t)
		q := Query{Track: Emergency, PersonType: SpecialOperator, Item: "SO-01-02", Group: "SO-01",
			OrgPath: rapid.SampledFrom([]string{"", "/province/", "/province/city/", "/province/city/district/"}).Draw(t, "path"),
			On:      actor.Date("2020-01-01").AddDays(rapid.IntRange(0, 2500).Draw(t, "on"))}
		layers := layersOf(sets, q)
		score := func(s RuleSet) int { return s.Selector.depth()*10 + nearness(s.Selector.Org, q.OrgPath) }
		for i, l := range layers {
			if !l.InForceOn(q.On) || l.Selector.Item != "" && l.Selector.Item != q.Item || l.Selector.Group != "" && l.Selector.Group != q.Group ||
				l.Selector.Org != "" && !strings.Contains(q.OrgPath, "/"+string(l.Selector.Org)+"/") {
				t.Fatalf("%+v does not apply to %+v", l, q)
			}
			if i > 0 && score(layers[i-1]) <= score(l) {
				t.Fatalf("no single order: %+v before %+v", layers[i-1], l)
			}
		}
		best, winners := -1, 0
		for _, s := range sets {
			if s.InForceOn(q.On) && s.Selector.covers(q) {
				switch sc := score(s); {
				case sc > best:
					best, winners = sc, 1
				case sc == best:
					winners++
				}
			}
		}
		if best >= 0 && (winners != 1 || len(layers) == 0 || score(layers[0]) != best) {
			t.Fatalf("%d winners with score %d, got %v", winners, best, layers)
		}
	})
}

func TestBoundaryDays(t *testing.T) {
	old := RuleSet{ID: "old", EffectiveFrom: "2010-07-01", EffectiveTo: "2026-05-31"}
	next := RuleSet{ID: "new", EffectiveFrom: "2026-06-01"}
	closed := RuleSet{ID: "closed", EffectiveFrom: "2026-06-01", EffectiveTo: "2026-12-31", ClosedOn: "2026-08-31"}
	never := RuleSet{ID: "never", EffectiveFrom: "2026-06-01", ClosedOn: "2026-05-31"}
	for _, c := range []struct {
		set  RuleSet
		on   actor.Date
		want bool
	}{
		{old, "2010-06-30", false}, {old, "2010-07-01", true}, {old, "2026-05-31", true}, {old, "2026-06-01", false},
		{next, "2026-05-31", false}, {next, "2026-06-01", true}, {next, "2199-01-01", true},
		{closed, "2026-08-31", true}, {closed, "2026-09-01", false}, {never, "2026-06-01", false}, {never, "2026-05-31", false},
	} {
		if got := c.set.InForceOn(c.on); got != c.want {
			t.Errorf("%s on %s: %v", c.set.ID, c.on, got)
		}
	}
}

func TestBlankStopsAndOmittedFallsThrough(t *testing.T) {
	national := RuleSet{ID: "national", Params: Params{MinAge: given(18, "[K]"), InitialHours: given(40, "[K]"), PhotoMaxKB: given(40, "[K]")}}
	local := RuleSet{ID: "local", Params: Params{InitialHours: Param[int]{State: Blank, Source: "[K]", Ask: "市局"}, PhotoMaxKB: given(60, "[S: x]")}}
	item := Item{InitialHours: given(99, "csv"), RefresherHours: given(8, "csv"), ValidityMonths: Param[int]{State: Blank}}
	p := resolve([]RuleSet{local, national}, &item)
	if v, err := p.MinAge.Get(); v != 18 || err != nil || p.MinAge.From != "national" {
		t.Errorf("omitted field: %v %v from %s", v, err, p.MinAge.From)
	}
	if v, _ := p.PhotoMaxKB.Get(); v != 60 || p.PhotoMaxKB.From != "local" {
		t.Errorf("stated field: %v from %s", v, p.PhotoMaxKB.From)
	}
	if v, err := p.InitialHours.Get(); err == nil {
		t.Errorf("a blank in the nearest set was passed over: %d", v)
	} else if text := err.(interface{ Text(string) string }).Text("zh"); !strings.Contains(text, "市局") || !strings.Contains(text, "初次培训学时") {
		t.Errorf("the refusal names neither field nor whom to ask: %s", text)
	}
	if v, _ := p.RefresherHours.Get(); v != 8 || p.RefresherHours.From != "" {
		t.Errorf("catalogue: %d", v)
	}
	if _, err := p.ValidityMonths.Get(); err == nil {
		t.Error("a blank catalogue cell gave a number")
	}
	if _, err := p.Fee.Get(); err == nil || !strings.Contains(err.Error(), `field="fee"`) {
		t.Errorf("a field that nobody mentions: %v", err)
	}
}

func TestEncodeKeepsEveryField(t *testing.T) {
	f, err := seedFile()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range f.RuleSets {
		raw, err := EncodeParams(s.Params)
		if err != nil {
			t.Fatal(err)
		}
		back, err := DecodeParams(raw)
		if err != nil {
			t.Fatalf("%s: %v", s.Key, err)
		}
		for _, field := range Fields() {
			a, b := field.slot(&s.Params), field.slot(&back)
			as, an, aa, ac, _ := a.facts()
			bs, bn, ba, bc, _ := b.facts()
			if a.state() != b.state() || string(a.raw()) != string(b.raw()) || as != bs || an != bn || aa != ba || ac != bc {
				t.Errorf("%s.%s changed: %s %s", s.Key, field.Name, a.raw(), b.raw())
			}
		}
	}
	for _, bad := range []string{`{"min_age":{"value":null,"source":""}}`, `{"min_age":{"value":-1,"source":""}}`, `{"mystery":{"value":1}}`, `[]`} {
		if _, err := DecodeParams([]byte(bad)); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
	if p, err := DecodeParams([]byte(`{"max_age":{"value":null,"source":"[K]"}}`)); err != nil || !p.MaxAge.Value.None {
		t.Errorf("no limit: %+v %v", p.MaxAge, err)
	}
}

func TestEveryFieldIsListedOnce(t *testing.T) {
	seen := map[string]bool{}
	slots := map[slot]bool{}
	var p Params
	for _, f := range Fields() {
		if seen[f.Name] || slots[f.slot(&p)] || f.Zh == "" || f.En == "" {
			t.Errorf("field %s is listed twice, shares a place or lacks a label", f.Name)
		}
		seen[f.Name], slots[f.slot(&p)] = true, true
	}
	if want := numParams(); len(seen) != want {
		t.Errorf("%d fields listed, Params has %d", len(seen), want)
	}
}

func TestSchoolingFloor(t *testing.T) {
	for _, c := range []struct {
		have, floor people.Education
		want        bool
	}{
		{"", EducationNone, true}, {"", people.Junior, false}, {people.Primary, people.Junior, false}, {people.Junior, people.Junior, true},
		{people.Vocational, people.Senior, true}, {people.Junior, people.Senior, false}, {people.Graduate, people.College, true},
		{people.Graduate, "", false}, {people.Graduate, "NONSENSE", false},
	} {
		if got := MeetsFloor(c.have, c.floor); got != c.want {
			t.Errorf("%q for floor %q: %v", c.have, c.floor, got)
		}
	}
}
