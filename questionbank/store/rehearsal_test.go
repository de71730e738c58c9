package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/rehearsal"
	"github.com/suikao/suikao/questionbank/sample"
)

// One person sits twenty times on the welding bank, of some 470 items. Never a question of the paper just before; nothing at all repeats
// before the attempt that was named at publication; how many papers were barred stands in each draw and is drawn again with it.
func TestTwentyAttemptsOfOnePerson(t *testing.T) {
	w := newWorld(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	source, found, err := sample.Find("SO-02-01")
	if ok(t, err); !found {
		t.Fatal("no welding bank")
	}
	b := w.bank(t)
	w.imported(t, b.ID, source.CSV())
	must[questionbank.Release](t)(w.ActivateRelease(reviewer, must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "第一版")).ID))
	body := must[assembly.Body](t)(assembly.ParseBody(source.Blueprint()))
	told := must[assembly.Report](t)(w.CheckBlueprint(writer, b.ID, body)).Outlook
	w.published(t, must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, body)).ID)
	tightest := told.Cells[0].Repeat
	for _, c := range told.Cells {
		if want := max(3, c.Have/c.Need); c.Repeat != want {
			t.Errorf("%s %s: %d of %d repeat from attempt %d, want %d", c.Section, c.Topic, c.Need, c.Have, c.Repeat, want)
		}
		tightest = min(tightest, c.Repeat)
	}
	if told.Repeat != tightest || told.Repeat > 19 {
		t.Fatalf("%+v", told)
	}
	var past [][]questionbank.ItemID
	seen := map[questionbank.ItemID]bool{}
	again := 0
	for n := 1; n <= 20; n++ {
		in := draw(fmt.Sprintf("attempt-%02d", n), past...)
		in.Counted = true
		p := w.drawn(t, in)
		for _, id := range p.Items() {
			if len(past) > 0 && slices.Contains(past[0], id) {
				t.Fatalf("attempt %d repeats a question of the one before", n)
			}
			if seen[id] {
				if again++; n < told.Repeat {
					t.Errorf("attempt %d repeats a question; told was %d", n, told.Repeat)
				}
			}
			seen[id] = true
		}
		switch {
		case n < told.Repeat && p.Barred != n-1, n == told.Repeat && p.Barred != max(1, n-2), p.Barred < min(n-1, max(1, told.Repeat-2)):
			t.Errorf("attempt %d bars %d papers, repeats were told from %d on", n, p.Barred, told.Repeat)
		}
		if n%7 == 0 && w.again(t, in.Attempt).Barred != p.Barred {
			t.Errorf("attempt %d is drawn again with other papers barred", n)
		}
		past = slices.Insert(past, 0, p.Items())
	}
	if again == 0 {
		t.Error("nothing came back in twenty attempts: the test tried nothing")
	}
}

// A rehearsal draws papers and leaves no trace of them: no draw, no count, no record in the log, no entry on the trail but who asked.
func TestARehearsalTouchesNothing(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b, r := w.ready(t, 12)
		w.drawn(t, counted("a1"))
		before := w.counts(t, r.ID)
		rows := func() string {
			return fmt.Sprint(w.rows(t, "paper_draw"), w.rows(t, "draw_count"), w.rows(t, "tlog_leaf"), w.rows(t, "outbox_event"))
		}
		p := must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, body(3, 2)))
		had, trail := rows(), w.rows(t, "audit_entry")
		if got := must[questionbank.Rehearsal](t)(w.RehearsalOf(writer, p.ID)); got.State != questionbank.Waiting || !got.Current || got.Papers != 50 {
			t.Fatalf("%+v", got)
		}
		ok(t, w.RehearseOnce(context.Background()))
		got := must[questionbank.Rehearsal](t)(w.RehearsalOf(reviewer, p.ID))
		if got.State != questionbank.Rehearsed || got.Done != 50 || got.Report.Papers != 50 || got.Report.Items != 24 || got.EndedAt.IsZero() {
			t.Fatalf("%+v", got)
		}
		if after := w.counts(t, r.ID); after.Draws != before.Draws || after.Times.Digest() != before.Times.Digest() || rows() != had || w.rows(t, "audit_entry") != trail {
			t.Errorf("the rehearsal left traces: %s, %s", had, rows())
		}
		// Asked for again it gives the same; that somebody asked is on the trail.
		must[questionbank.Rehearsal](t)(w.Rehearse(reviewer, p.ID))
		if w.rows(t, "audit_entry", "verb = ?", "bank.blueprint.rehearse") != 1 {
			t.Error("who asked is not on the trail")
		}
		if again := w.seen(t, p.ID); again != got.Sum {
			t.Error("the same rehearsal twice gives two reports")
		}
	})
}

