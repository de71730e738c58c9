package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/sample"
)

// caseContent is a case of three parts; all that must not be told is a canary.
func caseContent(n int) questionbank.Content {
	part := func(t questionbank.Type, stem string, options []string, key ...int) questionbank.Part {
		return questionbank.Part{Part: assembly.Part{Type: t, Stem: fmt.Sprintf("%s（案 %d）", stem, n), Options: options}, Key: key, Explanation: "CANARY 解析"}
	}
	return questionbank.Content{Type: questionbank.Case, Stem: fmt.Sprintf("CANARY 案情第 %d 号：某厂配电室停电检修。", n), Difficulty: 1 + n%5, Topic: "触电", Explanation: "CANARY 总解析",
		Parts: []questionbank.Part{
			part(questionbank.Single, "CANARY 第一步应当", []string{"停电", "验电", "接地"}, 0),
			part(questionbank.TrueFalse, "CANARY 可以不挂牌", questionbank.TrueFalseOptions(), 1),
			part(questionbank.Multiple, "CANARY 应佩戴", []string{"绝缘手套", "绝缘靴", "安全帽", "布鞋"}, 0, 1, 2)}}
}

// withCases is an open bank whose papers have two single-choice questions and two cases.
func (w *world) withCases(t testing.TB, n int) (questionbank.Bank, questionbank.Release) {
	t.Helper()
	b := w.bank(t)
	w.imported(t, b.ID, little(6, 0))
	var ids []questionbank.VersionID
	for i := range n {
		ids = append(ids, must[questionbank.ItemVersion](t)(w.WriteItem(writer, b.ID, caseContent(i))).ID)
	}
	ok(t, w.Submit(writer, ids, ""))
	ok(t, w.Approve(reviewer, ids, ""))
	r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "带案例"))
	r = must[questionbank.Release](t)(w.ActivateRelease(reviewer, r.ID))
	p := must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, casePlan()))
	w.published(t, p.ID)
	return b, r
}

func casePlan() assembly.Body {
	return assembly.Body{Minutes: 60, Total: 2 + 2*3*2, Pass: 10, Sections: []assembly.Section{
		{Title: "单选题", Type: assembly.Single, Count: 2, Points: 1}, {Title: "案例题", Type: assembly.Case, Parts: 3, Count: 2, Points: 2}}}
}

func TestCasesFromTheEditorToAPaperAndBack(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b, r := w.withCases(t, 6)
		paper := w.drawn(t, counted("a1"))
		key := must[questionbank.Key](t)(w.Key(seat, r.ID, 1))
		if len(paper.Questions) != 8 || len(paper.Items()) != 4 {
			t.Fatalf("%d questions of %d items", len(paper.Questions), len(paper.Items()))
		}
		for i, q := range paper.Questions[2:] {
			if q.Case == nil || q.Case.Part != i%3+1 || q.Case.Parts != 3 || !strings.HasPrefix(q.Case.Stem, "CANARY 案情第") || len(key.Correct[q.Version]) != []int{1, 1, 3}[i%3] {
				t.Errorf("%+v with key %v", q, key.Correct[q.Version])
			}
		}
		if len(key.Correct) != 12+6*3 {
			t.Errorf("%d keys", len(key.Correct))
		}
		fresh := w.restarted()
		if again := fresh.again(t, "a1"); again.Digest() != paper.Digest() {
			t.Error("the paper is another after a restart")
		}
		next := draw("a2", paper.Items())
		next.Counted = true
		retake := w.drawn(t, next)
		for _, id := range retake.Items() {
			if slices.Contains(paper.Items(), id) {
				t.Errorf("the retake repeats %s", id)
			}
		}
		bp := must[questionbank.Blueprint](t)(w.ActiveBlueprint(seat, sample.ItemCode))
		if wrong, err := fresh.CheckCounts(seat, r.ID, bp.ID); err != nil || len(wrong) > 0 {
			t.Error(wrong, err)
		}
		must[assembly.Paper](t)(assembly.Replay(must[assembly.Files](t)(fresh.FilesOf(seat, "a2"))))
		w.caseAsWritten(t, b.ID)
		for _, table := range []string{"item_version", "item_stem", "release_item", "key_version", "paper_draw", "audit_entry", "outbox_event"} {
			if w.holds(t, table, "CANARY") {
				t.Errorf("%s shows something of a case", table)
			}
		}
	})
}

// caseAsWritten reads a case as its writer, and as a list, which has no keys.
func (w *world) caseAsWritten(t *testing.T, b questionbank.BankID) {
	t.Helper()
	list := must[[]questionbank.ItemVersion](t)(w.Items(writer, questionbank.ItemQuery{Bank: b, Type: questionbank.Case}))
	if len(list) != 6 {
		t.Fatalf("%d cases", len(list))
	}
	for _, p := range list[0].Content.Parts {
		if p.Stem == "" || len(p.Key) > 0 || p.Explanation != "" {
			t.Errorf("a list shows %+v", p)
		}
	}
	full := must[questionbank.ItemVersion](t)(w.Version(writer, list[0].ID)).Content
	if want := caseContent(5); fmt.Sprintf("%+v", full.Parts) != fmt.Sprintf("%+v", want.Parts) || full.Explanation != want.Explanation || full.Stem != want.Stem {
		t.Errorf("written %+v\nread %+v", want, full)
	}
}

