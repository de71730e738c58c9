package outpost_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/picture"
)

// With the uplink cut, and after the node's program was started again, a seat gets the pictures of its paper from what was sent
// ahead, as they are on the centre's paper, and marks them; nobody else gets them; the centre scores what was marked.
func TestANodeShowsPicturesWithoutItsUplink(t *testing.T) {
	mix := examtest.Mix{TrueFalse: 1, Hotspots: 2}
	shown := map[string][]byte{}
	for i := range 3 {
		body := bytes.Repeat([]byte{byte('a' + i)}, 100_000)
		shown[picture.Digest(body)] = body
		mix.Pictures = append(mix.Pictures, assembly.Medium{Digest: picture.Digest(body), Type: "image/png", Alt: "配电箱", Width: 40, Height: 30})
	}
	c := newCentreOf(t, sqliteDB(t), mix)
	c.shown = shown
	n := prepared(t, c)
	for range 3 {
		n.sync(t)
	}
	r, other := c.Sit(), c.Sit()
	var err error
	if r.Page, err = c.Service.Pledge(r.Ctx, r.Grip(), r.Confirm(), [16]byte{1}, ""); err != nil {
		t.Fatal(err)
	}
	if got := n.sync(t, r.Seat); len(got.Packages) != 1 {
		t.Fatalf("%d packages", len(got.Packages))
	}
	c.shown = nil // whoever asks the centre from here on gets nothing
	away := n.at(r)
	if _, err := n.exam.Practised(away.Ctx, away.Grip(), false, ""); err != nil {
		t.Fatal(err)
	}
	if away.Page, err = n.exam.Start(away.Ctx, away.Grip(), ""); err != nil {
		t.Fatal(err)
	}
	for _, when := range []string{"at once", "after a restart"} {
		for _, q := range away.Page.Sheet.Questions {
			if len(q.Media) != 1 || q.Type == assembly.Hotspot && (q.Options[0].Area == nil || q.Options[0].Text == "") {
				t.Fatalf("%s question %d: %+v", when, q.No, q)
			}
			data, kind, err := n.exam.Picture(away.Ctx, q.Media[0].Digest)
			if err != nil || kind != "image/png" || !bytes.Equal(data, shown[q.Media[0].Digest]) {
				t.Errorf("%s question %d: %d bytes, %v", when, q.No, len(data), err)
			}
			for name, ctx := range map[string]context.Context{"another seat": other.Ctx, "nobody": context.Background()} {
				if data, _, err := n.exam.Picture(ctx, q.Media[0].Digest); err == nil {
					t.Errorf("%s: %s gets %d bytes", when, name, len(data))
				}
			}
		}
		n.end()
		n.again()
		away = n.at(r)
	}
	paper, key := r.Paper()
	for _, q := range away.Page.Sheet.Questions {
		away.Answer(q.No, examtest.Right(paper, key, q.No))
	}
	c.Clock.Advance(40 * time.Minute)
	if _, err := n.exam.Submit(away.Ctx, away.Grip(), away.Seq, "zh-CN"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := n.exam.Picture(away.Ctx, mix.Pictures[0].Digest); !errors.Is(err, exam.ErrNoPicture) {
		t.Errorf("after the paper was handed in: %v", err)
	}
	n.sync(t)
	n.sync(t)
	if res, err := c.Real.ResultOf(t.Context(), r.Page.Sitting.ID); err != nil || res.Points != res.Full || res.Full != 5 {
		t.Errorf("%+v %v", res, err)
	}
}
