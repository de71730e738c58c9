package register_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/register"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sheet"
)

const (
	num     = "T11010519491231002X"
	other   = "T420602199003070012"
	item    = "SO-01-02"
	itemZH  = "低压电工作业"
	itemTwo = "SO-01-01"
)

func TestEachActLeavesInOneBatch(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		_, err := h.Report(issuer, nil)
		refused(t, "nothing to report", err, register.ErrNoLines)
		_, err = h.Report(desk, nil)
		refused(t, "a clerk", err, permit.ErrForbidden)
		p := h.put("p-welder", num, item, itemZH)
		_, err = h.Report(issuer, []string{"name"})
		refused(t, "columns without the number", err, register.ErrColumns)
		_, err = h.Report(far, nil)
		refused(t, "another authority", err, register.ErrNoLines)
		b, err := h.Report(issuer, []string{"number", "what", "name", "employer", "theory", "education"})
		if err != nil || b.Number != 1 || b.Entries != 1 {
			t.Fatalf("%+v %v", b, err)
		}
		_, err = h.Report(issuer, nil)
		refused(t, "the same line again", err, register.ErrNoLines)
		_, file, err := h.File(issuer, b.ID, "csv")
		if err != nil {
			t.Fatal(err)
		}
		want := "\ufeff证书编号,上报事项,姓名,工作单位,理论成绩,文化程度\r\n" + num + ",新发证,张三丰,'=焊接公司,92,初中\r\n"
		if string(file) != want {
			t.Errorf("%q", file)
		}
		if sum := sha256.Sum256(file); hex.EncodeToString(sum[:]) != b.Digest {
			t.Error("the digest is another one")
		}
		_, _, err = h.File(second, b.ID, "csv")
		refused(t, "a reviewer reads numbers", err, permit.ErrForbidden)
		_, _, err = h.File(far, b.ID, "csv")
		refused(t, "another authority", err, permit.ErrNotFound)
		_, _, err = h.File(issuer, b.ID, "pdf")
		refused(t, "another format", err, register.ErrFormat)

		h.change(p.ID, permit.ChangeSuspend)
		h.change(p.ID, permit.ChangeResume)
		if got := h.lines(p.ID); got != "ISSUED REPORTED; CHANGED SUSPENDED OPEN; CHANGED OPEN" {
			t.Errorf("lines %q", got)
		}
		two, err := h.Report(issuerB, nil) // the columns of the batch before
		if err != nil || two.Number != 2 || two.Entries != 2 || len(two.Columns) != 6 {
			t.Fatalf("%+v %v", two, err)
		}
		_, file, err = h.File(issuer, two.ID, "xlsx")
		if err != nil {
			t.Fatal(err)
		}
		table, err := sheet.Read(t.Context(), "x.xlsx", bytes.NewReader(file), []sheet.Column{{Name: "what", Header: "上报事项"}, {Name: "n", Header: "证书编号"}}, sheet.DefaultLimits())
		if err != nil || len(table.Rows) != 2 || table.Rows[0].Get("what") != "暂停" || table.Rows[1].Get("what") != "恢复有效" || table.Rows[1].Get("n") != num {
			t.Errorf("%+v %v", table, err)
		}
		list, err := h.Outgoing(second, register.Reported, "", 50)
		if err != nil || len(list) != 3 || list[0].Of.ID != p.ID {
			t.Errorf("%+v %v", list, err)
		}
		_, err = h.Again(issuer, list[0].ID, " ")
		refused(t, "no reason", err, permit.ErrReason)
		_, err = h.Again(second, list[0].ID, "文件丢失")
		refused(t, "a reviewer asks again", err, permit.ErrForbidden)
		if _, err := h.Again(issuer, list[0].ID, "文件丢失"); err != nil {
			t.Fatal(err)
		}
		_, err = h.Again(issuer, list[0].ID, "文件丢失")
		refused(t, "twice", err, register.ErrNotAgain)
		three, err := h.Report(issuer, nil)
		if err != nil || three.Entries != 1 {
			t.Fatalf("%+v %v", three, err)
		}
		if _, again, err := h.File(issuer, b.ID, "csv"); err != nil || string(again) != want {
			t.Errorf("the first batch changed: %v", err)
		}
		if n := h.count("SELECT COUNT(*) FROM permit_register_entry WHERE content LIKE ?", "%"+num+"%"); n != 0 {
			t.Error("a clear number is in the database")
		}
	})
}

