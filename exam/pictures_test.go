package exam_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank/assembly"
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
