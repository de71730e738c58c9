package store_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
	"github.com/suikao/suikao/questionbank/picture"
	"github.com/suikao/suikao/questionbank/sample"
	"github.com/suikao/suikao/questionbank/sealed"
)

// sealing is a world that can hand out sealed releases and take them.
func sealing(t *testing.T, db *sqldb.DB) *world {
	w := pictured(t, db)
	ring := crypt.Ephemeral()
	keys := must[sealed.Keys](t)(sealed.DeriveKeys(ring))
	w.deps.Vault, w.deps.SealKeys, w.deps.Sealed = ring, keys, w.deps.Tx.(questionbank.SealedStore)
	w.Service = questionbank.New(w.deps)
	return w
}

func pairs(t *testing.T, test func(t *testing.T, owner, w *world)) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) {
		test(t, sealing(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))), sealing(t, open(t)))
	})
}

// until is the last day of use of sealed releases in these tests; the clock of newWorld starts on 2026-11-21.
const until = actor.Date("2026-12-31")

func terms(w *world) questionbank.Sealing {
	return questionbank.Sealing{Owner: "国家考试中心", Devices: [][]byte{w.deps.SealKeys.Device()}, Terms: sealed.Terms{NotBefore: "2026-11-01", NotAfter: string(until)}}
}

// sealedFor hands a release out, with three people.
func (w *world) sealedFor(t *testing.T, r questionbank.ReleaseID, x questionbank.Sealing) []byte {
	t.Helper()
	e := must[questionbank.QuestionExport](t)(w.AskSealed(writer, r, x, "交给考试站"))
	refused(t, "fetch at once", w.FetchSealed(writer, e.ID, x, io.Discard), questionbank.ErrExportWaits)
	must[questionbank.QuestionExport](t)(w.AllowExport(reviewer, e.ID))
	must[questionbank.QuestionExport](t)(w.AllowExport(auditor, e.ID))
	more := x
	more.Terms.Statistics = !x.Terms.Statistics
	refused(t, "other terms", w.FetchSealed(writer, e.ID, more, io.Discard), questionbank.ErrSealedOther)
	_, _, err := w.FetchExport(writer, e.ID, written(writer))
	refused(t, "in the open", err, questionbank.ErrSealedOther)
	var b bytes.Buffer
	ok(t, w.FetchSealed(writer, e.ID, x, &b))
	return b.Bytes()
}

var (
	keeper1 = as("acc-sys", "p-sys", root, people.SystemAdmin)
	keeper2 = actor.From(as("acc-sec", "p-sec", root, people.SecurityAdmin))
)

// trusts registers the key of an owner.
func (w *world) trusts(t *testing.T, owner *world) {
	t.Helper()
	must[questionbank.SealedOwner](t)(w.SaveOwner(keeper1, keeper2, questionbank.SealedOwner{Name: "国家考试中心", Public: owner.deps.SealKeys.Owner(), From: "2026-01-01", To: "2027-12-31"}))
}

