package outside_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// list is a file as an enterprise keeps it: a title, columns in its own order, one that nobody asked for.
var list = "二〇二六年十一月名单\n班组,证件号码,姓名,证号,作业项目\n" +
	"一组,,张三丰,T11010519491231002X,低压电工作业\n" + // 3
	"一组,11010519491231002x,张 三 丰,,\n" + // 4: by the document's number
	"一组,,李四,T11010519491231002X,\n" + // 5: another name
	"二组,,张三丰,T440524188001010014,\n" + // 6: another number
	"二组,,张三丰,T11010519491231002X,熔化焊接与热切割作业\n" + // 7
	"二组,,张三丰,T11010519491231002X,开飞机\n" + // 8
	"二组,,,T11010519491231002X,\n" + // 9
	"三组,,张三丰,,\n" + // 10
	"三组,,张三丰,1.1010519491231E+17,\n" + // 11: spoiled by a spreadsheet
	"三组,,张三丰,1,SO-01-02\n" // 12: no number at all

func TestAFileIsAnsweredRowByRow(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open, outside.Options{})
		head, err := h.CheckSheet(manager, "firm", "名单.csv", []byte(list))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(head.Counts); got != "map[BAD_ROW:5 MAY_WORK:2 NONE:2 OTHER_ITEM:1]" || head.Rows() != 10 {
			t.Error(got)
		}
		_, rows, err := h.SheetRows(manager, head.ID, "", 0, 100)
		if err != nil || len(rows) != 10 {
			t.Fatal(rows, err)
		}
		for i, want := range []string{"3 MAY_WORK ", "4 MAY_WORK ", "5 NONE ", "6 NONE ", "7 OTHER_ITEM ", "8 BAD_ROW 作业项目 permit.sheet_row_item", "9 BAD_ROW 姓名 permit.sheet_row_name",
			"10 BAD_ROW 证号 permit.sheet_row_number", "11 BAD_ROW 证号 sheet.number_mangled", "12 BAD_ROW 证号 permit.number"} {
			r := rows[i]
			if got := strings.TrimRight(fmt.Sprint(r.Row, " ", r.Verdict, " ", r.Column, " ", r.Code), " "); got != strings.TrimRight(want, " ") {
				t.Errorf("got %q, want %q", got, want)
			}
		}
		unknown, wrong := rows[3], rows[2]
		if unknown.ZH != wrong.ZH || unknown.EN != wrong.EN || unknown.Verdict != wrong.Verdict || len(unknown.Permits)+len(wrong.Permits) != 0 {
			t.Errorf("an unknown number and a wrong name differ: %+v %+v", unknown, wrong)
		}
		if p := rows[0].Permits; len(p) != 1 || p[0].ItemName != "低压电工作业" || p[0].To != "2032-11-19" {
			t.Errorf("%+v", p)
		}
		if _, rows, err = h.SheetRows(manager, head.ID, outside.BadRow, 9, 2); err != nil || len(rows) != 2 || rows[0].Row != 10 {
			t.Error(rows, err)
		}
		h.clock.Advance(5 * time.Minute)
		for lang, want := range map[string]string{"zh-CN": "3 张三丰 T11010519491231002X 低压电工作业 有效，可以作业 有效 低压电工作业（有效） 2026-11-20 至 2032-11-19 2026-11-23 10:00 5",
			"en": "3 张三丰 T11010519491231002X 低压电工作业 Valid, may work Valid 低压电工作业 (Valid) 2026-11-20 to 2032-11-19 2026-11-23 10:00 5"} {
			var b bytes.Buffer
			if _, err := h.WriteSheet(manager, &b, head.ID, lang); err != nil {
				t.Fatal(err)
			}
			f, err := excelize.OpenReader(&b)
			if err != nil {
				t.Fatal(err)
			}
			cells, err := f.GetRows(f.GetSheetName(0))
			if err != nil || len(cells) != 11 || strings.Join(cells[1], " ") != want {
				t.Errorf("%s: %v %v", lang, cells, err)
			}
		}
		got, err := h.WhoChecked(own)
		if err != nil || len(got) != 1 || got[0].Org != "襄阳建安公司" || got[0].N != 2 { // rows 3 and 4; who asked for another item was shown none
			t.Errorf("%+v %v", got, err)
		}
	})
}

