package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/sample"
)

func isErr(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func ids(list []questionbank.ItemVersion) (out []questionbank.VersionID) {
	for _, v := range list {
		out = append(out, v.ID)
	}
	return out
}

func (w *world) versions(t *testing.T, b questionbank.BankID, s questionbank.State) []questionbank.ItemVersion {
	t.Helper()
	return must[[]questionbank.ItemVersion](t)(w.Items(writer, questionbank.ItemQuery{Bank: b, State: s, Limit: 1000}))
}

func TestOnePersonCannotDoBothHalves(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		f := file(t, little(6, 0))
		batch := must[questionbank.Batch](t)(w.ApplyImport(writer, b.ID, f, f.Sum, false))
		isErr(t, "approving drafts", w.ApproveBatch(reviewer, batch.ID, ""), questionbank.ErrNothing)
		ok(t, w.SubmitBatch(third, batch.ID, ""))
		list := w.versions(t, b.ID, questionbank.Checked)

		// The same natural person, whatever account: as writer, as submitter, under a second account, as the program.
		both := as("acc-second", "p-writer", city, people.ItemReviewer)
		nobody := as("acc-nobody", "", city, people.ItemReviewer)
		isErr(t, "the writer by role", w.Approve(writer, ids(list), ""), questionbank.ErrNoRight)
		isErr(t, "the writer's second account", w.Approve(both, ids(list), ""), questionbank.ErrSamePerson)
		isErr(t, "the writer's second account, whole batch", w.ApproveBatch(both, batch.ID, ""), questionbank.ErrSamePerson)
		isErr(t, "the submitter", w.Approve(third, ids(list)[:1], ""), questionbank.ErrSamePerson)
		isErr(t, "rejecting by the submitter", w.Reject(third, ids(list)[:1], "不合适"), questionbank.ErrSamePerson)
		isErr(t, "an account without a person", w.Approve(nobody, ids(list), ""), questionbank.ErrNoPerson)
		isErr(t, "the program", w.Approve(actor.AsSystem(context.Background(), "cli"), ids(list), ""), questionbank.ErrNoPerson)
		isErr(t, "a device", w.Approve(seat, ids(list), ""), questionbank.ErrNoPerson)
		if n := len(w.versions(t, b.ID, questionbank.Checked)); n != 12 {
			t.Fatalf("%d versions are still checked", n)
		}
		ok(t, w.ApproveBatch(reviewer, batch.ID, "可以"))

		r := must[questionbank.Release](t)(w.ProposeRelease(third, b.ID, "第一版"))
		_, err := w.ActivateRelease(third, r.ID)
		isErr(t, "activating one's own release", err, questionbank.ErrSamePerson)
		_, err = w.ActivateRelease(writer, r.ID)
		isErr(t, "activating as a writer", err, questionbank.ErrNoRight)
		must[questionbank.Release](t)(w.ActivateRelease(reviewer, r.ID))
		p := must[questionbank.Blueprint](t)(w.ProposeBlueprint(third, b.ID, body(2, 2)))
		_, err = w.PublishBlueprint(third, p.ID, w.seen(t, p.ID))
		isErr(t, "publishing one's own blueprint", err, questionbank.ErrSamePerson)
		w.published(t, p.ID)
		v := w.versions(t, b.ID, questionbank.Approved)[0]
		k := must[questionbank.KeyVersion](t)(w.ProposeKeys(third, r.ID, map[questionbank.VersionID][]int{v.ID: {1}}, "原答案有误"))
		_, err = w.DecideKeys(third, r.ID, k.No, true)
		isErr(t, "approving one's own key", err, questionbank.ErrSamePerson)
	})
}