// holds reports whether any cell of a table has this text.
func (w *world) holds(t *testing.T, table, text string) bool {
	t.Helper()
	rows, err := w.db.SQL().QueryContext(context.Background(), "SELECT * FROM "+table)
	ok(t, err)
	names, err := rows.Columns()
	ok(t, err)
	found := false
	for rows.Next() {
		cells := make([]any, len(names))
		for i := range cells {
			cells[i] = new([]byte)
		}
		ok(t, rows.Scan(cells...))
		for _, c := range cells {
			found = found || bytes.Contains(*c.(*[]byte), []byte(text))
		}
	}
	ok(t, errors.Join(rows.Err(), rows.Close()))
	return found
}

func TestTheKeyOfOnePartIsCorrected(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		_, r := w.withCases(t, 4)
		paper := w.drawn(t, counted("a1"))
		first, second, third := paper.Questions[2].Version, paper.Questions[3].Version, paper.Questions[4].Version
		whole, _ := first.Whole()
		for what, keys := range map[string]map[questionbank.VersionID][]int{
			"a case by itself":         {whole: {0}},
			"a part it has not":        {whole.Of(4): {0}},
			"a part of no case":        {paper.Questions[0].Version.Of(1): {1}},
			"two for true/false":       {second: {0, 1}},
			"one for multiple choice":  {third: {2}},
			"the same key":             {first: {0}},
			"an option too far":        {first: {3}},
			"one right part, one not":  {first: {1}, second: {2}},
			"the right part, mistyped": {whole + ".01": {1}},
		} {
			_, err := w.ProposeKeys(writer, r.ID, keys, "核对后更正")
			isErr(t, what, err, questionbank.ErrKeySet)
		}
		k := must[questionbank.KeyVersion](t)(w.ProposeKeys(writer, r.ID, map[questionbank.VersionID][]int{first: {1}, third: {0, 1, 3}}, "核对后更正"))
		if list := must[[]questionbank.CorrectedKey](t)(w.CorrectedKeys(seat, r.ID, k.No)); len(list) != 0 {
			t.Errorf("proposed only: %+v", list)
		}
		must[questionbank.KeyVersion](t)(w.DecideKeys(reviewer, r.ID, k.No, true))
		w = w.restarted()
		one, two := must[questionbank.Key](t)(w.Key(seat, r.ID, 1)), must[questionbank.Key](t)(w.Key(seat, r.ID, 2))
		if !slices.Equal(one.Correct[first], []int{0}) || !slices.Equal(two.Correct[first], []int{1}) || !slices.Equal(two.Correct[third], []int{0, 1, 3}) ||
			!slices.Equal(two.Correct[second], one.Correct[second]) || one.Digest == two.Digest {
			t.Errorf("%v → %v", one.Correct, two.Correct)
		}
		named := must[[]questionbank.CorrectedKey](t)(w.CorrectedKeys(seat, r.ID, k.No))
		if len(named) != 2 || named[0].Part != 1 || named[1].Part != 3 || named[0].Item == "" || named[0].Item != named[1].Item || named[0].Topic == "" || named[0].No != 2 || named[0].Reason != "核对后更正" ||
			named[0].By.Name == "" || named[0].Approver.Name == "" {
			t.Errorf("%+v", named)
		}
		if list := must[[]questionbank.CorrectedKey](t)(w.CorrectedKeys(seat, r.ID, 1)); len(list) != 0 {
			t.Errorf("before the correction: %+v", list)
		}
		_, shown, err := w.Corrections(reviewer, r.ID, k.No)
		if err != nil || len(shown) != 2 || shown[0].Part != 1 || shown[1].Part != 3 || shown[0].Item.ID != whole || shown[0].Before[0] != 0 || shown[0].After[0] != 1 ||
			shown[1].Item.Content.Parts[2].Stem == "" || len(shown[0].Item.Content.Parts[0].Key) > 0 {
			t.Errorf("%+v %v", shown, err)
		}
		if after := w.again(t, "a1"); after.Digest() != paper.Digest() {
			t.Error("a corrected key changes the paper")
		}
	})
}

