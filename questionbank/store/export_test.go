package store_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
)

var auditor = as("acc-auditor", "p-auditor", city, people.AuditAdmin)

func written(ctx context.Context) func(questionbank.QuestionExport, []questionbank.Content) ([]byte, error) {
	return func(e questionbank.QuestionExport, items []questionbank.Content) ([]byte, error) {
		b, _, err := interchange.Write(ctx, interchange.Format(e.Format), "", items)
		return b, err
	}
}

// Questions leave the house after two other people have allowed it, to the person who asked, for seven days.
func TestQuestionsLeaveAfterTwoOthersAllowedIt(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		_, r := w.ready(t, 12)
		e := must[questionbank.QuestionExport](t)(w.AskExport(writer, r.ID, "moodle-xml", "交给省考试中心"))
		fetch := func(ctx context.Context) error {
			_, _, err := w.FetchExport(ctx, e.ID, written(ctx))
			return err
		}
		refused(t, "fetch at once", fetch(writer), questionbank.ErrExportWaits)
		refused(t, "a stranger", fetch(stranger), questionbank.ErrExportUnknown)
		_, err := w.AllowExport(writer, e.ID)
		refused(t, "the writer", err, questionbank.ErrNoRight)
		both := as("acc-both", "p-writer", city, people.ItemReviewer)
		_, err = w.AllowExport(both, e.ID)
		refused(t, "who asked, by another account", err, questionbank.ErrExportSame)
		e = must[questionbank.QuestionExport](t)(w.AllowExport(reviewer, e.ID))
		_, err = w.AllowExport(reviewer, e.ID)
		refused(t, "the same person twice", err, questionbank.ErrExportSame)
		refused(t, "fetch after one", fetch(writer), questionbank.ErrExportWaits)
		e = must[questionbank.QuestionExport](t)(w.AllowExport(auditor, e.ID))
		refused(t, "fetch by who allowed it", fetch(reviewer), questionbank.ErrExportOwn)
		_, err = w.RefuseExport(third, e.ID, "改主意了")
		refused(t, "refuse too late", err, questionbank.ErrState)

		_, body, err := w.FetchExport(writer, e.ID, written(writer))
		ok(t, err)
		f := must[questionbank.File](t)(interchange.Read(context.Background(), "x.xml", bytes.NewReader(body)))
		if len(f.Rows) != r.Items || len(f.Losses) > 0 {
			t.Errorf("%d items of %d, %d losses", len(f.Rows), r.Items, len(f.Losses))
		}
		_, _, err = w.FetchExport(as("acc-writer", "p-writer", city, people.AuditAdmin), e.ID, written(writer))
		refused(t, "fetch by who asked, a writer no longer", err, questionbank.ErrNoRight)
		late := w.deps
		late.Clock = func() time.Time { return e.Second.At.AddDate(0, 0, questionbank.ExportDays).Add(time.Second) }
		_, _, err = questionbank.New(late).FetchExport(writer, e.ID, written(writer))
		refused(t, "after a week", err, questionbank.ErrExportOver)
	})
}

func TestARefusedExportStaysRefused(t *testing.T) {
	w := newWorld(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	_, r := w.ready(t, 12)
	e := must[questionbank.QuestionExport](t)(w.AskExport(writer, r.ID, "gift", "备份"))
	_, err := w.RefuseExport(reviewer, e.ID, "")
	refused(t, "no reason", err, questionbank.ErrReason)
	e = must[questionbank.QuestionExport](t)(w.RefuseExport(reviewer, e.ID, " 不必要\n"))
	if e.Refusal != "不必要" {
		t.Errorf("the reason is kept as %q", e.Refusal)
	}
	_, err = w.AllowExport(auditor, e.ID)
	refused(t, "allow", err, questionbank.ErrState)
	if list := must[[]questionbank.QuestionExport](t)(w.Exports(writer, e.Bank)); len(list) != 1 || list[0].Refusal != "不必要" || list[0].First.Person != "p-reviewer" {
		t.Errorf("%+v", list)
	}
}

func refused(t *testing.T, what string, err error, want *fault.Error) {
	t.Helper()
	if got := fault.From(err); err == nil || got.Code() != want.Code() && (len(got.Fields()) == 0 || got.Fields()[0].Err.Code() != want.Code()) {
		t.Errorf("%s: %v, want %s", what, err, want.Code())
	}
}

// A preview names what a question is nearly the same as; it does not stand in the way.
func TestAnImportNamesWhatIsNearlyTheSame(t *testing.T) {
	w := newWorld(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	b := w.bank(t)
	w.imported(t, b.ID, []byte(head+"判断,使用梯子登高作业时应当有专人扶持和监护。,,,,正确,,2,登高\n"))
	f := file(t, []byte(head+"判断,使用梯子登高作业时、应当有专人扶持与监护,,,,正确,,2,登高\n判断,电焊机外壳应当接地。,,,,正确,,2,接地\n判断,电焊机的外壳应当接地。,,,,正确,,2,接地\n"))
	p := must[questionbank.Preview](t)(w.PreviewImport(writer, b.ID, f, false))
	if p.Create != 3 || !p.NearComplete {
		t.Fatalf("%+v", p)
	}
	if n := p.Rows[0].Near; len(n) != 1 || n[0].Version == "" || n[0].Percent < 80 || n[0].Stem == "" {
		t.Errorf("against the bank: %+v", n)
	}
	if n := p.Rows[1].Near; len(n) != 0 {
		t.Errorf("the first of two rows: %+v", n)
	}
	if l := must[questionbank.Likeness](t)(w.Alikes(writer, b.ID, 0)); l.Found != 0 || !l.Complete {
		t.Errorf("one item is alike: %+v", l)
	}
	_ = must[questionbank.Batch](t)(w.ApplyImport(writer, b.ID, f, f.Sum, false))
	l := must[questionbank.Likeness](t)(w.Alikes(writer, b.ID, 60))
	if l.Found != 2 || l.Pairs[0].A.Writer.At.After(l.Pairs[0].B.Writer.At) || l.Pairs[0].Percent < l.Pairs[1].Percent {
		t.Errorf("%d pairs", l.Found)
	}
	if _, err := w.Alikes(stranger, b.ID, 0); err == nil {
		t.Error("a stranger reads stems")
	}
}

// A question that the bank cannot hold is named and left out; the others are taken.
func TestQuestionsOfOtherKindsAreLeftOut(t *testing.T) {
	w := newWorld(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	b := w.bank(t)
	gift := "$CATEGORY: 用电\n\n电工{=要戴手套 ~不要}\n\n写一篇文章 {}\n"
	f := must[questionbank.File](t)(interchange.Read(context.Background(), "x.txt", bytes.NewReader([]byte(gift))))
	p := must[questionbank.Preview](t)(w.PreviewImport(writer, b.ID, f, false))
	if p.Create != 1 || p.Left != 1 || p.Rows[1].Verdict != questionbank.WillLeave || p.Rows[1].Left.Code() != "loss.kind" {
		t.Fatalf("%+v", p)
	}
	if batch := must[questionbank.Batch](t)(w.ApplyImport(writer, b.ID, f, f.Sum, false)); batch.Items != 1 {
		t.Errorf("%d items", batch.Items)
	}
}
