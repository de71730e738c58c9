package outpost_test

import (
	"bytes"
	"testing"

	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/picture"
)

// With the uplink cut a seat hears its questions, cases too, from what was sent ahead: each text by its own sound, and no other seat
// any of them.
func TestANodeReadsAloudWithoutItsUplink(t *testing.T) {
	c := newCentreOf(t, sqliteDB(t), examtest.Mix{TrueFalse: 1, Single: 1, Cases: 1, Spoken: true})
	c.shown = map[string][]byte{}
	items := c.Bank.Questions()
	for i := range items {
		for _, text := range items[i].Texts() {
			c.shown[picture.Digest(examtest.SpokenAs(text.Text))] = examtest.SpokenAs(text.Text)
		}
	}
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
	heard := 0
	for _, q := range away.Page.Sheet.Questions {
		said := map[*assembly.Sound]string{q.Sound: q.Stem}
		for _, o := range q.Options {
			said[o.Sound] = o.Text
		}
		if q.Case != nil {
			said[q.Case.Sound] = q.Case.Stem
		}
		for sound, text := range said {
			if sound == nil {
				t.Fatalf("question %d is not read whole: %+v", q.No, q)
			}
			data, kind, err := n.exam.Picture(away.Ctx, sound.Digest)
			if err != nil || kind != "audio/webm" || !bytes.Equal(data, examtest.SpokenAs(text)) {
				t.Errorf("question %d: %q is read as %q, %s %v", q.No, text, data, kind, err)
			}
			if data, _, err := n.exam.Picture(other.Ctx, sound.Digest); err == nil {
				t.Errorf("another seat hears %q", data)
			}
			heard++
		}
	}
	if heard < 15 {
		t.Errorf("%d sounds", heard)
	}
}
