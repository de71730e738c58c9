package evidence_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/evidence"
	"github.com/suikao/suikao/proctor/recording"
)

func (h *house) roots(id exam.SittingID) []evidence.Root {
	h.t.Helper()
	rows, err := h.store.Roots(context.Background(), id)
	h.must(err)
	out, former := []evidence.Root{}, ""
	for i, row := range rows {
		r, err := evidence.DecodeRoot(row.Body)
		h.must(err)
		if r.No != i+1 || r.Former != former || r.Hash() != row.Hash || h.key().Check("root", row.Hash, row.Signature) != nil {
			h.t.Errorf("root %d does not hold: %+v", i+1, row)
		}
		former = row.Hash
		out = append(out, r)
	}
	return out
}

func TestRootBindsAClosedSitting(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id := h.sat(2)
		roots := h.roots(id)
		if len(roots) != 1 {
			t.Fatalf("%d roots", len(roots))
		}
		f := roots[0].Facts
		draw, err := h.Real.Draw(t.Context(), id)
		h.must(err)
		head, err := h.Real.Head(t.Context(), id)
		h.must(err)
		if f.Draw.Leaf != fmt.Sprintf("%x", draw.Leaf) || f.Journal.Head != fmt.Sprintf("%x", head.Hash) || f.Journal.Places != int(head.Place) || f.Journal.Broken != "" {
			t.Errorf("draw and journal: %+v %+v", f.Draw, f.Journal)
		}
		segments, _ := h.deps.Recordings.Segments(t.Context(), id)
		if f.Chain.Segments != 2 || f.Chain.Head != segments[1].Hash || f.Chain.Broken != 0 || len(f.Tracks) != 1 || f.Tracks[0].Name != evidence.TrackCamera || f.Tracks[0].Last != segments[1].Hash {
			t.Errorf("recording: %+v %+v", f.Chain, f.Tracks)
		}
		if f.Supervision.Mode != evidence.Remote || f.Supervision.Document != "襄应急考〔2026〕1号" || len(f.Supervision.Officers) != 1 || f.Supervision.Officers[0].Name != "王敏" {
			t.Errorf("supervision: %+v", f.Supervision)
		}
		if f.Outcome != exam.Scored || f.Coverage.Total == 0 || f.Coverage.Recorded == 0 || f.Time.Base != 7200 {
			t.Errorf("%+v", f)
		}
		c, err := h.store.Case(t.Context(), id)
		h.must(err)
		if c.Months != 36 || c.DeleteOn != "2029-11-22" || c.Basis != "cn-test [S: 104号办法]" || c.Root != roots[0].Hash() {
			t.Errorf("%+v", c)
		}
		for range 3 { // nothing new: no new root
			if _, err := h.ev.Close(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
		if n := len(h.roots(id)); n != 1 {
			t.Errorf("%d roots of the same facts", n)
		}
	})
}

// What comes later makes the next root, which names the former; nothing is written over.
func TestLaterFactsMakeTheNextRoot(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id := h.sat(1)
		h.film(id, h.Clock.Now().Add(-20*time.Second), 15, "the last piece, kept after the end")
		h.settle()
		h.incidents = []evidence.Fact{{ID: "incident", What: "candidate.phone", At: 1, Digest: "d1"}}
		h.Clock.Advance(3 * time.Minute) // looked at again by itself
		h.settle()
		roots := h.roots(id)
		if len(roots) != 3 || roots[1].Facts.Chain.Segments != 2 || len(roots[2].Facts.Incidents) != 1 || roots[2].Why != evidence.ByFacts || roots[0].Why != evidence.ByClosing {
			t.Fatalf("%+v", roots)
		}
		if n := len(h.trail("evidence.root")); n != 3 {
			t.Errorf("%d roots on the trail", n)
		}
	})
}

