package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

func TestGuideFollowsTheRules(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		text := func(item string, on actor.Date) string {
			g, err := w.Guide(context.Background(), rules.Query{Item: item, On: on})
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			for _, s := range g.Sections {
				fmt.Fprintln(&b, "#", s.Zh, s.En)
				for _, l := range s.Lines {
					fmt.Fprintln(&b, l.Zh, "|", l.En, l.Pending)
				}
			}
			return b.String()
		}
		for _, c := range []struct {
			item         string
			on           actor.Date
			has, without []string
		}{
			{"PM-04-00", "2026-11-21", []string{"免费（《安全生产法》第二十七条", "初次培训学时：48 学时", "任职证明"}, []string{"实操考试"}},
			{"SO-01-02", "2026-11-21", []string{"收费标准尚未公布", "初次培训学时：待考核发证机关公布", "理论考试次数：不限", "须复审：否", "初次取证：有效身份证件"}, []string{"学历证明", "[S", "[K]"}},
			{"SO-01-02", "2026-05-31", []string{"学历要求：初中及以上", "学历证明", "理论考试次数：2 次", "须复审：是"}, nil},
			{"SO-09-01", "2026-11-21", []string{"学历要求：待考核发证机关公布", "初次取证：待考核发证机关公布"}, nil},
		} {
			got := text(c.item, c.on)
			for _, want := range c.has {
				if !strings.Contains(got, want) {
					t.Errorf("%s on %s lacks %q:\n%s", c.item, c.on, want, got)
				}
			}
			for _, bad := range c.without {
				if strings.Contains(got, bad) {
					t.Errorf("%s on %s says %q:\n%s", c.item, c.on, bad, got)
				}
			}
		}
	})
}

func TestMaterialsDependOnTheFloor(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		set, err := w.InForce(context.Background(), rules.Query{Item: "SO-01-02", On: "2026-11-21"})
		if err != nil {
			t.Fatal(err)
		}
		list, err := set.Materials(rules.FirstIssue)
		if err != nil || slices.Contains(list, rules.MaterialEducation) || !slices.Contains(list, rules.MaterialHealth) {
			t.Errorf("%v %v", list, err)
		}
		chem, err := w.InForce(context.Background(), rules.Query{Item: "SO-09-01", On: "2026-11-21"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := chem.Materials(rules.FirstIssue); !errors.Is(err, rules.ErrBlank) {
			t.Errorf("the schooling is open, the papers are not: %v", err)
		}
		if _, err := set.Materials("NONSENSE"); !errors.Is(err, rules.ErrBlank) {
			t.Errorf("an unknown kind: %v", err)
		}
	})
}

func TestCatalogueAndCalendarByFile(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		row := func(extra string) []byte {
			return []byte("format: suikao-rules/1\ntitle: 新目录\norg: NATIONAL\ncatalogue:\n  - {code: SO-01-02, category: 电工作业, name: 低压电工作业(新), track: EMERGENCY, " +
				"person_type: SPECIAL_OPERATOR, version: 应急〔2026〕45号, since: 2027-01-01, initial_hours: 90, source: \"[S: 目录]\"" + extra + "}\n")
		}
		if _, err := w.Propose(editor(root), row("")); !strings.Contains(fmt.Sprint(err), "rules.overlap") {
			t.Errorf("a second version without supersede: %v", err)
		}
		w.enact(t, root, row(", supersede: true"))
		for on, want := range map[actor.Date]string{"2026-12-31": "低压电工作业", "2027-01-01": "低压电工作业(新)"} {
			if i, err := w.Item(ctx, "SO-01-02", on); err != nil || i.Name != want {
				t.Errorf("%s: %s %v", on, i.Name, err)
			}
		}
		if err := w.LoadSeeds(ctx); err != nil {
			t.Errorf("the next start after a new catalogue: %v", err)
		}
		before, err := w.AddWorkingDays(ctx, "2026-12-31", 1)
		if err != nil || !before.Provisional {
			t.Errorf("2027 without data: %+v %v", before, err)
		}
		year := "format: suikao-rules/1\ntitle: 2027\norg: NATIONAL\ncalendar:\n  - year: 2027\n    notice: 测试\n    source: \"[K]\"\n    holidays:\n      - {name: 元旦, from: 2027-01-01, to: 2027-01-03}\n"
		w.enact(t, root, []byte(year))
		after, err := w.AddWorkingDays(ctx, "2026-12-31", 1)
		if err != nil || after.Provisional || after.Date != "2027-01-04" {
			t.Errorf("2027 with data: %+v %v", after, err)
		}
		if _, err := w.Propose(editor(root), []byte(year)); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a year again without supersede: %v", err)
		}
		w.enact(t, root, []byte(strings.Replace(year, "    holidays", "    supersede: true\n    holidays", 1)))
		if err := w.LoadSeeds(ctx); err != nil {
			t.Errorf("the next start: %v", err)
		}
	})
}
