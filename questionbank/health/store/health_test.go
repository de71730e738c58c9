package store_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/health"
)

func TestASittingCountsOnceWhateverBreaks(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) {
		w := newWorld(t, open(t), 12, 3)
		w.sit(t, 60, 6, nobody)
		w.exams.list[7].First = false // a second attempt tells nothing of difficulty
		w.exams.fails = 40            // breaks within the second transaction
		if err := w.TakeOnce(job); !errors.Is(err, errCut) {
			t.Fatalf("the job goes on without answers: %v", err)
		}
		w.exams.fails = -1
		for range 2 {
			ok(t, w.TakeOnce(job))
			if n := w.answers(t); n != 59*6 {
				t.Fatalf("%d answers count of 59 first attempts of 6", n)
			}
		}
		// One that was decided before the mark but committed after it.
		late := w.sit(t, 1, 6, nobody)
		w.exams.list[60].At = w.exams.list[30].At.Add(time.Millisecond)
		ok(t, w.TakeOnce(job))
		if n := w.answers(t); n != 60*6 {
			t.Fatalf("%d answers with one that was committed late", n)
		}
		// A result made void is out of the figures of the night, a restored one is in them again.
		void := &w.exams.list[60]
		void.Counts, void.At = false, w.clock.Advance(time.Second)
		w.night(t)
		if n := w.answers(t); n != 59*6 {
			t.Fatalf("%d answers with one sitting void", n)
		}
		void.Counts, void.At = true, w.clock.Advance(time.Second)
		w.night(t)
		if n := w.answers(t); n != 60*6 {
			t.Fatalf("%d answers with it restored", n)
		}
		h := must[health.BankHealth](t)(w.BankHealth(auditor, w.b.ID))
		if h.State.From != 60 || len(h.Lines) != 24 || late == nil {
			t.Errorf("the night rests on %d sittings, %d items", h.State.From, len(h.Lines))
		}
	})
}

func TestNightsEstimateAndReleasesFreeze(t *testing.T) {
	w := newWorld(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 12, 3)
	first := w.drawn(t, "sitting-before")
	w.sit(t, 500, 12, nobody)
	w.night(t)
	h := must[health.BankHealth](t)(w.BankHealth(auditor, w.b.ID))
	if h.State.Curves != 24 || h.State.CutAt.IsZero() {
		t.Fatalf("%d curves, cut at %v", h.State.Curves, h.State.CutAt)
	}
	var off float64
	for _, l := range h.Lines {
		if l.Stage != health.ByNight || l.Estimate.Error <= 0 || l.Estimate.Error > 0.5 || len(l.Figures.Weeks) == 0 {
			t.Fatalf("%+v", l)
		}
		d := l.Estimate.Curve.B - w.truth[l.Version].B
		off += d * d / float64(len(h.Lines))
	}
	if off > 0.15 {
		t.Errorf("difficulties are off by %.2f squared logits", off)
	}
	if again := w.again(t, "sitting-before"); again.Digest() != first.Digest() {
		t.Error("a measured item changed a paper that was drawn before")
	}
	old := w.r
	w.r = w.released(t, "第二版")
	if w.r.Digest == old.Digest {
		t.Error("the digest does not cover what was measured")
	}
	_, heads, err := w.bank.Heads(job, w.r.ID)
	ok(t, err)
	for _, v := range heads {
		if v.Frozen == nil || v.Frozen.Stage != 3 || v.Frozen.Responses < 200 {
			t.Fatalf("%+v", v.Frozen)
		}
	}
	paper := w.drawn(t, "sitting-after")
	files := must[assembly.Files](t)(w.bank.FilesOf(job, "sitting-after"))
	if p := must[assembly.Paper](t)(assembly.Replay(files)); p.Digest() != paper.Digest() {
		t.Error("another paper when drawn again")
	}
	if again := w.again(t, "sitting-before"); again.Digest() != first.Digest() {
		t.Error("a new release changed a paper of the old one")
	}
	// What was frozen cannot be altered without notice, and the item is named.
	_, err = w.db.Exec(job, "UPDATE release_item SET p_cut = p_cut - 1 WHERE release_id = ? AND version_id = ?", string(w.r.ID), string(heads[3].ID))
	ok(t, err)
	if _, err := assembly.Replay(must[assembly.Files](t)(w.bank.FilesOf(job, "sitting-after"))); err == nil || !bytes.Contains([]byte(err.Error()), []byte(heads[3].Item)) {
		t.Errorf("an altered parameter: %v", err)
	}
}

func (w *world) again(t testing.TB, attempt string) questionbank.Paper {
	t.Helper()
	p, _, err := questionbank.New(w.deps).DrawOf(job, attempt)
	ok(t, err)
	return p
}

