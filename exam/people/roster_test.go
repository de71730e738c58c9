package people_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/roster"
	"github.com/suikao/suikao/internal/sheet"
)

const rosterHead = "姓名,证件类型,证件号码,性别,学历,手机号,单位名称,统一社会信用代码,用工形式,入职日期,人员类型,作业类别,操作项目,申请类型,培训机构,学时\n"

type intake struct{ rows []roster.Row }

func (i *intake) TakeRosterRow(_ context.Context, r roster.Row) (bool, error) {
	if r.Item == "无此项目" {
		return false, people.ErrNotFound
	}
	i.rows = append(i.rows, r)
	return true, nil
}

func (w *world) count(table string) int {
	w.Helper()
	var n int64
	w.must(w.db.Conn(w.system()).Table(table).Count(&n).Error)
	return int(n)
}

func TestRoster(t *testing.T) {
	onBoth(t, func(w *world) {
		_, manager := w.staff("manager-a", w.firmA, people.EnterpriseManager)
		in := &intake{}
		w.roster = w.rosters(in)
		n1, n2 := w.number(), w.number()
		file := rosterHead +
			"张三,," + n1 + ",,高中,13800001111,,,,,特种作业人员,电工作业,低压电工作业,初领,襄城培训中心,108\n" +
			"买买提•艾力,居民身份证," + strings.ToLower(n2) + ",,中专,," + w.firmA.Name + ",,劳务派遣,2026/1/5,,,,,,\n"
		rep, err := w.roster.Import(manager, w.firmA.ID, "a.csv", strings.NewReader("\ufeff"+file))
		w.must(err)
		if rep != (roster.Report{Rows: 2, Created: 2, Employed: 2, Passed: 1}) {
			w.Errorf("report %+v", rep)
		}
		if len(in.rows) != 1 || in.rows[0].ApplicationKind != "FIRST_ISSUE" || in.rows[0].PersonType != "SPECIAL_OPERATOR" || in.rows[0].Hours != 108 || in.rows[0].Employer != w.firmA.ID {
			w.Errorf("handed on %+v", in.rows)
		}
		p, err := w.s.PersonByDocument(w.system(), identity.IDCard, n2, "")
		w.must(err)
		if e, _ := w.s.Employments(manager, p.ID); p.Name != "买买提·艾力" || len(e) != 1 || e[0].Kind != people.Dispatched || e[0].From != "2026-01-05" {
			w.Errorf("imported %+v %+v", p, e)
		}
		again, err := w.roster.Import(manager, w.firmA.ID, "a.csv", strings.NewReader(file))
		if err != nil || again.Created != 0 || again.Employed != 0 {
			w.Errorf("the same file again: %+v %v", again, err)
		}
		w.roster = w.rosters(nil)
		if rep, err = w.roster.Import(manager, w.firmA.ID, "a.csv", strings.NewReader(file)); err != nil || rep.Unused != 1 {
			w.Errorf("without an intake: %+v %v", rep, err)
		}
	})
}

func TestRosterIsAllOrNothing(t *testing.T) {
	onBoth(t, func(w *world) {
		_, manager := w.staff("manager-a", w.firmA, people.EnterpriseManager)
		taken := w.person(w.countyA, "真名")
		doc, err := w.s.DocumentFor(w.system(), taken.ID, "test")
		w.must(err)
		w.roster = w.rosters(&intake{})
		persons, works := w.count("person"), w.count("employment")
		good := "好人,," + w.number() + ",,,,,,,,,,,,,\n"
		twice := w.number()
		for what, c := range map[string]struct{ rows, want string }{
			"a wrong digit":               {good + "张三,,110105194912310021,,,,,,,,,,,,,\n", "row 3, 证件号码 people.doc_check"},
			"a wrong sex":                 {good + "张三,," + w.number() + ",公,,,,,,,,,,,,\n", "row 3, 性别 roster.choice"},
			"a wrong phone":               {good + "张三,," + w.number() + ",,,12345,,,,,,,,,,\n", "row 3, 手机号 people.phone"},
			"a wrong kind of document":    {good + "张三,借书证," + w.number() + ",,,,,,,,,,,,,\n", "row 3, 证件类型 roster.choice"},
			"one number twice":            {good + "张三,," + twice + ",,,,,,,,,,,,,\n李四,临时身份证," + twice + ",,,,,,,,,,,,,\n", "row 4, 证件号码 roster.twice"},
			"another person's number":     {good + "假名,," + doc.Number + ",,,,,,,,,,,,,\n", "row 3, 姓名 people.name_differs"},
			"another firm":                {good + "张三,," + w.number() + ",,,," + w.firmB.Name + ",,,,,,,,,\n", "row 3, 单位名称 roster.org"},
			"a credit code of nobody":     {good + "张三,," + w.number() + ",,,,,91350100M000100Y43,,,,,,,,\n", "row 3, 统一社会信用代码 roster.org"},
			"hours that are no number":    {good + "张三,," + w.number() + ",,,,,,,,,,,,,很多\n", "row 3, 学时 roster.hours"},
			"an item that does not exist": {good + "张三,," + w.number() + ",,,,,,,,,,无此项目,,,\n", "row 3, 姓名 people.not_found"},
			"a date that does not exist":  {good + "张三,," + w.number() + ",,,,,,,2026-02-30,,,,,,\n", "row 3, 入职日期"},
			"no rows":                     {"", "sheet.empty"},
		} {
			_, err := w.roster.Import(manager, w.firmA.ID, "a.csv", strings.NewReader(rosterHead+c.rows))
			if got := code(err) + " " + strings.Join(fields(err), "; "); !strings.Contains(got, c.want) {
				w.Errorf("%s: %s", what, got)
			}
			if w.count("person") != persons || w.count("employment") != works {
				w.Fatalf("%s: something was left behind", what)
			}
		}
		_, err = w.roster.Import(manager, w.firmB.ID, "a.csv", strings.NewReader(rosterHead+good))
		w.wants("people.not_found", err, "importing into another firm")
		_, err = w.roster.Import(manager, w.firmA.ID, "a.xlsx", bytes.NewReader(bytes.Repeat([]byte("garbage"), 1<<20)))
		if code(err) == "" || code(err) == "internal" {
			w.Errorf("garbage: %v", err)
		}
	})
}