func TestForeignIdsLookLikeNone(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b, r := w.ready(t, 6)
		v := w.versions(t, b.ID, questionbank.Approved)[0]
		batches := must[[]questionbank.Batch](t)(w.Batches(writer, b.ID))
		plans := must[[]questionbank.Blueprint](t)(w.Blueprints(writer, b.ID))
		f := file(t, little(1, 100))
		for what, do := range map[string]func(ctx context.Context) error{
			"bank": func(ctx context.Context) error { _, err := w.Bank(ctx, b.ID); return err },
			"items": func(ctx context.Context) error {
				_, err := w.Items(ctx, questionbank.ItemQuery{Bank: b.ID})
				return err
			},
			"review": func(ctx context.Context) error {
				_, err := w.ForReview(ctx, questionbank.ItemQuery{Bank: b.ID})
				return err
			},
			"version":     func(ctx context.Context) error { _, err := w.Version(ctx, v.ID); return err },
			"comments":    func(ctx context.Context) error { _, err := w.Comments(ctx, v.ID); return err },
			"write":       func(ctx context.Context) error { _, err := w.WriteItem(ctx, b.ID, content("新题")); return err },
			"revise":      func(ctx context.Context) error { _, err := w.Revise(ctx, v.ID, content("新题")); return err },
			"note":        func(ctx context.Context) error { return w.Note(ctx, v.ID, "看看") },
			"retire":      func(ctx context.Context) error { return w.Retire(ctx, []questionbank.VersionID{v.ID}, "过时") },
			"batch":       func(ctx context.Context) error { return w.SubmitBatch(ctx, batches[0].ID, "") },
			"preview":     func(ctx context.Context) error { _, err := w.PreviewImport(ctx, b.ID, f, false); return err },
			"import":      func(ctx context.Context) error { _, err := w.ApplyImport(ctx, b.ID, f, f.Sum, false); return err },
			"release":     func(ctx context.Context) error { return w.RefuseRelease(ctx, r.ID, "停用") },
			"propose":     func(ctx context.Context) error { _, err := w.ProposeRelease(ctx, b.ID, "我的"); return err },
			"keys":        func(ctx context.Context) error { _, err := w.KeyVersions(ctx, r.ID); return err },
			"export":      func(ctx context.Context) error { _, err := w.ExportDraws(ctx, r.ID, nil); return err },
			"blueprint":   func(ctx context.Context) error { return w.RefuseBlueprint(ctx, plans[0].ID, "停用") },
			"may import":  func(ctx context.Context) error { return w.MayImport(ctx, b.ID) },
			"corrections": func(ctx context.Context) error { _, _, err := w.Corrections(ctx, r.ID, 1); return err },
			"frozen": func(ctx context.Context) error {
				_, err := w.ReleaseItems(ctx, questionbank.ReleaseQuery{Release: r.ID})
				return err
			},
			"draws": func(ctx context.Context) error { _, err := w.Draws(ctx, r.ID, "", 10); return err },
			"check": func(ctx context.Context) error { _, err := w.CheckBlueprint(ctx, b.ID, body(1, 1)); return err },
		} {
			err := do(stranger)
			for _, unknown := range []error{questionbank.ErrBankUnknown, questionbank.ErrItemUnknown, questionbank.ErrBatchUnknown,
				questionbank.ErrReleaseUnknown, questionbank.ErrPlanUnknown} {
				if errors.Is(err, unknown) {
					err = nil
				}
			}
			if err != nil || do(stranger) == nil {
				t.Errorf("%s from another organisation: %v", what, do(stranger))
			}
			if do(seat) == nil || do(actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: "c", Person: "p"})) == nil {
				t.Errorf("%s is open to a candidate or a device", what)
			}
		}
		if list := must[[]questionbank.Bank](t)(w.Banks(stranger)); len(list) != 0 {
			t.Error("a foreign bank is listed")
		}
		// A foreign version hidden among own ones moves nothing.
		own := must[questionbank.Bank](t)(w.CreateBank(stranger, questionbank.BankInput{Owner: other, Level: questionbank.Provincial,
			Purpose: questionbank.Certification, ItemCode: sample.ItemCode, Name: "他市"}))
		mine := must[questionbank.ItemVersion](t)(w.WriteItem(stranger, own.ID, content("我的题")))
		draft := must[questionbank.ItemVersion](t)(w.WriteItem(writer, b.ID, content("他们的题")))
		isErr(t, "a mixed list", w.Submit(stranger, []questionbank.VersionID{mine.ID, draft.ID}, ""), questionbank.ErrItemUnknown)
		isErr(t, "a mixed list, foreign first", w.Submit(stranger, []questionbank.VersionID{draft.ID, mine.ID}, ""), questionbank.ErrItemUnknown)
		if n := len(w.versions(t, b.ID, questionbank.Draft)); n != 1 {
			t.Error("a foreign draft was submitted")
		}
	})
}

