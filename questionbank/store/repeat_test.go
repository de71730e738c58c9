package store_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/sample"
)

// twenty runs act twenty times at once and returns what each gave.
func twenty[T any](t *testing.T, act func(i int) (T, error)) []T {
	t.Helper()
	out, errs := make([]T, 20), make([]error, 20)
	var all sync.WaitGroup
	for i := range out {
		all.Go(func() { out[i], errs[i] = act(i) })
	}
	all.Wait()
	for _, err := range errs {
		ok(t, err)
	}
	return out
}

func (w *world) rows(t *testing.T, table string, where ...any) (n int64) {
	t.Helper()
	tx := w.db.Conn(context.Background()).Table(table)
	if len(where) > 0 {
		tx = tx.Where(where[0], where[1:]...)
	}
	ok(t, tx.Count(&n).Error)
	return n
}

// either is one of two writers: a proposal does not become another one because somebody else sends it.
func either(i int) context.Context { return []context.Context{writer, third}[i%2] }

func TestTheSameReleaseIsProposedOnce(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		w.imported(t, b.ID, little(4, 0))
		first := questionbank.Release{}
		for _, r := range twenty(t, func(i int) (questionbank.Release, error) { return w.ProposeRelease(either(i), b.ID, "第一版") }) {
			if first.ID == "" {
				first = r
			}
			if r.ID != first.ID || r.No != 1 || r.State != questionbank.Proposed || r.Path == "" {
				t.Fatalf("%+v beside %+v", r, first)
			}
		}
		if n := w.rows(t, "bank_release"); n != 1 {
			t.Errorf("%d proposals", n)
		}
		if n := w.rows(t, "audit_entry", "verb = ?", "bank.release.propose"); n != 1 {
			t.Errorf("%d entries on the trail", n)
		}
		// Other content is another proposal; after a refusal the same content may be proposed anew.
		w.imported(t, b.ID, little(1, 50))
		if r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "第一版")); r.ID == first.ID || r.No != 2 {
			t.Errorf("other content gave %+v", r)
		}
		for _, r := range must[[]questionbank.Release](t)(w.Releases(writer, b.ID)) {
			ok(t, w.RefuseRelease(reviewer, r.ID, "先不发布"))
		}
		if r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "第二版")); r.No != 3 {
			t.Errorf("after the refusal: %+v", r)
		}
	})
}

func TestTheSameBlueprintIsProposedOnce(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b, _ := w.ready(t, 6)
		had := w.rows(t, "blueprint")
		list := twenty(t, func(i int) (questionbank.Blueprint, error) { return w.ProposeBlueprint(either(i), b.ID, body(2, 1)) })
		for _, p := range list {
			if p.ID != list[0].ID || p.Path == "" {
				t.Fatalf("%+v beside %+v", p, list[0])
			}
		}
		if n := w.rows(t, "blueprint") - had; n != 1 {
			t.Errorf("%d proposals", n)
		}
		w.published(t, list[0].ID)
		if p := must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, body(2, 1))); p.ID == list[0].ID {
			t.Error("a decided blueprint was answered as a proposal")
		}
	})
}