func TestASealedReleaseIsDrawnFrom(t *testing.T) {
	pairs(t, func(t *testing.T, owner, w *world) {
		_, r := owner.ready(t, 12)
		file := owner.sealedFor(t, r.ID, terms(w))
		_, err := w.ImportSealed(reviewer, city, bytes.NewReader(file))
		refused(t, "an unknown owner", err, questionbank.ErrOwnerUnknown)
		w.trusts(t, owner)
		_, err = w.ImportSealed(writer, city, bytes.NewReader(file))
		refused(t, "a writer", err, questionbank.ErrNoRight)
		for _, n := range []int{len(file) - 1, len(file) / 2} {
			if _, err := w.ImportSealed(reviewer, city, bytes.NewReader(file[:n])); err == nil {
				t.Fatal("a cut file was taken")
			}
		}
		p := must[questionbank.SealedIn](t)(w.PreviewSealed(reviewer, city, bytes.NewReader(file)))
		if len(p.Items) != 2 || p.Items[0] != (questionbank.Tally{Type: questionbank.TrueFalse, Topic: "触电", Items: 12}) {
			t.Errorf("%+v", p.Items)
		}
		if banks := must[[]questionbank.Bank](t)(w.Banks(reviewer)); len(banks) != 0 {
			t.Fatal("a preview or a refused file left something")
		}
		in := must[questionbank.SealedIn](t)(w.ImportSealed(reviewer, city, bytes.NewReader(file)))
		if in.Release.Digest != r.Digest || in.Bank.Foreign == "" {
			t.Errorf("%+v", in.Release)
		}
		_, err = w.ImportSealed(reviewer, city, bytes.NewReader(file))
		refused(t, "again", err, questionbank.ErrSealedHeld)
		_, err = w.ActivateRelease(reviewer, in.Release.ID)
		refused(t, "who imported it", err, questionbank.ErrSamePerson)
		must[questionbank.Release](t)(w.ActivateRelease(third, in.Release.ID))
		bp := must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, in.Bank.ID, body(2, 2)))
		w.published(t, bp.ID)
		paper := w.drawn(t, draw("attempt-1"))
		if len(paper.Questions) != 4 || w.restarted().again(t, "attempt-1").Digest() != paper.Digest() {
			t.Error("the paper is not drawn again")
		}
		key := must[questionbank.Key](t)(w.restarted().Key(seat, in.Release.ID, 1))
		own := must[questionbank.Key](t)(owner.Key(seat, r.ID, 1))
		for v, right := range own.Correct {
			if got := key.Correct[v]; len(got) != 1 || got[0] != right[0] {
				t.Fatalf("the key of %s is %v, not %v", v, got, right)
			}
		}
		if list := must[[]questionbank.BankID](t)(w.Withheld(seat, in.Release.ID)); len(list) != 1 || list[0] != in.Bank.ID {
			t.Errorf("statistics without leave: %v", list)
		}
		late := w.deps
		late.Clock = func() time.Time { return time.Date(2027, 1, 1, 0, 0, 0, 0, actor.Beijing) }
		_, _, err = questionbank.New(late).DrawFor(seat, sample.ItemCode, draw("attempt-2"))
		refused(t, "after the last day", err, questionbank.ErrSealedTime)
		last := actor.Date(must[[]questionbank.SealedRelease](t)(w.SealedReleases(reviewer, in.Bank.ID))[0].Terms.NotAfter)
		if err := w.PapersOn(t.Context(), in.Bank.ItemCode, last); err != nil {
			t.Errorf("on the last day: %v", err)
		}
		refused(t, "a booking behind the last day", w.PapersOn(t.Context(), in.Bank.ItemCode, last.AddDays(1)), questionbank.ErrSealedTime)
		if err := w.PapersOn(t.Context(), "SO-NONE", last.AddDays(1)); err != nil {
			t.Errorf("an item without a release: %v", err)
		}
	})
}