func content(stem string) questionbank.Content {
	return questionbank.Content{Type: questionbank.Single, Stem: stem, Options: []string{"甲", "乙", "丙"}, Key: []int{1},
		Difficulty: 2, Topic: "触电", Explanation: "CANARY"}
}

func TestTeachersKeepPracticeBanksOnly(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		clerk := as("acc-clerk", "p-clerk", centre, people.TrainingClerk)
		in := questionbank.BankInput{Owner: centre, Level: questionbank.Centre, Purpose: questionbank.Certification, ItemCode: sample.ItemCode, Name: "本中心"}
		_, err := w.CreateBank(clerk, in)
		isErr(t, "a clerk makes a certification bank", err, questionbank.ErrNoRight)
		_, err = w.CreateBank(reviewer, in)
		isErr(t, "a certification bank at a centre", err, questionbank.ErrOwnerKind)
		in.Purpose = questionbank.Practice
		b := must[questionbank.Bank](t)(w.CreateBank(clerk, in))
		_, err = w.CreateBank(clerk, in)
		isErr(t, "the same bank twice", err, questionbank.ErrBankExists)
		must[questionbank.ItemVersion](t)(w.WriteItem(clerk, b.ID, content("练习题")))
		cert := w.bank(t)
		_, err = w.Items(clerk, questionbank.ItemQuery{Bank: cert.ID})
		isErr(t, "a clerk reads the certification bank", err, questionbank.ErrBankUnknown)
		in.ItemCode = "SO-99-99"
		_, err = w.CreateBank(clerk, in)
		if err == nil {
			t.Error("a bank for a code that the catalogue lacks")
		}
	})
}

func TestAVersionIsNeverEditedAndAReleaseNeverChanges(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b, r := w.ready(t, 6)
		before := w.drawn(t, draw("a1"))
		old := w.versions(t, b.ID, questionbank.Approved)[0]
		c := content("改写后的题干")
		changed := must[questionbank.ItemVersion](t)(w.Revise(writer, old.ID, c))
		if changed.No != 2 || changed.Item != old.Item || changed.ID == old.ID || changed.State != questionbank.Draft {
			t.Fatalf("revised to %+v", changed)
		}
		_, err := w.Revise(writer, old.ID, c)
		isErr(t, "revising a version that is not the latest", err, questionbank.ErrMoved)
		if v := must[questionbank.ItemVersion](t)(w.Version(writer, old.ID)); v.State != questionbank.Approved || v.Content.Stem != old.Content.Stem || v.Latest {
			t.Error("the old version was touched")
		}
		ok(t, w.Submit(writer, []questionbank.VersionID{changed.ID}, ""))
		ok(t, w.Approve(reviewer, []questionbank.VersionID{changed.ID}, ""))
		if v := must[questionbank.ItemVersion](t)(w.Version(writer, old.ID)); v.State != questionbank.Retired {
			t.Error("two approved versions of one item")
		}
		fresh := w.restarted()
		if p := fresh.again(t, "a1"); p.Digest() != before.Digest() {
			t.Error("the release changed with its item")
		}
		next := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "第二版"))
		if next.Digest == r.Digest || next.No != 2 || next.Items != r.Items {
			t.Errorf("the second release: no %d, %d items", next.No, next.Items)
		}
		must[questionbank.Release](t)(w.ActivateRelease(reviewer, next.ID))
		if now := must[questionbank.Release](t)(w.ActiveRelease(seat, sample.ItemCode)); now.ID != next.ID {
			t.Error("the new release is not the active one")
		}
		if p := fresh.again(t, "a1"); p.Release != r.ID {
			t.Error("an old sitting no longer names its release")
		}
	})
}

