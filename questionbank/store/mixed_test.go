package store_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/sample"
)

// national hands out a sealed release of n items per type from a national bank, numbered from 1000, and takes it in at w.
func national(t *testing.T, owner, w *world, n int, x questionbank.Sealing) questionbank.SealedIn {
	t.Helper()
	b := must[questionbank.Bank](t)(owner.CreateBank(reviewer, questionbank.BankInput{Owner: city, Level: questionbank.National,
		Purpose: questionbank.Certification, ItemCode: sample.ItemCode, Name: "国家题库"}))
	owner.imported(t, b.ID, little(n, 1000))
	r := must[questionbank.Release](t)(owner.ProposeRelease(writer, b.ID, "国家版"))
	r = must[questionbank.Release](t)(owner.ActivateRelease(reviewer, r.ID))
	w.trusts(t, owner)
	return must[questionbank.SealedIn](t)(w.ImportSealed(reviewer, city, bytes.NewReader(owner.sealedFor(t, r.ID, x))))
}

func share(per int) assembly.Body {
	b := body(4, 4)
	b.Higher = per
	return b
}

func TestAReleaseTakesInItemsOfAHigherBank(t *testing.T) {
	pairs(t, func(t *testing.T, owner, w *world) {
		in := national(t, owner, w, 12, terms(w))
		b := w.bank(t)
		w.imported(t, b.ID, little(20, 0))
		offers := must[[]questionbank.Offer](t)(w.Offers(writer, b.ID))
		if len(offers) != 1 || offers[0].Release != in.Release.ID || offers[0].Items != 24 || offers[0].Level != questionbank.National {
			t.Fatalf("%+v", offers)
		}
		_, err := w.ProposeRelease(writer, b.ID, "不明", "01kzzzzzzzzzzzzzzzzzzzzzzz")
		refused(t, "an unknown one", err, questionbank.ErrOffer)
		_, err = w.ProposeRelease(writer, b.ID, "两次", in.Release.ID, in.Release.ID)
		refused(t, "the same twice", err, questionbank.ErrOffer)

		plain := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "自有"))
		must[questionbank.Release](t)(w.ActivateRelease(reviewer, plain.ID))
		short := must[assembly.Report](t)(w.CheckBlueprint(reviewer, b.ID, share(50)))
		if len(short.Short) != 1 || short.Short[0].Code() != questionbank.ErrHigherNone.Code() {
			t.Errorf("a release without items of others: %+v", short.Short)
		}
		r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "并入", in.Release.ID))
		if r.Items != 64 || r.Digest == plain.Digest {
			t.Errorf("%+v", r)
		}
		if same := must[questionbank.Release](t)(w.ProposeRelease(third, b.ID, "又一次", in.Release.ID)); same.ID != r.ID {
			t.Error("the same content was frozen twice")
		}
		_, err = w.ActivateRelease(writer, r.ID)
		refused(t, "a writer", err, questionbank.ErrNoRight)
		must[questionbank.Release](t)(w.ActivateRelease(reviewer, r.ID))
		if list := must[[]questionbank.Source](t)(w.Sources(reviewer, b.ID)); len(list) != 1 || list[0].Into != r.ID || list[0].Release != in.Release.ID {
			t.Errorf("%+v", list)
		}

		// 8 questions at 80 per cent are 7 of the higher bank, 14 different ones for a retake: there are 24. At 100 per cent cells are short of 16.
		if report := must[assembly.Report](t)(w.CheckBlueprint(reviewer, b.ID, share(100))); !report.OK() {
			t.Errorf("%+v", report.Short)
		}
		p := must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, share(80)))
		w.published(t, p.ID)
		if h := must[questionbank.Rehearsal](t)(w.RehearsalOf(reviewer, p.ID)).Report.Higher; h == nil || h.Least != 7 {
			t.Errorf("the dry run says %+v", h)
		}
		theirs := map[questionbank.VersionID]bool{}
		own := must[questionbank.Key](t)(owner.Key(seat, in.Release.ID, 1))
		for v := range own.Correct {
			theirs[v] = true
		}
		key := must[questionbank.Key](t)(w.restarted().Key(seat, r.ID, 1))
		for _, attempt := range []string{"attempt-1", "attempt-2", "attempt-3"} {
			paper := w.drawn(t, draw(attempt))
			n := 0
			for _, q := range paper.Questions {
				if theirs[q.Version] {
					n++
					if len(key.Correct[q.Version]) != 1 || key.Correct[q.Version][0] != own.Correct[q.Version][0] {
						t.Errorf("the key of %s is another", q.Version)
					}
				}
			}
			if n < 7 {
				t.Errorf("%s holds %d questions of the higher bank", attempt, n)
			}
			if w.restarted().again(t, attempt).Digest() != paper.Digest() {
				t.Error("the paper is not drawn again")
			}
			files := must[assembly.Files](t)(w.restarted().FilesOf(context.Background(), attempt))
			if must[assembly.Paper](t)(assembly.Replay(files)).Digest() != paper.Digest() {
				t.Error("an audit draws another paper")
			}
		}
	})
}