// Everything that reads, changes, copies or exports refuses, says so on the trail, and tells nothing of what is asked.
func TestASealedReleaseIsNotRead(t *testing.T) {
	owner, w := sealing(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))), sealing(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	_, r := owner.ready(t, 12)
	w.trusts(t, owner)
	in := must[questionbank.SealedIn](t)(w.ImportSealed(reviewer, city, bytes.NewReader(owner.sealedFor(t, r.ID, terms(w)))))
	must[questionbank.Release](t)(w.ActivateRelease(third, in.Release.ID))
	w.published(t, must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, in.Bank.ID, body(2, 2))).ID)
	w.drawn(t, draw("attempt-1"))
	_, list, err := w.Heads(seat, in.Release.ID)
	ok(t, err)
	bank, release, v := in.Bank.ID, in.Release.ID, list[0].ID
	// The actor holds every role of banks at once.
	all := as("acc-all", "p-all", city, people.ItemWriter, people.ItemReviewer, people.AuditAdmin, people.SystemAdmin)
	tryFile := file(t, little(1, 500))
	tries := map[string]func(ctx context.Context) error{
		"Items": func(ctx context.Context) error {
			_, err := w.Items(ctx, questionbank.ItemQuery{Bank: bank})
			return err
		},
		"Version": func(ctx context.Context) error { _, err := w.Version(ctx, v); return err },
		"ForReview": func(ctx context.Context) error {
			_, err := w.ForReview(ctx, questionbank.ItemQuery{Bank: bank})
			return err
		},
		"Comments": func(ctx context.Context) error { _, err := w.Comments(ctx, v); return err },
		"ReleaseItems": func(ctx context.Context) error {
			_, err := w.ReleaseItems(ctx, questionbank.ReleaseQuery{Release: release})
			return err
		},
		"Corrections": func(ctx context.Context) error { _, _, err := w.Corrections(ctx, release, 1); return err },
		"Alikes":      func(ctx context.Context) error { _, err := w.Alikes(ctx, bank, 50); return err },
		"Citations": func(ctx context.Context) error {
			_, err := w.Citations(ctx, bank, questionbank.CitationUnknown)
			return err
		},
		"Pictures": func(ctx context.Context) error { _, err := w.Pictures(ctx, bank, 10); return err },
		"PictureOf": func(ctx context.Context) error {
			_, _, err := w.PictureOf(ctx, bank, strings.Repeat("0", 64))
			return err
		},
		"ExportDraws": func(ctx context.Context) error {
			_, err := w.ExportDraws(ctx, release, []string{"attempt-1"})
			return err
		},
		"AskExport": func(ctx context.Context) error {
			_, err := w.AskExport(ctx, release, string(interchange.XLSX), "备份")
			return err
		},
		"AskSealed":     func(ctx context.Context) error { _, err := w.AskSealed(ctx, release, terms(w), "转交"); return err },
		"WriteItem":     func(ctx context.Context) error { _, err := w.WriteItem(ctx, bank, questionbank.Content{}); return err },
		"Revise":        func(ctx context.Context) error { _, err := w.Revise(ctx, v, questionbank.Content{}); return err },
		"PreviewImport": func(ctx context.Context) error { _, err := w.PreviewImport(ctx, bank, tryFile, false); return err },
		"ApplyImport": func(ctx context.Context) error {
			_, err := w.ApplyImport(ctx, bank, tryFile, tryFile.Sum, false)
			return err
		},
		"ProposeRelease": func(ctx context.Context) error { _, err := w.ProposeRelease(ctx, bank, "自己的"); return err },
		"CorrectKeys": func(ctx context.Context) error {
			_, err := w.ProposeKeys(ctx, release, map[questionbank.VersionID][]int{v: {1}}, "更正")
			return err
		},
		"AddPicture": func(ctx context.Context) error { _, err := w.AddPicture(ctx, bank, "", []byte(plate)); return err },
		"Retire":     func(ctx context.Context) error { return w.Retire(ctx, []questionbank.VersionID{v}, "不要") },
	}
	for name, try := range tries {
		refused(t, name, try(all), questionbank.ErrForeign)
	}
	// What a quarantine by id needs is given, without a word of the item.
	if h, _, err := w.Head(all, v); err != nil || h.Content.Stem != "" || len(h.Content.Options)+len(h.Content.Key) > 0 {
		t.Errorf("%+v %v", h.Content, err)
	}
	_, _, err = w.MayWrite(all, bank)
	ok(t, err)
	entries := 0
	ok(t, w.db.Query(context.Background(), func(scan func(...any) error) error { return scan(&entries) }, "SELECT COUNT(*) FROM audit_entry WHERE verb = ?", "bank.foreign.refuse"))
	if entries < len(tries) {
		t.Errorf("%d of %d refusals are on the trail", entries, len(tries))
	}
}