func TestARejectedOrRetiredItemFreesItsStem(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		v := must[questionbank.ItemVersion](t)(w.WriteItem(writer, b.ID, content("题干，甲")))
		_, err := w.WriteItem(writer, b.ID, content("题干 甲！"))
		isErr(t, "the stem with other punctuation", err, questionbank.ErrTwiceInBank)
		ok(t, w.Submit(writer, []questionbank.VersionID{v.ID}, ""))
		isErr(t, "a rejection without a reason", w.Reject(reviewer, []questionbank.VersionID{v.ID}, " "), questionbank.ErrReason.At("reason"))
		ok(t, w.Reject(reviewer, []questionbank.VersionID{v.ID}, "题干有歧义"))
		notes := must[[]questionbank.Comment](t)(w.Comments(writer, v.ID))
		if len(notes) != 1 || notes[0].Act != "REJECT" || notes[0].Text != "题干有歧义" || notes[0].By.Person != "p-reviewer" {
			t.Errorf("%+v", notes)
		}
		two := must[questionbank.ItemVersion](t)(w.WriteItem(writer, b.ID, content("题干，甲")))
		_, err = w.Revise(writer, v.ID, content("题干，甲"))
		isErr(t, "taking back a stem that another item holds now", err, questionbank.ErrTwiceInBank)
		ok(t, w.Discard(writer, []questionbank.VersionID{two.ID}, "重复录入"))
		must[questionbank.ItemVersion](t)(w.Revise(writer, v.ID, content("题干，甲")))
	})
}

func TestKeyCorrections(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b, r := w.ready(t, 6)
		paper := w.drawn(t, draw("a1"))
		q := paper.Questions[0]
		for what, keys := range map[string]map[questionbank.VersionID][]int{
			"nothing":              {},
			"the same key":         {q.Version: {0}},
			"an option too far":    {q.Version: {2}},
			"two for true/false":   {q.Version: {0, 1}},
			"an item of no bank":   {"01kzzzzzzzzzzzzzzzzzzzzzzz": {1}},
			"one right, one wrong": {q.Version: {1}, "01kzzzzzzzzzzzzzzzzzzzzzzz": {1}},
		} {
			_, err := w.ProposeKeys(writer, r.ID, keys, "核对后更正")
			isErr(t, what, err, questionbank.ErrKeySet)
		}
		k := must[questionbank.KeyVersion](t)(w.ProposeKeys(writer, r.ID, map[questionbank.VersionID][]int{q.Version: {1}}, "核对后更正"))
		_, err := w.Key(seat, r.ID, k.No)
		isErr(t, "a key that is only proposed", err, questionbank.ErrKeyUnknown)
		_, err = w.ProposeKeys(third, r.ID, map[questionbank.VersionID][]int{q.Version: {1}}, "再来一次")
		isErr(t, "a second proposal at once", err, questionbank.ErrState)
		must[questionbank.KeyVersion](t)(w.DecideKeys(reviewer, r.ID, k.No, true))
		if no := must[int](t)(w.CurrentKeyVersion(seat, r.ID)); no != 2 {
			t.Errorf("current key version %d", no)
		}
		one, two := must[questionbank.Key](t)(w.Key(seat, r.ID, 1)), must[questionbank.Key](t)(w.Key(seat, r.ID, 2))
		if one.Correct[q.Version][0] != 0 || two.Correct[q.Version][0] != 1 || one.Digest == two.Digest || len(one.Correct) != len(two.Correct) {
			t.Error("the correction changed the old version, or nothing")
		}
		after := w.restarted().again(t, "a1")
		if after.Sheet().Digest() != paper.Sheet().Digest() || after.Digest() != paper.Digest() {
			t.Error("a corrected key changes the paper")
		}
		list := must[[]questionbank.KeyVersion](t)(w.KeyVersions(writer, r.ID))
		if len(list) != 2 || len(list[1].Changed) != 1 || list[1].Reason != "核对后更正" || list[1].Approver.Person != "p-reviewer" {
			t.Errorf("%+v", list)
		}
		w.shownCorrections(t, r.ID, k.No, q.Version)
		_ = b
	})
}

