package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
)

const citing = "题型,题干,选项A,选项B,选项C,答案,解析,难度,知识点,依据\n"

func stateOf(t *testing.T, w *world, b questionbank.BankID, s questionbank.CitationState) (stems []string) {
	t.Helper()
	for _, c := range must[questionbank.Citations](t)(w.Citations(writer, b, s)).Items {
		stems = append(stems, c.Item.Content.Stem)
	}
	return stems
}

// A citation is judged by the register on the day, for the version that cites it; the worst of several texts counts.
func TestLapsedCitationsAreListed(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		w.imported(t, b.ID, []byte(citing+
			"判断,依据已经废止。,,,,正确,,2,甲,GB 3608-2008 高处作业分级\n"+
			"判断,依据仍然有效。,,,,正确,,2,甲,《安全生产法（2021年修正）》第三条；GB 3608-2025\n"+
			"判断,两个依据一个已废止。,,,,正确,,2,甲,ＧＢ ３６０８－２００８；安全生产法（2021年修正）\n"+
			"判断,依据没有登记。,,,,正确,,2,甲,GB 36082008 别的标准\n"+
			"判断,没有写依据。,,,,正确,,2,甲,\n"+
			"判断,依据即将停止生效。,,,,正确,,2,甲,某规定第一条\n"))
		save := func(c questionbank.CitedText) questionbank.CitedText {
			t.Helper()
			c.Owner = city
			return must[questionbank.CitedText](t)(w.SaveCitedText(reviewer, c))
		}
		old := save(questionbank.CitedText{Name: "GB 3608-2008", From: "2009-06-01", To: "2026-10-31", Successor: "GB 3608-2025"})
		law := save(questionbank.CitedText{Name: "安全生产法（2021年修正）", From: "2021-09-01"})
		save(questionbank.CitedText{Name: "GB 3608-2025", From: "2026-11-01"})
		save(questionbank.CitedText{Name: " 某规定第一条", To: "2027-01-01"})
		for state, want := range map[questionbank.CitationState]int{questionbank.CitationLapsed: 2, questionbank.CitationHolds: 1, questionbank.CitationUnknown: 1,
			questionbank.CitationNone: 1, questionbank.CitationEnding: 1, questionbank.CitationAmended: 0} {
			if got := stateOf(t, w, b.ID, state); len(got) != want {
				t.Errorf("%s: %q", state, got)
			}
		}
		// The law gets a new wording after the items were written.
		law.From = "2026-11-21"
		law = must[questionbank.CitedText](t)(w.SaveCitedText(reviewer, law))
		later := w.deps
		later.Clock = func() time.Time { return time.Date(2026, 12, 2, 0, 0, 0, 0, time.UTC) }
		law.From = "2026-12-01"
		s := questionbank.New(later)
		law = must[questionbank.CitedText](t)(s.SaveCitedText(reviewer, law))
		c := must[questionbank.Citations](t)(s.Citations(writer, b.ID, questionbank.CitationAmended))
		if len(c.Items) != 1 || c.Items[0].Text.ID != law.ID || c.Counts[questionbank.CitationLapsed] != 2 || c.Texts[old.ID] != 2 || len(c.Items[0].Item.Content.Key) != 0 {
			t.Errorf("%+v", c)
		}
	})
}

func TestTheRegisterIsKeptByAuthorities(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		in := questionbank.CitedText{Owner: city, Name: "GB 2894-2025"}
		_, err := w.SaveCitedText(writer, in)
		refused(t, "a writer", err, questionbank.ErrNoRight)
		_, err = w.SaveCitedText(stranger, in)
		refused(t, "a stranger", err, questionbank.ErrCitedUnknown)
		clerk := as("acc-clerk", "p-clerk", centre, people.ItemReviewer)
		_, err = w.SaveCitedText(clerk, questionbank.CitedText{Owner: centre, Name: "GB 2894-2025"})
		refused(t, "a centre", err, questionbank.ErrCitedOwner)
		_, err = w.SaveCitedText(reviewer, questionbank.CitedText{Owner: city, Name: "GB 2894-2025", From: "2026-02-01", To: "2026-01-01"})
		refused(t, "days", err, questionbank.ErrCitedDays)
		_, err = w.SaveCitedText(reviewer, questionbank.CitedText{Owner: city, Name: "《》——"})
		refused(t, "no name", err, questionbank.ErrCitedName)
		one := must[questionbank.CitedText](t)(w.SaveCitedText(reviewer, in))
		_, err = w.SaveCitedText(reviewer, questionbank.CitedText{Owner: city, Name: "ＧＢ2894—2025"})
		refused(t, "twice", err, questionbank.ErrCitedTwice)
		_ = must[questionbank.CitedText](t)(w.SaveCitedText(reviewer, one))
		_, err = w.SaveCitedText(third, one)
		refused(t, "an old number", err, questionbank.ErrMoved)
	})
}

