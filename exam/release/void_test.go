package release_test

import (
	"errors"
	"testing"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// An incident that nobody has decided about keeps the result back, by name, also after a hold was ended.
func TestAnUndecidedIncidentKeepsTheResultBack(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res, other := b.sit(20, chip, "gate"), b.sit(20, chip, "gate")
		b.open = map[exam.SittingID][]string{res.Sitting: {"画面中可能有手机", "镜头被遮挡", "座位上没有人", "发现违禁物品"}}
		rec := b.signed()
		for range 2 {
			o := b.release(rec)
			got := o[res.ID]
			if got.Done != release.DoneHeld || got.Why.Code() != "release.incident" || got.Why.Args()["count"] != "4" {
				t.Fatalf("%+v", got)
			}
			if d := o[other.ID].Done; d != release.DoneReleased && d != release.DoneAlready {
				t.Errorf("the other result: %s", d)
			}
			if lines := b.queue(); len(lines) != 1 || lines[0].Hold.Code != release.HoldIncident || lines[0].Next.Text.Code() != "release.next_incident" {
				t.Fatalf("%+v", lines)
			}
			if err := b.desk.ClearHold(as("rel2"), res.ID, "以为已经处理"); err != nil {
				t.Fatal(err)
			}
		}
		b.open = nil
		if o := b.release(rec)[res.ID]; o.Done != release.DoneReleased {
			t.Errorf("after the decision: %+v", o)
		}
	})
}

func TestADecisionVoidsAndGivesBack(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		passed, held, waits := b.sit(20, chip, "gate"), b.sit(20, chip, "gate"), b.sit(20, chip, "gate")
		b.open = map[exam.SittingID][]string{held.Sitting: {"画面中可能有手机"}}
		rec := b.signed()
		if _, err := b.desk.Release(as("rel"), rec.ID, []exam.ResultID{passed.ID, held.ID}); err != nil {
			t.Fatal(err)
		}
		by := as("rel2")
		void := func(r exam.Result, want exam.ResultState) []release.Voided {
			t.Helper()
			if got := b.state(r.ID); got != want {
				t.Fatalf("before: %s, want %s", got, want)
			}
			list, err := b.desk.Void(by, r.Sitting, true, false, "考决字〔2026〕1号")
			if err != nil || len(list) != 1 || list[0].Was != want || b.state(r.ID) != exam.ResultVoided {
				t.Fatal(list, err, b.state(r.ID))
			}
			if again, err := b.desk.Void(by, r.Sitting, true, false, "考决字〔2026〕1号"); err != nil || len(again) != 0 {
				t.Error("void twice", again, err)
			}
			return list
		}
		gone := void(passed, exam.Released)
		book := b.passes.all()
		if last := book[len(book)-1]; last.Result != passed.ID || last.Passed || last.Revision != 2 {
			t.Errorf("the pass stands: %+v", last)
		}
		void(held, exam.Held)
		void(waits, exam.Provisional)
		for id, o := range b.release(rec) {
			if o.Done != release.DoneBlocked || o.Why.Code() != "release.voided" {
				t.Errorf("%s: %+v", id, o)
			}
		}
		if err := b.desk.Restore(by, gone, "处理决定已撤销"); err != nil || b.state(passed.ID) != exam.Released {
			t.Fatal(err, b.state(passed.ID))
		}
		book = b.passes.all()
		if last := book[len(book)-1]; last.Result != passed.ID || !last.Passed || last.Revision != 3 {
			t.Errorf("the pass is not given back: %+v", last)
		}
		if err := b.desk.Restore(by, gone, "处理决定已撤销"); err != nil {
			t.Error("given back twice", err)
		}
		if err := b.desk.Restore(by, []release.Voided{{Result: held.ID, Was: exam.Held}}, "处理决定已撤销"); err != nil || b.state(held.ID) != exam.Provisional {
			t.Error(err, b.state(held.ID))
		}
		b.open = nil
		if o := b.release(rec)[held.ID]; o.Done != release.DoneReleased {
			t.Errorf("what was given back is not released: %+v", o)
		}
		ctx := actor.AsSystem(t.Context(), "review")
		for range 2 {
			if err := errors.Join(b.desk.EndSitting(ctx, waits.Sitting), b.desk.EndSitting(ctx, passed.Sitting)); err != nil {
				t.Fatal(err)
			}
		}
		if x, err := b.Real.Sitting(ctx, waits.Sitting); err != nil || x.State != exam.Voided {
			t.Error(x.State, err)
		}
		if x, err := b.Real.Sitting(ctx, passed.Sitting); err != nil || x.State != exam.Scored {
			t.Error("the sitting of a result that stands is void", x.State, err)
		}
		if b.trail("result.void") != 3 || b.trail("result.restore") != 2 || b.trail("sitting.void") != 1 {
			t.Error("not on the trail")
		}
	})
}

// A decision may also take what its person passed before in the same application: those results are void, their passes count no more,
// nobody else's and no other application's do, and a revocation gives all of it back.
func TestADecisionVoidsWhatWasPassedBefore(t *testing.T) {
	b := newBureau(t, examtest.NewHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), examtest.DefaultMix))
	earlier, stranger := b.sit(20, chip, "gate"), b.sit(20, chip, "gate")
	failed := b.again(earlier, 1)
	caught := b.again(earlier, 20)
	rec := b.signed()
	if _, err := b.desk.Release(as("rel"), rec.ID, []exam.ResultID{earlier.ID, stranger.ID, failed.ID}); err != nil {
		t.Fatal(err)
	}
	by, passes := as("rel2"), len(b.passes.all())
	list, err := b.desk.Void(by, caught.Sitting, true, true, "考决字〔2026〕7号")
	if err != nil {
		t.Fatal(err)
	}
	was := map[exam.ResultID]exam.ResultState{}
	for _, v := range list {
		was[v.Result] = v.Was
	}
	if len(was) != 2 || was[caught.ID] != exam.Provisional || was[earlier.ID] != exam.Released {
		t.Fatalf("%+v", list)
	}
	for id, want := range map[exam.ResultID]exam.ResultState{earlier.ID: exam.ResultVoided, caught.ID: exam.ResultVoided, stranger.ID: exam.Released, failed.ID: exam.Released} {
		if got := b.state(id); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	book := b.passes.all()[passes:]
	if len(book) != 1 || book[0].Result != earlier.ID || book[0].Passed || book[0].Revision != 2 || book[0].Reason != "考决字〔2026〕7号" {
		t.Errorf("what permits are told: %+v", book)
	}
	if b.trail("result.void") != 2 {
		t.Error("not on the trail")
	}
	if again, err := b.desk.Void(by, caught.Sitting, true, true, "考决字〔2026〕7号"); err != nil || len(again) != 0 {
		t.Error("void twice", again, err)
	}
	if err := b.desk.Restore(by, list, "处理决定已撤销"); err != nil || b.state(earlier.ID) != exam.Released || b.state(caught.ID) != exam.Provisional {
		t.Fatal(err, b.state(earlier.ID), b.state(caught.ID))
	}
	book = b.passes.all()
	if last := book[len(book)-1]; last.Result != earlier.ID || !last.Passed || last.Revision != 3 {
		t.Errorf("the pass is not given back: %+v", last)
	}
}