// shownCorrections looks at what the second person sees: the key before and after, with the stem, and the read on the trail.
func (w *world) shownCorrections(t *testing.T, release questionbank.ReleaseID, no int, version questionbank.VersionID) {
	t.Helper()
	read := w.rows(t, "audit_entry", "verb = ? AND object = ?", "bank.key.read", "release:"+string(release))
	_, shown, err := w.Corrections(reviewer, release, no)
	if err != nil || len(shown) != 1 || shown[0].Item.ID != version || shown[0].Before[0] != 0 || shown[0].After[0] != 1 || shown[0].Item.Content.Stem == "" ||
		shown[0].Item.Content.Explanation != "" {
		t.Fatalf("%+v %v", shown, err)
	}
	if n := w.rows(t, "audit_entry", "verb = ? AND object = ?", "bank.key.read", "release:"+string(release)); n != read+1 {
		t.Errorf("the read stands %d times on the trail", n-read)
	}
	// A second correction starts from the first, a refused one in between does not count.
	back := must[questionbank.KeyVersion](t)(w.ProposeKeys(writer, release, map[questionbank.VersionID][]int{version: {0}}, "再核对一次"))
	must[questionbank.KeyVersion](t)(w.DecideKeys(reviewer, release, back.No, false))
	back = must[questionbank.KeyVersion](t)(w.ProposeKeys(writer, release, map[questionbank.VersionID][]int{version: {0}}, "三次核对"))
	if _, shown, err = w.Corrections(reviewer, release, back.No); err != nil || len(shown) != 1 || shown[0].Before[0] != 1 || shown[0].After[0] != 0 {
		t.Errorf("%+v %v", shown, err)
	}
	must[questionbank.KeyVersion](t)(w.DecideKeys(reviewer, release, back.No, false))
	if _, shown, err = w.Corrections(writer, release, 1); err != nil || len(shown) != 0 {
		t.Errorf("version 1 corrects %d items (%v)", len(shown), err)
	}
	_, _, err = w.Corrections(reviewer, release, 99)
	isErr(t, "a version that is not there", err, questionbank.ErrKeyUnknown)
}

// A key is corrected in what was frozen, also when the bank has moved on since.
func TestItemsAndDrawsOfAReleaseAreListed(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b, r := w.ready(t, 6)
		v := w.versions(t, b.ID, questionbank.Approved)
		ok(t, w.Retire(reviewer, ids(v)[:4], "法规更新"))
		var got []questionbank.ItemVersion
		for q := (questionbank.ReleaseQuery{Release: r.ID, Limit: 5}); ; q.After = got[len(got)-1].ID {
			page := must[[]questionbank.ItemVersion](t)(w.ReleaseItems(writer, q))
			if got = append(got, page...); len(page) < 5 {
				break
			}
		}
		seen := map[questionbank.VersionID]bool{}
		for _, v := range got {
			if seen[v.ID] = true; v.Content.Stem == "" || len(v.Content.Key) > 0 || v.Content.Explanation != "" || v.Path == "" {
				t.Errorf("%+v", v)
			}
		}
		if len(got) != 12 || len(seen) != 12 {
			t.Errorf("%d items, %d of them different", len(got), len(seen))
		}
		if only := must[[]questionbank.ItemVersion](t)(w.ReleaseItems(writer, questionbank.ReleaseQuery{Release: r.ID, Type: questionbank.Single, Topic: "触电"})); len(only) != 6 {
			t.Errorf("%d single-choice items", len(only))
		}
		for _, a := range []string{"a1", "a2", "a3"} {
			w.drawn(t, draw(a))
		}
		first := must[[]questionbank.Drawn](t)(w.Draws(reviewer, r.ID, "", 2))
		rest := must[[]questionbank.Drawn](t)(w.Draws(reviewer, r.ID, first[1].Attempt, 2))
		if len(first) != 2 || first[0].Attempt != "a1" || first[0].At.IsZero() || len(rest) != 1 || rest[0].Attempt != "a3" {
			t.Errorf("%+v %+v", first, rest)
		}
		_, err := w.Draws(writer, r.ID, "", 2)
		isErr(t, "a writer lists draws", err, questionbank.ErrNoRight)
	})
}