func TestNoRootBeforeTheEnd(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		r := h.Sit().Begin()
		if _, err := h.ev.Close(t.Context(), r.Page.Sitting.ID); !errors.Is(err, evidence.ErrOpen) {
			t.Error(err)
		}
		if _, _, err := h.ev.RootOf(t.Context(), "no such sitting"); !errors.Is(err, evidence.ErrNotFound) {
			t.Error(err)
		}
		// The timeline is there while it runs, and of answers it has times alone.
		h.Clock.Advance(time.Second)
		r.Answer(1, "A")
		list, err := h.ev.Timeline(examtest.Invigilator(), r.Page.Sitting.ID, time.Time{}, time.Time{})
		h.must(err)
		answers := 0
		for _, m := range list {
			if m.Kind == "ANSWER" {
				answers++
				if m.Note != "" || m.ID != "" {
					t.Errorf("%+v", m)
				}
			}
		}
		if answers != 1 {
			t.Errorf("%+v", list)
		}
		if later, err := h.ev.Timeline(examtest.Invigilator(), r.Page.Sitting.ID, h.Clock.Now().Add(time.Minute), time.Time{}); err != nil || len(later) != 0 {
			t.Errorf("%+v %v", later, err)
		}
	})
}

// A journal that somebody changed is bound as broken, not passed over.
func TestBrokenChainsAreNamed(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id := h.sat(2)
		for _, q := range []string{"UPDATE sitting_journal SET answer = 'C' WHERE sitting_id = ? AND seq = 2", "UPDATE recording_segment SET frames = frames + 1 WHERE sitting_id = ? AND no = 2"} {
			if _, err := h.DB.SQL().Exec(q, string(id)); err != nil {
				t.Fatal(err)
			}
		}
		_, err := h.ev.Close(t.Context(), id)
		h.must(err)
		roots := h.roots(id)
		if f := roots[len(roots)-1].Facts; f.Journal.Broken == "" || f.Chain.Broken != 2 {
			t.Errorf("%+v %+v", f.Journal, f.Chain)
		}
	})
}

func TestOtherRegionsAreRefusedAndNoted(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id := h.sat(1)
		far := as("far", "/elsewhere/", people.RemoteInvigilator, people.Archivist, people.Regulator)
		wrong := as("wrong", examtest.OrgPath, people.ItemWriter)
		e, err := h.ev.AskExport(archivist("one"), id, "法院调取证据", "")
		h.must(err)
		hold, err := h.ev.Hold(archivist("one"), id, "行政诉讼保全", "")
		h.must(err)
		for name, act := range map[string]func(ctx context.Context) error{
			"look": func(ctx context.Context) error { _, err := h.ev.Of(ctx, id); return err },
			"timeline": func(ctx context.Context) error {
				_, err := h.ev.Timeline(ctx, id, time.Time{}, time.Time{})
				return err
			},
			"hold": func(ctx context.Context) error { _, err := h.ev.Hold(ctx, id, "一个充分的理由", ""); return err },
			"ask lift": func(ctx context.Context) error {
				_, err := h.ev.AskLift(ctx, hold.ID, "一个充分的理由")
				return err
			},
			"lift": func(ctx context.Context) error { _, err := h.ev.DecideLift(ctx, hold.ID, true); return err },
			"ask": func(ctx context.Context) error {
				_, err := h.ev.AskExport(ctx, id, "一个充分的理由", "")
				return err
			},
			"approve": func(ctx context.Context) error { _, err := h.ev.DecideExport(ctx, e.ID, true, ""); return err },
			"take":    func(ctx context.Context) error { _, _, err := h.ev.Take(ctx, e.ID); return err },
		} {
			before := len(h.trail("evidence.refused"))
			if err := act(far); !errors.Is(err, evidence.ErrNotFound) {
				t.Errorf("%s from another region: %v", name, err)
			}
			if err := act(wrong); !errors.Is(err, evidence.ErrForbidden) {
				t.Errorf("%s with another role: %v", name, err)
			}
			if got := h.trail("evidence.refused"); len(got) != before+2 || got[before].Object != "sitting:"+string(id) {
				t.Errorf("%s: %d refusals on the trail, had %d", name, len(got), before)
			}
		}
		if _, err := h.rec.Of(far, id); !errors.Is(err, recording.ErrNotFound) || len(h.trail("recording.refused")) != 1 {
			t.Errorf("%v, %d on the trail", err, len(h.trail("recording.refused")))
		}
		for _, list := range []func() (int, error){
			func() (int, error) { l, err := h.ev.Holds(far, evidence.Query{}); return len(l), err },
			func() (int, error) { l, err := h.ev.Exports(far, evidence.Query{}); return len(l), err },
		} {
			if n, err := list(); n != 0 || err != nil {
				t.Errorf("%d rows of another region, %v", n, err)
			}
		}
	})
}

