package exam_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/picture"
)

// gallery has every picture, and says of which sitting one was asked.
type gallery struct{ asked []exam.SittingID }

func (g *gallery) Picture(_ context.Context, sit exam.Sitting, digest string) ([]byte, error) {
	g.asked = append(g.asked, sit.ID)
	return []byte("picture " + digest), nil
}

func TestAPictureIsSeenOnlyWhereItsPaperIsOpen(t *testing.T) {
	mix := examtest.DefaultMix
	for _, c := range "abcdefghijklmnopqrstuvwxyz0123456789ABCD" { // as many as there are items, so that papers differ
		mix.Pictures = append(mix.Pictures, assembly.Medium{Digest: strings.Repeat(string(c), 64), Type: "image/png", Alt: "配电箱", Width: 4, Height: 3})
	}
	h := examtest.NewHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), mix)
	shown := &gallery{}
	h.Pictures = shown
	h.Restart()
	r, other := h.Sit(), h.Sit()
	one := mix.Pictures[0].Digest
	unseen := func(when string, r *examtest.Robot, digest string) {
		t.Helper()
		if _, _, err := h.Service.Picture(r.Ctx, digest); err == nil {
			t.Errorf("%s a picture is given out", when)
		} else {
			wants(t, err, exam.ErrNoPicture)
		}
	}
	unseen("before the paper is drawn", r, one)
	other.Begin()
	r.Begin()
	on := func(r *examtest.Robot) map[string]bool {
		out := map[string]bool{}
		for _, q := range r.Page.Sheet.Questions {
			for _, m := range q.Media {
				out[m.Digest] = true
			}
		}
		return out
	}
	mine, theirs := on(r), on(other)
	if len(mine) != mix.TrueFalse {
		t.Fatalf("%d pictures on the sheet", len(mine))
	}
	one = ""
	for digest := range mine {
		data, kind, err := h.Service.Picture(r.Ctx, digest)
		if err != nil || kind != "image/png" || string(data) != "picture "+digest || shown.asked[len(shown.asked)-1] != r.Page.Sitting.ID {
			t.Errorf("a picture of the paper: %q %s %v", data, kind, err)
		}
		one = digest
	}
	for digest := range theirs {
		if !mine[digest] {
			unseen("of another seat's paper", r, digest)
		}
	}
	unseen("of no paper", r, strings.Repeat("f", 63)+"e")
	if _, _, err := h.Service.Picture(context.Background(), one); err == nil {
		t.Error("a picture is given to somebody without a seat")
	}
	h.Clock.Advance(40 * time.Minute)
	if _, err := h.Service.Submit(r.Ctx, r.Grip(), r.Seq, "zh-CN"); err != nil {
		t.Fatal(err)
	}
	unseen("after the paper was handed in", r, one)
	r.Check()
}