func TestThereIsOneActiveReleaseHoweverManyActivate(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b, _ := w.ready(t, 6)
		var proposed []questionbank.Release
		for i := range 6 {
			w.imported(t, b.ID, little(1, 100+i))
			proposed = append(proposed, must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "又一版")))
		}
		var group sync.WaitGroup
		for _, r := range proposed {
			group.Go(func() { _, _ = w.ActivateRelease(reviewer, r.ID) })
		}
		group.Wait()
		active := 0
		for _, r := range must[[]questionbank.Release](t)(w.Releases(writer, b.ID)) {
			if r.State == questionbank.Active {
				active++
			}
		}
		if active != 1 {
			t.Errorf("%d active releases", active)
		}
		// Another bank of the same code cannot push it aside.
		foreign := must[questionbank.Bank](t)(w.CreateBank(stranger, questionbank.BankInput{Owner: other, Level: questionbank.Provincial,
			Purpose: questionbank.Certification, ItemCode: sample.ItemCode, Name: "他市"}))
		helper := as("acc-helper", "p-helper", other, people.ItemWriter)
		f := file(t, little(6, 0))
		batch := must[questionbank.Batch](t)(w.ApplyImport(helper, foreign.ID, f, f.Sum, false))
		ok(t, w.SubmitBatch(helper, batch.ID, ""))
		ok(t, w.ApproveBatch(stranger, batch.ID, ""))
		r := must[questionbank.Release](t)(w.ProposeRelease(helper, foreign.ID, "抢占"))
		_, err := w.ActivateRelease(stranger, r.ID)
		isErr(t, "another bank of the code", err, questionbank.ErrOtherActive)
	})
}

func TestPublicationFailsInsteadOfACandidate(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b, _ := w.ready(t, 6)
		p := must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, body(4, 2)))
		_, err := w.PublishBlueprint(reviewer, p.ID, w.seen(t, p.ID))
		isErr(t, "a blueprint without room for a retake", err, questionbank.ErrInfeasible)
		if err == nil || err.Error() != "bank.infeasible [blueprint: blueprint.pool_short]" {
			t.Errorf("the cell is not named: %v", err)
		}
		report := must[assembly.Report](t)(w.CheckBlueprint(writer, b.ID, body(4, 2)))
		if report.OK() || report.Short[0].Args()["topic"] != "触电" || report.Short[0].Args()["need"] != "8" || report.Short[0].Args()["have"] != "6" {
			t.Errorf("%v", report.Short)
		}
		// A release that starves the blueprint in use is not activated either.
		list := w.versions(t, b.ID, questionbank.Approved)
		var tf []questionbank.VersionID
		for _, v := range list {
			if v.Content.Type == questionbank.TrueFalse && len(tf) < 3 {
				tf = append(tf, v.ID)
			}
		}
		ok(t, w.Retire(reviewer, tf, "依据已废止"))
		r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "缺题版"))
		_, err = w.ActivateRelease(reviewer, r.ID)
		isErr(t, "a release that is too small", err, questionbank.ErrInfeasible)
		w.drawn(t, draw("a9"))
		ok(t, w.RefuseRelease(reviewer, r.ID, "题量不足"))
		_, err = w.ActivateRelease(reviewer, r.ID)
		isErr(t, "a refused release", err, questionbank.ErrState)
	})
}