// A correction is a newer release of the owner; an older one does not come back.
func TestANewerSealedReleaseFollows(t *testing.T) {
	pairs(t, func(t *testing.T, owner, w *world) {
		b, r := owner.ready(t, 12)
		w.trusts(t, owner)
		first := owner.sealedFor(t, r.ID, terms(w))
		one := must[questionbank.SealedIn](t)(w.ImportSealed(reviewer, city, bytes.NewReader(first)))
		items := must[[]questionbank.ItemVersion](t)(owner.Items(writer, questionbank.ItemQuery{Bank: b.ID, Type: questionbank.Single, Limit: 1}))
		old := must[questionbank.ItemVersion](t)(owner.Version(writer, items[0].ID))
		c := old.Content
		c.Key = []int{2}
		next := must[questionbank.ItemVersion](t)(owner.Revise(writer, old.ID, c))
		ok(t, owner.Submit(writer, []questionbank.VersionID{next.ID}, ""))
		ok(t, owner.Approve(reviewer, []questionbank.VersionID{next.ID}, ""))
		owner.imported(t, b.ID, little(2, 100))
		r2 := must[questionbank.Release](t)(owner.ProposeRelease(writer, b.ID, "第二版"))
		two := must[questionbank.SealedIn](t)(w.ImportSealed(reviewer, city, bytes.NewReader(owner.sealedFor(t, r2.ID, terms(w)))))
		if two.Bank.ID != one.Bank.ID || two.Manifest.Supersedes != r.ID || two.Release.No != 2 || two.Release.Items != r.Items+4 {
			t.Errorf("%+v", two.Release)
		}
		key := must[questionbank.Key](t)(w.Key(seat, two.Release.ID, 1))
		if got := key.Correct[next.ID]; len(got) != 1 || got[0] != 2 {
			t.Errorf("the corrected key is %v", got)
		}
		third := sealing(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
		_, err := third.ImportSealed(reviewer, city, bytes.NewReader(first))
		refused(t, "another installation", err, sealed.ErrElse)
		if list := must[[]questionbank.SealedRelease](t)(w.SealedReleases(reviewer, one.Bank.ID)); len(list) != 2 || list[0].SourceNo <= list[1].SourceNo {
			t.Errorf("%+v", list)
		}
	})
}

// Everything that an item can hold comes over: pictures, areas, clips with stills, sounds, cases with their keys.
func TestASealedReleaseCarriesAllThatItemsHold(t *testing.T) {
	pairs(t, func(t *testing.T, owner, w *world) {
		b := owner.bank(t)
		board := must[questionbank.BankPicture](t)(owner.AddPicture(writer, b.ID, "plate.svg", []byte(plate)))
		film := must[questionbank.BankPicture](t)(owner.AddPicture(writer, b.ID, "clip.mp4", filmed(t, "h264-aac.mp4")))
		sound := must[questionbank.BankSound](t)(owner.AddSound(writer, b.ID, filmed(t, "opus.webm")))
		still := questionbank.Medium{Medium: assembly.Medium{Digest: board.Digest, Alt: "静止图"}}
		moving := spokenItem()
		moving.Stem = "看视频作答"
		moving.Media = []questionbank.Medium{{Medium: assembly.Medium{Digest: film.Digest, Alt: "视频"}}, still}
		var ids []questionbank.VersionID
		for _, c := range []questionbank.Content{hotspot(still), moving, readAloud(spokenItem(), sound.Digest), caseContent(1)} {
			ids = append(ids, must[questionbank.ItemVersion](t)(owner.WriteItem(writer, b.ID, c)).ID)
		}
		ok(t, owner.Submit(writer, ids, ""))
		ok(t, owner.Approve(reviewer, ids, ""))
		r := must[questionbank.Release](t)(owner.ProposeRelease(writer, b.ID, "全部题型"))
		w.trusts(t, owner)
		in := must[questionbank.SealedIn](t)(w.ImportSealed(reviewer, city, bytes.NewReader(owner.sealedFor(t, r.ID, terms(w)))))
		if in.Files != 3 || in.Release.Items != len(ids) || in.Release.Digest != r.Digest {
			t.Errorf("%d files, %d items", in.Files, in.Release.Items)
		}
		for _, d := range []string{board.Digest, film.Digest, sound.Digest} {
			if data, err := w.restarted().Picture(seat, d); err != nil || picture.Digest(data) != d {
				t.Errorf("%s: %v", d, err)
			}
		}
		here := must[[]assembly.Item](t)(w.restarted().QuestionsOf(seat, r.ID))
		there := must[[]assembly.Item](t)(owner.QuestionsOf(seat, r.ID))
		if len(here) != len(there) || (&assembly.Snapshot{ItemCode: sample.ItemCode, Items: here}).Root() != r.Digest {
			t.Error("the items are not those of the owner")
		}
		mine := must[questionbank.Key](t)(w.Key(seat, r.ID, 1))
		theirs := must[questionbank.Key](t)(owner.Key(seat, r.ID, 1))
		if mine.Digest != theirs.Digest || len(mine.Correct) != len(theirs.Correct) {
			t.Error("the keys are not those of the owner")
		}
	})
}

// Region, owner's validity and the right of the receiver are asked before anything is taken.
func TestTermsOfASealedReleaseHold(t *testing.T) {
	owner, w := sealing(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))), sealing(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	_, r := owner.ready(t, 12)
	elsewhere := terms(w)
	elsewhere.Terms.Region = "11"
	over := terms(w)
	over.Terms.NotBefore, over.Terms.NotAfter = "2026-01-01", "2026-06-30"
	w.trusts(t, owner)
	for want, x := range map[*fault.Error]questionbank.Sealing{questionbank.ErrSealedRegion: elsewhere, questionbank.ErrSealedTime: over} {
		_, err := w.ImportSealed(reviewer, city, bytes.NewReader(owner.sealedFor(t, r.ID, x)))
		refused(t, want.Code(), err, want)
	}
	_, err := owner.AskSealed(writer, r.ID, questionbank.Sealing{Owner: "x", Terms: over.Terms}, "转交")
	refused(t, "no receiver", err, questionbank.ErrSealedTerms)
	_, err = w.SaveOwner(keeper1, actor.From(keeper1), questionbank.SealedOwner{})
	refused(t, "one person alone", err, questionbank.ErrOwnerKeepers)
	past := questionbank.SealedOwner{Name: "国家考试中心", Public: owner.deps.SealKeys.Owner(), From: "2026-01-01", To: "2026-02-01"}
	must[questionbank.SealedOwner](t)(w.SaveOwner(keeper1, keeper2, past))
	_, err = w.ImportSealed(reviewer, city, bytes.NewReader(owner.sealedFor(t, r.ID, terms(w))))
	refused(t, "a key whose time is over", err, questionbank.ErrOwnerUnknown)
}