// However often and by whomever an act of the review is sent at once, it happens once.
func TestEveryActOfTheBankHappensOnce(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		once := func(what string, rows int64, act func(i int) error) {
			t.Helper()
			errs := twenty(t, func(i int) (error, error) { return act(i), nil })
			won := 0
			for _, err := range errs {
				if err == nil {
					won++
				} else if fault.KindOf(err) != fault.Conflict {
					t.Errorf("%s: %v", what, err)
				}
			}
			if won != 1 {
				t.Errorf("%s succeeded %d times", what, won)
			}
			if n := w.rows(t, "audit_entry", "verb = ?", what); n != rows {
				t.Errorf("%s stands %d times on the trail, want %d", what, n, rows)
			}
		}
		f := file(t, little(6, 0))
		once("bank.import", 1, func(int) error { _, err := w.ApplyImport(writer, b.ID, f, f.Sum, true); return err })
		batch := must[[]questionbank.Batch](t)(w.Batches(writer, b.ID))[0]
		once("bank.item.submit", 1, func(int) error { return w.SubmitBatch(writer, batch.ID, "请审") })
		once("bank.item.approve", 1, func(int) error { return w.ApproveBatch(reviewer, batch.ID, "") })
		r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "第一版"))
		once("bank.release.activate", 1, func(int) error { _, err := w.ActivateRelease(reviewer, r.ID); return err })
		version := must[[]questionbank.ItemVersion](t)(w.Items(writer, questionbank.ItemQuery{Bank: b.ID, Type: questionbank.TrueFalse, Limit: 1}))[0]
		keys := map[questionbank.VersionID][]int{version.ID: {1}}
		once("bank.key.propose", 1, func(int) error { _, err := w.ProposeKeys(writer, r.ID, keys, "核对后更正"); return err })
		once("bank.key.approve", 1, func(int) error { _, err := w.DecideKeys(reviewer, r.ID, 2, true); return err })
		once("bank.item.retire", 1, func(int) error { return w.Retire(reviewer, []questionbank.VersionID{version.ID}, "法规更新") })
		c := questionbank.Content{Type: questionbank.TrueFalse, Stem: "手写的一题", Options: questionbank.TrueFalseOptions(), Key: []int{0}, Difficulty: 2, Topic: "触电"}
		once("bank.item.write", 1, func(int) error { _, err := w.WriteItem(writer, b.ID, c); return err })
		written := must[[]questionbank.ItemVersion](t)(w.Items(writer, questionbank.ItemQuery{Bank: b.ID, State: questionbank.Draft}))[0]
		c.Explanation = "补充解析"
		once("bank.item.revise", 1, func(int) error { _, err := w.Revise(writer, written.ID, c); return err })
	})
}

func TestHiddenCharactersAreRefusedInEveryTextOfTheBank(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b, _ := w.ready(t, 6)
		w.imported(t, b.ID, little(1, 70))
		one := must[[]questionbank.ItemVersion](t)(w.Items(writer, questionbank.ItemQuery{Bank: b.ID, State: questionbank.Approved, Limit: 1}))[0]
		good := questionbank.Content{Type: questionbank.Single, Stem: "题干", Options: []string{"甲", "乙"}, Key: []int{0}, Difficulty: 2, Topic: "触电"}
		write := func(set func(*questionbank.Content, string)) func(string) error {
			return func(text string) error {
				c := good
				c.Options = slices.Clone(good.Options)
				set(&c, text)
				_, err := w.WriteItem(writer, b.ID, c)
				return err
			}
		}
		for what, act := range map[string]func(string) error{
			"stem":        write(func(c *questionbank.Content, s string) { c.Stem = s }),
			"option":      write(func(c *questionbank.Content, s string) { c.Options[1] = s }),
			"explanation": write(func(c *questionbank.Content, s string) { c.Explanation = s }),
			"topic":       write(func(c *questionbank.Content, s string) { c.Topic = s }),
			"tag":         write(func(c *questionbank.Content, s string) { c.Tags = []string{s} }),
			"source":      write(func(c *questionbank.Content, s string) { c.SourceNo = s }),
			"comment":     func(s string) error { return w.Submit(writer, []questionbank.VersionID{one.ID}, s) },
			"reason":      func(s string) error { return w.Reject(reviewer, []questionbank.VersionID{one.ID}, s) },
			"note":        func(s string) error { return w.Note(writer, one.ID, s) },
			"release":     func(s string) error { _, err := w.ProposeRelease(writer, b.ID, s); return err },
			"bank": func(s string) error {
				_, err := w.CreateBank(reviewer, questionbank.BankInput{Owner: city, Level: questionbank.Provincial,
					Purpose: questionbank.Practice, ItemCode: sample.ItemCode, Name: s})
				return err
			},
			"section": func(s string) error {
				plan := body(2, 2)
				plan.Sections[0].Title = s
				_, err := w.ProposeBlueprint(writer, b.ID, plan)
				return err
			},
			"file": func(s string) error {
				f := file(t, little(1, 80))
				f.Name = s + ".csv"
				_, err := w.ApplyImport(writer, b.ID, f, f.Sum, false)
				return err
			},
		} {
			for _, bad := range []string{"先\u202e验电", "先\u200b验电", "先验电\x00", "先验电\xff"} {
				f := fault.From(act(bad))
				if f == nil || f.Kind() != fault.Invalid || len(f.Fields()) != 1 || !errors.Is(f.Fields()[0].Err, actor.ErrHidden) {
					t.Errorf("%s %q: %v", what, bad, f)
				}
			}
		}
	})
}