func TestAnswersNeedASecondPerson(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		p := h.put("p-welder", num, item, itemZH)
		q := h.put("p-other", other, item, itemZH)
		if _, err := h.Report(issuer, nil); err != nil {
			t.Fatal(err)
		}
		file := csv(t, []string{num, "张 三丰", itemZH, "已入库", "QG-1", "2026-11-23", "2032-11-22"}, []string{other, "张三丰", "so-01-02", "退回", "照片不清", "", ""})
		_, err := h.Receive(desk, "a.csv", file)
		refused(t, "a clerk", err, permit.ErrForbidden)
		m, err := h.Receive(issuer, "结果.csv", file)
		if err != nil || m.State != register.Pending || m.Rows != 2 || m.Wrong != 0 {
			t.Fatalf("%+v %v", m, err)
		}
		if err := h.RunOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		if now, n := h.state(p.ID); now.National != permit.NationalPending || n != 0 {
			t.Fatal("changed before anybody confirmed")
		}
		_, err = h.Decide(issuerB, m.ID, true, "核对无误")
		refused(t, "the same person by another account", err, register.ErrSame)
		_, err = h.Decide(desk, m.ID, true, "核对无误")
		refused(t, "a clerk", err, permit.ErrForbidden)
		_, err = h.Decide(far, m.ID, true, "核对无误")
		refused(t, "another authority", err, permit.ErrNotFound)
		_, err = h.Decide(second, m.ID, true, "")
		refused(t, "no reason", err, permit.ErrReason)
		if _, err := h.Decide(second, m.ID, true, "核对无误"); err != nil {
			t.Fatal(err)
		}
		_, err = h.Decide(second, m.ID, false, "再看看")
		refused(t, "decided twice", err, register.ErrDecided)
		if err := h.RunOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		now, n := h.state(p.ID)
		if now.National != permit.NationalConfirmed || now.NationalNo != "QG-1" || n != 1 {
			t.Errorf("%+v, %d lines", now, n)
		}
		changes, err := h.rows.ChangesOf(t.Context(), p.ID)
		if err != nil || len(changes) != 1 || changes[0].ProposedPerson != "p-1" || changes[0].DecidedPerson != "p-2" || changes[0].State != permit.ChangeApproved {
			t.Errorf("%+v %v", changes, err)
		}
		if got := h.lines(p.ID) + " | " + h.lines(q.ID); got != "ISSUED CONFIRMED | ISSUED REFUSED" {
			t.Errorf("lines %q", got)
		}
		work, err := h.Outgoing(issuer, register.Declined, "", 50)
		if err != nil || len(work) != 1 || work[0].Reason != "照片不清" {
			t.Errorf("%+v %v", work, err)
		}
		m, tally, rows, err := h.Look(second, m.ID, 0, 50)
		if err != nil || m.State != register.Finished || tally.States[register.Done] != 2 || tally.Outcomes[register.Decline] != 1 || len(rows) != 2 {
			t.Errorf("%+v %+v %v", m, tally, err)
		}
	})
}

func TestWhatIsWrongIsSaidRowByRow(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.put("p-welder", num, item, itemZH)
		done := h.put("p-welder", num, itemTwo, "高压电工作业")
		h.put("p-1", other, item, itemZH) // of the officer
		h.change(done.ID, permit.ChangeNational)
		m, err := h.Receive(issuer, "a.csv", csv(t,
			[]string{"T0000", "张三丰", itemZH, "已入库", "QG-1", "", ""},
			[]string{num, "张三丰", "焊接", "已入库", "QG-1", "", ""},
			[]string{num, "李四", itemZH, "已入库", "QG-1", "", ""},
			[]string{num, "张三丰", itemZH, "已入库", "QG-1", "2026-11-22", ""},
			[]string{num, "张三丰", itemZH, "已入库", "QG-1", "", "2032-11-23"},
			[]string{num, "张三丰", itemZH, "也许", "QG-1", "", ""},
			[]string{num, "张三丰", itemZH, "已入库", "", "", ""},
			[]string{num, "张三丰", itemTwo, "已入库", "QG-1", "", ""},
			[]string{num, "张三丰", itemZH, "退回", "照片不清", "", ""},
			[]string{other, "张三丰", itemZH, "已入库", "QG-1", "", ""},
			[]string{num, "张三丰", itemZH, "已入库", "QG-1", "", ""},
		))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range m.Problems {
			got = append(got, fmt.Sprint(p.Row, p.Column, " ", strings.TrimPrefix(p.Code, "permit.")))
			if strings.Contains(p.ZH+p.EN, num) || strings.Contains(p.ZH, "李四") {
				t.Errorf("the report repeats what the row says: %+v", p)
			}
		}
		want := []string{"2证书编号 register_row_number", "3准操项目 register_row_item", "4姓名 register_row_name", "5有效期起 register_row_dates", "6有效期止 register_row_dates",
			"7结果 register_row_state", "8平台编号或未通过原因 register_row_reference", "9结果 register_row_known", "10结果 register_row_unsent", "11证书编号 own"}
		// the refused row came first, so the last one is the permit's second
		want = append(want, "12证书编号 register_row_twice")
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if m.State != register.Empty || m.Wrong != 11 {
			t.Errorf("%+v", m)
		}
		_, err = h.Decide(second, m.ID, true, "核对无误")
		refused(t, "a file with nothing to confirm", err, register.ErrDecided)
	})
}