func TestALeakIsProposedDecidedAndOutOfTheNextDraw(t *testing.T) {
	w := newWorld(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 12, 3)
	w.sit(t, 500, 12, nobody)
	w.night(t)
	_, heads, err := w.bank.Heads(job, w.r.ID)
	ok(t, err)
	leaked := heads[5]
	w.sit(t, 200, 12, func(n int, v questionbank.VersionID) bool { return v == leaked.ID && n%2 == 0 })
	ok(t, w.TakeOnce(job))
	live := must[[]health.Quarantine](t)(w.Quarantines(auditor, w.b.ID, true))
	i := slices.IndexFunc(live, func(q health.Quarantine) bool { return q.Version == leaked.ID })
	if i < 0 || len(live) > 2 || live[i].State != health.Proposed || live[i].Owner.Name != "reviewer" {
		t.Fatalf("%d proposals, %+v", len(live), live)
	}
	q := live[i]
	var told []string
	ok(t, w.db.Conn(job).Table("outbox_event").Where("topic = ? AND event_key = ?", health.TopicQuarantine, string(leaked.ID)).Pluck("body", &told).Error)
	if len(told) != 1 || !strings.Contains(told[0], `"owner_person":"p-reviewer"`) || !strings.Contains(told[0], `"path":"`+path+`"`) || !strings.Contains(told[0], `"by_person":""`) {
		t.Errorf("the proposal is told as %s", told)
	}
	if p := w.drawn(t, "still"); p.Questions == nil {
		t.Fatal("no paper")
	}
	for _, ctx := range []struct {
		who  string
		err  error
		want *fault.Error
	}{
		{"a writer", second(w.Decide(writer, q.ID, true, "泄题")), questionbank.ErrNoRight},
		{"a stranger", second(w.Decide(stranger, q.ID, true, "泄题")), health.ErrQuarantineUnknown},
		{"without a reason", fault.From(second(w.Decide(third, q.ID, true, " "))).Fields()[0].Err, health.ErrReason},
		{"before it is out", second(w.End(third, q.ID, true, "没有泄题")), health.ErrMoved},
	} {
		if !errors.Is(ctx.err, ctx.want) {
			t.Errorf("%s decides: %v", ctx.who, ctx.err)
		}
	}
	q = must[health.Quarantine](t)(w.Decide(third, q.ID, true, "网上有原题"))
	if !errors.Is(second(w.Propose(writer, leaked.ID, "再提一次")), health.ErrQuarantined) {
		t.Error("two live quarantines of one version")
	}
	for n := range 30 {
		name := string(rune('a'+n)) + "-after"
		if slices.Contains(w.drawn(t, name).Items(), leaked.Item) {
			t.Fatal("a quarantined item is drawn")
		}
	}
	files := must[assembly.Files](t)(w.bank.FilesOf(job, "a-after"))
	in := must[assembly.Inputs](t)(assembly.DecodeInputs(files.Inputs))
	if !slices.Equal(in.Out, []questionbank.ItemID{leaked.Item}) {
		t.Errorf("the draw names %v as out", in.Out)
	}
	must[assembly.Paper](t)(assembly.Replay(files))
	in.Out = nil
	files.Inputs = in.Encode()
	if _, err := assembly.Replay(files); err == nil {
		t.Error("the list of items in quarantine can be altered without notice")
	}
	w.again(t, "still")
	q = must[health.Quarantine](t)(w.End(reviewer, q.ID, true, "换了题干"))
	found := false
	for n := range 60 {
		found = found || slices.Contains(w.drawn(t, string(rune('A'+n))+"-back").Items(), leaked.Item)
	}
	if !found || q.State != health.Back {
		t.Error("an item that is back is never drawn")
	}
}

func second[T any](_ T, err error) error { return err }

func TestAQuarantineThatLeavesTheBankShortIsRefused(t *testing.T) {
	w := newWorld(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 6, 3) // exactly what a retake without repeats needs
	_, heads, err := w.bank.Heads(job, w.r.ID)
	ok(t, err)
	q := must[health.Quarantine](t)(w.Propose(writer, heads[0].ID, "考生说见过"))
	if _, report, err := w.Quarantine(auditor, q.ID); err != nil || len(report.Short) != 1 {
		t.Errorf("%d shortages shown before the decision, %v", len(report.Short), err)
	}
	err = second(w.Decide(reviewer, q.ID, true, "先撤下"))
	if !errors.Is(err, health.ErrShort) || len(fault.From(err).Fields()) != 1 {
		t.Fatalf("%v", err)
	}
	own := as("writer", string(city), "ITEM_REVIEWER")
	if err := second(w.Decide(own, q.ID, false, "自己决定")); !errors.Is(err, health.ErrSame) {
		t.Errorf("who proposed decides: %v", err)
	}
	q = must[health.Quarantine](t)(w.Decide(reviewer, q.ID, false, "没有依据"))
	if w.drawn(t, "goes-on").Questions == nil || q.State != health.Dismissed {
		t.Error("a dismissed proposal changes something")
	}
}

func TestForeknowledgeIsANoteForReviewersAlone(t *testing.T) {
	w := newWorld(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), 20, 3)
	w.sit(t, 420, 30, nobody)
	w.night(t)
	n := len(w.exams.list)
	w.sit(t, 20, 40, func(n int, _ questionbank.VersionID) bool { return n < 10 && w.rand.IntN(2) == 0 })
	ok(t, w.TakeOnce(job))
	list := must[[]health.Suspicion](t)(w.Suspicions(watcher, health.Open, "", 50))
	honest := 0
	for _, x := range list {
		if !slices.ContainsFunc(w.exams.list[n:n+10], func(s sitting) bool { return s.Sitting == x.Sitting }) {
			honest++
		}
	}
	if len(list) < 3 || honest > 1 {
		t.Fatalf("%d notes, %d of them about honest people", len(list), honest)
	}
	if _, err := w.Suspicions(reviewer, health.Open, "", 50); !errors.Is(err, health.ErrNoRight) {
		t.Errorf("an item reviewer reads notes about persons: %v", err)
	}
	if x := must[[]health.Suspicion](t)(w.Suspicions(stranger, health.Open, "", 50)); len(x) != 0 {
		t.Error("another city's inspector reads them")
	}
	if err := w.Look(stranger, list[0].Sitting, "看过"); !errors.Is(err, health.ErrSuspicionUnknown) {
		t.Errorf("another city's inspector looks: %v", err)
	}
	ok(t, w.Look(watcher, list[0].Sitting, "录像中没有异常"))
	if left := must[[]health.Suspicion](t)(w.Suspicions(watcher, health.Open, "", 50)); len(left) != len(list)-1 {
		t.Error("a note that was looked at stays open")
	}
}