// A paper with pictures and hotspots from the draw to the score: the sheet says what is to be marked, a seat that takes the
// sitting over sees the pictures and the seat before it no more, and both scorers agree on areas marked right, in part and wrong.
func TestAHotspotIsMarkedOnItsPicture(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) {
		mix := examtest.Mix{TrueFalse: 1, Hotspots: 4, Pictures: []assembly.Medium{{Digest: strings.Repeat("a", 64), Type: "image/svg+xml", Alt: "配电箱", Width: 40, Height: 30}}}
		h := examtest.NewHouse(t, open(t), mix)
		h.Pictures = &gallery{}
		h.Restart()
		r := h.Sit().Begin()
		digest := mix.Pictures[0].Digest
		for _, q := range r.Page.Sheet.Questions {
			if len(q.Media) != 1 || q.Media[0].Alt == "" || (q.Type == assembly.Hotspot) != (len(q.Options) == 4 && q.Options[3].Area != nil) {
				t.Fatalf("question %d: %+v", q.No, q)
			}
		}
		paper, key := r.Paper()
		r.Answer(1, examtest.Right(paper, key, 1))
		r.Answer(2, examtest.Right(paper, key, 2))
		to := h.Seat()
		if _, err := h.Service.Move(examtest.Invigilator(), r.Page.Sitting.ID, to, exam.Reason{Code: "EQUIPMENT", Text: "屏幕坏了"}); err != nil {
			t.Fatal(err)
		}
		next := h.At(to)
		if data, kind, err := h.Service.Picture(next.Ctx, digest); err != nil || kind != "image/svg+xml" || len(data) == 0 {
			t.Errorf("at the new seat: %s %v", kind, err)
		}
		_, _, err := h.Service.Picture(r.Ctx, digest)
		wants(t, err, exam.ErrNoPicture)
		part := examtest.Right(paper, key, 3)
		next.Answer(3, part[:1])
		if wrong := strings.Map(func(c rune) rune {
			if strings.ContainsRune(examtest.Right(paper, key, 4), c) {
				return -1
			}
			return c
		}, "ABCD"); wrong != "" {
			next.Answer(4, wrong)
		}
		h.Clock.Advance(40 * time.Minute)
		if _, err := h.Service.Submit(next.Ctx, next.Grip(), next.Seq, "zh-CN"); err != nil {
			t.Fatal(err)
		}
		res, err := h.Real.ResultOf(t.Context(), r.Page.Sitting.ID)
		if err != nil || res.Full != 9 {
			t.Fatalf("%+v %v", res, err)
		}
		entries, err := h.Real.Entries(t.Context(), r.Page.Sitting.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, policy := range []rules.MultiScoring{rules.PartialSubset, rules.AllOrNothing} {
			one, err := exam.Grade(paper, exam.Fold(entries).Given, key, policy)
			if err != nil {
				t.Fatal(err)
			}
			each, two, err := exam.Rescore(paper, entries, key, policy)
			if err != nil || one.Points != two || each[1] != 2 || policy == rules.PartialSubset && two != res.Points {
				t.Errorf("%v: %d and %d %v %v", policy, one.Points, two, each, err)
			}
		}
	})
}

// A seat hears the questions of its own open paper, and of no other: a sound of another paper, of a bank that no paper here was drawn
// from, and of a paper that is not open are the same failure, and nothing is asked of the bank for them.
func TestASoundIsHeardOnlyWhereItsPaperIsOpen(t *testing.T) {
	mix := examtest.DefaultMix
	mix.Spoken = true
	h := examtest.NewHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), mix)
	shown := &gallery{}
	h.Pictures = shown
	h.Restart()
	r, other := h.Sit(), h.Sit()
	other.Begin()
	before := other.Page.Sheet.Questions[0].Sound.Digest
	if _, _, err := h.Service.Picture(r.Ctx, before); err == nil {
		t.Error("before the paper is drawn a sound is given out")
	}
	r.Begin()
	mine := map[string]bool{}
	for _, q := range r.Page.Sheet.Questions {
		mine[q.Sound.Digest] = true
		for _, o := range q.Options {
			mine[o.Sound.Digest] = true
		}
	}
	for digest := range mine {
		if data, kind, err := h.Service.Picture(r.Ctx, digest); err != nil || kind != "audio/webm" || string(data) != "picture "+digest {
			t.Fatalf("%q %s %v", data, kind, err)
		}
	}
	asked, foreign := len(shown.asked), 0
	for _, q := range other.Page.Sheet.Questions {
		if !mine[q.Sound.Digest] {
			foreign++
			_, _, err := h.Service.Picture(r.Ctx, q.Sound.Digest)
			wants(t, err, exam.ErrNoPicture)
		}
	}
	_, _, err := h.Service.Picture(r.Ctx, picture.Digest([]byte("a sound of another bank")))
	wants(t, err, exam.ErrNoPicture)
	if foreign == 0 || len(shown.asked) != asked {
		t.Errorf("%d foreign sounds, the bank was asked %d times for them", foreign, len(shown.asked)-asked)
	}
	h.Clock.Advance(40 * time.Minute)
	if _, err := h.Service.Submit(r.Ctx, r.Grip(), r.Seq, "zh-CN"); err != nil {
		t.Fatal(err)
	}
	_, _, err = h.Service.Picture(r.Ctx, r.Page.Sheet.Questions[0].Sound.Digest)
	wants(t, err, exam.ErrNoPicture)
	r.Check()
}