func TestFilesThatAreNone(t *testing.T) {
	h := newHouse(t, sqliteOnly)
	_, err := h.Receive(issuer, "a.xlsx", nil)
	refused(t, "blank", err, sheet.ErrEmpty)
	_, err = h.Receive(issuer, "a.xlsx", []byte("not a workbook"))
	refused(t, "no workbook", err, sheet.ErrNotSheet)
	_, err = h.Receive(issuer, "a.csv", []byte("甲,乙\n1,2\n"))
	refused(t, "other columns", err, sheet.ErrHeader)
	_, err = h.Receive(issuer, "a.csv", csv(t))
	refused(t, "a header alone", err, sheet.ErrEmpty)
	_, err = h.Receive(issuer, "a.csv", append(csv(t), bytes.Repeat([]byte(num+",张三丰,焊接,已入库,QG-1,,\r\n"), 5001)...))
	refused(t, "too many rows", err, sheet.ErrTooMany)
	_, err = h.Receive(issuer, "a.csv", bytes.Repeat([]byte("x"), 5<<20))
	refused(t, "too large", err, sheet.ErrTooLarge)
	_, err = h.Receive(issuer, strings.Repeat("长", 121), csv(t))
	refused(t, "a long name", err, register.ErrFileName)
	_, err = h.Receive(desk, "a.csv", nil)
	refused(t, "the right comes before the file", err, permit.ErrForbidden)
}

func TestACrashInTheMiddleGoesOnWhereItStopped(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		var rows [][]string
		var ids []permit.ID
		for i := range 5 {
			number := fmt.Sprintf("T42060219900307%04d", i)
			ids = append(ids, h.put(peopleID(i), number, item, itemZH).ID)
			rows = append(rows, []string{number, "张三丰", itemZH, "成功", fmt.Sprint("QG-", i), "", ""})
		}
		m, err := h.Receive(issuer, "a.csv", csv(t, rows...))
		if err == nil {
			_, err = h.Decide(second, m.ID, true, "核对无误")
		}
		if err != nil {
			t.Fatal(err)
		}
		h.change(ids[4], permit.ChangeCancel) // between the confirmation and the work
		h.stop = 3
		if err := h.RunOnce(t.Context()); err == nil {
			t.Fatal("the crash was swallowed")
		}
		if n := h.count("SELECT COUNT(*) FROM permit WHERE national = 'CONFIRMED'"); n != 2 {
			t.Errorf("%d confirmed before the crash, want 2: the third is undone whole", n)
		}
		for range 2 {
			if err := h.RunOnce(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if n := h.count("SELECT COUNT(*) FROM permit WHERE national = 'CONFIRMED'"); n != 4 {
			t.Errorf("%d confirmed", n)
		}
		if n := h.count("SELECT COUNT(*) FROM permit_change WHERE kind = 'CONFIRM_NATIONAL'"); n != 4 {
			t.Errorf("%d changes for 4 permits", n)
		}
		m, tally, answers, err := h.Look(issuer, m.ID, 0, 50)
		if err != nil || m.State != register.Finished || tally.States[register.Failed] != 1 || answers[4].Fault != "permit.change_kind" {
			t.Errorf("%+v %+v %v", m, tally, err)
		}
	})
}

func TestPermitsFromBeforeTheLinesGetOne(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		p := h.put("p-welder", num, item, itemZH)
		if err := h.db.Conn(t.Context()).Exec("DELETE FROM permit_register_line").Error; err != nil {
			t.Fatal(err)
		}
		h.change(p.ID, permit.ChangeSuspend) // without lines nothing is added
		for range 2 {
			if err := h.Fill(actor.AsSystem(context.Background(), "fill")); err != nil {
				t.Fatal(err)
			}
		}
		if got := h.lines(p.ID); got != "ISSUED SUSPENDED OPEN" {
			t.Errorf("lines %q", got)
		}
		h.change(p.ID, permit.ChangeNational)
		if got := h.lines(p.ID); got != "ISSUED SUSPENDED CONFIRMED" {
			t.Errorf("confirmed by hand: %q", got)
		}
		counts, err := h.Counts(issuer)
		if err != nil || counts[register.Confirmed] != 1 || counts[register.Open] != 0 {
			t.Errorf("%v %v", counts, err)
		}
	})
}