func TestRosterTemplateCanBeFilledIn(t *testing.T) {
	onBoth(t, func(w *world) {
		var b bytes.Buffer
		w.must(w.roster.Template(&b))
		tab, err := sheet.Read(w.system(), "t.xlsx", bytes.NewReader(b.Bytes()), roster.Columns(), sheet.DefaultLimits())
		w.must(err)
		for _, c := range roster.Columns() {
			if !tab.Has(c.Name) {
				w.Errorf("the template lacks %s", c.Header)
			}
		}
		rep, err := w.roster.Import(w.system(), w.firmA.ID, "t.xlsx", bytes.NewReader(b.Bytes()))
		if err != nil || rep.Rows != 1 {
			w.Errorf("the template's own example: %+v %v %v", rep, err, fields(err))
		}
	})
}

// What a preview says is what the import then does; the preview itself keeps nothing but its own trace.
func TestRosterPreview(t *testing.T) {
	onBoth(t, func(w *world) {
		_, manager := w.staff("manager-a", w.firmA, people.EnterpriseManager)
		w.roster = w.rosters(&intake{})
		onFile, working := w.number(), w.number()
		for _, n := range []string{onFile, working} {
			_, err := w.s.AddPerson(w.system(), w.countyA.ID, people.PersonInput{Name: "在册", DocKind: identity.IDCard, DocNumber: n})
			w.must(err)
		}
		_, _, err := w.s.Hire(manager, w.firmA.ID, people.HireInput{Person: people.PersonInput{Name: "在册", DocKind: identity.IDCard, DocNumber: working}, Kind: people.Regular, From: "2026-01-01"})
		w.must(err)
		good := "新人,," + w.number() + ",,,,,,,,特种作业人员,电工作业,低压电工作业,,,\n" + "在册,," + onFile + ",,,,,,,,,,,,,\n" + "在册,," + working + ",,,,,,,,,,,,,\n"
		bad := "假名,," + onFile + ",,,,,,,,,,,,,\n" + "张三,,11010519491231002,公,,,,,,0026-01-01,,,,,,\n" + "李四,," + w.number() + ",,,,,,,,,,无此项目,,,\n"
		before := w.dump("person") + w.dump("employment") + w.dump("outbox_event")
		kept := func(what string) {
			w.Helper()
			if w.dump("person")+w.dump("employment")+w.dump("outbox_event") != before {
				w.Fatalf("%s left something behind", what)
			}
		}
		p, err := w.roster.Preview(manager, w.firmA.ID, "a.csv", strings.NewReader(rosterHead+good+bad))
		w.must(err)
		kept("a preview with wrong rows")
		var got []string
		for _, r := range p.Rows {
			line := fmt.Sprint(r.Row, " ", r.Outcome, " ", r.Begins, r.Applies)
			for _, x := range r.Problems {
				line += " " + x.Column + ":" + x.Err.Code()
			}
			got = append(got, line)
		}
		want := []string{"2 NEW true true", "3 CHANGED true false", "4 KNOWN false false", "5 REFUSED false false 证件号码:roster.twice",
			"6 REFUSED false false 性别:roster.choice 证件号码:people.doc_number", "7 REFUSED false false 姓名:people.not_found"}
		if !slices.Equal(got, want) || p.Refused != 3 || p.Rows[0].Employer != w.firmA.Name || strings.Contains(p.Rows[0].Document, "0101") {
			w.Errorf("preview %q, %d refused, %+v", got, p.Refused, p.Rows[0])
		}
		if p, err = w.roster.Preview(manager, w.firmA.ID, "a.csv", strings.NewReader(rosterHead+good)); err != nil || p.Refused != 0 {
			w.Fatalf("preview of the good rows: %+v %v", p, err)
		}
		kept("a preview")
		if n := w.trail("roster.preview", "org:"+string(w.firmA.ID)); n != 2 {
			w.Errorf("%d previews on the trail", n)
		}
		rep, err := w.roster.Import(manager, w.firmA.ID, "a.csv", strings.NewReader(rosterHead+good))
		if err != nil || rep != p.Report {
			w.Errorf("the import did %+v %v, the preview said %+v", rep, err, p.Report)
		}
		_, foreign := w.staff("manager-b", w.firmB, people.EnterpriseManager)
		_, err = w.roster.Preview(foreign, w.firmA.ID, "a.csv", strings.NewReader(rosterHead+good))
		w.wants("people.not_found", err, "previewing into another firm")
		_, writer := w.staff("writer", w.countyA, people.ItemWriter)
		_, err = w.roster.Preview(writer, w.countyA.ID, "a.csv", strings.NewReader(rosterHead+good))
		w.wants("people.forbidden", err, "previewing without the role")
		_, err = w.roster.Preview(manager, w.firmA.ID, "a.csv", strings.NewReader("甲,乙\n1,2\n"))
		if code(err) == "" || code(err) == "internal" {
			w.Errorf("a file without the columns: %v", err)
		}
	})
}
