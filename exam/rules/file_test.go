package rules

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/fault"
)

const goodSet = `format: suikao-rules/1
title: 测试
org: NATIONAL
rule_sets:
  - key: test-set
    track: EMERGENCY
    person_type: SPECIAL_OPERATOR
    effective_from: 2030-01-01
    legal_basis: 测试依据
    params:
      min_age: {value: 18, source: "[K]"}
      max_age: {value: null, source: "[K]"}
      initial_hours: {blank: true, source: "[K]", ask: 市局}
      expiring_notice_days: {value: [90, 30], source: "[design]"}
`

func TestReadsAGoodFile(t *testing.T) {
	f, err := ParseFile([]byte(goodSet))
	if err != nil {
		t.Fatal(err)
	}
	p := f.RuleSets[0].Params
	if p.MinAge.Value != 18 || !p.MaxAge.Value.None || p.InitialHours.State != Blank || p.InitialHours.Ask != "市局" || len(p.ExpiringNoticeDays.Value) != 2 {
		t.Errorf("read %+v", p)
	}
}

func TestHostileFiles(t *testing.T) {
	replace := func(old, with string) string {
		if !strings.Contains(goodSet, old) {
			t.Fatalf("%q is not in the sample", old)
		}
		return strings.Replace(goodSet, old, with, 1)
	}
	for name, c := range map[string]struct{ text, want string }{
		"unknown top key":       {replace("rule_sets:", "rulesets:"), "rule_sets"},
		"unknown set key":       {replace("effective_from", "efective_from"), "effective_from"},
		"unknown param":         {replace("min_age:", "min_aeg:"), "min_age"},
		"unknown value key":     {replace("ask: 市局", "aks: 市局"), "ask"},
		"unknown track":         {replace("EMERGENCY", "EMERGENCI"), "EMERGENCY"},
		"key twice":             {replace("    legal_basis: 测试依据", "    legal_basis: 甲\n    legal_basis: 乙"), "legal_basis"},
		"no source":             {replace(`{value: 18, source: "[K]"}`, "{value: 18}"), "source"},
		"source without tag":    {replace(`{value: 18, source: "[K]"}`, "{value: 18, source: 听说}"), "[K]"},
		"value and blank":       {replace(`{value: 18, source: "[K]"}`, `{value: 18, blank: true, source: "[K]"}`), "value"},
		"neither":               {replace(`{value: 18, source: "[K]"}`, `{source: "[K]"}`), "value"},
		"null is not blank":     {replace("value: 18", "value: null"), "null"},
		"text for a number":     {replace("value: 18", "value: '18'"), "min_age"},
		"out of range":          {replace("value: 18", "value: 3"), "14"},
		"fraction":              {replace("value: 18", "value: 18.5"), "float"},
		"huge number":           {replace("value: 18", "value: 99999999999999999999999"), "min_age"},
		"nested value":          {replace("value: 18", "value: {a: 1}"), "min_age"},
		"day that is not":       {replace("2030-01-01", "2030-02-30"), "effective_from"},
		"ends before it begins": {replace("    legal_basis", "    effective_to: 2029-01-01\n    legal_basis"), "effective_to"},
		"group and item":        {replace("    effective_from", "    group: SO-01\n    item: SO-01-02\n    effective_from"), "group"},
		"code form":             {replace("    effective_from", "    item: ../../x\n    effective_from"), "item"},
		"foreign format":        {replace("suikao-rules/1", "suikao-rules/9"), "suikao-rules/1"},
		"org by path":           {replace("NATIONAL", "/province/"), "NATIONAL"},
		"negative list":         {replace("[90, 30]", "[90, -30]"), "expiring_notice_days"},
		"control characters":    {replace("测试依据", `"a\u0007b"`), "legal_basis"},
		"nothing in it":         {"format: suikao-rules/1\ntitle: x\norg: NATIONAL\n", "rule_sets"},
		"a list":                {"- 1\n", "keys"},
	} {
		_, err := ParseFile([]byte(c.text))
		f := fault.From(err)
		if err == nil || f.Kind() == fault.Internal {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var all strings.Builder
		for _, w := range f.Fields() {
			fmt.Fprintln(&all, w.Path, w.Err.Text("zh"), w.Err.Text("en"))
			if !strings.HasPrefix(w.Path, "line ") {
				t.Errorf("%s: no line in %q", name, w.Path)
			}
		}
		if !strings.Contains(all.String(), c.want) {
			t.Errorf("%s: %q is not named in %s", name, c.want, all.String())
		}
	}
}

func TestFilesThatAreNoRules(t *testing.T) {
	deep := strings.Repeat("[", 20000)
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]\n"
	many := strings.Repeat("k: {x: 1}\n", 5000)
	for name, c := range map[string]struct {
		raw  []byte
		want *fault.Error
	}{
		"huge":          {[]byte(strings.Repeat("a: b\n", 200_000)), ErrFileTooLarge},
		"binary":        {[]byte("PK\x03\x04\xff\xfe\x00"), ErrNotYAML},
		"deep":          {[]byte(deep), ErrNotYAML},
		"bomb":          {[]byte(bomb), ErrNotYAML},
		"anchor":        {[]byte("format: &x suikao-rules/1\n"), ErrNotYAML},
		"empty":         {nil, ErrNotYAML},
		"two documents": {[]byte("a: 1\n---\nb: 2\n"), ErrNotYAML},
		"many repeats":  {[]byte(many), fault.ErrInvalid},
	} {
		_, err := ParseFile(c.raw)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if n := len(fault.From(err).Fields()); n > maxFaults {
			t.Errorf("%s: %d faults", name, n)
		}
	}
}

func FuzzParseFile(f *testing.F) {
	f.Add([]byte(goodSet))
	f.Add([]byte("format: suikao-rules/1\ncalendar:\n  - {year: 2027, holidays: [{from: 2027-01-01, to: 2027-01-03}]}\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if _, err := ParseFile(raw); err != nil && fault.KindOf(err) == fault.Internal {
			t.Fatalf("%v", err)
		}
	})
}

func TestNearestKey(t *testing.T) {
	for key, want := range map[string]string{"validity_month": "validity_months", "colour": "source", "min-age": "min_age"} {
		if got := nearest(key, []string{"validity_months", "min_age", "source", "practical_attempts_count_first"}); got != want {
			t.Errorf("nearest to %q is %q", key, got)
		}
	}
}