func TestAnAlteredCaseIsNamed(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		_, r := w.withCases(t, 4)
		w.drawn(t, counted("a1"))
		list := must[[]questionbank.ItemVersion](t)(w.ReleaseItems(writer, questionbank.ReleaseQuery{Release: r.ID, Type: questionbank.Case}))
		_, err := w.db.Exec(context.Background(), "UPDATE item_version SET body = (SELECT body FROM (SELECT body FROM item_version WHERE id = ?) other) WHERE id = ?", string(list[1].ID), string(list[0].ID))
		ok(t, err)
		_, err = w.restarted().FilesOf(seat, "a1")
		if err == nil || !strings.Contains(err.Error(), string(list[0].ID)) {
			t.Errorf("a case with the text of another: %v", err)
		}
		_, _, err = w.restarted().DrawFor(seat, sample.ItemCode, counted("a3"))
		if err == nil {
			t.Error("a paper is drawn from a release that was altered")
		}
	})
}

func TestWhatIsWrongWithACaseIsNamedByPart(t *testing.T) {
	for want, change := range map[string]func(c *questionbank.Content){
		"parts: item.part_count":              func(c *questionbank.Content) { c.Parts = c.Parts[:1] },
		"parts[1].type: item.part_type":       func(c *questionbank.Content) { c.Parts[1].Type = questionbank.Case },
		"parts[0].type: item.part_type":       func(c *questionbank.Content) { c.Parts[0].Type = questionbank.Hotspot },
		"parts[2].stem: item.stem_empty":      func(c *questionbank.Content) { c.Parts[2].Stem = " " },
		"parts[1].options: item.option_tf":    func(c *questionbank.Content) { c.Parts[1].Options = []string{"对", "错"} },
		"parts[0].key: item.key_one":          func(c *questionbank.Content) { c.Parts[0].Key = []int{0, 1} },
		"parts[2].key: item.key_many":         func(c *questionbank.Content) { c.Parts[2].Key = []int{0} },
		"parts[0].key: item.key_option":       func(c *questionbank.Content) { c.Parts[0].Key = []int{-1} },
		"parts[0].options: item.option_twice": func(c *questionbank.Content) { c.Parts[0].Options[1] = "停电" },
		"parts[0].explanation: item.text_long": func(c *questionbank.Content) {
			c.Parts[0].Explanation = strings.Repeat("长", questionbank.MaxExplanation+1)
		},
		"options: item.case_own": func(c *questionbank.Content) { c.Options = []string{"甲", "乙"} },
		"key: item.case_own":     func(c *questionbank.Content) { c.Key = []int{0} },
		"stem: item.stem_empty":  func(c *questionbank.Content) { c.Stem = "" },
	} {
		c := caseContent(1)
		change(&c)
		if err := c.Validate(); !errors.Is(err, fault.ErrInvalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	single := content("单选")
	single.Parts = caseContent(1).Parts
	if err := single.Validate(); err == nil || !strings.Contains(err.Error(), "parts: item.part_count") {
		t.Error("a single-choice item with parts:", err)
	}
	if err := caseContent(1).Validate(); err != nil {
		t.Error(err)
	}
}

func TestAHotspotMayHaveSeveralRightAreas(t *testing.T) {
	if e := questionbank.CheckKey(questionbank.Hotspot, 4, []int{0, 2}); e != nil {
		t.Error(e)
	}
	if e := questionbank.CheckKey(questionbank.Hotspot, 4, nil); e == nil {
		t.Error("no area is right")
	}
}

// A case comes from a table, and one that is nearly the same is named by what its parts say too.
func TestCasesComeFromATable(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		table := func(stem, first string) []byte {
			return []byte("题型,题干,选项A,选项B,答案,知识点,小题\n案例," + stem + ",,,,触电,\n单选," + first + "应当先做哪一项才符合规程,停电,验电,A,,1\n判断,检修人员可以不挂牌就开始工作,,,错误,,2\n")
		}
		f := file(t, table("某厂停电检修十千伏进线柜", "打开柜门以前"))
		must[questionbank.Batch](t)(w.ApplyImport(writer, b.ID, f, f.Sum, false))
		list := must[[]questionbank.ItemVersion](t)(w.Items(writer, questionbank.ItemQuery{Bank: b.ID}))
		if len(list) != 1 || list[0].Content.Type != questionbank.Case || len(list[0].Content.Parts) != 2 || list[0].Content.Parts[1].Type != questionbank.TrueFalse {
			t.Fatalf("%+v", list)
		}
		again := must[questionbank.Preview](t)(w.PreviewImport(writer, b.ID, f, false))
		if again.Errored != 1 {
			t.Errorf("the same case again: %+v", again.Rows)
		}
		near := must[questionbank.Preview](t)(w.PreviewImport(writer, b.ID, file(t, table("某厂停电检修十千伏出线柜", "打开柜门以前")), false))
		if near.Create != 1 || len(near.Rows[0].Near) != 1 || near.Rows[0].Near[0].Version != list[0].ID {
			t.Errorf("%+v", near.Rows)
		}
		// The same story with other questions is another case.
		other := must[questionbank.Preview](t)(w.PreviewImport(writer, b.ID, file(t, table("某厂停电检修十千伏进线柜", "恢复送电之前由工作负责人清点人数并拆除接地线以后")), false))
		if other.Create != 1 {
			t.Errorf("%+v", other.Rows)
		}
	})
}