// Near duplicates become enemies by new versions that a second person has to approve; nothing in use is edited.
func TestItemsAreMadeEnemiesByNewVersions(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		w.imported(t, b.ID, []byte(citing+"判断,电焊机外壳应当接地。,,,,正确,,2,甲,\n判断,电焊机的外壳应当接地。,,,,正确,,2,甲,\n"))
		l := must[questionbank.Likeness](t)(w.Alikes(writer, b.ID, 60))
		ids := []questionbank.VersionID{l.Pairs[0].A.ID, l.Pairs[0].B.ID}
		_, err := w.MakeEnemies(stranger, ids, "接地")
		refused(t, "a stranger", err, questionbank.ErrItemUnknown)
		_, err = w.MakeEnemies(writer, ids[:1], "接地")
		refused(t, "one", err, questionbank.ErrEnemyCount)
		_, err = w.MakeEnemies(writer, ids, "")
		refused(t, "no name", err, questionbank.ErrField)
		made := must[[]questionbank.VersionID](t)(w.MakeEnemies(writer, ids, "接地"))
		if len(made) != 2 {
			t.Fatalf("%d versions", len(made))
		}
		v := must[questionbank.ItemVersion](t)(w.Version(writer, made[0]))
		if v.State != questionbank.Draft || v.No != 2 || len(v.Content.Enemies) != 1 || len(v.Content.Key) != 1 {
			t.Errorf("%+v", v)
		}
		if old := must[questionbank.ItemVersion](t)(w.Version(writer, ids[0])); old.State != questionbank.Approved || len(old.Content.Enemies) != 0 {
			t.Errorf("the version in use: %+v", old)
		}
		_, err = w.MakeEnemies(writer, ids, "接地")
		refused(t, "versions that are not the latest", err, questionbank.ErrMoved)
		_, err = w.MakeEnemies(writer, made, "接地")
		refused(t, "again", err, questionbank.ErrNothing)
	})
}