func TestWhoPublishesSawTheRehearsal(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b, _ := w.ready(t, 12)
		p := must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, body(3, 2)))
		_, err := w.PublishBlueprint(reviewer, p.ID, assembly.Hash{})
		isErr(t, "published before the dry run", err, questionbank.ErrUnrehearsed)
		seen := w.seen(t, p.ID)
		_, err = w.PublishBlueprint(reviewer, p.ID, assembly.Hash{1})
		isErr(t, "published on another report", err, questionbank.ErrUnrehearsed)
		// Another release comes into use: what was seen is of the one before, and the new one is rehearsed by itself.
		w.imported(t, b.ID, little(3, 50))
		r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "第二版"))
		must[questionbank.Release](t)(w.ActivateRelease(reviewer, r.ID))
		_, err = w.PublishBlueprint(reviewer, p.ID, seen)
		isErr(t, "published on a report of the release before", err, questionbank.ErrUnrehearsed)
		fresh := w.seen(t, p.ID)
		if got := must[questionbank.Rehearsal](t)(w.RehearsalOf(reviewer, p.ID)); got.Release != r.ID || got.Report.Items != 30 || fresh == seen {
			t.Errorf("%+v", got)
		}
		must[questionbank.Blueprint](t)(w.PublishBlueprint(reviewer, p.ID, fresh))
		_, err = w.RehearsalOf(stranger, p.ID)
		isErr(t, "a stranger reads", err, questionbank.ErrPlanUnknown)
		_, err = w.Rehearse(stranger, p.ID)
		isErr(t, "a stranger asks", err, questionbank.ErrPlanUnknown)
	})
}

// What the release does not carry is not rehearsed, and says why; what was cut off goes on.
func TestARehearsalFailsWithTheCellAndGoesOnAfterACut(t *testing.T) {
	w := newWorld(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	b, _ := w.ready(t, 12)
	short := must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, body(7, 2)))
	ok(t, w.RehearseOnce(context.Background()))
	got := must[questionbank.Rehearsal](t)(w.RehearsalOf(writer, short.ID))
	if got.State != questionbank.Failed || got.Done != 0 || !strings.Contains(got.Why[0], "触电") || !strings.Contains(got.Why[1], "12 items and needs 14") {
		t.Errorf("%+v", got)
	}
	p := must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, body(3, 2)))
	st := &cutStore{RehearsalStore: w.deps.Rehearsals}
	deps := w.deps
	deps.Rehearsals = st
	if err := questionbank.New(deps).RehearseOnce(context.Background()); !errors.Is(err, errCut) {
		t.Fatal(err)
	}
	if got := must[questionbank.Rehearsal](t)(w.RehearsalOf(writer, p.ID)); got.State != questionbank.Waiting {
		t.Errorf("%+v", got)
	}
	ok(t, w.restarted().RehearseOnce(context.Background()))
	if got := must[questionbank.Rehearsal](t)(w.RehearsalOf(writer, p.ID)); got.State != questionbank.Rehearsed || got.Report.Papers != rehearsalPapers {
		t.Errorf("%+v", got)
	}
	if rehearsal.Papers != 1000 {
		t.Errorf("a rehearsal draws %d papers", rehearsal.Papers)
	}
}

const rehearsalPapers = 50

var errCut = errors.New("the power fails")

// cutStore loses its power at the first progress.
type cutStore struct{ questionbank.RehearsalStore }

func (*cutStore) NoteRehearsal(context.Context, questionbank.StoredRehearsal) error { return errCut }