// Nobody but who uploaded a file sees its answer, and after an hour nobody does: then it is gone from the database.
func TestAnAnsweredFileIsForItsUploaderForAnHour(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open, outside.Options{})
		head, err := h.CheckSheet(manager, "firm", "a.csv", []byte(list))
		if err != nil {
			t.Fatal(err)
		}
		left := func() (n int) {
			var parts int
			if err := h.db.SQL().QueryRowContext(t.Context(), "SELECT (SELECT COUNT(*) FROM permit_sheet), (SELECT COUNT(*) FROM permit_sheet_part)").Scan(&n, &parts); err != nil {
				t.Fatal(err)
			}
			return n + parts
		}
		var body string
		if err := h.db.SQL().QueryRowContext(t.Context(), "SELECT body FROM permit_sheet_part").Scan(&body); err != nil || strings.Contains(body, "张三丰") || strings.Contains(body, "19491231") {
			t.Error("names or numbers stand in the clear", err)
		}
		colleague := staff(people.EnterpriseManager, "/a/firm/")
		a := actor.From(colleague)
		a.ID = "another"
		colleague = actor.With(colleague, a)
		for who, ctx := range map[string]context.Context{"a colleague": colleague, "a neighbour": neighbour, "the public": from("1.2.3.4")} {
			if _, _, err := h.SheetRows(ctx, head.ID, "", 0, 10); !errors.Is(err, outside.ErrSheetGone) {
				t.Error(who, err)
			}
			if err := h.ForgetSheet(ctx, head.ID); !errors.Is(err, outside.ErrSheetGone) {
				t.Error(who, err)
			}
		}
		h.clock.Advance(time.Hour - time.Second)
		if err := h.DropSheetsOnce(t.Context()); err != nil || left() != 2 {
			t.Error(left(), err)
		}
		if mine, day, err := h.MySheets(manager, "firm"); err != nil || len(mine) != 1 || mine[0].ID != head.ID || day.Left != 40_000-10 || day.MissLeft != 498 {
			t.Errorf("%+v %+v %v", mine, day, err)
		}
		h.clock.Advance(time.Second)
		if _, _, err := h.SheetRows(manager, head.ID, "", 0, 10); !errors.Is(err, outside.ErrSheetGone) {
			t.Error("after an hour:", err)
		}
		if err := h.DropSheetsOnce(t.Context()); err != nil || left() != 0 {
			t.Error(left(), err)
		}
		if head, err = h.CheckSheet(manager, "firm", "a.csv", []byte(list)); err != nil {
			t.Fatal(err)
		}
		if err := h.ForgetSheet(manager, head.ID); err != nil || left() != 0 {
			t.Error(left(), err)
		}
	})
}

func lines(n int, of func(i int) string) []byte {
	var b strings.Builder
	b.WriteString("姓名,证号\n")
	for i := range n {
		b.WriteString(of(i) + "\n")
	}
	return []byte(b.String())
}

func TestFilesHaveTheBoundsOfADay(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open, outside.Options{SheetRowsPerDay: 1500, OrgMissesPerDay: 600, MissesPerDay: 550})
		hit := func(int) string { return name + "," + number }
		miss := func(i int) string { return fmt.Sprintf("%s,T1101051949123%04d", name, i) }
		if _, err := h.CheckSheet(manager, "firm", "a.csv", lines(1200, hit)); err != nil {
			t.Fatal(err)
		}
		if _, err := h.CheckSheet(manager, "firm", "a.csv", lines(301, hit)); !errors.Is(err, outside.ErrSheetQuota) {
			t.Error(err)
		}
		k, secret := h.key(t, 5000)
		var rows []outside.Row
		for i := range 500 {
			rows = append(rows, ask(fmt.Sprintf("T1101051949124%04d", i), name))
		}
		if _, _, err := h.Check(from("10.1.9.9"), k, rows); err != nil {
			t.Fatal(err)
		}
		if _, err := h.CheckSheet(manager, "firm", "a.csv", lines(101, miss)); !errors.Is(err, outside.ErrOrgMisses) { // 500 of the key and 101 of the file
			t.Error("files and keys have bounds of their own:", err)
		}
		if _, err := h.CheckSheet(manager, "firm", "a.csv", lines(1, hit)); !errors.Is(err, outside.ErrOrgMisses) {
			t.Error("a closed organisation is answered:", err)
		}
		if _, _, err := h.Check(from("10.1.9.9"), k, []outside.Row{ask(number, name)}); !errors.Is(err, outside.ErrOrgMisses) {
			t.Error("a key of a closed organisation is answered:", err)
		}
		if list, _, err := h.MySheets(manager, "firm"); err != nil || len(list) != 1 {
			t.Error("a refused file left an answer:", list, err)
		}
		h.clock.Advance(24 * time.Hour)
		if _, err := h.Admit(from("10.1.9.9"), secret); err != nil {
			t.Error("the file ended a key:", err)
		}
		if _, err := h.CheckSheet(manager, "firm", "a.csv", lines(1, hit)); err != nil {
			t.Error("on the next day:", err)
		}
	})
}