// The variants of a release travel with it, under the digest that its owner signed, without explanations; whoever holds them reads none
// of them and works on none.
func TestASealedReleaseBringsItsVariants(t *testing.T) {
	pairs(t, func(t *testing.T, owner, w *world) {
		b := owner.bank(t)
		owner.imported(t, b.ID, little(12, 0))
		owner.translateAll(t, b.ID, assembly.Uyghur)
		r := must[questionbank.Release](t)(owner.ProposeRelease(writer, b.ID, "有译文的版本"))
		must[questionbank.Release](t)(owner.ActivateRelease(reviewer, r.ID))
		file := owner.sealedFor(t, r.ID, terms(w))
		w.trusts(t, owner)
		in := must[questionbank.SealedIn](t)(w.ImportSealed(reviewer, city, bytes.NewReader(file)))
		must[questionbank.Release](t)(w.ActivateRelease(third, in.Release.ID))
		w.published(t, must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, in.Bank.ID, body(2, 2))).ID)
		told := draw("attempt-ug")
		told.Language = assembly.Uyghur
		paper := w.restarted().drawn(t, told)
		for _, q := range paper.Questions {
			if q.Told == nil || q.Told.Stem != "ug:"+q.Stem {
				t.Fatalf("%+v", q)
			}
		}
		if w.restarted().again(t, "attempt-ug").Digest() != paper.Digest() {
			t.Error("the paper is not drawn again")
		}
		if n, of, err := w.ToldInUse(seat, in.Release.ItemCode, assembly.Uyghur); n != 24 || of != 24 || err != nil {
			t.Errorf("%d of %d: %v", n, of, err)
		}
		v := paper.Questions[0].Version
		for what, try := range map[string]func() error{
			"reads the variants": func() error { _, err := w.Variants(writer, v); return err },
			"translates":         func() error { _, err := w.WriteVariant(writer, v, assembly.Korean, questionbank.Wording{}); return err },
			"counts":             func() error { _, err := w.Coverage(reviewer, in.Bank.ID); return err },
			"exports":            func() error { _, err := w.ToTranslate(writer, in.Bank.ID, assembly.Korean); return err },
			"imports": func() error {
				_, err := w.ImportVariants(writer, in.Bank.ID, []questionbank.TranslationRow{{Row: 2}}, true)
				return err
			},
		} {
			if err := try(); err == nil || fault.KindOf(err) != fault.Forbidden {
				t.Errorf("who holds it %s: %v", what, err)
			}
		}
	})
}