func TestCandidatesSeeTheirOwn(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id := h.sat(1)
		sit, err := h.Real.Sitting(t.Context(), id)
		h.must(err)
		own := actor.With(t.Context(), actor.Actor{Kind: actor.Candidate, ID: string(sit.Person), Person: string(sit.Person)})
		o, err := h.ev.Own(own, id)
		if err != nil || o.Case.Root == "" || o.Case.DeleteOn != "2029-11-22" {
			t.Errorf("%+v %v", o.Case, err)
		}
		other := actor.With(t.Context(), actor.Actor{Kind: actor.Candidate, ID: "x", Person: "x"})
		for name, ctx := range map[string]context.Context{"another candidate": other, "staff of the same person": as(string(sit.Person), "/"), "the public": t.Context()} {
			if _, err := h.ev.Own(ctx, id); !errors.Is(err, evidence.ErrOwn) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestTwoPeopleForABundle(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id := h.sat(1)
		for reason, want := range map[string]string{"短": "evidence.reason", strings.Repeat("长", 401): "evidence.reason", "隐藏\u202e的字符在里面": "text.hidden"} {
			if _, err := h.ev.AskExport(archivist("one"), id, reason, ""); fault.From(err).Fields()[0].Err.Code() != want {
				t.Errorf("%q: %v", reason, err)
			}
		}
		e, err := h.ev.AskExport(archivist("one"), id, "法院调取证据", "1号")
		h.must(err)
		if _, _, err := h.ev.Take(archivist("one"), e.ID); !errors.Is(err, evidence.ErrExport) {
			t.Errorf("taken without approval: %v", err)
		}
		twin := as("one", "/authority/", people.Regulator) // the same person behind another account
		if _, err := h.ev.DecideExport(twin, e.ID, true, ""); !errors.Is(err, evidence.ErrSame) {
			t.Errorf("approved by who asked: %v", err)
		}
		_, err = h.ev.DecideExport(archivist("two"), e.ID, true, "")
		h.must(err)
		if _, err := h.ev.DecideExport(archivist("three"), e.ID, false, "改变主意了吧"); !errors.Is(err, evidence.ErrExport) {
			t.Errorf("decided twice: %v", err)
		}
		if _, _, err := h.ev.Take(archivist("three"), e.ID); !errors.Is(err, evidence.ErrForbidden) {
			t.Errorf("taken by a third: %v", err)
		}
		first, key := h.take(e.ID)
		h.Clock.Advance(time.Second)
		second, _ := h.take(e.ID)
		a, b := h.check(first, key), h.check(second, key)
		if a.Manifest.Bundle == b.Manifest.Bundle || a.Manifest.Request.Taken.Name != "姓名one" || a.Manifest.Request.Approved.Name != "姓名two" || a.Manifest.Request.Reason != "法院调取证据" {
			t.Errorf("%+v %+v", a.Manifest.Request, b.Manifest.Bundle)
		}
		if taken, done := h.trail("evidence.export_take"), h.trail("evidence.export_done"); len(taken) != 2 || len(done) != 2 || done[1].Detail["manifest"] != b.Manifest.Hash() {
			t.Errorf("%+v %+v", taken, done)
		}
		h.Clock.Advance(8 * 24 * time.Hour)
		if _, _, err := h.ev.Take(archivist("one"), e.ID); !errors.Is(err, evidence.ErrOver) {
			t.Errorf("taken after its time: %v", err)
		}
	})
}