// A key that is stopped leaves its last guess to its organisation, so that new keys do not bring new guesses for nothing.
func TestNewKeysBringNoNewGuesses(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open, outside.Options{MissesPerDay: 2, OrgMissesPerDay: 7})
		guess := 0
		answered := 0
		for range 20 {
			k, _ := h.key(t, 100)
			for {
				guess++
				_, _, err := h.Check(from("10.1.9.9"), k, []outside.Row{ask(fmt.Sprintf("T1101051949124%04d", guess), name)})
				if err != nil {
					break
				}
				answered++
			}
		}
		if answered > 7 {
			t.Errorf("%d guesses were answered", answered)
		}
		k, _ := h.key(t, 100)
		if _, _, err := h.Check(from("10.1.9.9"), k, []outside.Row{ask(number, name)}); !errors.Is(err, outside.ErrOrgMisses) {
			t.Error(err)
		}
	})
}

func TestFilesThatAreRefused(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open, outside.Options{})
		for what, c := range map[string]struct {
			who  context.Context
			name string
			body []byte
			want error
		}{
			"a million rows": {manager, "a.csv", lines(1_000_000, func(int) string { return "张,1" }), sheet.ErrTooMany},
			"too large":      {manager, "a.csv", make([]byte, 20<<20+1), sheet.ErrTooLarge},
			"no header":      {manager, "a.csv", []byte("张三,1\n"), sheet.ErrHeader},
			"no rows":        {manager, "a.csv", []byte("姓名,证号\n"), sheet.ErrEmpty},
			"a neighbour":    {neighbour, "a.csv", []byte(list), permit.ErrNoOrg},
			"a regulator":    {regulator, "a.csv", []byte(list), permit.ErrForbidden},
			"a long name":    {manager, strings.Repeat("长", 121), []byte(list), outside.ErrSheetName},
		} {
			if _, err := h.CheckSheet(c.who, "firm", c.name, c.body); !errors.Is(err, c.want) && !strings.Contains(fmt.Sprint(err), fmt.Sprint(c.want)) {
				t.Errorf("%s: %v", what, err)
			}
		}
		for range 10 {
			_, _ = h.CheckSheet(manager, "firm", "a.csv", []byte(list))
		}
		if _, err := h.CheckSheet(manager, "firm", "a.csv", []byte(list)); !errors.Is(err, permit.ErrTooMany) {
			t.Error("without end:", err)
		}
	})
}

// Who watches over an enterprise ends a key of it, and says why; who neither manages nor watches over it does not see it.
func TestARegulatorEndsAKeyWithAReason(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := newHouse(t, open, outside.Options{})
		k, secret := h.key(t, 10)
		if list, err := h.KeysOf(regulator, "firm"); err != nil || len(list) != 1 {
			t.Error(list, err)
		}
		for _, bad := range []string{"", "x", strings.Repeat("长", 201)} {
			if err := h.WithdrawKey(regulator, k.ID, bad); err == nil || !strings.Contains(err.Error(), outside.ErrKeyReason.Code()) {
				t.Errorf("%q: %v", bad, err)
			}
		}
		for who, ctx := range map[string]context.Context{"a neighbour": neighbour, "a regulator of elsewhere": staff(people.Regulator, "/b/")} {
			if err := h.WithdrawKey(ctx, k.ID, "发现滥用"); !errors.Is(err, permit.ErrNotFound) {
				t.Errorf("%s: %v", who, err)
			}
		}
		if _, _, err := h.MakeKey(regulator, "firm", outside.KeyInput{Name: "闸机", Quota: 1, ExpiresOn: "2027-01-01"}); !errors.Is(err, permit.ErrForbidden) {
			t.Error("a regulator makes keys of an enterprise:", err)
		}
		if err := h.WithdrawKey(regulator, k.ID, "发现滥用"); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Admit(from("10.1.9.9"), secret); !errors.Is(err, outside.ErrKey) {
			t.Error("the key still asks:", err)
		}
	})
}