func TestItemsTakenInStayTheirOwners(t *testing.T) {
	pairs(t, func(t *testing.T, owner, w *world) {
		in := national(t, owner, w, 8, terms(w))
		b := w.bank(t)
		w.imported(t, b.ID, little(8, 0))
		r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "并入", in.Release.ID))
		must[questionbank.Release](t)(w.ActivateRelease(reviewer, r.ID))
		items := must[[]questionbank.ItemVersion](t)(w.ReleaseItems(reviewer, questionbank.ReleaseQuery{Release: r.ID, Limit: 100}))
		if len(items) != 16 {
			t.Errorf("%d items are shown", len(items))
		}
		for _, v := range items {
			if v.Bank != b.ID {
				t.Fatal("an item of the owner is shown")
			}
		}
		_, err := w.ExportDraws(reviewer, r.ID, nil)
		refused(t, "replays", err, questionbank.ErrMixed)
		_, err = w.AskSealed(writer, r.ID, terms(w), "转交")
		refused(t, "sealing on", err, questionbank.ErrMixed)
		var v questionbank.VersionID
		for id := range must[questionbank.Key](t)(owner.Key(seat, in.Release.ID, 1)).Correct {
			v = id
		}
		_, err = w.ProposeKeys(writer, r.ID, map[questionbank.VersionID][]int{v: {1}}, "更正答案")
		refused(t, "a key", err, questionbank.ErrForeign)
		e := must[questionbank.QuestionExport](t)(w.AskExport(writer, r.ID, "GIFT", "备份"))
		must[questionbank.QuestionExport](t)(w.AllowExport(reviewer, e.ID))
		must[questionbank.QuestionExport](t)(w.AllowExport(auditor, e.ID))
		held := 0
		_, _, err = w.FetchExport(writer, e.ID, func(_ questionbank.QuestionExport, list []questionbank.Content) ([]byte, error) {
			held = len(list)
			return []byte("x"), nil
		})
		ok(t, err)
		if held != 16 {
			t.Errorf("the export holds %d items", held)
		}
		if list := must[[]questionbank.BankID](t)(w.Withheld(seat, r.ID)); len(list) != 1 || list[0] != in.Bank.ID {
			t.Errorf("without leave answers are withheld of %v", list)
		}
		var taken int
		ok(t, w.db.Query(context.Background(), func(scan func(...any) error) error { return scan(&taken) }, "SELECT COUNT(*) FROM audit_entry WHERE verb = ?", "bank.release.take"))
		if taken != 1 {
			t.Errorf("%d entries say that something was taken in", taken)
		}
	})
}

func TestTermsOfItemsTakenInHold(t *testing.T) {
	pairs(t, func(t *testing.T, owner, w *world) {
		x := terms(w)
		x.Terms.Statistics = true
		in := national(t, owner, w, 8, x)
		b := w.bank(t)
		w.imported(t, b.ID, little(8, 0))
		r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "并入", in.Release.ID))
		must[questionbank.Release](t)(w.ActivateRelease(reviewer, r.ID))
		p := must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, body(8, 8)))
		w.published(t, p.ID)
		w.drawn(t, draw("attempt-1"))
		if list := must[[]questionbank.BankID](t)(w.Withheld(seat, r.ID)); len(list) != 0 {
			t.Errorf("with leave answers are withheld of %v", list)
		}
		if err := w.PapersOn(t.Context(), sample.ItemCode, until); err != nil {
			t.Errorf("on the last day: %v", err)
		}
		refused(t, "a booking behind the last day", w.PapersOn(t.Context(), sample.ItemCode, until.AddDays(1)), questionbank.ErrSealedTime)
		late := w.deps
		late.Clock = func() time.Time { return time.Date(2027, 1, 1, 0, 0, 0, 0, actor.Beijing) }
		_, _, err := questionbank.New(late).DrawFor(seat, sample.ItemCode, draw("attempt-2"))
		refused(t, "a draw behind the last day", err, questionbank.ErrSealedTime)
		if offers := must[[]questionbank.Offer](t)(questionbank.New(late).Offers(writer, b.ID)); len(offers) != 0 {
			t.Error("what is over is offered")
		}
		// A quarantine of an item that was taken in is proved against the release that holds it.
		var v questionbank.VersionID
		for id := range must[questionbank.Key](t)(owner.Key(seat, in.Release.ID, 1)).Correct {
			v = id
		}
		if user := must[questionbank.BankID](t)(w.UsedBy(seat, in.Bank.ID)); user != b.ID {
			t.Errorf("the items are used by %s", user)
		}
		if report := must[assembly.Report](t)(w.Lacking(seat, in.Bank.ID, v)); len(report.Short) != 1 {
			t.Errorf("without one of them nothing is short: %+v", report)
		}
	})
}