func TestTamperingInTheDatabaseStopsTheDraw(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		_, r := w.ready(t, 6)
		w.drawn(t, draw("a1"))
		run := func(sql string) {
			t.Helper()
			_, err := w.db.SQL().ExecContext(context.Background(), sql)
			ok(t, err)
		}
		run("UPDATE item_version SET difficulty = 5 - difficulty + 1")
		_, _, err := w.restarted().DrawFor(seat, sample.ItemCode, draw("a2"))
		isErr(t, "changed difficulties", err, questionbank.ErrDamaged)
		_, _, err = w.restarted().DrawOf(seat, "a1")
		isErr(t, "changed difficulties, old paper", err, questionbank.ErrDamaged)
		run("UPDATE item_version SET difficulty = 5 - difficulty + 1")
		w.restarted().again(t, "a1")
		run("DELETE FROM release_item WHERE item_id = (SELECT x.i FROM (SELECT MIN(item_id) AS i FROM release_item) x)")
		_, _, err = w.restarted().DrawFor(seat, sample.ItemCode, draw("a3"))
		isErr(t, "an item taken out of the release", err, questionbank.ErrDamaged)
		run("UPDATE key_version SET digest = X'" + "0000000000000000000000000000000000000000000000000000000000000000" + "'")
		_, err = w.Key(seat, r.ID, 1)
		isErr(t, "a changed key digest", err, questionbank.ErrDamaged)
	})
}

func TestDrawsNeedARelease(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		_, _, err := w.DrawFor(seat, sample.ItemCode, draw("a1"))
		isErr(t, "no release", err, questionbank.ErrNoRelease)
		b := w.bank(t)
		w.imported(t, b.ID, little(6, 0))
		r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "第一版"))
		must[questionbank.Release](t)(w.ActivateRelease(reviewer, r.ID))
		_, _, err = w.DrawFor(seat, sample.ItemCode, draw("a1"))
		isErr(t, "no blueprint", err, questionbank.ErrNoBlueprint)
		p := must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, body(2, 2)))
		w.published(t, p.ID)
		in := draw("a1")
		in.Nonce = [16]byte{}
		_, _, err = w.DrawFor(seat, sample.ItemCode, in)
		isErr(t, "no nonce", err, questionbank.ErrRandom)
		_, _, err = w.DrawOf(seat, "a1")
		isErr(t, "no draw", err, questionbank.ErrDrawUnknown)
		// A sitting whose transaction fails has drawn nothing.
		failed := errors.New("power cut")
		err = w.db.InTx(seat, func(ctx context.Context) error {
			_, _, err := w.DrawFor(ctx, sample.ItemCode, draw("a1"))
			ok(t, err)
			return failed
		})
		isErr(t, "the sitting's own failure", err, failed)
		w.drawn(t, draw("a1"))
	})
}

func TestARemarkIsOnTheTrail(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b := w.bank(t)
		f := file(t, little(6, 0))
		must[questionbank.Batch](t)(w.ApplyImport(writer, b.ID, f, f.Sum, false))
		v := w.versions(t, b.ID, questionbank.Draft)[0].ID
		ok(t, w.Note(writer, v, "请核对条款号"))
		trail := must[[]audit.Record](t)(w.audit.Find(context.Background(), audit.Query{Paths: []string{"/"}, Verb: "bank.item.note", Limit: 10}))
		if len(trail) != 1 || trail[0].Object != "item_version:"+string(v) {
			t.Errorf("the trail of a remark: %+v", trail)
		}
	})
}