// An import leaves a trace; all rows and its end are one transaction.
func TestAnImportIsSeenWhileItGoesOn(t *testing.T) {
	w := newWorld(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	b := w.bank(t)
	f := file(t, []byte(citing+"判断,电焊机外壳应当接地。,,,,正确,,2,甲,\n"))
	jobs := func() []questionbank.ImportJob {
		return must[[]questionbank.ImportJob](t)(w.ImportJobs(writer, b.ID))
	}
	leaving, gone := context.WithCancel(writer)
	batch, err := w.RunImport(leaving, b.ID, "a.csv", func(ctx context.Context) (questionbank.File, error) {
		if j := jobs(); len(j) != 1 || j[0].Step != questionbank.ImportReading {
			t.Errorf("while reading: %+v", j)
		}
		gone() // the page is loaded again
		return f, ctx.Err()
	}, f.Sum, false)
	ok(t, err)
	if j := jobs(); j[0].Step != questionbank.ImportDone || j[0].Batch != batch.ID || j[0].Rows != 1 {
		t.Errorf("after: %+v", j)
	}
	_, err = w.RunImport(writer, b.ID, "a.csv", func(context.Context) (questionbank.File, error) { return f, nil }, f.Sum, false)
	if j := jobs(); err == nil || j[0].Step != questionbank.ImportFailed || j[0].Code == "" || j[0].Why[0] == "" {
		t.Errorf("a file whose stems the bank has: %v, %+v", err, j)
	}
	// The server dies while it reads: nothing was taken, and after a while the import says so.
	func() {
		defer func() { _ = recover() }()
		_, _ = w.RunImport(writer, b.ID, "b.csv", func(context.Context) (questionbank.File, error) { panic("killed") }, f.Sum, false)
	}()
	if j := jobs(); j[0].Step != questionbank.ImportReading {
		t.Errorf("just killed: %+v", j[0])
	}
	late := w.deps
	late.Clock = func() time.Time { return w.deps.Clock().Add(questionbank.ImportSilence + time.Second) }
	list, err := questionbank.New(late).ImportJobs(writer, b.ID)
	if ok(t, err); list[0].Step != questionbank.ImportBroken {
		t.Errorf("later: %+v", list[0])
	}
	if _, err := w.ImportJobs(stranger, b.ID); !errors.Is(err, questionbank.ErrBankUnknown) {
		t.Errorf("a stranger: %v", err)
	}
}

// A preview shows where it is while it goes on, on every node, and leaves nothing behind, however it ends.
func TestAPreviewIsSeenWhileItGoesOn(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		f := file(t, []byte(citing+"判断,电焊机外壳应当接地。,,,,正确,,2,甲,\n"))
		jobs := func() []questionbank.ImportJob {
			return must[[]questionbank.ImportJob](t)(w.ImportJobs(writer, b.ID))
		}
		seen := &watched{BankStore: w.deps.Banks}
		deps := w.deps
		deps.Banks = seen
		s := questionbank.New(deps)
		p := must[questionbank.Preview](t)(s.RunPreview(writer, b.ID, "a.csv", func(context.Context) (questionbank.File, error) {
			if j := jobs(); len(j) != 1 || j[0].Step != questionbank.ImportPreviewing || j[0].File != "a.csv" {
				t.Errorf("while reading: %+v", j)
			}
			return f, nil
		}, false))
		if len(seen.moved) != 1 || seen.moved[0].Step != questionbank.ImportComparing || seen.moved[0].Rows != 1 {
			t.Errorf("%+v", seen.moved)
		}
		if p.Create != 1 || len(jobs()) != 0 || len(w.versions(t, b.ID, "")) != 0 {
			t.Errorf("%+v, left: %+v", p, jobs())
		}
		leaving, gone := context.WithCancel(writer)
		_, err := s.RunPreview(leaving, b.ID, "a.csv", func(context.Context) (questionbank.File, error) {
			gone() // whoever asked has left
			return f, leaving.Err()
		}, false)
		if !errors.Is(err, context.Canceled) || len(jobs()) != 0 {
			t.Errorf("%v, left: %+v", err, jobs())
		}
		_, err = s.RunPreview(stranger, b.ID, "a.csv", func(context.Context) (questionbank.File, error) {
			t.Error("a file is read for somebody who may not import")
			return f, nil
		}, false)
		if err == nil || len(jobs()) != 0 {
			t.Error(err)
		}
		func() {
			defer func() { _ = recover() }()
			_, _ = s.RunPreview(writer, b.ID, "b.csv", func(context.Context) (questionbank.File, error) { panic("killed") }, false)
		}()
		late := w.deps
		late.Clock = func() time.Time { return w.deps.Clock().Add(questionbank.ImportSilence + time.Second) }
		if list := must[[]questionbank.ImportJob](t)(questionbank.New(late).ImportJobs(writer, b.ID)); list[0].Step != questionbank.ImportBroken {
			t.Errorf("a preview whose server died: %+v", list[0])
		}
	})
}

// watched notes how far imports were said to be.
type watched struct {
	questionbank.BankStore
	moved []questionbank.ImportJob
}

func (w *watched) MoveImportJob(ctx context.Context, j questionbank.ImportJob) error {
	w.moved = append(w.moved, j)
	return w.BankStore.MoveImportJob(ctx, j)
}

func TestItemsAreFoundByTag(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		w.imported(t, b.ID, []byte("题型,题干,选项A,选项B,答案,难度,知识点,标签\n判断,甲题。,,,正确,2,甲,重大事故隐患、x%y\n判断,乙题。,,,正确,2,甲,重大事故\n判断,丙题。,,,正确,2,甲,重大事故隐患判定\n"))
		for tag, want := range map[string]int{"重大事故隐患": 1, "重大事故": 1, "x%": 0, "%": 0, "": 3} {
			if got := must[[]questionbank.ItemVersion](t)(w.Items(writer, questionbank.ItemQuery{Bank: b.ID, Tag: tag})); len(got) != want {
				t.Errorf("%q: %d", tag, len(got))
			}
		}
	})
}
